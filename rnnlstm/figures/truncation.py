"""Truncated backpropagation: the terms kept and cut, and how wrong the gradient is without the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.frame import LOGARITHMIC, assembled, axis, layout, on_a_logarithm
from rnnlstm.figures.palette import GRU_GATES, INK, MODELS, MUTED, PAGE, QUANTITIES, Hue, Mode

Array = NDArray[np.floating[Any]]

FLOOR = 1e-8
MARKERS = ("circle", "square", "diamond", "triangle-up", "x", "star", "cross", "hexagon")


def hue_of(parameter: str, model: str) -> Hue:
    """Return the hue of a parameter: that of its gate, or of the input and the state in an RNN."""
    if model == "LSTM":
        return QUANTITIES[{"c": "g"}.get(parameter[2], parameter[2])]
    if model == "GRU":
        # Two parts of the candidate have names of their own: what acts on x, and what acts on h.
        return QUANTITIES["h"] if parameter.endswith("hn") else GRU_GATES[parameter[-1]]
    return {"W_xh": QUANTITIES["x"], "W_hh": QUANTITIES["h"]}.get(parameter, MODELS["RNN"])


def kept_and_cut(
    terms: Array,
    lengths: NDArray[np.integer[Any]],
    curves: Mapping[str, Array],
    k: int,
    *,
    model: str,
    reads: Sequence[str],
    level: float | None,
    logarithmic: bool,
    mode: Mode,
    title: str,
    x_title: str,
    y_titles: tuple[str, str],
    kept: str,
    cut: str,
    height: int = 520,
) -> go.Figure:
    """Draw the terms of the last loss, and below them a measure of each parameter against the length k.

    Parameters
    ----------
    terms
        The size of each term, by how many steps back it is: (steps,).
    lengths
        The truncation lengths measured: (K,).
    curves
        Of each parameter the measure at each length: (K,).
    k
        The length under the learner's hand: a line across both parts, and the border of what is kept.
    model
        The network, for the hues of its parameters.
    reads
        What the network reads, by how many steps back: (steps,).
    level
        A value of the measure to mark by a line, if any.
    logarithmic
        Whether the measure stands on a logarithmic scale, where 0 leaves a gap.
    mode
        Whether the page is light or dark.
    title, x_title, y_titles, kept, cut
        The words of the figure, in the reader's language.
    height
        Of the figure, in pixels.
    """
    read = np.array(list(reads), dtype=object)[: len(terms)]
    data = [
        _steps(terms, read, 0, k, kept, MODELS[model].on(mode)),
        _steps(terms, read, k, len(terms), cut, MUTED.on(mode), hatched=PAGE.on(mode)),
    ]
    for symbol, (name, values) in zip(MARKERS, curves.items(), strict=False):
        data.append(
            {
                "x": lengths,
                "y": on_a_logarithm(values) if logarithmic else values,
                "name": name,
                "mode": "lines+markers",
                "line": {"color": hue_of(name, model).on(mode), "width": 3},
                "marker": {"symbol": symbol, "size": 8, "maxdisplayed": 40},
                "hovertemplate": f"{name}<br>k = %{{x}}: %{{y:.3g}}<extra></extra>",
                "xaxis": "x2",
                "yaxis": "y2",
            }
        )
    border = {"type": "line", "x0": k + 0.5, "x1": k + 0.5, "y0": 0, "y1": 1}
    border["line"] = {"color": INK.on(mode), "width": 2, "dash": "dash"}
    lines = [border | {"xref": f"x{row}", "yref": f"y{row} domain"} for row in ("", "2")]
    labels = {}
    if level is not None:
        lines.append(
            {
                "type": "line",
                "xref": "x2 domain",
                "x0": 0,
                "x1": 1,
                "yref": "y2",
                "y0": level,
                "y1": level,
                "line": {"color": MUTED.on(mode), "width": 2, "dash": "dot"},
            }
        )
        label = {
            "text": f"{level:.0%}",
            "x": 1,
            "xref": "x2 domain",
            "xanchor": "right",
            # Plotly wants the place of a label on a logarithmic axis as its exponent.
            "y": np.log10(level) if logarithmic else level,
            "yref": "y2",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"color": MUTED.on(mode), "size": 14},
        }
        labels = {"annotations": [label]}
    along = {"range": [0.5, max(int(lengths[-1]), len(terms)) + 0.5]}
    share, measure = (axis(mode, text=each, standoff=12) for each in y_titles)
    if logarithmic:
        measure |= LOGARITHMIC | {"range": _decades(curves), "dtick": 1}
    else:
        lowest = min([0.0, *(float(np.nanmin(v)) for v in curves.values() if not np.isnan(v).all())])
        measure["range"] = [lowest - 0.05, 1.05]
    return assembled(
        data,
        layout(mode, title, height, (len(curves) + 3) // 2)
        | {
            **labels,
            "hovermode": "closest",
            "shapes": lines,
            "xaxis": axis(mode) | along | {"anchor": "y", "matches": "x2", "showticklabels": False},
            "xaxis2": axis(mode, text=x_title) | along | {"anchor": "y2"},
            "yaxis": share | {"anchor": "x", "domain": [0.72, 1], "range": [0, 1.05], "nticks": 3},
            "yaxis2": measure | {"anchor": "x2", "domain": [0, 0.66]},
        },
    )


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


def _decades(curves: Mapping[str, Array]) -> list[float]:
    seen = np.concatenate([np.zeros(0), *curves.values()])
    seen = np.log10(seen[np.isfinite(seen) & (seen > FLOOR)])
    if not seen.size:
        return [-3.0, 0.3]
    return [float(min(np.floor(seen.min()), -3)), float(max(seen.max(), 0) + 0.15)]
