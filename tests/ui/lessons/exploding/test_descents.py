"""The three descents: what the room says of them, against what the prose and the derivation say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core import Cliff
from rnnlstm.ui.lessons.exploding.code import descent_code
from rnnlstm.ui.lessons.exploding.measured import (
    WINDOWS,
    DescentSettings,
    cliff_map,
    cliff_profile,
    close_up,
    departures,
    descents,
    longest_step,
)
from rnnlstm.ui.lessons.exploding.views import descent_table
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson

USUAL = DescentSettings()


def test_the_story_of_the_room():
    """The numbers that the lesson names, at the usual settings."""
    ways = descents(USUAL)
    assert np.hypot(ways["none"].dE_dw[0], ways["none"].dE_db[0]) == pytest.approx(0.26, abs=0.005)
    steps = np.hypot(np.diff(ways["none"].w), np.diff(ways["none"].b))
    assert steps.argmax() == 42
    assert steps.max() == pytest.approx(3.23, abs=0.005)
    assert steps[43:].max() < 0.01  # it stays on the plateau
    assert ways["none"].E[-1] > 10 * ways["norm"].E[-1]
    for way in ways.values():  # below the limit nothing is clipped
        assert (way.w[1], way.b[1]) == (ways["none"].w[1], ways["none"].b[1])


def test_a_limit_of_a_hundredth_is_enough_by_value_and_too_slow_by_norm():
    ways = descents(replace(USUAL, limit=0.01))
    assert f"{ways['norm'].E[-1]:.2f}" == "0.26"
    assert f"{ways['value'].E[-1]:.4f}" == "0.0017"
    assert min(ways, key=lambda kind: ways[kind].E[-1]) == "value"
    assert longest_step(ways["norm"]) == pytest.approx(0.3 * 0.01)
    assert longest_step(ways["value"]) == pytest.approx(np.sqrt(2) * 0.3 * 0.01)
    assert descents(replace(USUAL, limit=0.01, updates=80))["norm"].E[-1] < 1e-4
    for language in LANGUAGES:
        text = lesson("exploding", language)["try"]
        assert all(claim in text for claim in ("0.26", "0.0017", "80", r"\sqrt{2}"))


@pytest.mark.parametrize(("steps", "longest"), [(50, 1600), (20, 25), (10, 3.9), (5, 1.1)])
def test_wall_becomes_a_slope_with_fewer_steps(steps, longest):
    profile = cliff_profile(steps, "sigmoid", -2.5)
    assert np.hypot(profile.dE_dw, profile.dE_db).max() == pytest.approx(longest, rel=0.04)


@given(
    st.sampled_from(["sigmoid", "tanh"]),
    st.integers(1, 20).map(lambda k: 5 * k),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from([0.01, 0.3, 3.0]),
    st.sampled_from([0.01, 0.3, 10.0]),
)
def test_no_clipped_step_is_longer_than_its_limit(kind, steps, u, v, rate, limit):
    (w_low, w_high), (b_low, b_high) = WINDOWS[kind]
    chosen = DescentSettings(
        steps, kind, w_low + u * (w_high - w_low), b_low + v * (b_high - b_low), rate, limit, 10
    )
    ways = descents(chosen)
    assert longest_step(ways["norm"]) <= rate * limit * (1 + 1e-9)
    assert longest_step(ways["value"]) <= np.sqrt(2) * rate * limit * (1 + 1e-9)
    for way in ways.values():
        assert np.isfinite([way.w, way.b, way.E]).all()


@pytest.mark.parametrize(
    ("kind", "steps", "b"), [("sigmoid", 50, -2.5), ("sigmoid", 100, -2.5), ("tanh", 20, -0.9)]
)
def test_profile_finds_the_wall_however_thin(kind, steps, b):
    profile = cliff_profile(steps, kind, b)
    assert (np.diff(profile.w) > 0).all()
    assert len(profile.w) < 400
    # Between neighbours the loss no longer jumps.
    assert np.abs(np.diff(profile.E[0])).max() < 0.1 * np.ptp(profile.E[0])
    assert np.hypot(profile.dE_dw, profile.dE_db).max() > 1e3


def test_a_wall_thinner_than_the_numbers_can_tell_is_drawn_all_the_same():
    profile = cliff_profile(100, "tanh", -0.9)
    assert (np.diff(profile.w) > 0).all()
    assert np.ptp(profile.E[0]) > 2


def test_ways_that_leave_the_map_are_told():
    assert departures(USUAL, WINDOWS["sigmoid"]) == {}
    ((kind, (update, w, b)),) = departures(USUAL, close_up(USUAL)).items()
    assert kind == "none"
    way = descents(USUAL)["none"]
    assert (w, b) == (way.w[-1], way.b[-1])
    (w_low, w_high), (b_low, b_high) = close_up(USUAL)
    inside = (w_low <= way.w) & (way.w <= w_high) & (b_low <= way.b) & (way.b <= b_high)
    assert inside[:update].all()
    assert not inside[update]


def test_close_up_holds_the_clipped_ways():
    (w_low, w_high), (b_low, b_high) = close_up(replace(USUAL, limit=0.01, updates=10))
    for kind in ("norm", "value"):
        way = descents(replace(USUAL, limit=0.01, updates=10))[kind]
        assert w_low < way.w.min() < way.w.max() < w_high
        assert b_low < way.b.min() < way.b.max() < b_high


def test_table_has_a_row_an_update():
    table = descent_table(USUAL)
    assert len(table) == 61
    np.testing.assert_array_equal(table["E · clipped by norm"], descents(USUAL)["norm"].E)


@pytest.mark.parametrize("chosen", [USUAL, DescentSettings(20, "tanh", 1.7, -0.9, 1.0, 0.1, 10)])
def test_code_computes_what_is_drawn(chosen):
    made: dict = {}
    for window in (WINDOWS[chosen.activation], close_up(chosen)):
        exec(descent_code(chosen, window), made)
        surface = cliff_map(chosen.steps, chosen.activation, window)
        np.testing.assert_array_equal(made["surface"].E, surface.E)
    for kind, way in descents(chosen).items():
        np.testing.assert_array_equal(made["descents"][kind].E, way.E)
        np.testing.assert_array_equal(made["descents"][kind].w, way.w)


@pytest.mark.parametrize(("kind", "below"), [("sigmoid", 4), ("tanh", 1)])
def test_without_a_bifurcation_there_is_no_wall(kind, below):
    """One resting value only where w times the steepest slope is under 1."""
    w = np.linspace(0, 0.95 * below, 60)
    surface = Cliff(100, kind).surface(w, np.linspace(-4, 1.5, 60))
    assert np.hypot(surface.dE_dw, surface.dE_db).max() < 30
