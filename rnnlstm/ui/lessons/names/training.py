"""A training on the names while one watches: its settings, its run, and the networks that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.names.recipe import recipe
from rnnlstm.core.training.history import HELD_OUT
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.live import Live, Wanted
from rnnlstm.ui.lessons.names.measured import names, results
from rnnlstm.ui.lessons.names.settings import ROUNDS, TRAINED, WIDTH
from rnnlstm.ui.lessons.training.course import offer_run, show_course
from rnnlstm.ui.runs import session
from rnnlstm.ui.runs.task_plan import TaskPlan, TaskRun
from rnnlstm.ui.runs.weights import networks
from rnnlstm.ui.shell.language import _

PAGE = "names"


def asked() -> TaskPlan:
    """Return the training that the page's settings ask for, whether they are shown or not."""
    by = replace(recipe(names()), hidden_size=int(WIDTH.value()), steps=int(ROUNDS.value()))
    kinds = tuple(kind.upper() for kind in TRAINED.value())
    return TaskPlan(PAGE, by, kinds or ("LSTM",), int(SEED.value()))


def live() -> Live[TaskPlan]:
    """Return the session's training on names, beside what the settings ask for."""
    return Live.of(PAGE, asked())


def trained_cells() -> Mapping[str, Cell]:
    """Return the networks of the session's training by their kind, as they are now; none without one."""
    run: TaskRun | None = session.current(PAGE)
    if run is None:
        return {}
    return {kind.upper(): cell for kind, cell in networks(run).items()}


def show_training(run: Live[TaskPlan]) -> None:
    """Show the settings of a training, its buttons, its curves, and what can be taken along."""
    with st.container(border=True), st.container(horizontal=True, vertical_alignment="bottom"):
        TRAINED.show()
        WIDTH.slider()
        ROUNDS.slider()
        SEED.slider()
    run.tell(wanted)
    show_course(run)
    st.caption(_how())
    offer_run(run.run)


def _how() -> str:
    """Say what an update reads, what is measured, and how long the shipped networks were trained."""
    message = _(
        "An update reads {batch} names, the language drawn first, each as likely as any other. Accuracy is "
        "measured on {some} of the {all} names held out; on all of them above, once you choose these "
        "weights. The shipped networks have had {updates} updates."
    )
    return message.format(
        batch=recipe(names()).batch_size,
        some=HELD_OUT,
        all=len(names().tested),
        updates=results()["networks"]["LSTM"][0]["updates"],
    )


def wanted(plan: TaskPlan) -> list[Wanted]:
    """Return what a plan wants of each setting."""
    return [
        Wanted(TRAINED, [kind.lower() for kind in plan.kinds]),
        Wanted(WIDTH, plan.recipe.hidden_size),
        Wanted(ROUNDS, plan.recipe.steps),
        Wanted(SEED, plan.seed),
    ]
