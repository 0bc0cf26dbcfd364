"""The film of a recorded training: all of it goes to the browser once, and is played and scrubbed there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.tasks import Task
from rnnlstm.core.training.history import History
from rnnlstm.figures.palette import GRU_GATES, MUTED, NETWORKS, QUANTITIES
from rnnlstm.figures.training import gradient_limits
from rnnlstm.ui.guide.card import Card
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.component import component
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import power_of_ten
from rnnlstm.ui.walk.recordings import recorded
from rnnlstm.ui.walk.task_notation import WRITTEN, Row, examples, rows

Array = NDArray[np.floating[Any]]

FLOOR = -16.0
"""The exponent of the smallest gradient that is drawn: about a float64's resolution next to 1."""


def film(task: str, part: Literal["bar", "scene"], card: Card | None = None) -> None:
    """Show a part of the film of a task: its bar, or what happens at the moment where the bar stands.

    A ``card`` of the guide brings the bar to its moment once, when it is turned to; then it is the learner's.
    """
    show = component("rnnlstm.film", js="film/index.js", css="film/style.css")
    asked = {"card": card.name, "at": int(card.head["at"])} if card and "at" in card.head else None
    show(data=film_data(task, part, language.current()) | {"asked": asked}, key=f"film-{part}")


@lru_cache(maxsize=24)
def film_data(task: str, part: str, lang: str) -> dict[str, Any]:
    """Return what the browser is sent; ``lang`` is the language that its words are in."""
    histories = recorded(task).histories
    first = next(iter(histories.values()))
    hues = {**NETWORKS, **QUANTITIES, **GRU_GATES, "muted": MUTED}
    common = {
        "part": part,
        "name": f"{task} {lang}" if part == "scene" else task,
        "at": [snapshot.step for snapshot in first.snapshots],
        "steps": first.recipe.steps,
        "kinds": list(histories),
        "labels": _labels(first.recipe.task),
        "colours": {name: [hue.light, hue.dark] for name, hue in hues.items()},
    }
    if part == "bar":
        return common | {
            "loss": {k: [_loss(snapshot.loss) for snapshot in h.snapshots] for k, h in histories.items()},
            "accuracy": {
                k: [f"{snapshot.accuracy:.0%}" for snapshot in h.snapshots] for k, h in histories.items()
            },
        }
    # No sequence reaches further back from its answer.
    lags = int(np.flatnonzero(~np.isnan(first.snapshots[0].gradient))[-1]) + 1
    return common | {
        "gradient": {k: [_numbers(m.gradient[:lags]) for m in h.snapshots] for k, h in histories.items()},
        "exponents": gradient_limits(histories.values(), FLOOR),
        "gates": [
            {"kind": k, "gate": gate, "hue": gate, "shares": [_numbers(m.gates[gate]) for m in h.snapshots]}
            for k, h in histories.items()
            for gate in h.snapshots[0].gates
        ],
        "examples": _examples(first.recipe.task, histories),
        "waves": _waves(first.recipe.task, histories),
    }


def _examples(task: Task, histories: Mapping[str, History]) -> list[dict[str, Any]]:
    """Return the examples: what was asked, and what the networks answered at each snapshot."""
    written, first = WRITTEN[type(task)], next(iter(histories.values()))
    batch = examples(task, first.seed)
    answers = [
        {kind: history.snapshots[k].y for kind, history in histories.items()}
        for k in range(len(first.snapshots))
    ]
    shown = []
    for k in range(written.in_film):
        asked = written.asked(task, batch, k)
        given = [rows(task, batch, each, k)[len(asked) :] for each in answers]
        shown.append(_example(_(written.title).format(number=k + 1), asked, given))
    return shown


def _example(title: str, asked: list[Row], answers: list[list[Row]]) -> dict[str, Any]:
    return {
        "title": title,
        "asked": [_row(row) for row in asked],
        "answers": [[_row(row) for row in each] for each in answers],
    }


def _row(row: Row) -> dict[str, Any]:
    signs = [{"text": sign.text, "right": sign.right, "marked": sign.marked} for sign in row.signs]
    return {"name": _(row.name), "hue": row.name if row.hue else None, "signs": signs}


def _waves(task: Task, histories: Mapping[str, History]) -> dict[str, Any] | None:
    """Return one wave to continue, and how it was continued at each snapshot."""
    if WRITTEN[type(task)].drawn != "waves":
        return None
    batch = examples(task, next(iter(histories.values())).seed)
    given = batch.x[:, 0, 1] > 0
    return {
        "given": _numbers(np.where(given, batch.x[:, 0, 0], np.nan)),
        "truth": _numbers(np.where(given, np.nan, batch.target[:, 0, 0])),
        "answers": {
            kind: [_numbers(np.where(given, np.nan, m.y[:, 0, 0])) for m in history.snapshots]
            for kind, history in histories.items()
        },
    }


def _numbers(values: Array) -> list[float | None]:
    """Return numbers in four digits; None where there is none."""
    return [float(f"{value:.4g}") if np.isfinite(value) else None for value in values]


def _loss(value: float) -> str:
    return f"{value:.4f}" if 1e-3 <= value < 1e3 else power_of_ten(value)


def _labels(task: Task) -> dict[str, str]:
    return {
        "film": _("The training as a film"),
        "play": _("Play"),
        "pause": _("Pause"),
        "update": _("Updates"),
        "where": _("update {step} of {steps}"),
        "loss": _("held-out MSE") if task.loss == "mse" else _("held-out loss"),
        "accuracy": _("right"),
        "save": _("Save this figure"),
        "lag": _("Lag (steps back from the answer)"),
        "gradient": _("At this moment: the gradient ‖∂E/∂hₜ‖ against the lag"),
        "gradient_alt": _("The gradient after update {step}, from lag 0 to the longest lag: {ends}"),
        "gates": _("At this moment: where the gates stand, from 0 (closed) to 1 (open)"),
        "peak": _("most: {share}% from {from} to {to}"),
        "gate_alt": _("Gate {gate} after update {step}: {peak}"),
        "answers": _("At this moment: what they answer on held-out sequences"),
        "given": _("given, with noise"),
        "truth": _("the wave itself"),
        "time": _("Time step"),
        "wave_alt": _("A wave and how the networks continue it after update {step}"),
    }
