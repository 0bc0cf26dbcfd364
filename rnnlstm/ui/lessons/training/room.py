"""The page of live training: settings, a run that goes on while it is watched, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st

from rnnlstm.core.training.history import History
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import onward
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.training import controls
from rnnlstm.ui.lessons.training.examples import show_examples
from rnnlstm.ui.lessons.training.scene import scene
from rnnlstm.ui.lessons.training.settings import LOOK
from rnnlstm.ui.lessons.training.tables import loss_table
from rnnlstm.ui.lessons.training.views import gate_views, gradient_views, loss_view
from rnnlstm.ui.lessons.training.words import held_out, progress, show_troubles
from rnnlstm.ui.runs import session as runs
from rnnlstm.ui.runs.job import Job, Plan, Run
from rnnlstm.ui.runs.pool import WORKERS
from rnnlstm.ui.runs.weights import about, file_name, networks
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.excused import excused
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.take_along import offer_file, torch_file
from rnnlstm.ui.show.view import show, show_side_by_side

TICK_SECONDS = 1.0
"""Seconds between drawings of the losses of a run in training."""

LOOK_SECONDS = 3.0
"""Seconds between drawings of what depends on snapshots, which are some dozens of updates apart."""

SLOWEST = 4.0
"""Where many runs share the workers, both times grow, at most by this factor: a run that nobody has drawn for
`rnnlstm.ui.runs.job.LEASE_SECONDS` is paused, and the losses are drawn well before."""


def room() -> Scene:
    """Show the whole room, and return what the cards of its guide can speak of."""
    plan = _settings()
    with st.container(key="task-told"):  # assets/page.css keeps its place
        st.markdown(prose(runs.PAGE)[f"task_{plan.task}"])
    job, run = runs.current_job(), runs.current()
    if run is not None and run.plan != plan:
        _other_settings(run.plan, plan)
    if run is None and link.run_is_lost():
        st.info(
            _(
                "Your run is gone: it lived in the server's memory, and the page was loaded anew, the server "
                "was started anew, or the connection was lost for too long. Its settings are still here."
            )
        )
    ticking = run is not None and (run.state == "running" or run.busy)
    left, right = st.columns([1.1, 1], vertical_alignment="bottom")
    with left:
        _buttons(run, plan)
    with right, st.container(key="run-state"):  # assets/page.css keeps its place
        _live(job, plan, ticking, _state)
    left, right = st.columns(2)
    with left:
        _live(job, plan, ticking, _losses)
    with right:
        _live(job, plan, ticking, _accuracies, LOOK_SECONDS)
    LOOK.show()
    _live(job, plan, ticking, _inside, LOOK_SECONDS)
    _to_take_away(run)
    return scene(plan, run)


def _settings() -> Plan:
    with st.container(border=True):
        return controls.choose_plan()


def _other_settings(own: Plan, asked: Plan) -> None:
    """Say that the run below was begun with other settings, and offer both ways out."""
    message = _("The run below keeps the settings that it was begun with. Yours differ in: {settings}.")
    st.info(message.format(settings=_(", ").join(controls.differences(own, asked))))
    with st.container(horizontal=True):
        st.button(
            _("Start anew with these settings"),
            icon=":material/restart_alt:",
            key="train-anew",
            on_click=_start,
            args=(asked,),
        )
        st.button(
            _("Back to the settings of the run"),
            icon=":material/undo:",
            key="train-back",
            on_click=controls.set_to,
            args=(own,),
        )


def _buttons(run: Run | None, plan: Plan) -> None:
    """Show what the run can be told; each button keeps its place."""
    state = None if run is None else run.state
    with st.container(horizontal=True):
        if state == "running":
            label, icon = _("Pause"), ":material/pause:"
        elif state is None:
            label, icon = _("Start"), ":material/play_arrow:"
        else:
            label, icon = _("Go on"), ":material/play_arrow:"
        st.button(
            label,
            icon=icon,
            type="primary",
            key="train-main",
            on_click=_pause if state == "running" else _go_on,
            args=() if state == "running" else (plan,),
            disabled=state not in (None, "running", "paused"),
        )
        st.button(
            _("One update"),
            icon=":material/skip_next:",
            key="train-one",
            on_click=_one_update,
            args=(plan,),
            disabled=state not in (None, "paused"),
        )
        st.button(
            _("Stop"),
            icon=":material/stop:",
            key="train-stop",
            on_click=_stop,
            disabled=state not in ("running", "paused"),
            help=_("Ends the run here; its networks are kept"),
        )
        st.button(
            _("Reset"),
            icon=":material/replay:",
            key="train-reset",
            on_click=runs.forget,
            disabled=run is None,
            help=_("Discards the run and its networks"),
        )


def _start(plan: Plan) -> None:
    runs.start(plan).go_on()


def _go_on(plan: Plan) -> None:
    (runs.current_job() or runs.start(plan)).go_on()


def _one_update(plan: Plan) -> None:
    (runs.current_job() or runs.start(plan)).one_update()


def _pause() -> None:
    if job := runs.current_job():
        job.pause()


def _stop() -> None:
    if job := runs.current_job():
        job.stop()


def _live(
    job: Job | None,
    plan: Plan,
    ticking: bool,
    show: Callable[[Run], None],
    seconds: float = TICK_SECONDS,
) -> None:
    """Show a part of the page that goes with the run, and let the page settle once the run rests."""
    slower = _slower() if ticking else 1.0

    @st.fragment(run_every=seconds * slower if ticking else None)
    @excused(show.__name__)
    def part() -> None:
        if job is None:
            show(Run(plan))
            return
        if ticking:
            job.watch()
        run = job.snapshot()
        show(run)
        if ticking and (not (run.state == "running" or run.busy) or not 2 / 3 < _slower() / slower < 3 / 2):
            st.rerun()

    part()


def _slower() -> float:
    """Return how many times less often a run is drawn where runs wait for each other: less is new in each."""
    return min(max(1.0, runs.pool().runs / WORKERS), SLOWEST)


def _state(run: Run) -> None:
    """Show how far the run is, and how well its networks do."""
    steps = run.plan.recipe.steps
    st.progress(min(1.0, run.step / steps), text=progress(run, runs.pool().runs - 1))
    st.caption(held_out(run))


def _losses(run: Run) -> None:
    show(loss_view(_drawn(run), "loss"))
    show_troubles(run)


def _accuracies(run: Run) -> None:
    show(loss_view(_drawn(run), "accuracy"))


def _drawn(run: Run) -> dict[str, History]:
    """Return the histories of a run, empty ones before it has begun."""
    return run.histories or {kind: _nothing_yet(run.plan, kind) for kind in run.plan.kinds}


def _inside(run: Run) -> None:
    """Show what the learner has chosen to look at."""
    if not run.histories:
        with st.container(height=380, border=False):  # as high as most of what is to come
            st.caption(_("There will be something to see here when the run has begun."))
        return
    look = LOOK.value()
    if look == "gradients":
        show_side_by_side(gradient_views(run.histories), len(run.histories))
    elif look == "gates":
        _gates(run)
    else:
        answers = {kind: history.snapshots[-1].y for kind, history in run.histories.items()}
        show_examples(run.plan.recipe.task, run.plan.seed, answers, page_mode())


def _gates(run: Run) -> None:
    """Show the gates that keep the memory."""
    found = gate_views(run.histories, memory_only=True)
    if not found:
        st.info(_("An RNN has no gates. Choose an LSTM or a GRU too."))
    for views in found:
        show_side_by_side(views, 2)


def _nothing_yet(plan: Plan, kind: str) -> History:
    return History(plan.recipe, kind, plan.seed, np.empty(0), np.empty(0), ())


def _to_take_away(run: Run | None) -> None:
    """Offer the numbers and the networks of a run that rests."""
    if run is None or not run.histories:
        return
    if run.state == "running":
        st.caption(_("Pause or stop to download the losses and the networks."))
        return
    onward.stepper_button("live")
    onward.gradients_button("live")
    show_table(partial(loss_table, run.histories), f"training-{run.plan.task}")
    with st.expander(_("The trained networks"), icon=":material/save:"):
        cells = networks(run)
        offer_file(lambda: torch_file(cells, about(run)), cells, file_name(run))
