"""Truncated backpropagation: the terms kept and cut, and how wrong the gradient is without the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.cells.cell import Cell
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import LOGARITHMIC, Words, assembled, axis, layout, on_a_logarithm, two_rows
from rnnlstm.figures.palette import INK, MODELS, MUTED, PAGE, QUANTITIES, Hue, Mode, gate_hue

Array = NDArray[np.floating[Any]]

FLOOR = 1e-8
MARKERS = ("circle", "square", "diamond", "triangle-up", "x", "star", "cross", "hexagon")


def parameter_hues(cell: Cell) -> dict[str, Hue]:
    """Return the hue of each parameter that the way back in time reaches: that of its gate.

    Where what acts on x and what acts on h are parameters of their own, the latter has the hue of the state;
    in an RNN, which has no gates, the former has the hue of the input.
    """
    hues: dict[str, Hue] = {}
    for gate, block in cell.blocks().items():
        own = gate_hue(gate) if cell.gates else MODELS[type(cell).__name__]
        hues |= dict.fromkeys([*block.biases, *block.peepholes], own)
        hues[block.of_x.name] = own if cell.gates else QUANTITIES["x"]
        if block.of_h.name != block.of_x.name:
            of_h = [block.of_h.name, *list(block.biases)[1:]]
            hues |= dict.fromkeys(of_h, QUANTITIES["h"])
    return hues


@dataclass(frozen=True, eq=False)
class Truncated:
    """What truncation at one length leaves of a network's gradient.

    Attributes
    ----------
    hue
        The network's.
    terms
        The size of each term of the last loss, by how many steps back it is: (steps,).
    reads
        What the network reads, by how many steps back: (steps,).
    curves
        Of each parameter a measure at each truncation length.
    k
        The truncation length chosen: the border between the terms kept and those cut off.
    small
        Where the measure is an error, on a logarithmic scale, the error to mark by a line. None for a cosine.
    """

    hue: Hue
    terms: Array
    reads: Sequence[str]
    curves: Sequence[Curve]
    k: int
    small: float | None = None


@dataclass(frozen=True)
class TruncationWords(Words):
    """The words of the figure: the upper axis, and the names of its two parts."""

    share: str
    kept: str
    cut: str


def truncation_chart(
    truncated: Truncated, *, mode: Mode, words: TruncationWords, height: int = 520
) -> go.Figure:
    """Draw the terms of the last loss, and below them a measure of each parameter against the length k.

    Parameters
    ----------
    truncated
        What to draw. An error of 0 leaves a gap.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    last = max(int(truncated.curves[0].x[-1]), len(truncated.terms))
    share, measure = (axis(mode, text=each, standoff=12) for each in (words.share, words.y))
    share |= {"range": [0, 1.05], "nticks": 3}
    measure |= _scale(truncated)
    # Room for one more: which bias is drawn, if any, goes with k, and nothing is to jump.
    return assembled(
        [*_terms(truncated, mode, words), *_curves(truncated, mode)],
        layout(mode, words.title, height, (len(truncated.curves) + 4) // 2)
        | two_rows(mode, words.x, {"range": [0.5, last + 0.5]}, share, measure, (0.72, 0.66))
        | _marks(truncated, mode)
        | {"hovermode": "closest"},
    )


def _terms(truncated: Truncated, mode: Mode, words: TruncationWords) -> list[dict[str, Any]]:
    """Return the terms that are kept, and those that are cut off."""
    terms, k = truncated.terms, truncated.k
    read = np.array(list(truncated.reads), dtype=object)[: len(terms)]
    return [
        _steps(terms, read, 0, k, words.kept, truncated.hue.on(mode)),
        _steps(terms, read, k, len(terms), words.cut, MUTED.on(mode), hatched=PAGE.on(mode)),
    ]


def _curves(truncated: Truncated, mode: Mode) -> list[dict[str, Any]]:
    return [
        {
            "x": curve.x,
            "y": curve.values if truncated.small is None else on_a_logarithm(curve.values),
            "name": curve.name,
            "mode": "lines+markers",
            "line": {"color": curve.hue.on(mode), "width": 3},
            "marker": {"symbol": symbol, "size": 8, "maxdisplayed": 40},
            "hovertemplate": f"{curve.name}<br>k = %{{x}}: %{{y:.3g}}<extra></extra>",
            "xaxis": "x2",
            "yaxis": "y2",
        }
        for symbol, curve in zip(MARKERS, truncated.curves, strict=False)
    ]


def _marks(truncated: Truncated, mode: Mode) -> dict[str, Any]:
    """Return the border at k, across both parts, and the line of a small error with its label."""
    at = truncated.k + 0.5
    border = {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1}
    border["line"] = {"color": INK.on(mode), "width": 2, "dash": "dash"}
    borders = [border | {"xref": f"x{row}", "yref": f"y{row} domain"} for row in ("", "2")]
    small = truncated.small
    if small is None:
        return {"shapes": borders}
    line = {
        "type": "line",
        **{"xref": "x2 domain", "x0": 0, "x1": 1},
        **{"yref": "y2", "y0": small, "y1": small},
        "line": {"color": MUTED.on(mode), "width": 2, "dash": "dot"},
    }
    label = {
        "text": f"{small:.0%}",
        **{"xref": "x2 domain", "x": 1, "xanchor": "right"},
        # Plotly wants the place of a label on a logarithmic axis as its exponent.
        **{"yref": "y2", "y": np.log10(small), "yanchor": "bottom"},
        "showarrow": False,
        "font": {"color": MUTED.on(mode), "size": 14},
    }
    return {"shapes": [*borders, line], "annotations": [label]}


def _scale(truncated: Truncated) -> dict[str, Any]:
    """Return the scale of the measure, on which all its values are in sight."""
    if truncated.small is not None:
        return LOGARITHMIC | {"range": _decades(truncated.curves), "dtick": 1}
    known = [curve.values for curve in truncated.curves if not np.isnan(curve.values).all()]
    return {"range": [min([0.0, *(float(np.nanmin(values)) for values in known)]) - 0.05, 1.05]}


def _steps(
    terms: Array, read: NDArray[Any], first: int, last: int, name: str, color: str, hatched: str = ""
) -> dict[str, Any]:
    """Return some of the terms as one area of steps, which is drawn sooner than as many bars."""
    some = slice(first, last)
    # Half a step further at both ends, so that each term is as wide as the others.
    x = np.concatenate([[first + 0.5], np.arange(first + 1, last + 1), [last + 0.5]])
    y, symbols = (np.concatenate([each[some][:1], each[some], each[some][-1:]]) for each in (terms, read))
    return {
        "x": x[: len(y)],
        "y": y,
        "name": name,
        "mode": "lines",
        "line": {"shape": "hvh", "color": color, "width": 1},
        "fill": "tozeroy",
        "fillcolor": hatched or color,
        "fillpattern": {
            "shape": "/" if hatched else "",
            "fgcolor": color,
            "bgcolor": hatched or color,
            "size": 6,
        },
        "customdata": symbols,
        "hovertemplate": "%{x:.0f}: %{y:.3g} (%{customdata})<extra></extra>",
    }


def _decades(curves: Sequence[Curve]) -> list[float]:
    seen = np.concatenate([np.zeros(0), *(curve.values for curve in curves)])
    seen = np.log10(seen[np.isfinite(seen) & (seen > FLOOR)])
    if not seen.size:
        return [-3.0, 0.3]
    return [float(min(np.floor(seen.min()), -3)), float(max(seen.max(), 0) + 0.15)]
