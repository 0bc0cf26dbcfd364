"""Melodies made audible: notes with harmonics that begin at once and die away, in noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core.arrays import Array
from rnnlstm.core.sound.bands import LOWEST, RATE
from rnnlstm.core.sound.melody import SEMITONES, Melodies

HARMONICS = 4
ATTACK = 0.01
RELEASE = 0.02
"""Seconds in which a note begins, and in which it is let go at its end."""


def play(melodies: Melodies) -> Array:
    """Return the sound of melodies, without noise: (B, S) of float32, at `RATE` samples a second.

    A note of level a, decay d, brightness q and frequency f, begun u seconds ago::

        s = a min(u / ATTACK, 1) exp(-u / d) (sum_k q^k sin(2 pi (k + 1) f u)) / sum_k q^k

    with k = 0 .. HARMONICS - 1, let go evenly within its last `RELEASE` seconds.
    """
    sound = np.zeros((len(melodies.begin), melodies.samples), np.float32)
    for b, row in enumerate(sound):
        for n, (begin, end) in enumerate(zip(melodies.begin[b], melodies.end[b], strict=True)):
            if begin < len(row):
                place = row[begin:end]
                place[:] = _note(melodies, b, n)[: len(place)]
    return sound


def with_noise(sound: Array, noise: ArrayLike, rng: np.random.Generator) -> Array:
    """Return sounds (B, S) with white noise of so large a standard deviation: a number, or one a sound."""
    hiss = rng.standard_normal(sound.shape, dtype=np.float32)
    hiss *= np.asarray(noise, np.float32).reshape(-1, 1)
    return sound + hiss


def _note(melodies: Melodies, b: int, n: int) -> Array:
    """Return the sound of one note, from its begin to its end."""
    count = int(melodies.end[b, n] - melodies.begin[b, n])
    since = np.arange(count, dtype=np.float32) / np.float32(RATE)
    semitones = SEMITONES[melodies.pitch[b, n]] + melodies.detune[b, n] / 100
    turned = np.float32(2 * np.pi * LOWEST * 2 ** (semitones / 12))
    wave = _harmonics(turned * since, float(melodies.brightness[b, n]))
    wave *= np.exp(since * np.float32(-1 / melodies.decay[b, n]))
    wave *= np.float32(melodies.level[b, n])
    attack, release = int(ATTACK * RATE), int(RELEASE * RATE)
    wave[:attack] *= since[:attack] / np.float32(ATTACK)
    wave[-release:] *= since[release:0:-1] / np.float32(RELEASE)
    return wave


def _harmonics(phase: Array, brightness: float) -> Array:
    """Return the sum of the harmonics, each so much weaker than the one below it; the weights sum to 1."""
    before, now, twice = np.zeros_like(phase), np.sin(phase), 2 * np.cos(phase)
    total, weights = now.copy(), 1.0
    for k in range(1, HARMONICS):
        # sin((k + 1) p) = 2 cos(p) sin(k p) - sin((k - 1) p)
        before, now = now, twice * now - before
        total += np.float32(brightness**k) * now
        weights += brightness**k
    return total / np.float32(weights)
