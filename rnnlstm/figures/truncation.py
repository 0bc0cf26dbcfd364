"""Truncated backpropagation: the terms kept and cut, and how wrong the gradient is without the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray
from plotly.subplots import make_subplots

from rnnlstm.figures.frame import axis, layout
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
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.06, row_heights=[0.3, 0.7])
    back = np.arange(1, len(terms) + 1)
    for name, here, hue, pattern in (
        (kept, back <= k, MODELS[model], ""),
        (cut, back > k, MUTED, "/"),
    ):
        figure.add_bar(
            x=back[here],
            y=terms[here],
            name=name,
            marker={
                "color": hue.on(mode) if not pattern else PAGE.on(mode),
                "line": {"color": hue.on(mode), "width": 1},
                "pattern": {"shape": pattern, "fgcolor": hue.on(mode), "size": 5},
            },
            customdata=np.array(list(reads), dtype=object)[: len(terms)][here],
            hovertemplate="%{x}: %{y:.3g} (%{customdata})<extra></extra>",
            row=1,
            col=1,
        )
    for symbol, (name, values) in zip(MARKERS, curves.items(), strict=False):
        figure.add_scatter(
            x=lengths,
            y=np.where(values > 0, values, np.nan) if logarithmic else values,
            name=name,
            mode="lines+markers",
            line={"color": hue_of(name, model).on(mode), "width": 3},
            marker={"symbol": symbol, "size": 8, "maxdisplayed": 40},
            hovertemplate=f"{name}<br>k = %{{x}}: %{{y:.3g}}<extra></extra>",
            row=2,
            col=1,
        )
    if level is not None:
        figure.add_hline(level, line={"color": MUTED.on(mode), "width": 2, "dash": "dot"}, row=2, col=1)
        figure.add_annotation(
            text=f"{level:.0%}",
            x=1,
            xref="x2 domain",
            xanchor="right",
            # Plotly wants the place of a label on a logarithmic axis as its exponent.
            y=np.log10(level) if logarithmic else level,
            yref="y2",
            yanchor="bottom",
            showarrow=False,
            font={"color": MUTED.on(mode), "size": 14},
        )
    for row in (1, 2):
        figure.add_vline(k + 0.5, line={"color": INK.on(mode), "width": 2, "dash": "dash"}, row=row, col=1)
    look = layout(mode, title, height, (len(curves) + 3) // 2)
    figure.update_layout(**look | {"hovermode": "closest", "bargap": 0.15})
    figure.update_xaxes(range=[0.5, max(int(lengths[-1]), len(terms)) + 0.5], **axis(mode))
    figure.update_xaxes(title=x_title, row=2, col=1)
    figure.update_yaxes(**axis(mode))
    figure.update_yaxes(title={"text": y_titles[0], "standoff": 12}, range=[0, 1.05], nticks=3, row=1, col=1)
    figure.update_yaxes(title={"text": y_titles[1], "standoff": 12}, row=2, col=1)
    if logarithmic:
        figure.update_yaxes(type="log", exponentformat="power", range=_decades(curves), dtick=1, row=2, col=1)
    else:
        lowest = min([0.0, *(float(np.nanmin(v)) for v in curves.values() if not np.isnan(v).all())])
        figure.update_yaxes(range=[lowest - 0.05, 1.05], row=2, col=1)
    return figure


def _decades(curves: Mapping[str, Array]) -> list[float]:
    seen = np.concatenate([np.zeros(0), *curves.values()])
    seen = np.log10(seen[np.isfinite(seen) & (seen > FLOOR)])
    if not seen.size:
        return [-3.0, 0.3]
    return [float(min(np.floor(seen.min()), -3)), float(max(seen.max(), 0) + 0.15)]
