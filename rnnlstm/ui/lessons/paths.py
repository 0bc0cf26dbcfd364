"""Three paths through the course: what each takes, what it gives, and the guided lessons it consists of."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from rnnlstm.ui.lessons.course import HOME, PAGES, go_to
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting_kinds import Choice


@dataclass(frozen=True)
class CoursePath:
    """One path through the course."""

    title: str
    takes: str
    gives: str
    lessons: tuple[str, ...]


PATHS = {
    "class": CoursePath(
        N_("Ten minutes in class"),
        N_("Ten minutes, a projector; N turns the cards."),
        N_("One step of an LSTM, the way back through it, and why its gradient lasts where an RNN's fades."),
        ("lstm_forward", "lstm_backward", "gradients"),
    ),
    "evening": CoursePath(
        N_("An evening alone"),
        N_("Two hours, the chain rule, nothing else."),
        N_("RNN and LSTM forward and backward by hand, their gradients, and a training of your own."),
        (
            "rnn_forward",
            "vectors",
            "rnn_backward",
            "lstm_forward",
            "lstm_backward",
            "compare",
            "gradients",
            "film",
            "training",
            "names",
            "forecast",
            "translation",
            "sound",
            "language",
            "history",
        ),
    ),
    "gradients": CoursePath(
        N_("I know RNNs, show me the gradients"),
        N_("Half an hour; you know what an LSTM is."),
        N_(
            "What makes a gradient vanish, last or explode, why memory is more than a derivative, and what "
            "holds of your own network."
        ),
        ("gradients", "spectra", "exploding", "truncation", "influence", "yours"),
    ),
}
"""The name in the link -> the path."""
PATH = Choice(
    "path",
    N_("Path through the course"),
    {"none": N_("none"), **{name: path.title for name, path in PATHS.items()}},
)


def show_paths() -> None:
    """Offer the three paths, side by side, each with a button that begins it."""
    for place, (name, path) in zip(st.columns(len(PATHS)), PATHS.items(), strict=True):
        with place.container(border=True, height="stretch"):
            st.markdown(f"**{_(path.title)}**")
            st.markdown(_(path.gives))
            st.caption(_(path.takes))
            begin = st.button(
                _("Begin: {lesson}").format(lesson=_title(path.lessons[0])),
                key=f"begin-{name}",
                icon=":material/play_arrow:",
                on_click=PATH.put,
                args=(name,),
                width="stretch",
            )
            if begin:
                go_to(path.lessons[0])


def show_place(lesson: str) -> None:
    """Say in the bar above the page which path the learner is on, and how far along."""
    path = PATHS.get(PATH.hold())
    if path and lesson in path.lessons:
        place = path.lessons.index(lesson) + 1
        message = _("{path}: lesson {place} of {count}")
        with st.container(key="path-place"):
            st.caption(message.format(path=_(path.title), place=place, count=len(path.lessons)))


def go_on(lesson: str) -> None:
    """Go to the lesson that follows on the learner's path, else in the course; after the last one, home."""
    path = PATHS.get(PATH.value())
    names = path.lessons if path and lesson in path.lessons else tuple(page.name for page in PAGES)
    following = names.index(lesson) + 1
    go_to(names[following] if following < len(names) else HOME.name)


def _title(name: str) -> str:
    return _(next(page.title for page in PAGES if page.name == name))
