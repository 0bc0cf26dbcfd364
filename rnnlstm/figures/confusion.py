"""What a network takes for what: the true classes against its answers, as a heat map."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.colour_bar import bar, below_a_colour_bar, by_root, quarters, reads_better_as_page
from rnnlstm.figures.frame import Words, assembled, axis, layout
from rnnlstm.figures.palette import INK, MODELS, MUTED, PAGE, Mode

CELL = 30
"""The size of what one can click at in a cell, in pixels."""


@dataclass(frozen=True)
class ConfusionWords(Words):
    """The words of the heat map.

    Attributes
    ----------
    colour
        What the colour means.
    hover
        Says a cell, with ``{truth}``, ``{answer}``, ``{count}`` and ``{share}``.
    """

    colour: str
    hover: str


@dataclass(frozen=True, eq=False)
class Confusion:
    """How often each class was taken for each.

    Attributes
    ----------
    counts
        (O, O), a row a true class, a column an answer.
    classes, short
        The names of the classes, for the rows and for the columns.
    chosen
        The cell that is looked at, row and column.
    kind
        Of the network, which gives the hue.
    """

    counts: NDArray[np.integer[Any]]
    classes: Sequence[str]
    short: Sequence[str]
    chosen: tuple[int, int]
    kind: str

    @property
    def shares(self) -> NDArray[np.floating[Any]]:
        """The share of each true class: (O, O), rows that sum to 1, of nothing where there is none."""
        return np.asarray(self.counts / np.maximum(self.counts.sum(axis=1, keepdims=True), 1))


def confusion_map(shown: Confusion, *, mode: Mode, words: ConfusionWords, height: int = 560) -> go.Figure:
    """Draw a confusion matrix: counts in the cells, shares of each row as colours.

    What can be clicked is a second trace, unseen points one on each cell, since Plotly selects no part of a
    heat map: ``customdata`` of a point is its row and its column.

    Parameters
    ----------
    shown
        What to draw.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    O = len(shown.classes)  # noqa: E741
    ends = {"range": [-0.5, O - 0.5], "tickvals": list(range(O)), "showgrid": False, "tickangle": 0}
    whole = below_a_colour_bar(
        layout(mode, words.title, height, 0)
        | {
            "hovermode": "closest",
            "clickmode": "event+select",
            "margin": {"l": 96, "r": 8, "t": 110, "b": 58},
            "xaxis": axis(mode, text=words.x)
            | ends
            | {
                "ticktext": list(map(html.escape, shown.short)),
                "tickfont": {"size": 12, "color": MUTED.on(mode)},
            },
            "yaxis": axis(mode, text=words.y, standoff=8)
            | ends
            | {"range": [O - 0.5, -0.5], "ticktext": list(map(html.escape, shown.classes))},
        }
    )
    row, column = shown.chosen
    frame = {
        "type": "rect",
        **{"x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5},
        "line": {"color": INK.on(mode), "width": 3},
    }
    traces = [_heat(shown, mode, words), _points(shown, words), _strong(shown, mode)]
    return assembled(traces, whole | {"shapes": [frame]})


def _heat(shown: Confusion, mode: Mode, words: ConfusionWords) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "z": shown.shares.astype(np.float32),
        "zmin": 0,
        "zmax": 1,
        "colorscale": by_root(MODELS[shown.kind], mode),
        "text": _numbers(shown.counts),
        "texttemplate": "%{text}",
        "textfont": {"size": 13, "color": INK.on(mode)},
        "hoverinfo": "skip",
        "colorbar": bar(mode, words.colour, *quarters()) | {"tickangle": 0},
        "xgap": 1,
        "ygap": 1,
    }


def _numbers(counts: NDArray[np.integer[Any]]) -> list[list[str]]:
    return [[str(count) if count else "" for count in row] for row in counts.tolist()]


def _strong(shown: Confusion, mode: Mode) -> dict[str, Any]:
    """Return the cells once more whose colour is so strong that the ink would not be read on it."""
    hue = MODELS[shown.kind]
    strong = reads_better_as_page(shown.shares, hue, mode)
    return {
        "type": "heatmap",
        "z": np.where(strong, shown.shares, np.nan).astype(np.float32),
        "zmin": 0,
        "zmax": 1,
        "colorscale": by_root(hue, mode),
        "text": _numbers(np.where(strong, shown.counts, 0)),
        "texttemplate": "%{text}",
        "textfont": {"size": 13, "color": PAGE.on(mode)},
        "hoverinfo": "skip",
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
    }


def _points(shown: Confusion, words: ConfusionWords) -> dict[str, Any]:
    """Return what is clicked and pointed at: a point that is not seen on each cell."""
    size = len(shown.classes)
    rows, columns = np.divmod(np.arange(size * size), size)
    said = [
        words.hover.format(
            truth=html.escape(shown.classes[row]),
            answer=html.escape(shown.classes[column]),
            count=shown.counts[row, column],
            share=f"{shown.shares[row, column]:.0%}",
        )
        for row, column in zip(rows, columns, strict=True)
    ]
    unseen = {"marker": {"opacity": 0}}
    return {
        "x": columns,
        "y": rows,
        "mode": "markers",
        "marker": {"symbol": "square", "size": CELL, "opacity": 0},
        "selected": unseen,
        "unselected": unseen,
        "text": said,
        "customdata": np.stack([rows, columns], axis=1).tolist(),
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
    }
