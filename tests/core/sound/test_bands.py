"""Bands of pitch, against sums written out and against what a pure tone must give."""

import cmath
import math

import numpy as np
import pytest

from rnnlstm.core.sound.bands import (
    BANDS,
    FLOOR,
    HOP,
    RATE,
    WINDOW,
    features,
    frequencies,
    magnitudes,
    names,
)


def sine(hertz, seconds=0.5, amplitude=1.0):
    return amplitude * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


def test_bands_are_semitones_of_the_usual_tuning():
    known = dict(zip(names(), frequencies(), strict=True))
    assert known["A4"] == pytest.approx(440) and known["A5"] == pytest.approx(880)
    assert known["C4"] == pytest.approx(261.6256, rel=1e-6)  # middle C, as tables have it
    assert known["C5"] == pytest.approx(523.2511, rel=1e-6)
    assert len(known) == BANDS and frequencies().max() < RATE / 2


@pytest.mark.parametrize("band", range(0, BANDS, 5))
def test_a_pure_tone_peaks_in_its_band_with_its_amplitude(band):
    strength = magnitudes(sine(frequencies()[band], amplitude=0.3))[3:-3]
    assert (strength.argmax(axis=1) == band).all()
    # The mirror image at -f leaks a little into the shortest windows.
    np.testing.assert_allclose(strength[:, band], 0.3, rtol=0.02)


@pytest.mark.parametrize("band", [0, 15, 24, 40, 47])
def test_one_band_is_the_sum_that_its_docstring_writes(band):
    rng = np.random.default_rng(band)
    sound = rng.normal(size=4 * HOP)
    f = 220 * 2 ** (band / 12)
    length = min(512, round(34 * 8000 / f))
    total, weights = 0j, 0.0
    for n in range(512):
        u = n - 255.5
        if abs(u) < length / 2:
            weight = 0.5 + 0.5 * math.cos(2 * math.pi * u / length)
            weights += weight
            # The window of frame 1 begins 128 samples before it does, at sample 128.
            total += weight * sound[128 + n] * cmath.exp(-2j * math.pi * f * u / 8000)
    assert magnitudes(sound)[1, band] == pytest.approx(2 * abs(total) / weights, rel=1e-4)


def test_features_are_even_in_decibels_from_the_loudest():
    strength = np.array([[1e-9, 0.5], [0.05, 0.005]])
    np.testing.assert_allclose(features(strength), [[0, 1], [1 - 20 / FLOOR, 0]], atol=1e-12)
    assert FLOOR == 40
    # How loud the whole sound is does not matter; silence is silence.
    np.testing.assert_allclose(features(7 * strength), features(strength))
    assert not features(np.zeros((3, 4))).any()


def test_each_sound_of_a_batch_is_heard_by_itself():
    sounds = np.stack([sine(440), 0.01 * sine(880)])
    together = features(magnitudes(sounds))
    assert together.shape == (4000 // HOP, 2, BANDS) and together.dtype == np.float32
    for b, sound in enumerate(sounds):
        np.testing.assert_array_equal(together[:, b], features(magnitudes(sound)))


@pytest.mark.parametrize("wrong", [np.zeros(HOP - 1), np.zeros((2, 2, WINDOW)), [np.nan] * 600, ["a"]])
def test_what_is_no_sound_is_refused(wrong):
    with pytest.raises(ValueError, match="sound must"):
        magnitudes(wrong)
