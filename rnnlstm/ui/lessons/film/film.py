"""The film of a recorded training: all of it goes to the browser once, and is played and scrubbed there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from rnnlstm.core.tasks import Adding, Batch, Sine, Task, TemporalOrder
from rnnlstm.core.training.history import HELD_OUT, History
from rnnlstm.figures.answers import marked_numbers
from rnnlstm.figures.palette import GRU_GATES, MODELS, MUTED, QUANTITIES
from rnnlstm.figures.training import gradient_limits
from rnnlstm.ui.lessons.training.examples import Row, Sign, rows
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import power_of_ten
from rnnlstm.ui.walk.recordings import recorded

Array = NDArray[np.floating[Any]]

FLOOR = -16.0
"""The exponent of the smallest gradient that is drawn: about a float64's resolution next to 1."""


def film(task: str, part: Literal["bar", "scene"]) -> None:
    """Show a part of the film of a task: its bar, or what happens at the moment where the bar stands."""
    component = st.components.v2.component("rnnlstm.film", js="film/index.js", css="film/style.css")
    component(data=film_data(task, part, language.current()), key=f"film-{part}")


@lru_cache(maxsize=24)
def film_data(task: str, part: str, lang: str) -> dict[str, Any]:
    """Return what the browser is sent; ``lang`` is the language that its words are in."""
    histories = recorded(task).histories
    first = next(iter(histories.values()))
    hues = {**MODELS, **QUANTITIES, **GRU_GATES, "muted": MUTED}
    common = {
        "part": part,
        "name": f"{task} {lang}" if part == "scene" else task,
        "at": [moment.step for moment in first.moments],
        "steps": first.recipe.steps,
        "kinds": list(histories),
        "labels": _labels(first.recipe.task),
        "colours": {name: [hue.light, hue.dark] for name, hue in hues.items()},
    }
    if part == "bar":
        return common | {
            "loss": {k: [_loss(moment.loss) for moment in h.moments] for k, h in histories.items()},
            "accuracy": {k: [f"{moment.accuracy:.0%}" for moment in h.moments] for k, h in histories.items()},
        }
    # No sequence reaches further back from its answer.
    lags = int(np.flatnonzero(~np.isnan(first.moments[0].gradient))[-1]) + 1
    return common | {
        "gradient": {k: [_numbers(m.gradient[:lags]) for m in h.moments] for k, h in histories.items()},
        "exponents": gradient_limits(histories.values(), FLOOR),
        "gates": [
            {"kind": k, "gate": gate, "hue": gate, "shares": [_numbers(m.gates[gate]) for m in h.moments]}
            for k, h in histories.items()
            for gate in h.moments[0].gates
        ],
        "examples": _examples(first.recipe.task, histories),
        "waves": _waves(first.recipe.task, histories),
    }


def _examples(task: Task, histories: Mapping[str, History]) -> list[dict[str, Any]]:
    """Return the examples: what was asked, and at each moment what the networks answered."""
    if isinstance(task, Sine):
        return []
    batch = _batch(task, histories)
    moments = range(len(next(iter(histories.values())).moments))
    answers = [{kind: history.moments[k].y for kind, history in histories.items()} for k in moments]
    if isinstance(task, Adding):
        asked, *given = [_sums(task, batch, each) for each in ({}, *answers)]
        return [_example(_("Six held-out sequences"), asked, given)]
    shown = []
    for k in range(2 if isinstance(task, TemporalOrder) else 3):
        asked = rows(task, batch, {}, k)
        given = [rows(task, batch, each, k)[len(asked) :] for each in answers]
        shown.append(_example(_("Example {number}").format(number=k + 1), asked, given))
    return shown


def _example(title: str, asked: list[Row], answers: list[list[Row]]) -> dict[str, Any]:
    return {
        "title": title,
        "asked": [_row(row) for row in asked],
        "answers": [[_row(row) for row in each] for each in answers],
    }


def _row(row: Row) -> dict[str, Any]:
    signs = [{"text": sign.text, "right": sign.right, "marked": sign.marked} for sign in row.signs]
    return {"name": row.name, "hue": row.name if row.hue else None, "signs": signs}


def _sums(task: Adding, batch: Batch, answers: Mapping[str, Array]) -> list[Row]:
    """Return what is to be added and its sum, or what the networks say that it is."""
    target = batch.target[-1, :, 0]
    if not answers:
        numbers = tuple(Sign(f"{a:.2f} + {b:.2f}") for a, b in marked_numbers(batch).T)
        return [
            Row(_("to be added"), numbers),
            Row(_("right answer"), tuple(Sign(f"{value:.2f}") for value in target)),
        ]
    shown = []
    for kind, y in answers.items():
        near = np.abs(y[-1, :, 0] - target) < task.tolerance
        signs = (Sign(f"{v + 0.0:.2f}", bool(right)) for v, right in zip(y[-1, :, 0], near, strict=True))
        shown.append(Row(kind, tuple(signs), MODELS[kind]))
    return shown


def _waves(task: Task, histories: Mapping[str, History]) -> dict[str, Any] | None:
    """Return one wave to continue, and how it was continued at each moment."""
    if not isinstance(task, Sine):
        return None
    batch = _batch(task, histories)
    given = batch.x[:, 0, 1] > 0
    return {
        "given": _numbers(np.where(given, batch.x[:, 0, 0], np.nan)),
        "truth": _numbers(np.where(given, np.nan, batch.target[:, 0, 0])),
        "answers": {
            kind: [_numbers(np.where(given, np.nan, m.y[:, 0, 0])) for m in history.moments]
            for kind, history in histories.items()
        },
    }


def _batch(task: Task, histories: Mapping[str, History]) -> Batch:
    """Return the held-out sequences that the moments keep the outputs for."""
    first = next(iter(histories.values()))
    n = first.moments[0].y.shape[1]
    batch = task.held_out_batch(first.seed, HELD_OUT)
    return Batch(batch.x[:, :n], batch.target[:, :n], batch.mask[:, :n])


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
