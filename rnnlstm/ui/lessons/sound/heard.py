"""What is heard, and what networks make of it: the numbers of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.sound.bands import HOP, RATE, features, magnitudes
from rnnlstm.core.sound.melody import QUESTIONS, draw_melodies
from rnnlstm.core.sound.synthesis import play, with_noise
from rnnlstm.core.sound.wav import Recording
from rnnlstm.core.tasks.task import stream
from rnnlstm.ui.walk.cache import kept_within

Array = NDArray[np.floating[Any]]
Labels = NDArray[np.integer[Any]]

FRAME_SECONDS = HOP / RATE


@dataclass(frozen=True, eq=False)
class Heard:
    """A sound as it is played and as it is read.

    Attributes
    ----------
    sound
        (S,), at `RATE` samples a second.
    bands
        What the networks read: (T, bands), from 0 to 1.
    truth
        The right answers to each question; empty where nobody knows them.
    """

    sound: Array
    bands: Array
    truth: Mapping[str, Labels]

    @property
    def seconds(self) -> Array:
        """The middle of each frame: (T,)."""
        return (np.arange(len(self.bands)) + 0.5) * FRAME_SECONDS


@dataclass(frozen=True, eq=False)
class Said:
    """What one network makes of a sound.

    Attributes
    ----------
    trace
        Of the one sequence.
    probabilities
        Of each answer in each frame: (T, answers).
    """

    trace: Trace
    probabilities: Array

    @property
    def labels(self) -> Labels:
        """The likeliest answer in each frame: (T,)."""
        return np.asarray(self.probabilities.argmax(axis=1))

    def right(self, truth: Labels) -> float:
        """Return the share of the frames with a note that are labelled rightly."""
        return float((self.labels == truth)[truth > 0].mean())


@kept_within(16 * 2**20, 40)
def melody(number: int, seconds: int, noise: float) -> Heard:
    """Return a melody that no network was trained on, in so much noise."""
    rng = stream(number, "held_out", 2)
    melodies = draw_melodies(rng, 1, round(seconds * RATE / HOP) * HOP)
    sound = with_noise(play(melodies), noise, rng)[0]
    truth = {question: melodies.labels(question)[:, 0] for question in QUESTIONS}
    return Heard(sound, features(magnitudes(sound)), truth)


@kept_within(16 * 2**20, 40)
def recorded(recording: Recording) -> Heard:
    """Return a sound that somebody has recorded."""
    return Heard(recording.sound, features(magnitudes(recording.sound)), {})


@kept_within(48 * 2**20, 60)
def listen(cell: Cell, heard: Heard) -> Said:
    """Return what a network makes of a sound."""
    trace = cell.forward(heard.bands[:, None])
    logits = trace.y[:, 0] - trace.y[:, 0].max(axis=1, keepdims=True)
    sure = np.exp(logits)
    return Said(trace, sure / sure.sum(axis=1, keepdims=True))
