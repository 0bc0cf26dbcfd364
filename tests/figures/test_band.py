import json

import numpy as np
import pytest

from rnnlstm.figures.band import SingularValues, SingularWords, singular_band
from rnnlstm.figures.palette import MODELS, MUTED
from support.checks import checked

WORDS = SingularWords("the title", "lag", "sigma", ("largest", "middle", "smallest"), "rounding")


def draw(values, mode="light"):
    values = np.asarray(values, float)
    floor = values.shape[-1] * 2.0**-52 * values[:, 0]
    lags = np.arange(len(values))
    return checked(singular_band(SingularValues(lags, values, floor, MODELS["RNN"]), mode=mode, words=WORDS))


def named(figure):
    return {
        trace.name.strip(): np.asarray(trace.y, float)
        for trace in figure.data
        if trace.showlegend is not False
    }


def test_largest_middle_and_smallest_are_drawn_as_given():
    values = 0.5 ** np.arange(6)[:, None] * np.array([1, 0.9, 0.5, 0.2, 0.1])
    curves = named(draw(values))
    assert list(curves) == ["largest", "middle", "smallest", "rounding"]
    np.testing.assert_array_equal(curves["largest"], values[:, 0])
    np.testing.assert_array_equal(curves["middle"], values[:, 2])
    np.testing.assert_array_equal(curves["smallest"], values[:, 4])
    np.testing.assert_allclose(curves["rounding"], 5 * 2.0**-52 * values[:, 0])


def test_what_is_rounding_is_not_drawn():
    values = np.array([[1, 1], [1, 1e-15], [1, 1e-17], [1, 0]])
    curves = named(draw(values))
    np.testing.assert_array_equal(curves["smallest"], [1, 1e-15, np.nan, np.nan])


def test_band_lies_between_the_largest_and_the_smallest_or_the_floor():
    values = np.array([[1, 0.5], [0.5, 1e-3], [0.25, 0]])
    (band,) = [trace for trace in draw(values).data if trace.fill == "toself"]
    np.testing.assert_array_equal(band.x, [0, 1, 2, 2, 1, 0])
    np.testing.assert_allclose(band.y, [1, 0.5, 0.25, 2 * 2.0**-52 * 0.25, 1e-3, 0.5])
    assert band.hoverinfo == "skip"
    json.loads(draw(values).to_json())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colour_is_the_networks_and_the_lines_differ(mode):
    *own, rounding = [trace for trace in draw([[1, 0.5]], mode).data if trace.fill is None]
    assert {trace.line.color for trace in own} == {MODELS["RNN"].on(mode)}
    assert rounding.line.color == MUTED.on(mode)
    assert len({trace.line.dash for trace in [*own, rounding]}) == 4


@pytest.mark.parametrize("values", [[[1.0]], [[1, 1], [0, 0]], [[1, 1], [np.inf, np.inf]]])
def test_anything_is_a_figure(values):
    figure = draw(values)
    low, high = figure.layout.yaxis.range
    assert low < high
    json.loads(figure.to_json())
