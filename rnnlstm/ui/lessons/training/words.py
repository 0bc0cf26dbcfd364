"""How a run is told in words: how well its networks do, and what went wrong."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.training.history import held_out_baseline
from rnnlstm.figures.losses import percent
from rnnlstm.ui.lessons import run_words
from rnnlstm.ui.runs.task_plan import TaskRun, histories
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import three_digits


def held_out(run: TaskRun) -> str:
    """Say how the networks do on held-out sequences."""
    task = run.plan.recipe.task
    naive = _("baseline {loss} ({accuracy})").format(
        loss=three_digits(held_out_baseline(task, run.plan.seed)), accuracy=percent(task.chance)
    )
    if not run.made:
        return _("Held-out loss (accuracy): {all}").format(all=naive)
    each = [
        f"{kind} {three_digits(history.snapshots[-1].loss)} ({percent(history.snapshots[-1].accuracy)})"
        for kind, history in histories(run).items()
    ]
    step = max(history.snapshots[-1].step for history in histories(run).values())
    message = _("Held-out loss (accuracy) after {step} updates: {all}")
    return message.format(step=step, all=" · ".join([*each, naive]))


def show_troubles(run: TaskRun) -> None:
    """Say what went wrong, and that nothing is lost."""
    for kind, history in histories(run).items():
        if not history.finite:
            message = _(
                "The {network} blew up in update {step}: its loss or its gradient was too large for the "
                "computer's numbers. The network from before this update is kept; any others go on."
            )
            st.warning(message.format(network=kind, step=history.step))
    run_words.show_troubles(run)
