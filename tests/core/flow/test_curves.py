"""What is read off a curve."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import (
    growth_per_step,
    half_life,
    resolution_lag,
)
from support.cases import brief

LAGS = np.arange(199, -1, -1)


@pytest.mark.parametrize("f", [1e-3, 0.3, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("size", [1e-250, 1.0, 1e250])
def test_a_geometric_curve(f, size):
    curve = size * f ** LAGS.astype(float)
    assert half_life(curve) == pytest.approx(np.log(0.5) / np.log(f), rel=1e-9)
    if f < 0.7:
        assert resolution_lag(curve) == np.floor(np.log(2.0**-52) / np.log(f)) + 1
    assert growth_per_step(curve[-20:]) == pytest.approx(f, rel=1e-9)


def test_curves_by_hand():
    assert half_life([0.0, 1.0]) == 0  # gone at once
    assert half_life([0.25, 1.0]) == 0.5
    assert half_life([0.0, 0.5, 1.0]) == 1  # the half is not under the half, the zero is
    assert half_life([0.25, 0.5, 1.0]) == 1
    assert half_life([0.1, 9.0, 4.0, 2.0]) == pytest.approx(2 + np.log(9) / np.log(90), rel=1e-12)
    assert np.isinf(half_life([1.0])) and np.isinf(half_life([0.6, 2.0, 1.0]))
    assert half_life([0.1, np.inf, 1.0]) == 2
    assert np.isnan(half_life([1.0, 0.0])) and np.isnan(half_life([1.0, np.inf]))

    assert resolution_lag([0, 1e-17, 1.0]) == 1
    assert resolution_lag([1e-17, 1.0, 1e-17, 1.0]) == 3  # it came back
    assert np.isinf(resolution_lag([1e-15, 1.0])) and np.isinf(resolution_lag([1.0]))
    assert resolution_lag([1e-10, 1.0], epsilon=float(np.finfo(np.float32).eps)) == 1
    assert np.isnan(resolution_lag([1.0, 0.0]))

    assert growth_per_step([8.0, 1.0, 2.0]) == pytest.approx(2)
    assert growth_per_step([0.0, 0.0, 1.0, 4.0]) == pytest.approx(0.25)  # as far as there is anything
    assert growth_per_step([np.inf, 9.0, 3.0]) == pytest.approx(3)
    assert np.isnan(growth_per_step([1.0])) and np.isnan(growth_per_step([0.0, 1.0]))


@brief
@given(st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_a_batch_is_its_curves_one_by_one(T, seed):
    rng = np.random.default_rng(seed)
    curves = 10.0 ** rng.uniform(-20, 1, (T, 3, 2)) * (rng.random((T, 3, 2)) < 0.8)
    for measure in (half_life, resolution_lag, growth_per_step):
        together = measure(curves)
        assert together.shape == (3, 2)
        for b in np.ndindex(3, 2):
            np.testing.assert_array_equal(together[b], measure(curves[(slice(None), *b)]))


def test_bad_input():
    for measure in (half_life, resolution_lag, growth_per_step):
        for curve, text in ((3.0, "at least one step"), ([], "at least one step"), ([1, -2.0], "got -2"),
                            ([np.nan, 1], "got NaN")):  # fmt: skip
            with pytest.raises(ValueError, match=text):
                measure(curve)
    for epsilon in (0, 1, -1, 2):
        with pytest.raises(ValueError, match="epsilon must lie between 0 and 1"):
            resolution_lag([1, 2], epsilon)
