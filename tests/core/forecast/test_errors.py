"""The errors of forecasts."""

import numpy as np
import pytest

from rnnlstm.core.forecast.errors import errors


def test_errors_are_their_definitions():
    found = errors([1.0, 2.0, 3.0], [1.0, 4.0, -1.0])
    assert found.mae == pytest.approx((0 + 2 + 4) / 3)
    assert found.rmse == pytest.approx(np.sqrt((0 + 4 + 16) / 3))


def test_what_was_filled_in_does_not_count():
    assert errors([1.0, 9.0], [1.0, 1.0], [True, False]) == (0, 0)


@pytest.mark.parametrize("wild", [np.inf, np.nan])
def test_a_forecast_that_overflowed_is_infinitely_wrong(wild):
    assert errors([1.0, wild], [1.0, 1.0]) == (np.inf, np.inf)


def test_no_square_overflows():
    assert errors([1e300, 0.0], [0.0, 0.0]).rmse == pytest.approx(1e300 / np.sqrt(2))


@pytest.mark.parametrize(
    ("forecast", "values", "known"),
    [([1.0], [1.0, 2.0], None), ([1.0], [np.nan], None), ([1.0], [1.0], [False]), ([1.0], [1.0], [True] * 2)],
)
def test_what_does_not_fit_is_refused(forecast, values, known):
    with pytest.raises(ValueError, match=r"forecast|values|known"):
        errors(forecast, values, known)
