"""The page that opens a trained network in the stepper, on a held-out sequence of its task."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rnnlstm.core.cells import AnyCell
from rnnlstm.core.history import History, Moment
from rnnlstm.core.tasks import Task
from rnnlstm.core.train import evaluate
from rnnlstm.ui import altered
from rnnlstm.ui.compare_page import DIRECTION, MODELS
from rnnlstm.ui.course import closing, go_to, guarded, opening, warn_of_explosion
from rnnlstm.ui.language import N_, _
from rnnlstm.ui.recordings import recorded
from rnnlstm.ui.settings import Choice, Range
from rnnlstm.ui.step_page import loss_in_words
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.stepper.labels import Direction
from rnnlstm.ui.tables import backward_table, forward_table, show_table
from rnnlstm.ui.trained import SHARES, Asked, kept_at, trained_walk
from rnnlstm.ui.training import controls
from rnnlstm.ui.training import run as runs
from rnnlstm.ui.training.charts import in_short
from rnnlstm.ui.walk import Model, Walk

NETWORK = Choice("net", N_("Network"), MODELS, buttons=True, usual="LSTM")
ORIGIN = Choice(
    "origin", N_("Trained"), {"recorded": N_("in the recording"), "live": N_("live, by you")}, buttons=True
)
SEQUENCE = Range("sequence", N_("Held-out sequence"), 1, 100, 1, 1, N_("None of them was trained on"))
SHORT = {"adding": 20, "copy_memory": 10, "temporal_order": 33, "reber": 40, "parity": 12, "sine": 60}
"""Lengths that are read step by step with ease, and at which what was learned still shows."""


def trained_page() -> None:
    """Show a trained network in the stepper, forward or backward."""
    opening("trained")
    for each in (controls.TASK, NETWORK, ORIGIN, SEQUENCE, DIRECTION):
        each.check_link()
    first, second = st.columns([3, 2], vertical_alignment="bottom")
    with first, st.container(horizontal=True, vertical_alignment="bottom"):
        run = runs.current()
        live = ORIGIN.show() == "live"
        kind = NETWORK.show()
        direction: Direction = "backward" if DIRECTION.show() == "backward" else "forward"
    own = run.histories.get(kind) if live and run is not None else None
    if live and own is None:
        st.info(_no_run(kind, run is not None))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if own is None:
            task = controls.TASK.show()
            history = recorded(task).histories[kind]
            share = moment_choice(history).show()
        else:
            task, history, share = own_task(run), own, "100"
        length = length_setting(task, history.recipe.task).slider()
        sequence = SEQUENCE.slider()
    ...
