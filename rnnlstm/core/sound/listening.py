"""The task: say at every frame of a melody what is asked of the note that sounds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.sound.bands import BANDS, HOP, features, magnitudes
from rnnlstm.core.sound.melody import QUESTIONS, Melodies, draw_melodies
from rnnlstm.core.sound.synthesis import play, with_noise
from rnnlstm.core.tasks.task import CERTAIN, Batch, Task

COUNTED = 2000
"""So many melodies are drawn to count how often each answer is right."""


@dataclass(frozen=True)
class Listening(Task):
    """Label a melody frame by frame: silence, or what is asked of the note that sounds.

    A demonstration of this course, from no paper. Melodies of a pentatonic scale are drawn (`draw_melodies`),
    played with harmonics, decay and noise (`play`, `with_noise`), and read as bands (`magnitudes`,
    `features`). There are three questions:

    - "move": is it higher or lower than the note before it? The frame alone helps, for the highest note is
      never lower, but does not tell.
    - "heard": does this note sound for the first time in the melody, or was it heard before? The frame alone
      says nothing of it, and the answer must hold until the note ends: only then has it been heard.
    - "note": which one is it? The frame tells, but for the noise.

    Baseline: who knows when a note sounds and nothing else, and answers as often as each answer is right; how
    often is counted in `COUNTED` melodies, once for each T and question.

    Accuracy: the share of the frames with a note whose largest output is the right one.

    Attributes
    ----------
    T : int
        The number of frames, of `HOP` samples each; at least 16, so that a note is heard.
    question : str
        A key of `QUESTIONS`.
    noise : float
        The most noise: each melody has a standard deviation from U(0, noise), where a note's amplitude is at
        most 1.
    """

    question: str = "move"
    noise: float = 0.3
    shortest: ClassVar[int] = 16
    input_size = BANDS
    loss = "cross_entropy"

    def __post_init__(self) -> None:
        super().__post_init__()
        validate.choice("question", self.question, QUESTIONS)
        validate.number("noise", self.noise, minimum=0)

    @property
    def answers(self) -> tuple[str, ...]:
        """The names of the classes."""
        return QUESTIONS[self.question]

    @property
    def output_size(self) -> int:
        """The answers, silence among them."""
        return len(self.answers)

    @property
    def baseline(self) -> float:
        """The mean over all frames: none is lost on silence, the entropy of the answers on each note."""
        shares = _shares(self.T, self.question)
        rate = shares[1:] / shares[1:].sum()
        return float(-(shares[1:] * np.log(rate, where=rate > 0, out=np.zeros_like(rate))).sum())

    @property
    def chance(self) -> float:
        """How often the commonest answer is right where a note sounds."""
        shares = _shares(self.T, self.question)
        return float(shares[1:].max() / shares[1:].sum())

    @property
    def by_counting(self) -> float:
        """The accuracy of who counts the notes and remembers nothing of them.

        For the first note, the second and so on the answer is the one that is right most often.
        """
        return _by_counting(self.T, self.question)

    def naive(self, batch: Batch) -> Array:
        """Return a certain silence where there is one, and else the logarithm of each answer's frequency."""
        shares = _shares(self.T, self.question)
        of_notes = np.concatenate([[-CERTAIN], np.log(np.maximum(shares[1:], math.exp(-CERTAIN)))])
        of_silence = np.where(np.arange(self.output_size) == 0, 0, -CERTAIN)
        return np.where(batch.target[..., None] > 0, of_notes, of_silence)

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of the frames with a note that are labelled rightly."""
        sounding = batch.target > 0
        right: float = (y.argmax(axis=-1) == batch.target)[sounding].mean()
        return float(right)

    def melodies(self, rng: np.random.Generator, B: int) -> tuple[Melodies, Array]:
        """Draw melodies, and return them written down and as sound (B, S)."""
        melodies = draw_melodies(rng, B, self.T * HOP)
        return melodies, with_noise(play(melodies), self.noise * rng.random(B), rng)

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        melodies, sound = self.melodies(rng, B)
        target = melodies.labels(self.question)
        return Batch(features(magnitudes(sound)), target, np.ones(target.shape, bool))


@lru_cache(maxsize=64)
def _shares(T: int, question: str) -> Array:
    """Return how often each answer is right, of all frames."""
    labels = draw_melodies(np.random.default_rng(0), COUNTED, T * HOP).labels(question)
    counts = np.bincount(labels.ravel(), minlength=len(QUESTIONS[question]))
    return np.asarray(counts / counts.sum())


@lru_cache(maxsize=64)
def _by_counting(T: int, question: str) -> float:
    """Return the share of the frames with a note that are right by the number of the note alone."""
    melodies = draw_melodies(np.random.default_rng(0), COUNTED, T * HOP)
    numbers = np.broadcast_to(np.arange(melodies.pitch.shape[1]), melodies.pitch.shape)
    number, label = melodies.by_frame(numbers).ravel(), melodies.labels(question).ravel()
    counts = np.zeros((number.max() + 1, len(QUESTIONS[question])))
    np.add.at(counts, (number, label), 1)
    return float(counts[1:].max(axis=1).sum() / counts[1:].sum())
