"""Melodies made audible, against the formula, sample by sample."""

import math

import numpy as np
import pytest

from rnnlstm.core.sound.bands import RATE, features, magnitudes, names
from rnnlstm.core.sound.melody import SCALE, draw_melodies
from rnnlstm.core.sound.synthesis import play, with_noise


@pytest.fixture(scope="module")
def melodies():
    return draw_melodies(np.random.default_rng(3), 4, 16_000)


@pytest.mark.parametrize("b", range(4))
def test_the_first_note_is_the_formula(melodies, b):
    sound = play(melodies)[b]
    begin, end = melodies.begin[b, 0], melodies.end[b, 0]
    semitone = [15, 17, 19, 22, 24][melodies.pitch[b, 0]] + melodies.detune[b, 0] / 100
    f, q = 220 * 2 ** (semitone / 12), melodies.brightness[b, 0]
    for s in range(begin, end, 97):
        u = (s - begin) / RATE
        phase = 2 * math.pi * f * u
        expected = sum(q**k * math.sin((k + 1) * phase) for k in range(4)) / (1 + q + q**2 + q**3)
        expected *= melodies.level[b, 0] * math.exp(-u / melodies.decay[b, 0])
        expected *= min(u / 0.01, 1) * min((end - s) / RATE / 0.02, 1)
        assert sound[s] == pytest.approx(expected, abs=2e-3)


def test_rests_are_silent_and_nothing_jumps(melodies):
    sound = play(melodies)
    assert sound.dtype == np.float32 and sound.shape == (4, 16_000)
    at = np.arange(16_000)
    for b in range(4):
        within = ((melodies.begin[b][:, None] <= at) & (at < melodies.end[b][:, None])).any(axis=0)
        assert not sound[b][~within].any()
        assert np.abs(np.diff(sound[b])).max() < 4 * 2 * math.pi * 900 / RATE


def test_the_loudest_band_is_that_of_the_note(melodies):
    bands, notes = features(magnitudes(play(melodies))), melodies.labels("note")
    for b in range(4):
        for t in np.flatnonzero((notes[1:-1, b] > 0) & (notes[:-2, b] == notes[2:, b])) + 1:
            assert names()[int(bands[t, b].argmax())] == SCALE[notes[t, b] - 1]


def test_noise_is_as_strong_as_asked():
    hiss = with_noise(np.zeros((3, 50_000), np.float32), [0.0, 0.1, 2.0], np.random.default_rng(0))
    np.testing.assert_allclose(hiss.std(axis=1), [0, 0.1, 2.0], rtol=0.02)
