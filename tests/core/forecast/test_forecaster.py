"""Naive forecasters, and forecasts of one step and of many."""

from dataclasses import dataclass

import numpy as np
import pytest

from rnnlstm.core.forecast.forecaster import Forecaster, LastSeason, LastValue, free_running, one_step, pasts

VALUES = np.array([1.0, 2.0, 4.0, 8.0, 16.0])


@dataclass(frozen=True)
class Sum(Forecaster):
    """Fibonacci's rule."""

    reach = 2

    def next(self, past):
        return past.sum(0)


def test_last_value_and_last_season_one_step_ahead():
    np.testing.assert_array_equal(one_step(LastValue(), VALUES, 3), [4, 8])
    np.testing.assert_array_equal(one_step(LastSeason(3), VALUES, 3), [1, 2])


def test_a_free_forecast_goes_on_from_its_own():
    np.testing.assert_array_equal(free_running(Sum(), [5, 1, 1], 6), [2, 3, 5, 8, 13, 21])
    np.testing.assert_array_equal(free_running(LastValue(), VALUES, 3), [16] * 3)
    np.testing.assert_array_equal(free_running(LastSeason(2), VALUES, 5), [8, 16, 8, 16, 8])


def test_pasts_stand_oldest_first():
    np.testing.assert_array_equal(pasts(VALUES, 2, 2, 5), [[1, 2, 4], [2, 4, 8]])


def test_a_forecast_that_overflows_stays_infinite():
    forecast = free_running(Sum(), [1e308, 1e308], 4)
    assert np.isinf(forecast).all()


@pytest.mark.parametrize(
    ("call", "about"),
    [
        (lambda: LastSeason(0), "season"),
        (lambda: one_step(LastSeason(4), VALUES, 3), "start"),
        (lambda: one_step(LastValue(), VALUES, 5), "start"),
        (lambda: one_step(LastValue(), [1, np.nan, 3], 1), "values"),
        (lambda: free_running(LastSeason(6), VALUES, 1), "at least 6"),
        (lambda: free_running(LastValue(), VALUES, 0), "steps"),
    ],
)
def test_what_cannot_be_is_refused(call, about):
    with pytest.raises(ValueError, match=about):
        call()
