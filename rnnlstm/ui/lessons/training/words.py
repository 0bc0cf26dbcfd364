"""How a run is told in words: how far it is, how well its networks do, and what went wrong."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.training.history import held_out_baseline
from rnnlstm.figures.losses import percent
from rnnlstm.ui.runs.job import BUDGET_SECONDS, Run
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import three_digits


def progress(run: Run, others: int) -> str:
    """Say how far a run is, how fast, and how long it still takes, taking turns with so many others."""
    steps = run.plan.recipe.steps
    parts = [_("{step} of {steps} updates").format(step=run.step, steps=steps)]
    if run.state == "running":
        if run.pace:
            parts.append(
                _("{pace} updates a second").format(
                    pace=f"{run.pace:.2g}" if run.pace < 100 else round(run.pace)
                )
            )
            parts.append(_("{time} to go").format(time=_duration((steps - run.step) / run.pace)))
        else:
            parts.append(_("starting"))
        if others > 0:
            parts.append(_("other runs that take turns with it: {others}").format(others=others))
    elif run.histories or run.error:
        states = {
            "paused": _("paused"),
            "stopped": _("stopped"),
            "over": _("done"),
            "spent": _("out of time"),
        }
        parts.append(states[run.state])
        parts.append(_("{time} of computing").format(time=_duration(run.seconds)))
    return " · ".join(parts)


def held_out(run: Run) -> str:
    """Say how the networks do on held-out sequences."""
    task = run.plan.recipe.task
    naive = _("baseline {loss} ({accuracy})").format(
        loss=three_digits(held_out_baseline(task, run.plan.seed)), accuracy=percent(task.chance)
    )
    if not run.histories:
        return _("Held-out loss (accuracy): {all}").format(all=naive)
    each = [
        f"{kind} {three_digits(history.snapshots[-1].loss)} ({percent(history.snapshots[-1].accuracy)})"
        for kind, history in run.histories.items()
    ]
    step = max(history.snapshots[-1].step for history in run.histories.values())
    message = _("Held-out loss (accuracy) after {step} updates: {all}")
    return message.format(step=step, all=" · ".join([*each, naive]))


def _duration(seconds: float) -> str:
    if seconds < 60:
        return _("{seconds} s").format(seconds=round(seconds))
    return _("{minutes} min {seconds} s").format(minutes=round(seconds) // 60, seconds=round(seconds) % 60)


def show_troubles(run: Run) -> None:
    """Say what went wrong, and that nothing is lost."""
    for kind, history in run.histories.items():
        if not history.finite:
            message = _(
                "The {network} blew up in update {step}: its loss or its gradient was too large for the "
                "computer's numbers. The network from before this update is kept; any others go on."
            )
            st.warning(message.format(network=kind, step=history.step))
    if run.state == "spent":
        message = _(
            "This run has had its {minutes} minutes of computing. Its networks are kept; one with fewer "
            "updates, units or steps can be started anew."
        )
        st.warning(message.format(minutes=round(BUDGET_SECONDS / 60)))
    if run.error:
        st.error(_("The training broke off: {error}. It can go on from here.").format(error=run.error))
