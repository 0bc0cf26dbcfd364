"""A series and its forecasts, drawn as they are."""

import numpy as np
import pytest

from rnnlstm.figures.forecast import Course, Forecasts, ForecastWords, course_chart, forecast_chart
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import BASELINES, INK, MODELS
from support.checks import assert_readable, checked

WORDS = ForecastWords("title", "time", "", "one step", "free", "series", "held out")
VALUES = np.arange(50.0)
LABELS = [f"t{k}" for k in range(50)]
NETWORK = Forecasts(
    "LSTM", "LSTM", np.array([np.arange(40.0, 50), np.arange(42.0, 52)]), np.array([[1.0, 2.0], [5.0, 4.0]])
)
NAIVE = Forecasts("last", "last value", np.arange(39.0, 49)[None], np.full((1, 2), np.inf))


def draw(mode="light", forecasts=(NETWORK, NAIVE)):
    return checked(forecast_chart(VALUES, LABELS, 40, forecasts, mode=mode, words=WORDS))


def test_the_end_of_the_series_stands_in_both_parts():
    figure = draw()
    for axis in ("x", "x2"):
        (series,) = [each for each in figure.data if each.xaxis == axis and each.line.color == INK.light]
        np.testing.assert_array_equal(series.x, np.arange(30, 50))
        np.testing.assert_array_equal(series.y, VALUES[30:])
        assert series.text[0] == "t30"


def test_the_mean_of_the_trainings_and_the_band_that_they_span():
    figure = draw()
    above, below = (
        [each for each in figure.data if each.xaxis == axis and each.legendgroup == "LSTM"]
        for axis in ("x", "x2")
    )
    band, mean = above
    np.testing.assert_array_equal(mean.x, np.arange(40, 50))
    np.testing.assert_array_equal(mean.y, np.arange(41, 51))
    np.testing.assert_array_equal(band.y, [*range(42, 52), *range(49, 39, -1)])
    assert mean.line.color == MODELS["LSTM"].light
    np.testing.assert_array_equal(below[1].x, [40, 41])
    np.testing.assert_array_equal(below[1].y, [3, 3])


def test_a_baseline_has_no_band_and_what_overflowed_is_a_gap():
    figure = draw()
    drawn = [each for each in figure.data if each.legendgroup == "last"]
    assert [each.xaxis for each in drawn] == ["x", "x2"]
    assert all(each.line.dash == "dot" and each.line.color == BASELINES["last"].light for each in drawn)
    assert np.isnan(drawn[1].y).all()


def test_the_split_and_what_is_held_out_are_named():
    figure = draw()
    assert figure.layout.shapes[0].x0 == 39.5
    assert {each.text for each in figure.layout.annotations} == {"one step", "free", "held out"}
    assert list(figure.layout.xaxis2.ticktext)[-1] == "t49"


def test_each_is_named_once():
    assert [each.name.strip() for each in draw().data if each.showlegend] == ["series", "LSTM", "last value"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_figures_can_be_read_anywhere(mode):
    assert_readable(draw(mode), mode)
    assert_readable(courses(mode), mode)


def test_a_constant_series_has_a_picture_too():
    figure = checked(forecast_chart(np.full(20, 5.0), LABELS[:20], 16, [], mode="light", words=WORDS))
    low, high = figure.layout.yaxis.range
    assert low < 5 < high


def courses(mode="light"):
    course = Course("GRU", np.array([0, 10, 20]), np.array([[9.0, 2.0, np.inf], [7.0, 4.0, 3.0]]))
    levels = [("last", "last value", 5.0), ("autoregression", "AR", 1.0)]
    return checked(course_chart([course], levels, 300, mode=mode, words=Words("title", "updates", "error")))


def test_errors_fall_beside_those_of_the_baselines():
    last, linear, band, mean = courses().data
    assert list(last.y) == [5, 5] and list(linear.y) == [1, 1]
    np.testing.assert_array_equal(mean.x, [0, 10, 20])
    np.testing.assert_array_equal(mean.y, [8, 3, np.nan])
    assert np.isnan(band.y[2])
    assert tuple(courses().layout.xaxis.range) == (0, 300)
