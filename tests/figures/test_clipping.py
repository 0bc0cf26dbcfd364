"""The figures of one clipped update: arrows true to scale, and norms that a logarithm can show."""

import numpy as np
import pytest

from rnnlstm.figures.clipping import Arrow, NormWords, VectorWords, norm_chart, vector_chart
from support.checks import checked

ARROWS = [
    Arrow("none", "whole", 100.0, 0.0),
    Arrow("norm", "by norm", 1.0, 0.0),
    Arrow("value", "by value", 6.0, 8.0),
]
WORDS = VectorWords("t", "along", "across", "limit")


def draw(reach):
    return checked(vector_chart(ARROWS, 1.0, reach=reach, mode="light", words=WORDS))


def test_arrows_are_true_to_scale_in_both_directions():
    figure = draw(100.0)
    assert figure.layout.yaxis.scaleanchor == "x"
    circle, *arrows = figure.data
    np.testing.assert_allclose(np.hypot(circle.x, circle.y), 1.0)
    for trace, arrow in zip(arrows, ARROWS, strict=True):
        assert (list(trace.x), list(trace.y)) == ([0, arrow.along], [0, arrow.across])
        assert trace.name == arrow.name


def test_an_arrow_beyond_the_frame_has_its_head_outside_and_says_so():
    figure = draw(10.0)
    whole, _, value = figure.data[1:]
    assert whole.x[1] > figure.layout.xaxis.range[1]
    assert whole.name == "whole →"
    assert value.name == "by value"
    assert figure.layout.yaxis.range[1] > 8.0


def test_an_arrow_too_short_for_a_head_is_a_dot():
    heads = [trace.marker.symbol[1] for trace in draw(100.0).data[1:]]
    assert heads == ["arrow", "circle", "arrow"]


def test_a_norm_of_nothing_or_without_end_leaves_a_gap():
    norms = {"none": {"W": 2.0, "b": 0.0}, "value": {"W": np.inf, "b": 0.5}}
    figure = checked(
        norm_chart(norms, mode="dark", words=NormWords("t", "n", "", {"none": "a", "value": "b"}))
    )
    assert [trace.name for trace in figure.data] == ["a", "b"]
    np.testing.assert_array_equal(figure.data[0].x, [2.0, np.nan])
    np.testing.assert_array_equal(figure.data[1].x, [np.nan, 0.5])
    assert list(figure.data[0].y) == ["W", "b"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_kinds_are_told_apart_without_colour(mode):
    norms = {kind: {"W": 1.0} for kind in ("none", "norm", "value")}
    figure = norm_chart(norms, mode=mode, words=NormWords("t", "n", "", dict.fromkeys(norms, "x")))
    assert len({trace.marker.symbol for trace in figure.data}) == 3
