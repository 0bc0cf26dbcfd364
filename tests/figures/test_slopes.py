"""Slopes as a heat map, and the share of small ones above it."""

import numpy as np
import pytest

from rnnlstm.figures.palette import GATE_CLOSED, GATE_OPEN, SATURATED
from rnnlstm.figures.slopes import Slopes, SlopeWords, slope_map
from support.checks import assert_readable, checked

SLOPES = SlopeWords("title", "t", "unit", "share", "t {t} unit {unit} slope {slope}")


def slopes(below=0.1, steepest=1.0, T=3, mode="light"):
    values = np.tile([[0.05, 1.0], [0.5, 0.09], [0.0, 0.0]], (T // 3, 1))
    reads = ["<"] * len(values)
    return checked(slope_map(Slopes(values, reads, below, steepest), mode=mode, words=SLOPES))


def test_slopes_are_units_by_steps_with_the_share_above():
    heat, share = slopes().data
    np.testing.assert_allclose(heat.z, [[0.05, 0.5, 0], [1, 0.09, 0]], rtol=1e-6)
    np.testing.assert_array_equal(share.y, [0.5, 0.5, 1])
    assert (heat.zmin, heat.zmax) == (0, 1)
    assert heat.hovertemplate == "t %{x} unit %{y} slope %{z:.3g}<extra></extra>"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_break_at_the_threshold(mode):
    scale = slopes(below=0.1, steepest=0.25, mode=mode).data[0].colorscale
    assert [at for at, _ in scale] == pytest.approx([0, 0.4, 0.4, 1])
    hues = (SATURATED, SATURATED, GATE_CLOSED, GATE_OPEN)
    assert [colour for _, colour in scale] == [hue.on(mode) for hue in hues]


def test_a_threshold_above_the_steepest_slope_makes_all_small():
    assert {colour for _, colour in slopes(below=0.5, steepest=0.25).data[0].colorscale} == {SATURATED.light}


def test_short_axes_say_what_was_read():
    assert list(slopes().layout.xaxis.ticktext) == ["&lt;<br>1", "&lt;<br>2", "&lt;<br>3"]
    assert slopes(T=60).layout.xaxis.ticktext is None


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_saved_figure_can_be_read_anywhere(mode):
    assert_readable(slopes(mode=mode), mode)
