"""The training of the room, as the workers see it."""

import pickle

import numpy as np

from rnnlstm.core.forecast.problem import Problem
from rnnlstm.core.forecast.training import ForecastRecipe
from rnnlstm.ui.lessons.forecast.plan import KINDS, ForecastPlan

WAVE = tuple(np.sin(np.arange(60) / 2))
PLAN = ForecastPlan(
    "paste", "", 20, tuple(map(str, range(60))), Problem(WAVE, 48, 6), ForecastRecipe(3, 12), seed=4
)


def test_three_networks_of_each_kind_and_the_same_numbers_however_it_is_sliced():
    made = PLAN.begin()
    assert set(made.each) == {(kind, seed) for kind in KINDS for seed in (4, 5, 6)}
    assert (made.step, made.over) == (0, False)
    pieces = PLAN.advance(PLAN.advance(made, seconds=99, updates=5), seconds=99, updates=99)
    whole = PLAN.advance(PLAN.begin(), seconds=99, updates=None)
    assert pieces.step == whole.step == 12 and pieces.over and whole.over and whole.seconds > 0
    for key, fit in whole.each.items():
        np.testing.assert_array_equal(fit.loss, pieces.each[key].loss)
    assert [len(fit.snapshots) for fit in whole.of("GRU")] == [11] * 3


def test_a_plan_goes_to_a_worker_and_is_equal_there():
    assert pickle.loads(pickle.dumps(PLAN)) == PLAN
