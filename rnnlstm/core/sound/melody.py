"""Melodies written down: which note sounds when, and what could be asked of it at every frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.sound.bands import HOP, RATE

Integers = NDArray[np.integer[Any]]

SCALE = ("C5", "D5", "E5", "G5", "A5")
"""The notes of the melodies: the pentatonic scale on C."""
SEMITONES = (15, 17, 19, 22, 24)
"""How far each note lies above A3, the lowest band."""

QUESTIONS: dict[str, tuple[str, ...]] = {
    "move": ("silence", "first", "higher", "lower"),
    "heard": ("silence", "new", "again"),
    "note": ("silence", *SCALE),
}
"""What can be asked at every frame, and the answers that there are; the first is always silence."""

NOTE_SECONDS = 0.18, 0.5
REST_SECONDS = 0.06, 0.25
REST = 0.5
"""How likely a rest follows a note."""


@dataclass(frozen=True, eq=False)
class Melodies:
    """Melodies side by side, each a row of notes; those that begin after the end are not heard.

    Attributes
    ----------
    samples : int
        S, how long the melodies are, at `RATE` samples a second.
    begin, end : ndarray of int, shape (B, N)
        The first sample of each note and the first one after it; notes do not overlap.
    pitch : ndarray of int, shape (B, N)
        Which note of `SCALE`; never the same twice in a row.
    level, decay, brightness, detune : ndarray, shape (B, N)
        How loud a note begins; the seconds in which it falls to 1/e; the ratio of each harmonic to the one
        below it; how many cents it is out of tune.
    """

    samples: int
    begin: Integers
    end: Integers
    pitch: Integers
    level: Array
    decay: Array
    brightness: Array
    detune: Array

    def labels(self, question: str) -> NDArray[np.int64]:
        """Return the right answer at the middle of every frame: (T, B), an index into `QUESTIONS`.

        A note counts until it ends, though it may have died away into the noise before.

        Raises
        ------
        ValueError
            If there is no such question.
        """
        asked = validate.choice("question", question, QUESTIONS)
        return self.by_frame({"heard": self._heard(), "move": self._move(), "note": self.pitch}[asked])

    def by_frame(self, of_note: Integers) -> NDArray[np.int64]:
        """Return 1 + what is said of the note at the middle of every frame, 0 where none sounds: (T, B)."""
        middle = (np.arange(self.samples // HOP) * HOP + HOP // 2)[:, None]
        found = np.zeros((len(middle), len(self.begin)), np.int64)
        for b, (begin, end) in enumerate(zip(self.begin, self.end, strict=True)):
            sounding = (begin <= middle) & (middle < end)
            found[:, b] = (sounding * (1 + of_note[b])).sum(axis=1)
        return found

    def _heard(self) -> Integers:
        """Return 0 for a note that sounds for the first time, 1 for one that was heard before."""
        alike = self.pitch[:, :, None] == self.pitch[:, None, :]
        return np.asarray(np.tril(alike, -1).any(axis=2), int)

    def _move(self) -> Integers:
        """Return 0 for the first note, 1 for one higher than the note before it, 2 for a lower one."""
        move = np.where(np.diff(self.pitch, axis=1) > 0, 1, 2)
        return np.pad(move, ((0, 0), (1, 0)))


def draw_melodies(rng: np.random.Generator, B: int, samples: int) -> Melodies:
    """Draw B melodies of so many samples.

    Each note lasts 0.18 to 0.5 seconds, and is followed by a rest of 0.06 to 0.25 seconds half of the time.
    The first is any note of the scale, each further one any of the four others.
    """
    N = 1 + int(samples / (NOTE_SECONDS[0] * RATE))
    sizes = (B, N)
    lasts = _in_samples(rng, NOTE_SECONDS, sizes)
    rests = np.where(rng.random(sizes) < REST, _in_samples(rng, REST_SECONDS, sizes), 0)
    first = _in_samples(rng, REST_SECONDS, (B, 1))
    begin = first + np.pad(np.cumsum(lasts + rests, axis=1)[:, :-1], ((0, 0), (1, 0)))
    steps = 1 + rng.integers(len(SCALE) - 1, size=sizes)
    steps[:, 0] = rng.integers(len(SCALE), size=B)
    return Melodies(
        samples,
        begin,
        begin + lasts,
        np.cumsum(steps, axis=1) % len(SCALE),
        level=rng.uniform(0.5, 1, sizes),
        decay=rng.uniform(0.2, 0.6, sizes),
        brightness=rng.uniform(0.1, 0.6, sizes),
        detune=rng.uniform(-15, 15, sizes),
    )


def _in_samples(rng: np.random.Generator, seconds: tuple[float, float], sizes: tuple[int, int]) -> Integers:
    low, high = (int(each * RATE) for each in seconds)
    return rng.integers(low, high + 1, size=sizes)
