"""What the cards of this room claim, over many series: in numbers found another way."""

import numpy as np
import pytest

from rnnlstm.core.forecast.problem import Problem
from rnnlstm.core.forecast.training import ForecastRecipe
from rnnlstm.ui.lessons.forecast.measured import baselines, networks, season_of, verdict
from rnnlstm.ui.lessons.forecast.plan import ForecastPlan
from rnnlstm.ui.lessons.forecast.scene import scene
from rnnlstm.ui.lessons.forecast.sources import GIVEN, given
from support.cards import held_cards


def plan_of(name, changes=False, values=None, share=20):
    series = given(name) if name in GIVEN else None
    v = tuple(map(float, series.values if values is None else values))
    train = len(v) - max(1, round(len(v) * share / 100))
    known = tuple(map(bool, series.known)) if series is not None else ()
    window = min(GIVEN[name].window if name in GIVEN else 12, train // 3)
    problem = Problem(v, train, window, changes, known)
    return ForecastPlan(name, "", share, tuple(map(str, range(len(v)))), problem, ForecastRecipe(3, 4), 0)


def scenes():
    for name in GIVEN:
        for changes in (False, True):
            yield plan_of(name, changes), 0
    yield plan_of("sunspots", share=50), 0
    yield plan_of("paste", values=[5.0] * 30), 0
    yield plan_of("paste", values=[0.0] * 29 + [7.0]), 0
    for name in ("nile", "ramp", "sunspots", "walk"):
        yield plan_of(name), 4
    yield plan_of("ramp", True), 4


def scene_of(plan, updates):
    problem, season = plan.problem, season_of(plan.problem, 0)
    scores = baselines(problem, season)
    if updates:
        made = plan.advance(plan.begin(), seconds=99, updates=updates)
        scores = (*networks(problem, made), *scores)
    return scene(plan, season, scores, verdict(problem, scores, updates), updates)


def test_what_the_cards_say():
    held = set()
    for plan, updates in scenes():
        told = scene_of(plan, updates)
        v, train = plan.problem.series, plan.problem.train
        for card in held_cards("forecast", told):
            held.add(card.name)
            match card.name:
                case "naive" | "linear":
                    assert told["rmse_last"] ** 2 == pytest.approx(
                        np.mean((v[train:] - v[train - 1 : -1]) ** 2), rel=0.01
                    )
                case "season":
                    assert told["rmse_season"] > told["rmse_last"]
                case "best":
                    errors = {key[5:]: each for key, each in told.items() if key.startswith("rmse_")}
                    assert errors[told["best"]] == min(errors.values())
                case "ramp":
                    assert v[train:].max() > v[:train].max()
                    assert told["rmse_autoregression"] < 1e-6
                    assert not updates or told["changes"] or float(told["said_most"]) < told["later"]
    assert held == {
        *("begin", "naive", "linear", "season", "start", "best", "free", "walk", "ramp", "changes", "own"),
        "onward",
    }


def test_sunspot_cycles_differ_as_the_card_says():
    """The peaks of the yearly numbers, as the figure shows them."""
    v = given("sunspots").values
    peaks = [k for k in range(4, len(v) - 4) if v[k] == v[k - 4 : k + 5].max() and v[k] > 25]
    gaps = np.diff(peaks)
    assert (gaps.min(), gaps.max()) == (7, 17)
    assert max(v[k] for k in peaks) > 4 * min(v[k] for k in peaks)
