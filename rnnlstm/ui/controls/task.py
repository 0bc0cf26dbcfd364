"""The choice of a task, of a held-out sequence of it, and of how far the networks have trained on it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Range
from rnnlstm.ui.walk.task_notation import WRITTEN
from rnnlstm.ui.walk.task_sequence import TaskChoice

TASK = Choice("task", N_("Task"), {name: WRITTEN[task].label for name, task in TASKS.items()})
SHARE = Choice(
    "share",
    N_("How much of the training"),
    {"0": N_("none of it"), "5": "5%", "25": "25%", "50": "50%", "100": N_("all of it")},
    usual="100",
)
SEQUENCE = Range(
    "sequence", N_("Held-out sequence, number"), 1, 100, 1, 1, help=N_("None of them was trained on")
)
LENGTH = Range(
    "len",
    N_("Length T to read"),
    2,
    max(written.longest for written in WRITTEN.values()),
    20,
    1,
    late=True,
    usual_beyond=True,
)

SETTINGS = (TASK, SHARE, SEQUENCE, LENGTH)


def length_to_read(task: str) -> int:
    """Show the length of the sequence to read, brought within what the task can be, and return it."""
    written, lowest = WRITTEN[TASKS[task]], max(2, TASKS[task].shortest)
    length = replace(LENGTH, low=lowest, high=written.longest, usual=written.to_read)
    length.check_link()
    return int(length.slider())


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
