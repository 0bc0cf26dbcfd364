"""The task of sine: its targets, recomputed from its inputs."""

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import tasks
from support.batches import MANY, drawn
from support.cases import brief


@brief
@given(drawn("sine", 2))
def test_sine(pair):
    task, (x, target, mask) = pair
    half = task.T // 2
    np.testing.assert_array_equal(x[..., 1], np.arange(task.T)[:, None] < np.full(7, half))
    np.testing.assert_array_equal(mask, x[..., 1] == 0)
    assert not x[half:].any() and not target[:half].any()
    wave = target[half:, :, 0]
    # sin(w(t+1)) + sin(w(t-1)) = 2 cos(w) sin(wt): one number says all, and gives the period.
    for b in range(7):
        if len(wave) < 3:
            continue
        double_cos = np.linalg.lstsq(wave[1:-1, b : b + 1], wave[2:, b] + wave[:-2, b], rcond=None)[0][0]
        np.testing.assert_allclose(wave[2:, b] + wave[:-2, b], double_cos * wave[1:-1, b], atol=1e-9)
        if len(wave) > 5:
            period = 2 * np.pi / np.arccos(double_cos / 2)
            assert 10 * (1 - 1e-6) <= period <= 20 * (1 + 1e-6)


def test_sine_given_is_the_same_wave_with_noise():
    task = tasks.sine(40, noise=0.25)
    x, target, _ = task.batch(3, MANY)
    clean_x, clean_target, _ = tasks.sine(40, noise=0.0).batch(3, MANY)
    np.testing.assert_array_equal(target, clean_target)
    noise = (x - clean_x)[:20, :, 0]
    assert noise.std() == pytest.approx(0.25, rel=0.02)
    assert abs(noise.mean()) < 0.005
    # Without noise the part given and the part to draw are one sine.
    whole = clean_x[..., 0] + clean_target[..., 0]
    ratio = (whole[2:] + whole[:-2]) * whole[10] - (whole[11] + whole[9]) * whole[1:-1]
    np.testing.assert_allclose(ratio, 0, atol=1e-9)
