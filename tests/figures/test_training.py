"""Figures of a training: what goes in stands in the figure."""

import json
from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.figures.losses import LossWords, loss_chart
from rnnlstm.figures.palette import GRADIENT, GRU_GATES, QUANTITIES, gate_hue
from rnnlstm.figures.training import (
    ColourWords,
    UnitWords,
    gate_chart,
    gradient_chart,
    gradient_limits,
    unit_chart,
)
from rnnlstm.figures.updates import LEFT, RIGHT
from support.checks import checked
from support.colours import luminance
from support.drawn import ALL, GATES, STEPS

WORDS = ColourWords("the title", "update", "what", "the colour")
UNIT_WORDS = UnitWords("the title", "update", "what", "unit {number}")
LOSS_WORDS = LossWords("the title", "update", "loss", "naive", "{network} held out", "{network} training")


def test_gradients_are_coloured_by_their_exponent_on_one_scale():
    limits = gradient_limits(ALL.values())
    assert limits == (-10, 0)
    for each in ALL.values():
        figure = checked(gradient_chart(each, mode="light", words=WORDS, limits=limits))
        (heat,) = figure.data
        gradients = np.array([m.gradient for m in each.snapshots]).T
        np.testing.assert_allclose(heat.z, np.log10(gradients))
        np.testing.assert_array_equal(heat.customdata, gradients)
        np.testing.assert_array_equal(heat.x, [0, 10, 20])
        np.testing.assert_array_equal(heat.y, np.arange(20))
        assert (heat.zmin, heat.zmax) == limits
        assert list(heat.colorbar.ticktext)[-1] == "10<sup>0</sup>"


def test_a_gradient_of_zero_has_the_lowest_colour_and_none_has_no_colour():
    each = ALL["RNN"]
    gradient = np.array([1.0, 0.0, np.nan, np.nan])
    changed = replace(each, snapshots=tuple(replace(m, gradient=gradient) for m in each.snapshots))
    figure = checked(gradient_chart(changed, mode="dark", words=WORDS, limits=(-5, 0)))
    column = np.asarray(figure.data[0].z)[:, 0]
    assert column[0] == 0
    assert column[1] < -5
    assert np.isnan(column[2:]).all()
    assert figure.layout.yaxis.range == (-0.5, 1.5)


def test_limits_of_gradients_span_whole_decades_above_the_floor():
    each = ALL["RNN"]

    def limits(*gradient, floor=-10):
        snapshots = (replace(each.snapshots[0], gradient=np.array(gradient)),)
        return gradient_limits([replace(each, snapshots=snapshots)], floor)

    assert limits(30.0, 2e-4) == (-4, 2)
    assert limits(0.5, 1e-300) == (-10, 0)
    assert limits(0.5, 1e-300, floor=-16) == (-16, 0)
    low, high = limits(0.0, np.nan)
    assert low < high
    low, high = limits(1e-40)
    assert low < high


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_larger_gradients_stand_out_more_from_the_page(mode):
    tones = [luminance(hue.on(mode)) for hue in GRADIENT]
    assert tones == sorted(tones, reverse=mode == "light")


def test_gates_are_drawn_as_they_were_counted():
    for kind in ("LSTM", "GRU"):
        each = ALL[kind]
        for gate in GATES[kind]:
            figure = checked(gate_chart(each, gate, mode="dark", words=WORDS))
            (heat,) = figure.data
            np.testing.assert_array_equal(heat.z, np.array([m.gates[gate] for m in each.snapshots]).T)
            np.testing.assert_allclose(heat.y, np.arange(0.025, 1, 0.05))
            assert heat.colorscale[-1][1] == gate_hue(gate).dark
    assert gate_hue("z") == GRU_GATES["z"]
    assert gate_hue("f") == QUANTITIES["f"]


def test_each_unit_has_its_line():
    each = ALL["LSTM"]
    figure = checked(unit_chart(each, "f", mode="light", words=UNIT_WORDS))
    assert [trace.name for trace in figure.data] == [f"unit {k}" for k in (1, 2, 3, 4)]
    for k, trace in enumerate(figure.data):
        np.testing.assert_array_equal(trace.y, [m.units["f"][k] for m in each.snapshots])


def test_one_cursor_fits_all_figures():
    """The page draws it by these margins and by the share of the updates."""
    limits = (-10.0, 0.0)
    figures = [
        loss_chart(ALL, mode="light", words=LOSS_WORDS),
        loss_chart(ALL, mode="light", words=LOSS_WORDS, measure="accuracy"),
        gradient_chart(ALL["RNN"], mode="light", words=WORDS, limits=limits),
        gate_chart(ALL["LSTM"], "f", mode="light", words=WORDS),
        unit_chart(ALL["LSTM"], "f", mode="light", words=UNIT_WORDS),
    ]
    for figure in figures:
        layout = checked(figure).layout
        assert (layout.margin.l, layout.margin.r) == (LEFT, RIGHT)
        assert layout.xaxis.range == (0, STEPS)
        assert layout.xaxis.automargin is layout.yaxis.automargin is False
        assert layout.uirevision == "training"  # what has been zoomed stays so while it goes on


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_title_stands_above_a_colour_bar(mode):
    figure = checked(gradient_chart(ALL["RNN"], mode=mode, words=WORDS, limits=(-9, 0)))
    assert [note.text for note in figure.layout.annotations] == ["the title"]
    assert figure.layout.xaxis.title.text == "update"
    assert figure.layout.yaxis.title.text == "what"
    json.loads(figure.to_json())
