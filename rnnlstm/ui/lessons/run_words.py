"""How far a live run is, and what keeps it from going on, in words."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rnnlstm.ui.runs import session as runs
from rnnlstm.ui.runs.job import BUDGET_SECONDS, Run
from rnnlstm.ui.shell.language import _


def show_progress(run: Run[Any, Any], steps: int) -> None:
    """Show how far a run of so many updates is."""
    st.progress(min(1.0, run.step / steps), text=_progress(run, steps))


def _progress(run: Run[Any, Any], steps: int) -> str:
    """Say how far a run of so many updates is, how fast, and how long it still takes."""
    others = runs.pool().runs - 1
    parts = [_("{step} of {steps} updates").format(step=run.step, steps=steps)]
    if run.state == "running":
        if run.pace:
            pace = f"{run.pace:.2g}" if run.pace < 100 else round(run.pace)
            parts.append(_("{pace} updates a second").format(pace=pace))
            parts.append(_("{time} to go").format(time=_duration((steps - run.step) / run.pace)))
        else:
            parts.append(_("starting"))
        if others > 0:
            parts.append(_("other runs that take turns with it: {others}").format(others=others))
    elif run.made or run.error:
        states = {
            "paused": _("paused"),
            "stopped": _("stopped"),
            "over": _("done"),
            "spent": _("out of time"),
        }
        parts.append(states[run.state])
        parts.append(_("{time} of computing").format(time=_duration(run.seconds)))
    return " · ".join(parts)


def show_troubles(run: Run[Any, Any]) -> None:
    """Say what kept a run from going on, and that nothing is lost."""
    if run.state == "spent":
        message = _(
            "This run has had its {minutes} minutes of computing. Its networks are kept; one with fewer "
            "updates, units or steps can be started anew."
        )
        st.warning(message.format(minutes=round(BUDGET_SECONDS / 60)))
    if run.error:
        st.error(_("The training broke off: {error}. It can go on from here.").format(error=run.error))


def _duration(seconds: float) -> str:
    if seconds < 60:
        return _("{seconds} s").format(seconds=round(seconds))
    return _("{minutes} min {seconds} s").format(minutes=round(seconds) // 60, seconds=round(seconds) % 60)
