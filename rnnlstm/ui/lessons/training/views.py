"""The views of a training: losses, accuracy, gradients by lag, and gates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import numpy as np

from rnnlstm.core.training.history import History, held_out_baseline
from rnnlstm.figures.losses import LossWords, loss_chart, percent
from rnnlstm.figures.training import (
    ColourWords,
    UnitWords,
    gate_chart,
    gradient_chart,
    gradient_limits,
    unit_chart,
)
from rnnlstm.figures.view import View
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import three_digits

GATES = {"LSTM": ("f", "i", "o"), "GRU": ("z", "r")}
GATE_NAMES = {
    "f": N_("forget gate f"),
    "i": N_("input gate i"),
    "o": N_("output gate o"),
    "z": N_("update gate z"),
    "r": N_("reset gate r"),
}


def loss_view(histories: Mapping[str, History], measure: Literal["loss", "accuracy"]) -> View:
    """Return the loss of each update and on held-out sequences, or the accuracy on these."""
    first = next(iter(histories.values()))
    task = first.recipe.task
    loss = _("Mean squared error") if task.loss == "mse" else _("Cross-entropy, nats")
    if measure == "loss":
        title, y, naive = _("Loss: lines in training, points held out"), loss, _("naive baseline")
    else:
        title, y, naive = _("Accuracy on held-out sequences"), _("Accuracy"), _("by chance")
    words = LossWords(title, _("Updates"), y, naive, "{network}", _("{network}, in training"))
    written = three_digits if measure == "loss" else percent
    newest = [
        f"{kind} {written(getattr(history.snapshots[-1], measure))}"
        for kind, history in histories.items()
        if history.snapshots
    ]
    alt = _("{title}, against the updates; {naive} {value}. The newest: {newest}").format(
        title=title,
        naive=naive,
        value=written(held_out_baseline(task, first.seed) if measure == "loss" else task.chance),
        newest="; ".join(newest) or _("none yet"),
    )
    return View(measure, lambda mode: loss_chart(histories, mode=mode, words=words, measure=measure), alt)


def gradient_views(histories: Mapping[str, History]) -> list[View]:
    """Return how far each network's gradient reaches back, over its training, on a common scale."""
    limits = gradient_limits(histories.values())
    return [_gradient_view(history, limits) for history in histories.values()]


def gradient_columns(histories: Mapping[str, History]) -> int:
    """Return how many of these views stand side by side: of four, two."""
    return 2 if len(histories) == 4 else len(histories)


def _gradient_view(history: History, limits: tuple[float, float]) -> View:
    title = _("{network}: gradient by lag").format(network=history.kind)
    words = ColourWords(title, _("Updates"), _("Lag (steps back)"), colour="‖∂E/∂h<sub>t</sub>‖")
    first, last = history.snapshots[0].gradient, history.snapshots[-1].gradient
    alt = _("{title}, by lag and update. At the longest lag: {first} at first, {last} now")
    return View(
        name=f"gradient-{history.kind}",
        draw=lambda mode: gradient_chart(history, limits=limits, mode=mode, words=words),
        alt=alt.format(title=title, first=_far(first), last=_far(last)),
    )


def gate_views(histories: Mapping[str, History], *, memory_only: bool = False) -> list[list[View]]:
    """Return how open the gates of each gated network are, over its training.

    Parameters
    ----------
    histories
        By the kind of network.
    memory_only
        Of each network only the gate that keeps the memory: f of an LSTM, z of a GRU.
    """
    found = []
    for kind, history in histories.items():
        if kind in GATES:
            gates = GATES[kind][:1] if memory_only else GATES[kind]
            found.append([_unit_view(history, gates[0]), *(_gate_view(history, gate) for gate in gates)])
    return found


def _unit_view(history: History, gate: str) -> View:
    """Return the mean of a gate in each unit."""
    title = _("{network}: {gate}, each unit").format(network=history.kind, gate=_(GATE_NAMES[gate]))
    words = UnitWords(title, _("Updates"), _("How open"), unit=_("unit {number}"))
    return View(
        name=f"gate-{history.kind}-units",
        draw=lambda mode: unit_chart(history, gate, mode=mode, words=words, height=314),
        alt=_gate_in_words(title, history, gate),
    )


def _gate_view(history: History, gate: str) -> View:
    """Return the distribution of a gate's values."""
    title = f"{history.kind}: {_(GATE_NAMES[gate])}"
    words = ColourWords(title, _("Updates"), _("How open"), colour=_("Share of the values"))
    return View(
        name=f"gate-{history.kind}-{gate}",
        draw=lambda mode: gate_chart(history, gate, mode=mode, words=words),
        alt=_gate_in_words(title, history, gate),
    )


def _gate_in_words(title: str, history: History, gate: str) -> str:
    mean = float(history.snapshots[-1].units[gate].mean())
    return _("{title}, against the updates. Now the mean of all units is {mean}").format(
        title=title, mean=three_digits(mean)
    )


def _far(gradient: np.ndarray[Any, Any]) -> str:
    known = gradient[~np.isnan(gradient)]
    return f"{known[-1]:.1e}" if known.size else "∞"
