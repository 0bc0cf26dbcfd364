"""A training on the names while one watches: its settings, its run, and the networks that come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.names.recipe import recipe
from rnnlstm.core.training.history import HELD_OUT, History
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live, progress
from rnnlstm.ui.lessons.names.measured import names, results
from rnnlstm.ui.lessons.names.settings import ROUNDS, TRAINED, WIDTH
from rnnlstm.ui.lessons.training.tables import loss_table
from rnnlstm.ui.lessons.training.views import loss_view
from rnnlstm.ui.lessons.training.words import held_out, show_troubles
from rnnlstm.ui.runs import session
from rnnlstm.ui.runs.task_plan import TaskPlan, TaskRun, histories
from rnnlstm.ui.runs.weights import about, file_name, networks
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting import Setting
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.take_along import offer_file, torch_file
from rnnlstm.ui.show.view import show

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
    run.tell(differences, set_to)
    left, right = st.columns([1.1, 1], vertical_alignment="bottom")
    with left, st.container(key="name-run"):
        run.buttons()
    with right, st.container(key="run-state"):  # assets/page.css keeps its place
        run.part(_state)
    left, right = st.columns(2)
    with left:
        run.part(_losses)
    with right:
        run.part(_accuracies, LOOK_SECONDS)
    st.caption(_how())
    _to_take_away(run.run)


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


def _state(run: TaskRun) -> None:
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
    plan = run.plan
    return histories(run) or {
        kind: History(plan.recipe, kind, plan.seed, np.empty(0), np.empty(0), ()) for kind in plan.kinds
    }


def _to_take_away(run: TaskRun | None) -> None:
    """Offer the numbers and the networks of a run that rests."""
    if run is None or not run.made:
        return
    if run.state == "running":
        st.caption(_("Pause or stop to download the losses and the networks."))
        return
    show_table(partial(loss_table, histories(run)), "training-names")
    with st.expander(_("The trained networks"), icon=":material/save:"):
        cells = networks(run)
        offer_file(lambda: torch_file(cells, about(run)), cells, file_name(run))


def set_to(plan: TaskPlan) -> None:
    """Set all controls to what a plan asks for, before they are shown."""
    values: tuple[tuple[Setting, object], ...] = (
        (TRAINED, [kind.lower() for kind in plan.kinds]),
        (WIDTH, plan.recipe.hidden_size),
        (ROUNDS, plan.recipe.steps),
        (SEED, plan.seed),
    )
    for setting, value in values:
        setting.put(value)


def differences(one: TaskPlan, other: TaskPlan) -> list[str]:
    """Name the settings in which two plans differ, in the learner's language."""
    differ = {
        TRAINED.label: one.kinds != other.kinds,
        WIDTH.label: one.recipe.hidden_size != other.recipe.hidden_size,
        ROUNDS.label: one.recipe.steps != other.recipe.steps,
        SEED.label: one.seed != other.seed,
    }
    return [_(label) for label, differs in differ.items() if differs]
