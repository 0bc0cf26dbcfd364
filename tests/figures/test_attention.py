"""One translation as figures: weights, vectors and probabilities as they are, told without colour too."""

import numpy as np
import pytest

from rnnlstm.figures.attention import BLANK, attention_map, bars_chart, strips_chart
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import GATE_OPEN, INK, QUANTITIES
from support.checks import assert_readable, checked

WORDS = Words("title", "x", "y")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("at", [None, 1])
def test_attention_has_a_row_a_digit_and_a_column_a_letter(mode, at):
    weights = np.random.default_rng(0).dirichlet(np.ones(4), 3)
    figure = checked(attention_map(weights, "on e", "1<■", mode=mode, words=WORDS, colour="c", at=at))
    (heat,) = figure.data
    np.testing.assert_allclose(heat.z, weights, atol=1e-6)
    assert list(figure.layout.xaxis.ticktext) == ["o", "n", BLANK, "e"]
    assert list(figure.layout.yaxis.ticktext) == ["1", "&lt;", "■"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first digit at the top
    assert heat.text[1][2] == f"{BLANK} → &lt;"
    assert heat.colorscale[-1][1] == GATE_OPEN.on(mode).upper()
    assert [(frame.y0, frame.y1) for frame in figure.layout.shapes] == ([] if at is None else [(0.5, 1.5)])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_strips_are_on_one_scale(mode):
    one, other = np.linspace(-1, 1, 5), np.zeros(5)
    figure = checked(strips_chart([("a", one), ("b", other)], mode=mode, words=WORDS, colour="c"))
    (heat,) = figure.data
    np.testing.assert_allclose(heat.z, [one, other], atol=1e-6)
    assert (heat.zmin, heat.zmax) == (-1, 1)
    assert list(figure.layout.yaxis.ticktext) == ["a", "b"]


@pytest.mark.parametrize(("units", "marks"), [(64, [1, 16, 32, 48, 64]), (5, [1, 2, 4, 5]), (1, [1])])
def test_the_units_of_a_strip_are_numbered_to_the_last(units, marks):
    figure = strips_chart([("a", np.zeros(units))], mode="light", words=WORDS, colour="c")
    assert list(figure.layout.xaxis.tickvals) == marks
    assert figure.layout.xaxis.showticklabels is not False


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("marked", [None, 2])
def test_bars_and_the_marked_one(mode, marked):
    values = np.array([0.2, 0.3, 0.5])
    figure = checked(
        bars_chart(values, "a b", mode=mode, words=WORDS, hue=QUANTITIES["o"], marked=marked, shares=True)
    )
    assert_readable(figure, mode)
    (bars,) = figure.data
    np.testing.assert_array_equal(bars.y, values)
    assert list(figure.layout.xaxis.ticktext) == ["a", BLANK, "b"]
    assert np.flatnonzero(bars.marker.line.width).tolist() == ([] if marked is None else [marked])
    assert bars.marker.line.color == INK.on(mode)
    assert figure.layout.yaxis.tickformat == ".0%"
