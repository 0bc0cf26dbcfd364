"""What networks answer on sequences held out, as a person would draw it: sums on a line, a wave continued."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.tasks import Batch
from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import assembled, axis, layout, two_rows
from rnnlstm.figures.palette import INK, MUTED, NETWORKS, Mode

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
    truth = {
        "x": batch.target[-1, :, 0],
        "y": rows,
        "name": words.truth,
        "mode": "markers",
        "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": INK.on(mode)}},
        "hovertemplate": f"{words.truth}: %{{x:.3f}}<extra></extra>",
    }
    given = [
        {
            "x": y[-1, :, 0],
            "y": rows,
            "name": kind,
            "mode": "markers",
            "marker": {
                "symbol": MARKERS[kind],
                "size": 12,
                "color": NETWORKS[kind].on(mode),
                "opacity": 0.85,
            },
            "hovertemplate": f"{kind}: %{{x:.3f}}<extra></extra>",
        }
        for kind, y in answers.items()
    ]
    down = {"tickvals": rows, "ticktext": labels, "range": [len(rows) - 0.5, -0.5]}
    return assembled(
        [truth, *given],
        layout(mode, words.title, height, 3)
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x) | {"range": [-0.1, 2.1]},
            "yaxis": axis(mode) | down,
        },
    )


def waves_chart(
    batch: Batch, answers: Mapping[str, Array], *, mode: Mode, words: AnswerWords, height: int = 460
) -> go.Figure:
    """Draw the noisy waves that are given, how they go on, and how each network continues them.

    Parameters
    ----------
    batch, answers, mode, words, height
        As for `sums_chart`. The first two sequences are drawn, one above the other.
    """
    waves = [_wave(batch, answers, k, mode, words) for k in (0, 1)]
    named = [trace | {"showlegend": True, "xaxis": "x", "yaxis": "y"} for trace in waves[0]]
    # The legend stands for both.
    others = [trace | {"showlegend": False, "xaxis": "x2", "yaxis": "y2"} for trace in waves[1]]
    upward = axis(mode) | {"range": [-1.6, 1.6], "tickvals": [-1, 0, 1]}
    return assembled(
        [*named, *others],
        layout(mode, words.title, height, 4)
        | two_rows(mode, words.x, {}, upward, upward, (0.53, 0.47))
        | {"hovermode": "closest"},
    )


def _wave(
    batch: Batch, answers: Mapping[str, Array], k: int, mode: Mode, words: AnswerWords
) -> list[dict[str, Any]]:
    """Return one wave: what is given of it, how it goes on, and each network's answer."""
    steps = np.arange(1, len(batch.x) + 1)
    given = batch.x[:, k, 1] > 0
    traces = [
        {
            "x": steps[given],
            "y": batch.x[given, k, 0],
            "name": words.given,
            "mode": "markers",
            "marker": {"size": 6, "color": MUTED.on(mode)},
        },
        {
            "x": steps[~given],
            "y": batch.target[~given, k, 0],
            "name": words.truth,
            "mode": "lines",
            "line": {"width": 5, "color": MUTED.on(mode)},
            "opacity": 0.45,
        },
    ]
    for kind, y in answers.items():
        traces.append(
            {
                "x": steps[~given],
                "y": y[~given, k, 0],
                "name": kind,
                "mode": "lines+markers",
                "line": {"width": 2, "color": NETWORKS[kind].on(mode)},
                "marker": {"symbol": MARKERS[kind], "size": 6},
            }
        )
    hover = "%{fullData.name}<br>%{x}: %{y:.2f}<extra></extra>"
    return [trace | {"hovertemplate": hover} for trace in traces]
