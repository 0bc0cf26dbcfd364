import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.frame import Words, room_for_legend
from rnnlstm.figures.palette import INK, MODELS, MUTED, PAGE
from support.checks import checked

WORDS = Words("the title", "lag", "norm")


def draw(*values, mode="light", names=("RNN", "LSTM", "GRU"), **more):
    curves = [Curve(name, np.asarray(v), MODELS[name]) for name, v in zip(names, values, strict=False)]
    return against_lag(curves, mode=mode, words=WORDS, **more)


def test_curves_hold_the_values_given_against_the_lag():
    figure = draw([1.0, 0.1, 0.01], [1.0, 0.5, 0.25])
    np.testing.assert_array_equal(figure.data[0].x, [0, 1, 2])
    np.testing.assert_array_equal(figure.data[0].y, [1.0, 0.1, 0.01])
    np.testing.assert_array_equal(figure.data[1].y, [1.0, 0.5, 0.25])
    assert figure.layout.yaxis.type == "log"


def test_what_a_logarithm_cannot_show_leaves_a_gap():
    figure = draw([1.0, 0.0, np.inf, np.nan, 0.5])
    np.testing.assert_array_equal(figure.data[0].y, [1.0, np.nan, np.nan, np.nan, 0.5])


def test_a_short_axis_is_marked_at_whole_steps_alone():
    assert draw([1.0] * 5).layout.xaxis.dtick == 1
    assert draw([1.0] * 50).layout.xaxis.dtick is None


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


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_saved_figure_can_be_read_anywhere(mode):
    """Its ink stands on the page's own colour, not on that of whatever it is put on."""
    layout = draw([1.0], mode=mode).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == PAGE.on(mode)
    assert layout.font.color == INK.on(mode)


def test_title_of_the_axis_keeps_clear_of_its_numbers():
    axis = draw([1.0, 1e-16]).layout.yaxis
    assert axis.title.standoff >= 15
    assert axis.automargin


def test_words_stand_where_they_belong():
    layout = draw([1.0]).layout
    assert layout.title.text == "the title"
    assert layout.xaxis.title.text == "lag"
    assert layout.yaxis.title.text == "norm"
    json.loads(draw([1.0, np.nan]).to_json())


@given(
    hnp.arrays(
        float, st.integers(1, 30), elements=st.floats(-10, 1e300) | st.sampled_from([np.inf, -np.inf, np.nan])
    ),
    st.sampled_from([1e-16, 1e-8, 1.0]),
)
def test_any_curve_is_drawn_as_given_and_in_sight_down_to_the_floor(values, floor):
    before = values.copy()
    figure = draw(values, floor=floor)
    y = np.asarray(figure.data[0].y)
    shown = [k for k, value in enumerate(before) if 0 < value < float("inf")]
    np.testing.assert_array_equal(y[shown], before[shown])
    assert np.isnan(np.delete(y, shown)).all()
    np.testing.assert_array_equal(values, before)  # what was given is left alone
    low, high = figure.layout.yaxis.range
    assert low < high
    if shown:
        # What is not below the floor lies between the ends of the axis, and the axis ends there.
        seen = np.log10(y[shown])
        assert low >= np.log10(floor) - 1e-12
        assert high >= seen.max()
        assert low <= max(seen.min(), np.log10(floor))


def test_figure_is_one_that_plotly_accepts():
    """It is assembled without Plotly's own check, which is done here."""
    bound = Curve("RNN: bound", np.ones(3), MODELS["RNN"], "dash", kind="bound")
    checked(against_lag([Curve("RNN", np.ones(3), MODELS["RNN"]), bound], mode="dark", words=WORDS))


def test_the_axis_of_the_norms_can_be_told_its_range():
    curve = Curve("RNN", np.ones(3), MODELS["RNN"])
    figure = checked(against_lag([curve], mode="dark", words=WORDS, upward={"range": [-2, 1], "dtick": "D2"}))
    assert figure.layout.yaxis.range == (-2, 1) and figure.layout.yaxis.dtick == "D2"
    assert figure.layout.yaxis.type == "log"


def test_no_curve_at_all_is_still_a_figure():
    figure = draw()
    assert len(figure.data) == 0
    json.loads(figure.to_json())


def test_what_theory_says_is_drawn_in_another_line_than_what_is_measured():
    measured = Curve("RNN", np.ones(3), MODELS["RNN"])
    bound = Curve("the bound", np.ones(3), MODELS["RNN"], "dash")
    one, other = against_lag([measured, bound], mode="light", words=WORDS).data
    assert (one.line.dash, other.line.dash) == ("solid", "dash")
    assert "markers" in one.mode
    assert "markers" not in other.mode
    assert [one.name.strip(), other.name.strip()] == ["RNN", "the bound"]


@pytest.mark.parametrize("lags", [5, 200])
def test_models_are_told_apart_without_colour_at_any_length(lags):
    for trace in draw(*np.ones((3, lags))).data:
        assert trace.mode == "lines+markers"
        # On a long curve some of the markers are left out, so that they do not run together.
        assert not trace.marker.maxdisplayed or 10 <= trace.marker.maxdisplayed <= 100


def test_curves_stand_at_their_own_lags():
    curve = Curve("RNN", np.array([1.0, 0.5]), MODELS["RNN"], lags=np.array([0, 7]))
    (trace,) = against_lag([curve], mode="light", words=WORDS).data
    np.testing.assert_array_equal(trace.x, [0, 7])


def test_what_is_said_of_several_networks_has_one_entry_in_the_legend():
    networks = ("RNN", "GRU")
    curves = [Curve(name, np.ones(3), MODELS[name]) for name in networks]
    bounds = [Curve(f"{name}: bound", np.ones(3), MODELS[name], "dash", kind="bound") for name in networks]
    figure = against_lag([*curves, *bounds], mode="light", words=WORDS)
    shown = [trace.name.strip() for trace in figure.data if trace.showlegend is not False]
    assert shown == [*networks, "bound"]
    theory = [trace for trace in figure.data if trace.legendgroup == "bound"]
    assert [trace.line.dash for trace in theory] == ["dash"] * 3
    assert [trace.line.color for trace in theory] == [MODELS[n].light for n in networks] + [MUTED.light]


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        ([], 0),
        (["RNN", "LSTM", "GRU"], 2),
        (["RNN"] * 9, 5),
        (["what the bias predicts"] * 4, 4),
        (["遗忘门偏置的预测"] * 8, 4),
        (["遗忘门偏置的预测值"] * 8, 8),
    ],
)
def test_long_legend_of_a_phone_takes_little_from_the_curves(names, lines):
    height = [
        against_lag(
            [Curve(name, np.ones(3), MODELS["RNN"]) for name in each], mode="light", words=WORDS
        ).layout.height
        for each in (names, ["RNN"])
    ]
    assert height[0] - height[1] == room_for_legend(names) == 23 * max(0, lines - 2)
