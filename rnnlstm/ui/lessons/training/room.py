"""The page of live training: settings, a run that goes on while it is watched, and what comes out."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import onward
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live
from rnnlstm.ui.lessons.training import controls
from rnnlstm.ui.lessons.training.course import offer_run, show_course
from rnnlstm.ui.lessons.training.examples import show_examples
from rnnlstm.ui.lessons.training.scene import scene
from rnnlstm.ui.lessons.training.settings import LOOK
from rnnlstm.ui.lessons.training.views import gate_views, gradient_columns, gradient_views
from rnnlstm.ui.runs.task_plan import PAGE, TaskPlan, TaskRun, histories
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.view import show_side_by_side


def room() -> Scene:
    """Show the whole room, and return what the cards of its guide can speak of."""
    plan = _settings()
    with st.container(key="task-told"):  # assets/page.css keeps its place
        st.markdown(prose(PAGE)[f"task_{plan.task}"])
    live = Live.of(PAGE, plan)
    live.tell(controls.wanted)
    show_course(live)
    LOOK.show()
    live.part(_inside, LOOK_SECONDS)
    offer_run(live.run, _onward)
    return scene(plan, live.run)


def _settings() -> TaskPlan:
    with st.container(border=True):
        return controls.choose_plan()


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


def _onward() -> None:
    """Offer to open the networks elsewhere."""
    onward.stepper_button("live")
    onward.gradients_button("live")
