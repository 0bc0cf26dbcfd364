"""The figure of truncation: what is kept and what is cut, and the curves below."""

import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.palette import MODELS, QUANTITIES
from rnnlstm.figures.truncation import Truncated, TruncationWords, parameter_hues, truncation_chart
from support.checks import checked

TERMS = np.array([1.0, 0.5, 0.25, 0.125])
LENGTHS = np.array([1, 2, 4])
WORDS = TruncationWords("t", "k", "error", share="share", kept="kept", cut="cut")


def draw(k, curves=None, small=0.01):
    curves = {"W_xh": np.array([0.5, 0.25, 0.0])} if curves is None else curves
    drawn = [Curve(name, values, QUANTITIES["x"], lags=LENGTHS) for name, values in curves.items()]
    truncated = Truncated(MODELS["RNN"], TERMS, "abcd", drawn, k, small)
    return checked(truncation_chart(truncated, mode="light", words=WORDS))


@pytest.mark.parametrize("k", [1, 2, 4])
def test_the_last_k_terms_are_kept(k):
    kept, cut = draw(k).data[:2]
    assert list(kept.x) == [0.5, *range(1, k + 1), k + 0.5]
    assert list(cut.x) == ([k + 0.5, *range(k + 1, 5), 4.5] if k < 4 else [])
    np.testing.assert_array_equal([*kept.y[1:-1], *cut.y[1:-1]], TERMS)
    assert [*kept.customdata[1:-1], *cut.customdata[1:-1]] == list("abcd")
    assert kept.line.shape == "hvh"
    assert cut.fillpattern.shape  # told apart without colour
    assert not kept.fillpattern.shape


def test_no_error_leaves_a_gap_on_the_logarithmic_scale():
    curve = draw(2).data[2]
    np.testing.assert_array_equal(curve.y, [0.5, 0.25, np.nan])
    np.testing.assert_array_equal(curve.x, LENGTHS)


def test_level_stands_at_its_height_with_its_label():
    layout = draw(2).layout
    assert any(shape.y0 == shape.y1 == 0.01 for shape in layout.shapes)
    (label,) = layout.annotations
    assert label.text == "1%"
    assert label.y == pytest.approx(-2)  # the exponent: the axis is logarithmic


def test_cosines_are_all_in_sight():
    figure = draw(2, {"W_xh": np.array([-0.8, 0.9, 1.0])}, small=None)
    low, high = figure.layout.yaxis2.range
    assert low < -0.8
    assert high > 1
    unknown = draw(2, {"W_xh": np.full(3, np.nan)}, small=None)
    assert unknown.layout.yaxis2.range[1] > 1


@pytest.mark.parametrize("model", [RNN, LSTM, GRU])
def test_no_two_weights_of_a_network_share_a_colour(model):
    cell = model.init(2, 3, 1, seed=0)
    weights = [name for name in cell.params if name.startswith("W") and name != "W_hy"]
    assert len({parameter_hues(cell)[name] for name in weights}) == len(weights) >= 2
