"""Plotly's own check, for the figures that are assembled without it."""

import json

import plotly.graph_objects as go

from rnnlstm.figures.palette import PAGE


def checked(figure: go.Figure) -> go.Figure:
    """Return a figure after Plotly has found it as good as if it had built it."""
    built = go.Figure(figure.to_dict())
    # Nothing written in a short form that only the check would have spelled out.
    assert json.loads(figure.to_json()) == json.loads(built.to_json())
    return figure


def assert_readable(figure, mode):
    """A saved figure brings its ground and its title with it, wherever it is put."""
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == PAGE.on(mode)
    assert figure.layout.title.text == "title"
    json.loads(figure.to_json())
