"""The stepper: the whole trace goes to the browser once, and is stepped through there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from rnnlstm.ui.controls import edits as altered
from rnnlstm.ui.controls.settings import BOOK
from rnnlstm.ui.guide.selection import path_shown
from rnnlstm.ui.handout.page import Page, place
from rnnlstm.ui.handout.parts import Live
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.component import component, told
from rnnlstm.ui.shell.delivery import deliver
from rnnlstm.ui.stepper.labels import Direction
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.walk import Walk

__all__ = ["stepper"]


def stepper(
    walk: Walk,
    direction: Direction,
    *,
    group: str | None = None,
    key: str | None = None,
    lesson: str = "",
    beside: Walk | None = None,
    facts: Mapping[str, Any] | None = None,
    page: Callable[[Live, str], Page],
) -> str:
    """Show one walk through a network, forward or backward in time.

    Parameters
    ----------
    walk, direction
        What is shown.
    group
        Steppers of the same group move in lockstep.
    key
        Tells steppers of the same network and direction apart on one page.
    lesson
        The lesson whose guide leads through it; without one there is no guide.
    beside, facts
        What its cards can speak of besides: another walk, and what only the page knows.
    page
        Makes the file that a learner takes along: of the stepper, and the place where it is to open.

    Returns
    -------
    str
        "next" in the run in which the learner has gone on from the guide's last card, else empty.
    """
    model = walk.model
    key = key or f"{model}-{direction}"

    def alter() -> None:
        text = told(key, "edits")
        if text is not None:
            altered.remember(model, str(text))

    show = component("rnnlstm.stepper", js="index.js", css="style.css")
    with st.container(key=f"stepper-{key}"):  # its place is kept until it is there, see assets/page.css
        said = {"beside": beside, "facts": facts, "book": BOOK.value(), "path": path_shown(lesson)}
        message = payload(walk, direction, group, lesson, **said)
        events = show(
            data=message,
            key=key,
            on_edits_change=alter,
            on_onward_change=_nothing,
            on_file_change=_nothing,
        )
        if asked := events.get("file"):
            made = page(Live("index.js", message), place(str(asked["search"]), int(asked["t"])))
            deliver(f"{lesson or key}.{language.current()}.html", made.html, int(asked["at"]))
    return str(events.get("onward") or "")


def _nothing() -> None:
    """Leave it to the run that follows to see what the learner has asked for."""
