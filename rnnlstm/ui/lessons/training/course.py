"""How a run on a task is watched, and what can be taken along of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import streamlit as st

from rnnlstm.core.training.history import History
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live
from rnnlstm.ui.lessons.run_words import show_progress
from rnnlstm.ui.lessons.training.tables import loss_table
from rnnlstm.ui.lessons.training.views import loss_view
from rnnlstm.ui.lessons.training.words import held_out, show_troubles
from rnnlstm.ui.runs.task_plan import TaskPlan, TaskRun, histories
from rnnlstm.ui.runs.weights import about, file_name, networks
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.take_along import offer_file
from rnnlstm.ui.show.view import show


def show_course(live: Live[TaskPlan]) -> None:
    """Show the buttons of a run, how it stands, its losses and its accuracies."""
    live.head(_state)
    left, right = st.columns(2)
    with left:
        live.part(_losses)
    with right:
        live.part(_accuracies, LOOK_SECONDS)


def offer_run(run: TaskRun | None, first: Callable[[], None] = lambda: None) -> None:
    """Offer the numbers and the networks of a run that rests; ``first`` shows what else it is good for."""
    if run is None or not run.made:
        return
    if run.state == "running":
        st.caption(_("Pause or stop to download the losses and the networks."))
        return
    first()
    views = [loss_view(_drawn(run), "loss"), loss_view(_drawn(run), "accuracy")]
    show_table(partial(loss_table, histories(run)), f"training-{run.plan.task}", views)
    with st.expander(_("The trained networks"), icon=":material/save:"):
        offer_file(networks(run), file_name(run), about(run))


def _state(run: TaskRun) -> None:
    """Show how far the run is, and how well its networks do."""
    show_progress(run, run.plan.recipe.steps)
    st.caption(held_out(run))


def _losses(run: TaskRun) -> None:
    show(loss_view(_drawn(run), "loss"))
    show_troubles(run)


def _accuracies(run: TaskRun) -> None:
    show(loss_view(_drawn(run), "accuracy"))


def _drawn(run: TaskRun) -> Mapping[str, History]:
    """Return the histories of a run, empty ones before it has begun."""
    return histories(run) or {kind: _nothing_yet(run.plan, kind) for kind in run.plan.kinds}


def _nothing_yet(plan: TaskPlan, kind: str) -> History:
    return History(plan.recipe, kind, plan.seed, np.empty(0), np.empty(0), ())
