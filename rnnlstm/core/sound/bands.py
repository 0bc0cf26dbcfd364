"""A sound as a network reads it: one row of bands a frame, a band for each semitone."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array

RATE = 8000
"""Samples a second, of all sounds that are read."""
HOP = 256
"""Samples from one frame to the next: 32 milliseconds."""
WINDOW = 512
"""Samples of the longest window, that of the low bands: 64 milliseconds."""
BANDS = 48
LOWEST = 220.0
"""The frequency of the lowest band in hertz: A3."""
CYCLES = 34
"""How many periods of its frequency a band's window holds, where `WINDOW` has room for them."""
FLOOR = 40.0
"""What is more decibels below the loudest band of the sound counts as nothing."""
SILENT = 1e-5
"""A sound whose loudest band is not above this, of 1, is silence."""

NAMES = ("A", "A♯", "B", "C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯")


def frequencies() -> Array:
    """Return the frequency of each band in hertz, a semitone apart: (BANDS,)."""
    return np.asarray(LOWEST * 2 ** (np.arange(BANDS) / 12))


def names() -> list[str]:
    """Return the note that each band stands for: A3, A♯3, B3, C4, .."""
    return [f"{NAMES[k % 12]}{3 + (k + 9) // 12}" for k in range(BANDS)]


def magnitudes(sound: ArrayLike) -> Array:
    """Return how strong each band is in each frame: the constant Q transform.

    With s the sound, f_k the frequency of band k and w_k a Hann window around the middle m_t of frame t::

        |X_tk| = 2 / sum_n w_k[n] * |sum_n w_k[n] s[m_t + n] exp(-2 pi i f_k n / RATE)|

    so that a steady sine of amplitude 1 and frequency f_k has |X_tk| = 1 (to the little that its mirror image
    at -f_k adds). Brown (1991), *Calculation of a constant Q spectral transform*, equations 4 to 6; the
    windows hold `CYCLES` periods, but never more than `WINDOW` samples.

    Parameters
    ----------
    sound : array_like, shape (S,) or (B, S)
        At `RATE` samples a second. Nothing is heard before its begin and after its end.

    Returns
    -------
    ndarray of float32, shape (T, BANDS) or (T, B, BANDS)
        T = S // HOP frames.

    Raises
    ------
    ValueError
        If the sound is shorter than a frame, or not finite.
    """
    given = validate.array("sound", sound, np.dtype(np.float32))
    if given.ndim not in (1, 2) or given.shape[-1] < HOP:
        raise ValueError(f"sound must have shape (S,) or (B, S) with S at least {HOP}, got {given.shape}")
    rows = given if given.ndim == 2 else given[None]
    T = rows.shape[1] // HOP
    beside = (WINDOW - HOP) // 2
    padded = np.pad(rows[:, : T * HOP], ((0, 0), (beside, beside)))
    found = np.empty((T, len(rows), BANDS), np.float32)
    for b, row in enumerate(padded):
        product = sliding_window_view(row, WINDOW)[::HOP] @ _waves()
        found[:, b] = np.hypot(product[:, :BANDS], product[:, BANDS:])
    return found if given.ndim == 2 else found[:, 0]


def features(strength: Array) -> Array:
    """Return magnitudes as a network reads them: 1 for the loudest of the sound, 0 at `FLOOR` decibels below.

    Parameters
    ----------
    strength : ndarray, shape (T, BANDS) or (T, B, BANDS)
        What `magnitudes` returned.

    Returns
    -------
    ndarray, of the same shape
        From 0 to 1, even in decibels; all 0 of a sound that is `SILENT`.
    """
    loudest = strength.max(axis=(0, -1), keepdims=True)
    heard = loudest > SILENT
    share = np.maximum(strength, 1e-12) / np.where(heard, loudest, 1)
    level: Array = np.clip(1 + 20 / FLOOR * np.log10(share), 0, 1)
    return np.where(heard, level, 0).astype(strength.dtype)


@cache
def _waves() -> Array:
    """Return the real and the imaginary part of each band's windowed wave: (WINDOW, 2 BANDS)."""
    n = np.arange(WINDOW) - (WINDOW - 1) / 2
    waves = np.zeros((WINDOW, 2 * BANDS))
    for k, f in enumerate(frequencies()):
        length = min(WINDOW, round(CYCLES * RATE / f))
        window = np.where(np.abs(n) < length / 2, 0.5 + 0.5 * np.cos(2 * np.pi * n / length), 0)
        window *= 2 / window.sum()
        waves[:, k] = window * np.cos(2 * np.pi * f * n / RATE)
        waves[:, BANDS + k] = -window * np.sin(2 * np.pi * f * n / RATE)
    return waves.astype(np.float32)
