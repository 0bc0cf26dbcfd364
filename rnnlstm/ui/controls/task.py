"""The choice of a task, of a held-out sequence of it, and of how far the networks have trained on it."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.controls.settings import Choice, Range
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.task_sequence import TaskChoice

TASK_NAMES = {
    "adding": N_("Adding problem"),
    "copy_memory": N_("Copy memory"),
    "temporal_order": N_("Temporal order"),
    "reber": N_("Embedded Reber grammar"),
    "parity": N_("Parity"),
    "sine": N_("A sine to continue"),
}
TASK = Choice("task", N_("Task"), TASK_NAMES)

# Longer ones would let a learner wait for minutes.
LONGEST = {"adding": 200, "copy_memory": 100, "temporal_order": 150, "reber": 60, "parity": 60, "sine": 120}


SHARE = Choice(
    "share",
    N_("How much of the training"),
    {"0": N_("none of it"), "5": "5%", "25": "25%", "50": "50%", "100": N_("all of it")},
    usual="100",
)
SEQUENCE = Range("sequence", N_("Held-out sequence, number"), 1, 100, 1, 1, N_("None of them was trained on"))
READ = {"adding": 20, "copy_memory": 10, "temporal_order": 33, "reber": 40, "parity": 12, "sine": 60}
"""Lengths that are read step by step with ease, and at which what was learned still shows."""

SETTINGS = (TASK, SHARE, SEQUENCE)


def length_to_read(task: str) -> int:
    """Show the length of the sequence to read, brought within what the task can be, and return it."""
    usual = READ[task]
    lowest = max(2, TASKS[task].shortest)
    setting = Range("len", N_("Length T to read"), lowest, LONGEST[task], usual, 1)
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
