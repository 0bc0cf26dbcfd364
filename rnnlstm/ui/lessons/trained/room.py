"""The page that opens a trained network in the stepper, on a held-out sequence of its task."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.tasks import Task
from rnnlstm.core.training.history import History, held_out_baseline
from rnnlstm.core.training.train import evaluate
from rnnlstm.ui.controls import edits as altered
from rnnlstm.ui.controls.task import SEQUENCE, length_to_read, recorded_networks
from rnnlstm.ui.lessons import onward
from rnnlstm.ui.lessons.as_in_book import choose, offer_table
from rnnlstm.ui.lessons.compare.settings import DIRECTION
from rnnlstm.ui.lessons.frame import warn_of_explosion
from rnnlstm.ui.lessons.one_file import lesson_page
from rnnlstm.ui.lessons.paths import go_on
from rnnlstm.ui.lessons.step import loss_in_words
from rnnlstm.ui.lessons.trained.settings import NETWORK, ORIGIN
from rnnlstm.ui.runs.task_plan import current_run, histories
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folds, show_table
from rnnlstm.ui.show.numbers import three_digits
from rnnlstm.ui.show.table import walk_table
from rnnlstm.ui.show.take_along import offer_network
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.stepper.labels import Direction
from rnnlstm.ui.walk.cache import kept_within
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.recordings import kept_at, recorded
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.task_sequence import TaskChoice
from rnnlstm.ui.walk.walk import Walk, take


def room() -> None:
    """Show a trained network in the stepper, forward or backward."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
        live = ORIGIN.show() == "live"
        kind = NETWORK.show()
        back = DIRECTION.show() == "backward"
        choose()
    run = current_run()
    own = histories(run).get(kind) if live and run is not None else None
    if live:
        _about_live(kind, run is not None, own)
    if own and run:
        task = run.plan.task
        with st.container(horizontal=True, vertical_alignment="bottom"):
            asked = TaskChoice(task, length_to_read(task), int(SEQUENCE.slider()), own=(own,))
    else:
        asked = recorded_networks()
    history = own or recorded(asked.task).histories[kind]
    step, cell = kept_at(history, asked.share)

    source, edits = TaskSequence(choice=asked), altered.edits(type(cell).__name__)
    walk = take(kind, source, Network(), edits)
    if back:
        warn_of_explosion({kind: walk.growth})
    altered.tell(walk)
    answer = _answer(walk, kind) + _other_length(asked.T, history.recipe.task.T)
    st.markdown(answer)
    said = _tested(history, step, cell, asked.T) + " " + loss_in_words(walk)
    page = lesson_page("trained", (answer, said))
    direction: Direction = "backward" if back else "forward"
    if stepper(walk, direction, lesson="trained", facts=facts(asked, history), page=page):
        go_on("trained")
    st.caption(said)
    with folds():
        offer_table(walk.cell, f"trained-{kind}")
        show_table(partial(walk_table, walk, back=back), f"trained-{kind}")
        offer_network(walk.cell, f"trained-{kind.lower()}", source.about())
    with st.container(horizontal=True):
        if own is None:
            onward.film_button()
        onward.gradients_button("live" if own else "recorded")


def facts(asked: TaskChoice, history: History) -> dict[str, Any]:
    """Return what the guide's cards can say of the task and the training."""
    return {
        "kind": history.kind,
        "task": asked.task,
        "updates": kept_at(history, asked.share)[0],
        "read_T": asked.T,
        "trained_T": history.recipe.task.T,
    }


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


def _answer(walk: Walk, kind: str) -> str:
    """Say what the last answer should be, and what a network of this kind says."""
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
    return message.format(expected=expected, network=kind, given=given, mark=mark)


def _other_length(T: int, trained: int) -> str:
    """Say so where the network reads another length than it has trained on."""
    if trained == T:
        return ""
    return " " + _("It reads T = {T} here, and has trained on T = {trained}.").format(T=T, trained=trained)


def _tested(history: History, step: int, cell: Cell, T: int) -> str:
    """Say how long the network has trained, and how it does on sequences of the length that is read."""
    task = replace(history.recipe.task, T=T)
    loss, accuracy = _evaluated(cell, task, history.seed)
    message = _(
        "This {network} has had {step} updates with T = {trained}. On 256 held-out sequences with T = {T} "
        "its loss is {loss} (naive baseline {baseline}), and it is right in {accuracy}."
    )
    return message.format(
        network=history.kind,
        step=step,
        trained=history.recipe.task.T,
        T=T,
        loss=three_digits(loss),
        baseline=three_digits(held_out_baseline(task, history.seed)),
        accuracy=f"{accuracy:.0%}",
    )


@kept_within(16 * 2**20, 64)
def _evaluated(cell: Cell, task: Task, seed: int) -> tuple[float, float]:
    result = evaluate(cell, task, seed=seed)
    return result.loss, result.accuracy
