"""Who forecasts best, and by how much: in numbers found another way."""

import numpy as np
import pytest

from rnnlstm.core.forecast.problem import Problem
from rnnlstm.core.forecast.training import ForecastRecipe, begin
from rnnlstm.ui.lessons.forecast.measured import (
    Scored,
    Season,
    Verdict,
    _scored,
    baselines,
    course,
    networks,
    season_of,
    verdict,
)
from rnnlstm.ui.lessons.forecast.plan import KINDS, Fits
from rnnlstm.ui.lessons.forecast.sources import GIVEN, given


def problem_of(name, window=None, **more):
    series = given(name)
    n = len(series.values)
    known = () if series.known.all() else tuple(map(bool, series.known))
    return Problem(
        tuple(map(float, series.values)),
        n - round(0.2 * n),
        window or GIVEN[name].window,
        known=known,
        **more,
    )


def by_key(problem, season=None):
    return {each.key: each for each in baselines(problem, season)}


def rmse(said, came):
    return np.sqrt(np.mean((np.asarray(said) - came) ** 2))


def test_errors_of_the_baselines_are_those_of_their_definitions():
    problem = problem_of("sunspots")
    v, train, W = problem.series, problem.train, problem.window
    found = by_key(problem, Season(11))
    assert found["last"].rmse == pytest.approx(rmse(v[train - 1 : -1], v[train:]))
    assert found["season"].rmse == pytest.approx(rmse(v[train - 11 : -11], v[train:]))
    rows = np.array([[1, *v[t - W : t]] for t in range(W, len(v))])
    weights = np.linalg.lstsq(rows[: train - W], v[W:train], rcond=None)[0]
    assert found["autoregression"].rmse == pytest.approx(
        rmse(rows[train - W :] @ weights, v[train:]), rel=1e-6
    )
    assert found["last"].free_rmse == pytest.approx(rmse(v[train - 1], v[train:]))


def test_an_error_of_rounding_is_none():
    found = by_key(problem_of("ramp"))["autoregression"]
    assert 0 < np.abs(found.one_step[0] - problem_of("ramp").series[-found.one_step.shape[1] :]).max() < 1e-9
    assert found.rmse == found.mae == 0


def test_what_was_filled_in_counts_in_no_error():
    problem = problem_of("co2")
    held = Problem(problem.values, 50, 12, known=problem.known)
    v, known = held.series, held.measured
    off = (v[49:-1] - v[50:])[known[50:]]
    assert by_key(held)["last"].mae == pytest.approx(np.abs(off).mean())


@pytest.mark.parametrize(
    ("name", "season"), [("sunspots", 11), ("co2", 12), ("sea", 12), ("nile", None), ("ramp", None)]
)
def test_seasons_of_the_series_are_found(name, season):
    found = season_of(problem_of(name), 0)
    assert (found.length if found else None) == season


def test_a_season_that_is_set_is_taken_if_the_training_part_has_one():
    problem = problem_of("nile")
    assert season_of(problem, 5) == Season(5)
    assert season_of(problem, 81) is None


def made_up(problem, key, *forecasts):
    ahead = np.array(forecasts, float)
    return _scored(problem, key, ahead, ahead[:, :5])


def scores_with(problem, *forecasts):
    return (made_up(problem, "GRU", *forecasts), *baselines(problem, None))


def came_of(problem):
    return problem.series[problem.train :]


def test_a_network_wins_only_with_each_of_its_seeds():
    problem = problem_of("sunspots")
    came = came_of(problem)
    near, far = came + 1, came + 25
    of = verdict(problem, scores_with(problem, near, near, near), made=1)
    assert (of.outcome, of.best, of.network, of.baseline) == ("network", "GRU", "GRU", "autoregression")
    assert verdict(problem, scores_with(problem, near, near, far), made=1).outcome == "close"
    of = verdict(problem, scores_with(problem, far, far, far), made=1)
    assert (of.outcome, of.best) == ("baseline", "autoregression")


def test_before_the_first_update_no_network_is_judged():
    problem = problem_of("sunspots")
    of = verdict(problem, scores_with(problem, came_of(problem)), made=0)
    assert of == Verdict("untrained", "autoregression", "autoregression")


@pytest.mark.parametrize("name", ["walk", "waves", "ramp"])
def test_a_forecast_that_is_the_last_value_again_wins_nothing_and_is_told(name):
    problem = problem_of(name)
    again = problem.series[problem.train - 1 : -1] + 1e-3
    of = verdict(problem, scores_with(problem, again, again, again), made=300)
    assert of.outcome != "network" and of.repeats


def test_a_forecast_of_what_came_repeats_nothing():
    problem = problem_of("walk")
    came = came_of(problem)
    assert not verdict(problem, scores_with(problem, came + 0.1), made=1).repeats


def test_on_a_ramp_the_weighted_sum_is_exact():
    problem = problem_of("ramp")
    assert by_key(problem)["last"].rmse == 1
    assert by_key(problem)["autoregression"].rmse < 1e-9


def test_a_constant_series_leaves_nothing_to_win():
    problem = Problem((5.0,) * 40, 32, 4)
    assert verdict(problem, baselines(problem, None), made=0).outcome == "exact"


def test_networks_are_scored_as_they_were_last_looked_at():
    problem = problem_of("nile")
    fits = Fits(begin(problem, ForecastRecipe(hidden_size=2, steps=2), KINDS, (0, 1, 2)))
    scores = networks(problem, fits)
    assert [each.key for each in scores] == list(KINDS)
    first = fits.each["LSTM", 1].snapshots[-1].one_step
    lstm: Scored = scores[1]
    assert lstm.errors[1].rmse == pytest.approx(rmse(first, came_of(problem)))
    assert lstm.span[0] <= lstm.rmse <= lstm.span[1]
    steps, errors = course(problem, fits, "LSTM")
    assert list(steps) == [0]
    np.testing.assert_allclose(errors[:, 0], [each.rmse for each in lstm.errors])
