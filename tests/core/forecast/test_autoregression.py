"""Linear autoregression against the normal equations, and against series whose rule is known."""

import numpy as np
import pytest

from rnnlstm.core.forecast.autoregression import Autoregression
from rnnlstm.core.forecast.forecaster import free_running, one_step


def by_normal_equations(values, lags):
    """Return the one-step forecast of the whole series, fitted on it, on its own scale."""
    rows = np.array([[1, *values[t - lags : t][::-1]] for t in range(lags, len(values))])
    solution = np.linalg.solve(rows.T @ rows, rows.T @ values[lags:])
    return rows @ solution, solution


@pytest.mark.parametrize("lags", [1, 2, 5])
def test_it_is_the_solution_of_the_normal_equations(lags):
    values = np.random.default_rng(lags).normal(size=80).cumsum() + 10
    fitted = Autoregression.fit(values, lags)
    forecast, solution = by_normal_equations(values, lags)
    np.testing.assert_allclose(one_step(fitted, values, lags), forecast, rtol=1e-8)
    np.testing.assert_allclose(fitted.coefficients, solution[1:], rtol=1e-7)


def test_the_rule_of_a_wave_is_found_and_goes_on():
    """sin(w t) = 2 cos(w) sin(w (t - 1)) - sin(w (t - 2))."""
    t, w = np.arange(60), 0.3
    fitted = Autoregression.fit(np.sin(w * t), 2)
    np.testing.assert_allclose(fitted.coefficients, [2 * np.cos(w), -1], rtol=1e-9)
    ahead = free_running(fitted, np.sin(w * t), 30)
    np.testing.assert_allclose(ahead, np.sin(w * np.arange(60, 90)), atol=1e-8)


def test_a_ramp_goes_on_though_many_rules_fit_it():
    ahead = free_running(Autoregression.fit(np.arange(80.0), 12), np.arange(80.0), 20)
    np.testing.assert_allclose(ahead, np.arange(80, 100), rtol=1e-6)


def test_a_constant_series_goes_on():
    fitted = Autoregression.fit([5.0] * 10, 3)
    np.testing.assert_allclose(free_running(fitted, [5.0] * 10, 4), 5)


def test_what_was_filled_in_is_not_learned_to_be_forecast():
    values = np.random.default_rng(0).normal(size=40)
    known = np.ones(40, bool)
    known[[10, 25]] = False
    rows = np.array([[1, *values[t - 2 : t][::-1]] for t in range(2, 40) if known[t]])
    solution = np.linalg.lstsq(rows, values[2:][known[2:]], rcond=None)[0]
    np.testing.assert_allclose(Autoregression.fit(values, 2, known).coefficients, solution[1:], rtol=1e-8)


@pytest.mark.parametrize(
    ("values", "lags", "known", "about"),
    [
        ([1.0, 2.0], 2, None, "lags"),
        ([1.0, np.inf, 2.0], 1, None, "values"),
        ([1.0, 2.0, 3.0], 1, np.ones(2, bool), "known"),
        ([1.0, 2.0, 3.0], 1, np.array([True, False, False]), "known"),
    ],
)
def test_what_cannot_be_fitted_is_refused(values, lags, known, about):
    with pytest.raises(ValueError, match=about):
        Autoregression.fit(values, lags, known)
