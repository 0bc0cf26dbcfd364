"""What networks answer on sequences held out, as a person would draw it: sums on a line, a wave continued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from rnnlstm.core.tasks import Batch
from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import axis, layout
from rnnlstm.figures.palette import INK, MODELS, MUTED, Mode

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class AnswerWords:
    """The words of these figures, in the reader's language.

    Attributes
    ----------
    title, x
        Of the figure and its axis.
    truth
        Names what is right.
    given
        Names what the networks have read.
    """

    title: str
    x: str
    truth: str
    given: str = ""


def marked_numbers(batch: Batch) -> Array:
    """Return the two numbers of each sequence of the adding problem that are to be added: (2, B)."""
    values, marked = batch.x[..., 0], batch.x[..., 1] > 0
    return np.array([values[:, b][marked[:, b]] for b in range(values.shape[1])]).T


def sums_chart(
    batch: Batch, answers: Mapping[str, Array], *, mode: Mode, words: AnswerWords, height: int = 380
) -> go.Figure:
    """Draw the right sum and each network's answer, one line for each sequence of the adding problem.

    Parameters
    ----------
    batch
        The sequences.
    answers
        The networks' outputs (steps, B, 1), by the kind of network.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    first, second = marked_numbers(batch)
    rows = np.arange(len(first))
    labels = [f"{a:.2f} + {b:.2f} = {a + b:.2f}" for a, b in zip(first, second, strict=True)]
    figure = go.Figure()
    figure.add_scatter(
        x=batch.target[-1, :, 0],
        y=rows,
        name=words.truth,
        mode="markers",
        marker={"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": INK.on(mode)}},
        hovertemplate=f"{words.truth}: %{{x:.3f}}<extra></extra>",
    )
    for kind, y in answers.items():
        figure.add_scatter(
            x=y[-1, :, 0],
            y=rows,
            name=kind,
            mode="markers",
            marker={"symbol": MARKERS[kind], "size": 12, "color": MODELS[kind].on(mode), "opacity": 0.85},
            hovertemplate=f"{kind}: %{{x:.3f}}<extra></extra>",
        )
    figure.update_layout(**layout(mode, words.title, height, 3))
    figure.update_layout(hovermode="closest")
    figure.update_xaxes(range=[-0.1, 2.1], **axis(mode, text=words.x))
    figure.update_yaxes(tickvals=rows, ticktext=labels, range=[len(rows) - 0.5, -0.5], **axis(mode))
    return figure


def waves_chart(
    batch: Batch,
    answers: Mapping[str, Array],
    *,
    mode: Mode,
    words: AnswerWords,
    shown: int = 2,
    height: int = 460,
) -> go.Figure:
    """Draw the noisy wave that is given, how it goes on, and how each network continues it.

    Parameters
    ----------
    batch, answers, mode, words, height
        As for `sums_chart`.
    shown
        So many sequences, one above the other.
    """
    figure = make_subplots(rows=shown, cols=1, shared_xaxes=True, vertical_spacing=0.06)
    steps = np.arange(1, len(batch.x) + 1)
    for k in range(shown):
        given = batch.x[:, k, 1] > 0
        place: dict[str, Any] = {"row": k + 1, "col": 1}
        figure.add_scatter(
            x=steps[given],
            y=batch.x[given, k, 0],
            name=words.given,
            mode="markers",
            marker={"size": 6, "color": MUTED.on(mode)},
            showlegend=k == 0,
            **place,
        )
        figure.add_scatter(
            x=steps[~given],
            y=batch.target[~given, k, 0],
            name=words.truth,
            mode="lines",
            line={"width": 5, "color": MUTED.on(mode)},
            opacity=0.45,
            showlegend=k == 0,
            **place,
        )
        for kind, y in answers.items():
            figure.add_scatter(
                x=steps[~given],
                y=y[~given, k, 0],
                name=kind,
                mode="lines+markers",
                line={"width": 2, "color": MODELS[kind].on(mode)},
                marker={"symbol": MARKERS[kind], "size": 6},
                showlegend=k == 0,
                **place,
            )
    figure.update_layout(**layout(mode, words.title, height, 4))
    figure.update_layout(hovermode="closest")
    figure.update_xaxes(**axis(mode))
    figure.update_xaxes(title=words.x, row=shown, col=1)
    figure.update_yaxes(range=[-1.6, 1.6], tickvals=[-1, 0, 1], **axis(mode))
    figure.update_traces(hovertemplate="%{fullData.name}<br>%{x}: %{y:.2f}<extra></extra>")
    return figure
