"""Networks trained to forecast."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core.forecast.errors import errors
from rnnlstm.core.forecast.problem import Problem
from rnnlstm.core.forecast.training import (
    MAX_FREE,
    ForecastRecipe,
    begin,
    over,
    snapshot_steps,
    train_slice,
)

WAVE = tuple(np.sin(2 * np.pi * np.arange(120) / 12))
PROBLEM = Problem(WAVE, train=96, window=12)
RECIPE = ForecastRecipe(hidden_size=6, steps=20, batch_size=16)


def trained(problem=PROBLEM, recipe=RECIPE, kinds=("RNN", "GRU"), seeds=(0, 1)):
    return train_slice(problem, recipe, begin(problem, recipe, kinds, seeds))


def test_each_kind_is_drawn_for_each_seed_in_single_precision():
    fits = begin(PROBLEM, RECIPE, ("RNN", "LSTM"), (3, 4))
    assert list(fits) == [("RNN", 3), ("RNN", 4), ("LSTM", 3), ("LSTM", 4)]
    for fit in fits.values():
        assert fit.step == 0 and len(fit.snapshots) == 1
        assert fit.progress.cell.dtype == np.float32
    assert not over(RECIPE, fits)


def test_however_it_is_sliced_the_numbers_are_the_same():
    whole = trained()
    pieces = begin(PROBLEM, RECIPE, ("RNN", "GRU"), (0, 1))
    for updates in (1, 7, 30):
        pieces = train_slice(PROBLEM, RECIPE, pieces, updates=updates)
    assert over(RECIPE, whole) and over(RECIPE, pieces)
    for key, fit in whole.items():
        np.testing.assert_array_equal(fit.loss, pieces[key].loss)
        np.testing.assert_array_equal(fit.snapshots[-1].one_step, pieces[key].snapshots[-1].one_step)
        assert [each.step for each in fit.snapshots] == [each.step for each in pieces[key].snapshots]


def test_looks_are_taken_evenly_and_after_the_last_update():
    fits = trained(recipe=replace(RECIPE, steps=23))
    for fit in fits.values():
        assert {each.step for each in fit.snapshots} == {0, *snapshot_steps(23)}
        assert fit.snapshots[-1].step == 23
        assert len(fit.snapshots[-1].one_step) == len(fit.snapshots[-1].free) == 24


def test_a_look_is_what_the_network_forecasts():
    (fit,) = trained(kinds=("LSTM",), seeds=(0,)).values()
    forecaster = PROBLEM.forecaster(fit.progress.cell)
    last = fit.snapshots[-1]
    np.testing.assert_allclose(
        last.one_step[5], forecaster.next(PROBLEM.series[96 + 5 - 12 : 96 + 5, None])[0], rtol=1e-5
    )
    assert last.free[0] == pytest.approx(last.one_step[0], rel=1e-5)


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
def test_a_wave_is_learned(kind):
    recipe = ForecastRecipe(hidden_size=12, steps=150)
    (fit,) = trained(recipe=recipe, kinds=(kind,), seeds=(0,)).values()
    first, last = (errors(look.one_step, WAVE[96:]).rmse for look in (fit.snapshots[0], fit.snapshots[-1]))
    assert last < 0.1 < first


def test_seeds_differ_and_the_same_seed_is_the_same():
    one, other = trained(kinds=("GRU",)), trained(kinds=("GRU",))
    np.testing.assert_array_equal(one["GRU", 0].loss, other["GRU", 0].loss)
    assert (one["GRU", 0].loss != one["GRU", 1].loss).any()


def test_a_constant_series_is_trained_on_without_a_warning():
    fits = trained(Problem((5.0,) * 40, train=30, window=5))
    for fit in fits.values():
        assert np.isfinite(fit.snapshots[-1].one_step).all()


def test_a_training_that_blows_up_ends_and_keeps_the_network_from_before():
    fits = trained(recipe=replace(RECIPE, learning_rate=1e38), kinds=("RNN",), seeds=(0,))
    assert over(RECIPE, fits)
    (fit,) = fits.values()
    assert not fit.progress.finite
    assert all(np.isfinite(value).all() for value in fit.progress.cell.params.values())


def test_a_free_forecast_is_bounded():
    problem = Problem(tuple(np.tile(WAVE, 4)), train=200, window=12)
    (fit,) = begin(problem, RECIPE, ("RNN",), (0,)).values()
    assert len(fit.snapshots[0].free) == MAX_FREE
    assert len(fit.snapshots[0].one_step) == 280


@pytest.mark.parametrize(
    "change",
    [{"hidden_size": 0}, {"steps": 0}, {"learning_rate": 0.0}, {"batch_size": 0}, {"clip_norm": 0.0}],
)
def test_settings_out_of_range_are_refused(change):
    with pytest.raises(ValueError, match=next(iter(change))):
        replace(RECIPE, **change)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="kind"):
        begin(PROBLEM, RECIPE, ("Transformer",), (0,))
