import json

import numpy as np
import pytest

from rnnlstm.figures.influence import (
    MAX_TICKS,
    SPAN,
    InfluenceSlice,
    SliceWords,
    TriangleWords,
    influence_map,
    slice_chart,
    triangle_limits,
)
from rnnlstm.figures.palette import GRADIENT, NETWORKS
from support.checks import checked

WORDS = TriangleWords("LSTM", "input", "output", "colour", "{input} on {output}: {value}")


def draw(values, symbols=None, limits=(-6.0, 0.0), mode="light"):
    values = np.asarray(values, float)
    symbols = symbols or ["a"] * len(values)
    return checked(influence_map(values, symbols, limits=limits, mode=mode, words=WORDS))


def draw_slice(rows, first, symbols, hover="", mode="dark"):
    words = SliceWords("title", "step", "norm", hover)
    return checked(slice_chart(InfluenceSlice(rows, first, symbols), mode=mode, words=words))


def test_the_lower_triangle_holds_powers_of_ten_and_the_rest_is_empty():
    figure = draw([[1.0, 0.0, 0.0], [0.1, 10.0, 0.0], [1e-3, 0.0, np.inf]], limits=(-3, 1))
    (heat,) = figure.data
    np.testing.assert_allclose(heat.z[np.tril_indices(3)], [0, -1, 1, -3, -4, 2])
    assert np.isnan(heat.z[np.triu_indices(3, 1)]).all()
    np.testing.assert_array_equal(heat.customdata[2], np.float32([1e-3, 0, np.inf]))
    assert (heat.zmin, heat.zmax) == (-3, 1)


def test_what_there_is_not_leaves_a_gap():
    assert np.isnan(draw([[np.nan]]).data[0].z).all()


def test_time_runs_down_and_to_the_right_in_the_learners_symbols():
    figure = draw(np.eye(3), ["<b", "循", "&"])
    (heat,) = figure.data
    assert list(heat.x) == list(heat.y) == ["1 &lt;b", "2 循", "3 &amp;"]
    assert figure.layout.yaxis.autorange == "reversed"
    assert list(figure.layout.xaxis.ticktext) == ["&lt;b", "循", "&amp;"]
    assert figure.layout.xaxis.type == "category"  # "1 5" is no number
    assert heat.hovertemplate == "%{x} on %{y}: %{customdata:.2e}<extra></extra>"


@pytest.mark.parametrize("T", [1, MAX_TICKS, MAX_TICKS + 1, 120])
def test_long_axes_leave_out_ticks(T):
    axis = draw(np.eye(T)).layout.xaxis
    assert 1 <= len(axis.tickvals) <= MAX_TICKS
    assert axis.tickvals[0] == 0 and len(axis.ticktext) == len(axis.tickvals)
    assert axis.ticktext[-1] == ("a" if T <= MAX_TICKS else f"a<br>{axis.tickvals[-1] + 1}")


def test_wide_symbols_stand_below_each_other_and_not_side_by_side():
    layout = draw(np.eye(4), ["0.95•", "0.1", "a", "b"]).layout
    assert list(layout.yaxis.ticktext) == ["0.95•", "0.1", "a", "b"]
    assert list(layout.xaxis.ticktext) == ["1", "3"]


def test_all_triangles_share_the_colours_of_the_largest_and_the_smallest():
    assert triangle_limits([np.array([[0.5]]), np.array([[3e-4]])]) == (-4, 0)
    assert triangle_limits([np.array([[1.0]])]) == (-1, 0)
    assert triangle_limits([np.array([[1.0, 1e-30]])]) == (-SPAN, 0)
    assert triangle_limits([np.array([[0.0, np.inf, np.nan]])]) == (-1, 0)
    assert triangle_limits([]) == (-1, 0)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_title_stands_although_the_colour_bar_lies_flat(mode):
    figure = draw(np.eye(2), mode=mode)
    assert figure.layout.title.text is None
    assert figure.layout.annotations[0].text == "LSTM"
    assert figure.data[0].colorscale[-1][1].lower() == GRADIENT[-1].on(mode).lower()
    json.loads(figure.to_json())


def test_a_cut_holds_the_values_from_its_first_step_on():
    rows = {"RNN": np.array([1.0, 0.0, 0.1]), "IRNN": np.array([2.0, np.inf, np.nan])}
    figure = draw_slice(rows, 2, list("abcd"), "{network} {step} {value}", mode="light")
    one, other = figure.data
    np.testing.assert_array_equal(one.x, [2, 3, 4])
    np.testing.assert_array_equal(one.y, [1, np.nan, 0.1])
    np.testing.assert_array_equal(other.y, [2, np.nan, np.nan])
    assert list(one.customdata) == ["b", "c", "d"]
    assert [one.line.color, other.line.color] == [NETWORKS[name].light for name in rows]
    assert one.marker.symbol != other.marker.symbol
    assert figure.layout.yaxis.type == "log"
    low, high = figure.layout.yaxis.range
    assert low == -1 and high >= np.log10(2)
    assert list(figure.layout.xaxis.ticktext) == ["a<br>1", "b<br>2", "c<br>3", "d<br>4"]


def test_a_cut_without_anything_to_show_is_still_a_figure():
    figure = draw_slice({"RNN": np.zeros(3)}, 1, list("abc"))
    low, high = figure.layout.yaxis.range
    assert low < high
    json.loads(figure.to_json())


def test_a_cut_ends_at_the_floor():
    figure = draw_slice({"RNN": np.array([1e-40, 1.0])}, 1, list("ab"))
    assert figure.layout.yaxis.range[0] == -16
