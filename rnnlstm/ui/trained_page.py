"""The page that opens a trained network in the stepper, on a held-out sequence of its task."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from rnnlstm.core.cells import AnyCell
from rnnlstm.core.history import History, Moment
from rnnlstm.core.tasks import TASKS, Task
from rnnlstm.core.train import evaluate
from rnnlstm.ui import altered
from rnnlstm.ui.compare_page import DIRECTION, MODELS
from rnnlstm.ui.course import closing, guarded, opening, warn_of_explosion
from rnnlstm.ui.language import N_, _
from rnnlstm.ui.recordings import recorded
from rnnlstm.ui.settings import Choice, Range
from rnnlstm.ui.step_page import loss_in_words
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.tables import backward_table, forward_table, show_table
from rnnlstm.ui.trained import Asked, kept_at, trained_walk
from rnnlstm.ui.training import controls
from rnnlstm.ui.training import run as runs
from rnnlstm.ui.training.charts import in_short
from rnnlstm.ui.walk import Model, Walk

NETWORK = Choice("network", N_("Network"), MODELS, buttons=True, usual="LSTM")
ORIGIN = Choice(
    "origin", N_("Trained"), {"recorded": N_("in the recording"), "live": N_("live, by you")}, buttons=True
)
SHARE = Choice(
    "share",
    N_("How much of the training"),
    {"0": N_("none of it"), "5": "5 %", "25": "25 %", "50": "50 %", "100": N_("all of it")},
    usual="100",
)
SEQUENCE = Range("sequence", N_("Held-out sequence, number"), 1, 100, 1, 1, N_("None of them was trained on"))
READ = {"adding": 20, "copy_memory": 10, "temporal_order": 33, "reber": 40, "parity": 12, "sine": 60}
"""Lengths that are read step by step with ease, and at which what was learned still shows."""


def trained_page() -> None:
    """Show a trained network in the stepper, forward or backward."""
    opening("trained")
    for each in (controls.TASK, NETWORK, ORIGIN, SHARE, SEQUENCE, DIRECTION):
        each.check_link()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        live = ORIGIN.show() == "live"
        kind = NETWORK.show()
        back = DIRECTION.show() == "backward"
    run = runs.current()
    own = run.histories.get(kind) if live and run is not None else None
    if live:
        _about_live(kind, run is not None, own)
    columns = st.columns(4, vertical_alignment="bottom")
    with columns[0]:
        task = run.plan.task if own and run else controls.TASK.show()
        if own:
            st.markdown(_(controls.TASK_NAMES[task]))
    with columns[1]:
        share = 1.0 if own else int(SHARE.show()) / 100
    history = own or recorded(task).histories[kind]
    with columns[2]:
        T = int(_shown_length(task).slider())
    with columns[3]:
        asked = Asked(task, T, int(SEQUENCE.slider()), share)
    moment = kept_at(history, share)

    def walk_through() -> None:
        cell = moment.cell
        assert cell is not None
        walk = trained_walk(asked, history, cell, altered.edits(walked(kind)))
        if back:
            warn_of_explosion({walk.model: trained_walk(asked, history, cell, walk.edits, last=True).growth})
        altered.tell(walk)
        st.markdown(_answer(walk))
        stepper(walk, "backward" if back else "forward")
        st.caption(_tested(history, moment, T) + " " + loss_in_words(walk))
        show_table(backward_table(walk) if back else forward_table(walk), f"trained-{kind}")

    guarded(walk_through)
    closing("trained")


def walked(kind: str) -> Model:
    """Return the kind of a network as the stepper names it."""
    return "RNN" if kind == "RNN" else "LSTM" if kind == "LSTM" else "GRU"


def _about_live(kind: str, run: bool, own: History | None) -> None:
    """Say whose network is shown, and that a link does not carry it."""
    if own:
        st.caption(
            _("The network of your own run. It lives in this session only: the link does not carry it.")
        )
    elif run:
        message = _("Your run trains no {network}; that of the recording is shown.")
        st.info(message.format(network=kind))
    else:
        st.info(_("There is no run in this session; the network of the recording is shown."))


def _shown_length(task: str) -> Range:
    """Return the setting of the length to read, brought within what the task can be."""
    usual = READ[task]
    lowest = max(2, TASKS[task].shortest)
    setting = Range("len", N_("Length T to read"), lowest, controls.LONGEST[task], usual, 1)
    setting.follow()
    if not lowest <= st.session_state.get(setting.key, usual) <= setting.high:
        st.session_state[setting.key] = usual
    return setting


def _answer(walk: Walk) -> str:
    """Say what the last answer should be, and what it is."""
    expected = walk.targets[-1]
    if walk.reading.classes:
        chances = walk.probabilities[-1]
        best = int(chances.argmax())
        given = f"{walk.reading.classes[best]} ({chances[best]:.0%})"
        right = walk.reading.classes[best] == expected
    else:
        given, right = f"{walk.trace.y[-1, 0, 0]:.2f}", None
    message = _("The last answer should be **{expected}**; the {network} answers **{given}**{mark}.")
    mark = "" if right is None else " ✓" if right else " ✗"
    return message.format(expected=expected, network=walk.model, given=given, mark=mark)


def _tested(history: History, moment: Moment, T: int) -> str:
    """Say how long the network has trained, and how it does on sequences of the length that is read."""
    task = replace(history.recipe.task, T=T)
    assert moment.cell is not None
    loss, accuracy = _evaluated(moment.cell, task, history.seed)
    message = _(
        "This {network} has had {step} updates with T = {trained}. On 256 held-out sequences with T = {T} "
        "its loss is {loss} (naive baseline {baseline}), and it is right in {accuracy}."
    )
    return message.format(
        network=history.kind,
        step=moment.step,
        trained=history.recipe.task.T,
        T=T,
        loss=in_short(loss),
        baseline=in_short(task.baseline),
        accuracy=f"{accuracy:.0%}",
    )


@lru_cache(maxsize=64)
def _evaluated(cell: AnyCell, task: Task, seed: int) -> tuple[float, float]:
    result = evaluate(cell, task, seed=seed)
    return result.loss, result.accuracy
