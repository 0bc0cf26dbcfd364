"""Standardisation on the training part."""

import numpy as np
import pytest

from rnnlstm.core.forecast.scaling import Scaler


def test_scale_is_that_of_what_it_was_fitted_on():
    scaler = Scaler.fit([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])  # mean 5, standard deviation 2
    assert (scaler.mean, scaler.spread, scaler.constant) == (5.0, 2.0, False)
    np.testing.assert_allclose(scaler.scaled(np.array([5.0, 9.0])), [0, 2])
    np.testing.assert_allclose(scaler.unscaled(np.array([0.0, 2.0])), [5, 9])


@pytest.mark.parametrize("values", [[5.0] * 4, [0.0, 0.0, 0.0], [1e9 + 0.1] * 3, [0.1] * 7])
def test_nothing_is_divided_by_zero_where_all_values_are_the_same(values):
    scaler = Scaler.fit(values)
    assert scaler.constant
    assert scaler.spread == 1
    np.testing.assert_allclose(scaler.scaled(np.array(values)), 0, atol=1e-6)


def test_small_differences_of_large_numbers_are_no_constant():
    assert not Scaler.fit([1e6, 1e6 + 1]).constant


@pytest.mark.parametrize("values", [[], [np.nan], [[1.0]], [np.inf, 1]])
def test_what_cannot_be_a_series_is_refused(values):
    with pytest.raises(ValueError, match="values"):
        Scaler.fit(values)
