"""The lags at which products of Jacobians are measured."""

import numpy as np
import pytest

from rnnlstm import spaced_lags


def test_spaced_lags():
    np.testing.assert_array_equal(spaced_lags(5, 10), [4, 3, 2, 1, 0])
    lags = spaced_lags(500, 40)
    assert lags[0] == 499 and lags[-1] == 0 and len(lags) <= 40
    assert (np.diff(lags) < 0).all()
    assert (np.diff(lags, 2) >= -1).all()  # closer together where they are short, up to rounding
    np.testing.assert_array_equal(spaced_lags(1, 1), [0])
    with pytest.raises(ValueError, match="count must be an integer of at least 1, got 0"):
        spaced_lags(5, 0)
