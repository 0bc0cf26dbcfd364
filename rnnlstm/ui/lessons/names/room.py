"""The page of names: one name letter by letter, then all names held out, then a training of one's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.names.recipe import KINDS
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.frame import guarded
from rnnlstm.ui.lessons.live import LOOK_SECONDS
from rnnlstm.ui.lessons.names.measured import (
    Course,
    Examined,
    course,
    examined,
    names,
    read,
    results,
    shipped,
)
from rnnlstm.ui.lessons.names.scene import scene
from rnnlstm.ui.lessons.names.settings import LOOK, NAME, READER, TAKEN, TRUTH, WEIGHTS
from rnnlstm.ui.lessons.names.training import live, show_training, trained_cells
from rnnlstm.ui.lessons.names.views import (
    accuracy_table,
    called,
    confusion_view,
    likely_view,
    right_view,
)
from rnnlstm.ui.lessons.names.words import how_read, in_the_lists, verdict
from rnnlstm.ui.runs.task_plan import TaskRun
from rnnlstm.ui.runs.weights import about_names
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import together
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.take_along import offer_network
from rnnlstm.ui.show.view import chart_menu, show, show_behind

EXAMPLES = ("Nakamura", "Heikkinen", "Zhang", "Lindqvist", "Schmidt", "Martin")
"""Names to begin with; the last is in several lists."""
MOST_SHOWN = 18


def room() -> Scene | None:
    """Show the whole room, and return what the cards of its guide can speak of."""
    typed, which, whose = st.columns([1.2, 0.75, 1.05], vertical_alignment="bottom")
    with typed:
        text = NAME.show()
    with which:
        kind = READER.show().upper()
    with whose:
        own = WEIGHTS.show() == "live"
    _examples()
    cell = _own(kind) if own else shipped(kind)
    run = live()
    found: Course | None = None
    with st.container(key="names-course"), guarded():  # assets/page.css keeps its place
        spelling = read(text)
        found = course(cell, spelling)

        def letter_by_letter(_run: TaskRun) -> None:
            _one_name(course(trained_cells().get(kind) or cell, spelling), kind)

        if own and run.ticking:  # the picture goes with the training
            run.part(letter_by_letter, LOOK_SECONDS)
        else:
            _one_name(found, kind)
    look = LOOK.show()
    seen = examined(cell)
    with st.container(key="names-look"):  # its place is kept too
        if look == "mistakes":
            _mistakes(seen, kind)
        elif look == "letters":
            _letters(cell, kind)
        else:
            show_training(run)
    if not own:
        offer_network(cell, f"names-{kind.lower()}", about_names(names()))
    return None if found is None else scene(found, seen, kind)


def _own(kind: str) -> Cell:
    """Return the network of the learner's training as it is now, the shipped one where there is none."""
    found = trained_cells().get(kind)
    if found is None:
        message = _(
            "Your training has no {network} yet; the shipped one is shown. "
            "Choose “{look}” below to train one."
        )
        st.info(message.format(network=kind, look=_(LOOK.options["training"])))
    return found or shipped(kind)


def _examples() -> None:
    """Offer a few names to begin with."""
    with st.container(horizontal=True, vertical_alignment="center", key="names-examples"):
        st.caption(_("Or take one:"), width="content")
        for name in EXAMPLES:
            st.button(name, key=f"name-{name}", on_click=NAME.put, args=(name,), type="tertiary")


def _one_name(found: Course, kind: str) -> None:
    st.markdown(verdict(found))
    st.caption(together([in_the_lists(found), how_read(found)]))
    show(likely_view(found, kind))


def _mistakes(seen: Examined, kind: str) -> None:
    """Show the confusion matrix, and the names of one of its cells."""
    codes = names().languages
    left, right = st.columns([1.7, 1], gap="medium")
    with right:
        truth, taken = codes.index(TRUTH.show()), codes.index(TAKEN.show())
        _names_of(seen, truth, taken)
    view = confusion_view(seen, kind, (truth, taken))
    with left:
        st.plotly_chart(
            view.draw(page_mode()),
            theme=None,
            config=chart_menu(view.name),
            alt=view.alt,
            key="confusion-chart",
            on_select=_take_cell,
            selection_mode="points",
        )
        st.caption(_("Click a cell, or set the two fields, and its names appear."))
        show_behind(view)


def _take_cell() -> None:
    """Go to the cell that has just been clicked, before the page runs."""
    state: Any = st.session_state.get("confusion-chart")
    points = state.selection.points if state else []
    if points:
        truth, taken = (names().languages[k] for k in points[0]["customdata"])
        TRUTH.put(truth)
        TAKEN.put(taken)


def _names_of(seen: Examined, truth: int, taken: int) -> None:
    """Name the names of a cell, each a button that reads it letter by letter."""
    labels = np.array([language for _name, language in names().tested])
    there = np.flatnonzero((labels == truth) & (seen.answers == taken))
    of_list = int((labels == truth).sum())
    message = (
        _("{count} of {all} names of the list {truth} are told rightly:")
        if truth == taken
        else _("{count} of {all} names of the list {truth} are taken for {taken}:")
    )
    said = message.format(count=len(there), all=of_list, truth=called(truth), taken=called(taken))
    st.markdown(said if len(there) else said.rstrip(":：") + _("."))
    with st.container(horizontal=True, key="names-of-cell"):
        for number in there[:MOST_SHOWN]:
            name = names().tested[number][0]
            st.button(name, key=f"of-cell-{name}", on_click=NAME.put, args=(name,), type="tertiary")
    if (more := len(there) - MOST_SHOWN) > 0:
        st.caption(_("… and {count} names more").format(count=more))


def _letters(cell: Cell, kind: str) -> None:
    """Show how many letters it takes, beside what counting does."""
    cells = {each: shipped(each) for each in KINDS} | {kind: cell}
    left, right = st.columns([1.7, 1], gap="medium")
    with left:
        show(right_view({each: examined(of) for each, of in cells.items()}))
    with right:
        message = _(
            "Right, of the {count} names held out; of the networks the mean of {seeds} seeds, least and most:"
        )
        seeds = len(results()["networks"][kind])
        st.markdown(message.format(count=len(names().tested), seeds=seeds))
        st.dataframe(accuracy_table(), hide_index=True, alt=_("Each way to tell the language, its accuracy"))
