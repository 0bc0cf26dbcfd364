"""The page of the language model: one text, one network, and three views of it."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.language.training import Course
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.language.measured import Model
from rnnlstm.ui.lessons.language.plan import PAGE, LanguagePlan, LanguageRun, marks_of
from rnnlstm.ui.lessons.language.reading import read
from rnnlstm.ui.lessons.language.scene import of_reading, of_training, of_writing
from rnnlstm.ui.lessons.language.settings import ACT, CORPUS, MODEL
from rnnlstm.ui.lessons.language.texts import (
    Known,
    ask_for_text,
    in_short,
    own_text,
    shipped_model,
    shipped_text,
)
from rnnlstm.ui.lessons.language.training import about_language, course_of, take_away, train
from rnnlstm.ui.lessons.language.writing import show_written
from rnnlstm.ui.runs import session as runs
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.take_along import offer_network
from rnnlstm.ui.walk.cache import kept_within


def room() -> Scene | None:
    """Show the whole room, and return what the cards of its guide can speak of."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
        act = ACT.show()
        asked = CORPUS.show()
    text = _text(asked)
    if text is None:
        return None
    if act == "train":
        return _train(text)
    model = _model(text)
    if model is None:
        return None
    scene = of_reading(model, read(model)) if act == "read" else _write(model)
    offer_network(model.cell, "language", about_language(model.alphabet))
    return scene


def _write(model: Model) -> Scene:
    show_written(model)
    return of_writing(model)


def _text(asked: str) -> Known | None:
    """Return the text that is meant; where it is the learner's own, show where it is given."""
    if asked != "own":
        text = shipped_text(asked)
        st.caption(in_short(text))
        return text
    ask_for_text()
    own = own_text()
    if own is None:
        st.info(_("There is no text of yours in this session yet. A link never carries it."))
        return None
    st.caption(in_short(own))
    return own


def _train(text: Known) -> Scene:
    live = train(text)
    take_away(live)
    run = live.run if live.run is not None and live.run.plan == live.plan else None
    shown: LanguageRun = run or LanguageRun(live.plan)
    return of_training(text, shown, course_of(shown))


def _model(text: Known) -> Model | None:
    """Return the network that reads and writes; show the choice where there is one."""
    run = runs.current(PAGE)
    own: Course | None = run.made if run is not None and _is_of(run.plan, text) else None
    if text.name in CORPUS.options:
        asked = MODEL.show() if own is not None else MODEL.value()
        if own is None and asked == "run":
            st.info(_("There is no run on this text in this session; the network of the course is shown."))
        if own is None or asked == "shipped":
            shipped = shipped_model(text.name)
            return _kept(shipped.course.cell, text, shipped.step, own=False)
    if own is None:
        st.info(_("No network has learned this text yet. Choose Train, press Start, and come back."))
        return None
    return _kept(own.cell, text, own.step, own=True)


def _is_of(plan: LanguagePlan, text: Known) -> bool:
    """Return whether a plan is for a text."""
    return plan.text == text.name and plan.marks == marks_of(text.corpus)


@kept_within(64 * 2**20, 16)
def _kept(cell: Cell, text: Known, updates: int, *, own: bool) -> Model:
    """Return the same model for the same network, so that what is measured of it is measured once."""
    return Model(cell, text, updates, own)
