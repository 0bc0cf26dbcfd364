"""What happens in a training, against the updates: losses, gradients by lag, and the gates.

Every figure has the same margins and spans the same updates, so that one cursor can run through them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.history import BINS, History, Moment
from rnnlstm.figures.flow import MARKERS, Curve
from rnnlstm.figures.frame import axis, layout
from rnnlstm.figures.palette import GRADIENT, GRU_GATES, INK, MODELS, MUTED, PAGE, QUANTITIES, Hue, Mode

Array = NDArray[np.floating[Any]]

LEFT, RIGHT = 76, 18
"""The margins beside every figure, in pixels."""

COLOURED = 98
"""The margin above a figure with a colour bar."""

FAINT = 0.28
"""The opacity of a training loss that is not smoothed."""


@dataclass(frozen=True)
class Words:
    """The words of a figure, in the reader's language."""

    title: str
    x: str
    y: str


@dataclass(frozen=True)
class LossWords(Words):
    """The words of the loss curves.

    Attributes
    ----------
    naive
        Names the line of the naive baseline, or of chance.
    held_out
        Follows a network's name, for its points on held-out sequences: ``{network}, held out``.
    training
        The same for the losses of its batches, where they are drawn.
    """

    naive: str
    held_out: str
    training: str


def gate_hue(kind: str, gate: str) -> Hue:
    """Return the hue of a gate of an LSTM or a GRU."""
    return GRU_GATES[gate] if kind == "GRU" else QUANTITIES[gate]


def running_mean(values: Array, window: int) -> Array:
    """Return at each place the mean of the last ``window`` values up to it, of fewer at the beginning."""
    sums = np.cumsum(np.concatenate([[0.0], values]))
    until = np.arange(1, len(values) + 1)
    since = np.maximum(until - window, 0)
    return np.asarray((sums[until] - sums[since]) / np.maximum(until - since, 1))


def smoothing(steps: int) -> int:
    """Return over how many updates the loss of a training of so many is averaged."""
    return max(1, steps // 50)


def loss_chart(
    histories: Mapping[str, History],
    *,
    mode: Mode,
    words: LossWords,
    measure: Literal["loss", "accuracy"] = "loss",
    cursor: int | None = None,
    height: int = 380,
) -> go.Figure:
    """Draw how well each network does, update by update.

    Parameters
    ----------
    histories
        By the kind of network.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    measure
        "loss": the loss of each batch, faint; its mean over the last `smoothing` updates; the loss on
        held-out sequences as points; and the naive baseline. "accuracy": that on held-out sequences, and
        chance.
    cursor
        The update that is marked.
    height
        In pixels.
    """
    figure = go.Figure()
    seen: list[Array] = []
    for kind, history in histories.items():
        colour = MODELS[kind].on(mode)
        if measure == "loss" and history.step:
            updates = np.arange(1, history.step + 1)
            smooth = running_mean(history.loss, smoothing(history.recipe.steps))
            name = words.training.format(network=kind)
            figure.add_scatter(
                x=updates, y=history.loss, mode="lines", line={"color": colour, "width": 1}, opacity=FAINT
            )
            figure.data[-1].update(name=name, hoverinfo="skip", showlegend=False)
            figure.add_scatter(
                x=updates,
                y=smooth,
                mode="lines",
                line={"color": colour, "width": 2},
                name=name,
                showlegend=False,
                hovertemplate="%{fullData.name}<br>%{x}: %{y:.4g}<extra></extra>",
            )
            seen += [history.loss]
        values = np.array([getattr(moment, measure) for moment in history.moments])
        seen.append(values)
        figure.add_scatter(
            x=_updates(history),
            y=values,
            mode="markers" if measure == "loss" else "lines+markers",
            marker={"symbol": MARKERS[kind], "size": 8, "line": {"width": 1, "color": PAGE.on(mode)}},
            line={"color": colour, "width": 2},
            marker_color=colour,
            name=words.held_out.format(network=kind),
            hovertemplate="%{fullData.name}<br>%{x}: %{y:.4g}<extra></extra>",
        )
    task = _first(histories).recipe.task
    naive = task.baseline if measure == "loss" else task.chance
    _finish(figure, histories, mode, words, height, len(histories), cursor)
    figure.update_layout(hovermode="closest")
    figure.add_hline(y=naive, line={"color": MUTED.on(mode), "width": 2, "dash": "dash"})
    figure.add_annotation(
        xref="paper",
        x=1,
        y=naive,
        text=f"{words.naive} {naive:.3g}",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"size": 14, "color": MUTED.on(mode)},
        bgcolor=PAGE.on(mode),
        opacity=0.85,
    )
    if measure == "accuracy":
        figure.update_yaxes(range=[-0.03, 1.05], tickformat=".0%")
        return figure
    low, high = _extent([*seen, np.array([naive])])
    if high / low > 20:
        figure.update_yaxes(type="log", exponentformat="power", dtick=1, minor={"dtick": "L1"})
        figure.update_yaxes(range=[np.log10(low) - 0.1, np.log10(high) + 0.1])
        figure.layout.annotations[0].y = np.log10(naive)
    else:
        figure.update_yaxes(range=[0, 1.05 * high])
    return figure


def gradient_heatmap(
    history: History,
    *,
    mode: Mode,
    words: Words,
    colour_title: str,
    limits: tuple[float, float],
    cursor: int | None = None,
    height: int = 320,
) -> go.Figure:
    """Draw how far the gradient of the last answer reaches back, over a training.

    Parameters
    ----------
    history
        Of one network.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    colour_title
        What the colour means.
    limits
        The exponents of ten at the ends of the colours, the same for all the networks compared, see
        `gradient_limits`. What is below has the colour of the lowest.
    cursor
        The update that is marked.
    height
        In pixels.
    """
    gradients = np.array([moment.gradient for moment in history.moments]).T
    with np.errstate(divide="ignore", invalid="ignore"):
        exponents = np.log10(gradients)
    low, high = limits
    # A gradient that is 0 has a place among the colours, unlike one that there is not.
    exponents = np.where(np.isneginf(exponents), low - 1, exponents)
    known = np.flatnonzero(~np.isnan(gradients).all(axis=1))
    figure = go.Figure()
    figure.add_heatmap(
        x=_updates(history),
        y=np.arange(len(gradients)),
        z=exponents,
        zmin=low,
        zmax=high,
        colorscale=_scale(GRADIENT, mode),
        customdata=gradients,
        hovertemplate=f"{words.x} %{{x}}<br>{words.y} %{{y}}: %{{customdata:.2e}}<extra></extra>",
        colorbar=_bar(mode, colour_title, *_powers(low, high)),
    )
    _finish(figure, {history.kind: history}, mode, words, height, 0, cursor)
    _below_a_colour_bar(figure)
    figure.update_yaxes(range=[-0.5, (known[-1] if known.size else 0) + 0.5], showgrid=False)
    return figure


def gradient_limits(histories: Iterable[History], floor: float = -10) -> tuple[float, float]:
    """Return the exponents of ten between which all their gradients are coloured, none under `floor`."""
    seen = np.concatenate([m.gradient for history in histories for m in history.moments] or [np.empty(0)])
    seen = np.log10(seen[np.isfinite(seen) & (seen > 0)])
    if not seen.size:
        return floor, 0.0
    high = max(float(np.ceil(seen.max())), floor + 1)
    return min(max(float(np.floor(seen.min())), floor), high - 1), high


def gradient_curves(histories: Mapping[str, History], step: int) -> list[Curve]:
    """Return the gradient by lag at the last look up to an update, as `against_lag` draws it."""
    return [
        Curve(kind, moment_at(history, step).gradient, MODELS[kind]) for kind, history in histories.items()
    ]


def moment_at(history: History, step: int) -> Moment:
    """Return the last look that was taken up to an update."""
    return next(moment for moment in reversed(history.moments) if moment.step <= max(step, 0))


def gate_chart(
    history: History,
    gate: str,
    *,
    mode: Mode,
    words: Words,
    colour_title: str,
    cursor: int | None = None,
    height: int = 300,
) -> go.Figure:
    """Draw how open a gate is, over a training: the share of its values in each twentieth of 0 .. 1.

    Parameters
    ----------
    history
        Of an LSTM or a GRU.
    gate
        "f", "i", "o" of an LSTM; "z", "r" of a GRU.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    colour_title
        What the colour means.
    cursor
        The update that is marked.
    height
        In pixels.
    """
    shares = np.array([moment.gates[gate] for moment in history.moments]).T
    hue = gate_hue(history.kind, gate)
    figure = go.Figure()
    figure.add_heatmap(
        x=_updates(history),
        y=(np.arange(BINS) + 0.5) / BINS,
        z=shares,
        zmin=0,
        zmax=max(float(np.nanmax(shares)), 1 / BINS),
        colorscale=[[0, PAGE.on(mode)], [1, hue.on(mode)]],
        hovertemplate=f"{words.x} %{{x}}<br>{words.y} %{{y:.3f}}: %{{z:.1%}}<extra></extra>",
        colorbar=_bar(mode, colour_title) | {"tickformat": ".0%", "nticks": 4},
    )
    _finish(figure, {history.kind: history}, mode, words, height, 0, cursor)
    _below_a_colour_bar(figure)
    figure.update_yaxes(range=[0, 1], tickvals=[0, 0.25, 0.5, 0.75, 1], showgrid=False)
    return figure


def unit_chart(
    history: History,
    gate: str,
    *,
    mode: Mode,
    words: Words,
    unit: str,
    cursor: int | None = None,
    height: int = 320,
) -> go.Figure:
    """Draw the mean of a gate in each unit, over a training: which of them open, and when.

    Parameters
    ----------
    history, gate, mode, words, cursor, height
        As for `gate_chart`.
    unit
        What a unit is called: ``unit {number}``.
    """
    means = np.array([moment.units[gate] for moment in history.moments])
    colour = gate_hue(history.kind, gate).on(mode)
    figure = go.Figure()
    for k, values in enumerate(means.T, start=1):
        figure.add_scatter(
            x=_updates(history),
            y=values,
            mode="lines",
            line={"color": colour, "width": 1.5},
            opacity=0.5,
            name=unit.format(number=k),
            hovertemplate="%{fullData.name}<br>%{x}: %{y:.3f}<extra></extra>",
        )
    _finish(figure, {history.kind: history}, mode, words, height, 0, cursor)
    figure.update_layout(showlegend=False, hovermode="closest", margin_t=52)
    figure.update_yaxes(range=[-0.02, 1.02], tickvals=[0, 0.25, 0.5, 0.75, 1])
    return figure


def _first(histories: Mapping[str, History]) -> History:
    return next(iter(histories.values()))


def _updates(history: History) -> list[int]:
    return [moment.step for moment in history.moments]


def _finish(
    figure: go.Figure,
    histories: Mapping[str, History],
    mode: Mode,
    words: Words,
    height: int,
    named: int,
    cursor: int | None,
) -> None:
    """Give a figure what all of them have: title, axes from the first update to the last, and the cursor."""
    figure.update_layout(**layout(mode, words.title, height, named))
    figure.update_layout(margin={"l": LEFT, "r": RIGHT, "b": 54}, uirevision="training")
    steps = _first(histories).recipe.steps
    look = axis(mode) | {"automargin": False}
    figure.update_xaxes(title={"text": words.x, "standoff": 8}, range=[0, steps], nticks=6, **look)
    figure.update_yaxes(title={"text": words.y, "standoff": 8}, **look)
    if cursor is not None:
        figure.add_vline(x=cursor, line={"color": INK.on(mode), "width": 2})


def _below_a_colour_bar(figure: go.Figure) -> None:
    """Make room for the colour bar, and put the title above it."""
    # Plotly.js leaves out a figure's own title where a colour bar lies flat.
    title = figure.layout.title
    figure.add_annotation(
        text=title.text,
        font=title.font.to_plotly_json(),
        showarrow=False,
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": -LEFT},
        **{"yref": "paper", "y": 1, "yanchor": "top", "yshift": COLOURED - 6},
    )
    figure.update_layout(title=None, margin_t=COLOURED, hovermode="closest")


def _extent(values: Sequence[Array]) -> tuple[float, float]:
    """Return the smallest and the largest number that a logarithmic axis can show."""
    together = np.concatenate(values)
    shown = together[np.isfinite(together) & (together > 0)]
    return float(shown.min()), float(shown.max())


def _scale(hues: Sequence[Hue], mode: Mode) -> list[list[float | str]]:
    return [[k / (len(hues) - 1), hue.on(mode)] for k, hue in enumerate(hues)]


def _powers(low: float, high: float) -> tuple[list[int], list[str]]:
    """Return where a colour bar has its marks, and the powers of ten that stand there."""
    stride = max(1, round((high - low) / 5))
    at = list(range(int(high), int(low) - 1, -stride))[::-1]
    return at, [f"10<sup>{exponent}</sup>".replace("-", "−") for exponent in at]


def _bar(
    mode: Mode, title: str, at: Sequence[int] | None = None, text: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return a colour bar that lies above a figure."""
    return {
        "orientation": "h",
        "x": 0.5,
        "len": 0.94,
        "y": 1.02,
        "yanchor": "bottom",
        "thickness": 10,
        "outlinewidth": 0,
        "title": {"text": title, "side": "top", "font": {"size": 13, "color": MUTED.on(mode)}},
        "tickfont": {"size": 13, "color": MUTED.on(mode)},
        "tickvals": at,
        "ticktext": text,
    }
