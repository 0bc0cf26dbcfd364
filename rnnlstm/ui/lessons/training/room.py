"""The page of live training: settings, a run that goes on while it is watched, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import streamlit as st

from rnnlstm.core.training.history import History
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import onward
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live, progress
from rnnlstm.ui.lessons.training import controls
from rnnlstm.ui.lessons.training.examples import show_examples
from rnnlstm.ui.lessons.training.scene import scene
from rnnlstm.ui.lessons.training.settings import LOOK
from rnnlstm.ui.lessons.training.tables import loss_table
from rnnlstm.ui.lessons.training.views import gate_views, gradient_columns, gradient_views, loss_view
from rnnlstm.ui.lessons.training.words import held_out, show_troubles
from rnnlstm.ui.runs.task_plan import PAGE, TaskPlan, TaskRun, histories
from rnnlstm.ui.runs.weights import about, file_name, networks
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.take_along import offer_file, torch_file
from rnnlstm.ui.show.view import show, show_side_by_side


def room() -> Scene:
    """Show the whole room, and return what the cards of its guide can speak of."""
    plan = _settings()
    with st.container(key="task-told"):  # assets/page.css keeps its place
        st.markdown(prose(PAGE)[f"task_{plan.task}"])
    live = Live.of(PAGE, plan)
    live.tell(controls.differences, controls.set_to)
    left, right = st.columns([1.1, 1], vertical_alignment="bottom")
    with left:
        live.buttons()
    with right, st.container(key="run-state"):  # assets/page.css keeps its place
        live.part(_state)
    left, right = st.columns(2)
    with left:
        live.part(_losses)
    with right:
        live.part(_accuracies, LOOK_SECONDS)
    LOOK.show()
    live.part(_inside, LOOK_SECONDS)
    _to_take_away(live.run)
    return scene(plan, live.run)


def _settings() -> TaskPlan:
    with st.container(border=True):
        return controls.choose_plan()


def _state(run: TaskRun) -> None:
    """Show how far the run is, and how well its networks do."""
    steps = run.plan.recipe.steps
    st.progress(min(1.0, run.step / steps), text=progress(run, steps))
    st.caption(held_out(run))


def _losses(run: TaskRun) -> None:
    show(loss_view(_drawn(run), "loss"))
    show_troubles(run)


def _accuracies(run: TaskRun) -> None:
    show(loss_view(_drawn(run), "accuracy"))


def _drawn(run: TaskRun) -> Mapping[str, History]:
    """Return the histories of a run, empty ones before it has begun."""
    return histories(run) or {kind: _nothing_yet(run.plan, kind) for kind in run.plan.kinds}


def _inside(run: TaskRun) -> None:
    """Show what the learner has chosen to look at."""
    if not run.made:
        with st.container(height=380, border=False):  # as high as most of what is to come
            st.caption(_("There will be something to see here when the run has begun."))
        return
    look = LOOK.value()
    if look == "gradients":
        show_side_by_side(gradient_views(histories(run)), gradient_columns(histories(run)))
    elif look == "gates":
        _gates(run)
    else:
        answers = {kind: history.snapshots[-1].y for kind, history in histories(run).items()}
        show_examples(run.plan.recipe.task, run.plan.seed, answers, page_mode())


def _gates(run: TaskRun) -> None:
    """Show the gates that keep the memory."""
    found = gate_views(histories(run), memory_only=True)
    if not found:
        st.info(_("An RNN has no gates. Choose an LSTM or a GRU too."))
    for views in found:
        show_side_by_side(views, 2)


def _nothing_yet(plan: TaskPlan, kind: str) -> History:
    return History(plan.recipe, kind, plan.seed, np.empty(0), np.empty(0), ())


def _to_take_away(run: TaskRun | None) -> None:
    """Offer the numbers and the networks of a run that rests."""
    if run is None or not run.made:
        return
    if run.state == "running":
        st.caption(_("Pause or stop to download the losses and the networks."))
        return
    onward.stepper_button("live")
    onward.gradients_button("live")
    show_table(partial(loss_table, histories(run)), f"training-{run.plan.task}")
    with st.expander(_("The trained networks"), icon=":material/save:"):
        cells = networks(run)
        offer_file(lambda: torch_file(cells, about(run)), cells, file_name(run))
