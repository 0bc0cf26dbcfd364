"""A change of one input, followed step by step: how far it moves a network, and what the derivative says."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import Mode
from rnnlstm.figures.steps import read_along


def change_chart(
    curves: Sequence[Curve], symbols: Sequence[str], *, mode: Mode, words: Words, height: int = 430
) -> go.Figure:
    """Draw how far a change moves what follows it, on a logarithmic scale.

    Parameters
    ----------
    curves
        What to draw, each at its steps from 1 on; 0 and infinity leave a gap.
    symbols
        What is read at each step of the whole sequence, before the change.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels, with a legend of at most two lines.
    """
    along = read_along(symbols) | {"range": [0.5, len(symbols) + 0.5]}
    return against_lag(curves, mode=mode, words=words, height=height, along=along)
