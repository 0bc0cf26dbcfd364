"""A figure is sent as Plotly would send it, and can be asked for its parts like any of Plotly's."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest

from rnnlstm.figures.drawn import Drawn

NUMBERS = np.random.default_rng(0).normal(size=(3, 4))
TRACES = {
    "numbers": {"x": np.arange(4), "y": NUMBERS[0], "customdata": NUMBERS.T},
    "float32": {"y": NUMBERS[0].astype(np.float32), "marker": {"size": np.array([1, 300, 70_000])}},
    "every second": {"y": NUMBERS[::2, 1], "x": NUMBERS[:, ::-1][0]},
    "gaps": {"y": np.array([1.0, np.nan, np.inf]), "x": [1, None, 2.5]},
    "words": {
        "text": ["a", "长"],
        "hovertext": np.array(["b", "c"]),
        "customdata": np.array([[1, "d"]], object),
    },
    "whole numbers": {"x": np.array([2**40, 1]), "y": np.array([True, False]), "z": np.uint8([1, 2])},
    "nothing": {"x": np.array([]), "y": [], "name": "none"},
    "lists": {"z": [[1.0, 2.0], [3.0, 4.0]], "colorscale": [[0, "#000"], (1, "#fff")], "x": (1, 2)},
    "lists of arrays": {"z": [NUMBERS[0], NUMBERS[1]]},
}
LAYOUT = {
    "xaxis": {"range": np.array([0.0, 1.0]), "tickvals": np.array([1, 2]), "ticktext": ["one", "two"]},
    "shapes": [{"type": "line", "x0": np.float64(0.5), "line": {"dash": "dot"}}],
    "template": {"data": {}},
}


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES)
def test_sent_as_plotly_would(trace):
    given = [{"type": "heatmap" if "z" in trace else "scatter", **trace}]
    figure = Drawn(given, LAYOUT)
    expected = go.Figure(data=given, layout=LAYOUT, _validate=False)
    assert json.loads(figure.to_json()) == json.loads(expected.to_json())
    assert json.loads(figure.to_json()) == json.loads(expected.to_json())  # nothing was changed by it


def test_parts_are_plotlys_own():
    figure = Drawn([{"type": "scatter", "name": "h", "y": NUMBERS[0]}], {"title": {"text": "States"}})
    assert figure.layout.title.text == "States"
    np.testing.assert_array_equal(figure.data[0].y, NUMBERS[0])
    assert isinstance(figure, go.Figure) and figure.data[0].name == "h"
