"""The figures of a training, with their words: losses, accuracy, gradients by lag, and gates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from rnnlstm.core.training.history import History, held_out_baseline
from rnnlstm.figures.frame import Words
from rnnlstm.figures.losses import LossWords, loss_chart, percent
from rnnlstm.figures.training import gate_chart, gradient_heatmap, gradient_limits, unit_chart
from rnnlstm.ui.lessons.course import page_mode
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.chart import chart_menu

Shown: TypeAlias = tuple[go.Figure, str, str]
"""A figure, its name, and what it says in words."""

GATES = {"LSTM": ("f", "i", "o"), "GRU": ("z", "r")}
GATE_NAMES = {
    "f": N_("forget gate f"),
    "i": N_("input gate i"),
    "o": N_("output gate o"),
    "z": N_("update gate z"),
    "r": N_("reset gate r"),
}


def in_short(value: float) -> str:
    """Write a loss or the mean of a gate as a class reads it."""
    if not math.isfinite(value):
        return "∞"
    return f"{value:.3g}"


def show_losses(histories: Mapping[str, History], measure: Literal["loss", "accuracy"]) -> None:
    """Show the loss of each update and on held-out sequences, or the accuracy on these."""
    first = next(iter(histories.values()))
    task = first.recipe.task
    loss = _("Mean squared error") if task.loss == "mse" else _("Cross-entropy, nats")
    if measure == "loss":
        title, y, naive = _("Loss: lines in training, points held out"), loss, _("naive baseline")
    else:
        title, y, naive = _("Accuracy on held-out sequences"), _("Accuracy"), _("by chance")
    words = LossWords(title, _("Updates"), y, naive, "{network}", _("{network}, in training"))
    written = in_short if measure == "loss" else percent
    figure = loss_chart(histories, mode=page_mode(), words=words, measure=measure)
    newest = [
        f"{kind} {written(getattr(history.moments[-1], measure))}"
        for kind, history in histories.items()
        if history.moments
    ]
    alt = _("{title}, against the updates; {naive} {value}. The newest: {newest}").format(
        title=title,
        naive=naive,
        value=written(held_out_baseline(task, first.seed) if measure == "loss" else task.chance),
        newest="; ".join(newest) or _("none yet"),
    )
    _chart(figure, measure, alt)


def show_gradients(histories: Mapping[str, History]) -> None:
    """Show how far each network's gradient reaches back, over its training, on a common scale."""
    limits = gradient_limits(histories.values())
    _side_by_side([_gradient(history, limits) for history in histories.values()], len(histories))


def _gradient(history: History, limits: tuple[float, float]) -> Shown:
    title = _("{network}: gradient by lag").format(network=history.kind)
    words = Words(title, _("Updates"), _("Lag (steps back)"))
    figure = gradient_heatmap(
        history, mode=page_mode(), words=words, colour_title="‖∂E/∂h<sub>t</sub>‖", limits=limits
    )
    first, last = history.moments[0].gradient, history.moments[-1].gradient
    alt = _("{title}, by lag and update. At the longest lag: {first} at first, {last} now")
    return figure, f"gradient-{history.kind}", alt.format(title=title, first=_far(first), last=_far(last))


def show_gates(histories: Mapping[str, History], *, memory_only: bool = False) -> None:
    """Show how open the gates of each gated network are, over its training.

    Parameters
    ----------
    histories
        By the kind of network.
    memory_only
        Of each network only the gate that keeps the memory: f of an LSTM, z of a GRU.
    """
    gated = {kind: history for kind, history in histories.items() if kind in GATES}
    if not gated:
        st.info(_("An RNN has no gates. Choose an LSTM or a GRU too."))
    for kind, history in gated.items():
        gates = GATES[kind][:1] if memory_only else GATES[kind]
        _side_by_side([_gate(kind, history, gate) for gate in ("", *gates)], 2)


def _gate(kind: str, history: History, gate: str) -> Shown:
    """Draw one gate's distribution; of the first gate of a kind, where none is named, each unit's mean."""
    name = _(GATE_NAMES[gate or GATES[kind][0]])
    if gate:
        title = f"{kind}: {name}"
        words = Words(title, _("Updates"), _("How open"))
        figure = gate_chart(
            history, gate, mode=page_mode(), words=words, colour_title=_("Share of the values")
        )
    else:
        title = _("{network}: {gate}, each unit").format(network=kind, gate=name)
        words = Words(title, _("Updates"), _("How open"))
        figure = unit_chart(
            history, GATES[kind][0], mode=page_mode(), words=words, unit=_("unit {number}"), height=314
        )
    units = history.moments[-1].units[gate or GATES[kind][0]]
    alt = _("{title}, against the updates. Now the mean of all units is {mean}").format(
        title=title, mean=in_short(float(units.mean()))
    )
    return figure, f"gate-{kind}-{gate or 'units'}", alt


def _side_by_side(shown: Sequence[Shown], columns: int) -> None:
    """Show figures in rows; all are drawn before the first is shown, so that none is away for a moment."""
    for first in range(0, len(shown), columns):
        for place, each in zip(st.columns(columns), shown[first : first + columns], strict=False):
            with place:
                _chart(*each)


def loss_table(histories: Mapping[str, History]) -> pd.DataFrame:
    """Return one row an update: each network's loss, its gradient's norm, and what a look has found."""
    most = max(history.step for history in histories.values())
    columns: dict[str, Any] = {_("update"): np.arange(most + 1)}
    for kind, history in histories.items():
        for name, values in ((_("loss"), history.loss), (_("gradient norm"), history.gradient_norm)):
            column = np.full(most + 1, np.nan)
            column[1 : history.step + 1] = values
            columns[f"{kind} {name}"] = column
        for name, measure in ((_("held-out loss"), "loss"), (_("held-out accuracy"), "accuracy")):
            column = np.full(most + 1, np.nan)
            for moment in history.moments:
                column[moment.step] = getattr(moment, measure)
            columns[f"{kind} {name}"] = column
    return pd.DataFrame(columns)


def _far(gradient: np.ndarray[Any, Any]) -> str:
    known = gradient[~np.isnan(gradient)]
    return f"{known[-1]:.1e}" if known.size else "∞"


def _chart(figure: Any, name: str, alt: str) -> None:
    st.plotly_chart(figure, theme=None, config=chart_menu(name), alt=alt, key=f"training-{name}")
