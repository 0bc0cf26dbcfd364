"""The choice of a task, of a held-out sequence of it, and of how far the networks have trained on it."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.controls.settings import Choice, Range
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.task_sequence import TaskChoice
from rnnlstm.ui.walk.written import WRITTEN

TASK = Choice("task", N_("Task"), {name: WRITTEN[task].label for name, task in TASKS.items()})
SHARE = Choice(
    "share",
    N_("How much of the training"),
    {"0": N_("none of it"), "5": "5 %", "25": "25 %", "50": "50 %", "100": N_("all of it")},
    usual="100",
)
SEQUENCE = Range("sequence", N_("Held-out sequence, number"), 1, 100, 1, 1, N_("None of them was trained on"))
SETTINGS = (TASK, SHARE, SEQUENCE)


def length_to_read(task: str) -> int:
    """Show the length of the sequence to read, brought within what the task can be, and return it."""
    written, lowest = WRITTEN[TASKS[task]], max(2, TASKS[task].shortest)
    usual = written.to_read
    setting = Range("len", N_("Length T to read"), lowest, written.longest, usual, 1)
    setting.check_link()
    setting.follow()
    if not lowest <= st.session_state.get(setting.key, usual) <= setting.high:
        st.session_state[setting.key] = usual
    return int(setting.slider())


def recorded_networks() -> TaskChoice:
    """Show which recorded networks read what, side by side, and return it."""
    columns = st.columns(4, vertical_alignment="bottom")
    with columns[0]:
        task = TASK.show()
    with columns[1]:
        share = int(SHARE.show()) / 100
    with columns[2]:
        T = length_to_read(task)
    with columns[3]:
        return TaskChoice(task, T, int(SEQUENCE.slider()), share)
