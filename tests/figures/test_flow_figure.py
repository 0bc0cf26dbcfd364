import json

import numpy as np
import pytest

from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.palette import MODELS

WORDS = {"title": "the title", "x_title": "lag", "y_title": "norm"}


def draw(*values, mode="light", names=("RNN", "LSTM", "GRU"), **more):
    curves = [Curve(name, np.asarray(v), MODELS[name]) for name, v in zip(names, values, strict=False)]
    return against_lag(curves, mode=mode, **WORDS, **more)


def test_curves_hold_the_values_given_against_the_lag():
    figure = draw([1.0, 0.1, 0.01], [1.0, 0.5, 0.25])
    np.testing.assert_array_equal(figure.data[0].x, [0, 1, 2])
    np.testing.assert_array_equal(figure.data[0].y, [1.0, 0.1, 0.01])
    np.testing.assert_array_equal(figure.data[1].y, [1.0, 0.5, 0.25])
    assert figure.layout.yaxis.type == "log"


def test_what_a_logarithm_cannot_show_leaves_a_gap():
    figure = draw([1.0, 0.0, np.inf, np.nan, 0.5])
    np.testing.assert_array_equal(figure.data[0].y, [1.0, np.nan, np.nan, np.nan, 0.5])


@pytest.mark.parametrize(("lowest", "bottom"), [(1e-5, -5), (1e-40, -16)])
def test_axis_spans_the_decades_down_to_the_floor(lowest, bottom):
    low, high = draw([1.0, lowest], floor=1e-16).layout.yaxis.range
    assert low == bottom
    assert high >= 0


def test_nothing_to_show_is_still_a_figure():
    figure = draw([0.0, 0.0])
    assert figure.layout.yaxis.range[0] < figure.layout.yaxis.range[1]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_models_keep_their_colour_and_marker(mode):
    figure = draw([1.0], [1.0], [1.0], mode=mode)
    assert [trace.line.color for trace in figure.data] == [MODELS[m].on(mode) for m in ("RNN", "LSTM", "GRU")]
    assert len({trace.marker.symbol for trace in figure.data}) == 3


def test_words_stand_where_they_belong():
    layout = draw([1.0]).layout
    assert layout.title.text == "the title"
    assert layout.xaxis.title.text == "lag"
    assert layout.yaxis.title.text == "norm"
    json.loads(draw([1.0, np.nan]).to_json())
