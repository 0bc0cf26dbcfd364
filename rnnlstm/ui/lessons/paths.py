"""Three paths through the course: what each takes, what it gives, and the guided lessons it consists of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import streamlit as st

from rnnlstm.ui.controls.path import PATH
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.lessons.course import HOME, PAGES, go_to
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _


@dataclass(frozen=True)
class CoursePath:
    """One path through the course; its name is that of the setting."""

    takes: str
    gives: str
    lessons: tuple[str, ...]


PATHS = {
    "class": CoursePath(
        N_("Ten minutes, a projector; N turns the cards."),
        N_("One step of an LSTM, the way back through it, and why its gradient lasts where an RNN's fades."),
        ("lstm_forward", "lstm_backward", "gradients"),
    ),
    "evening": CoursePath(
        N_("About {time}, in one evening or two; the chain rule, nothing else."),
        N_(
            "RNN and LSTM forward and backward by hand, their gradients, a training of your own, and five "
            "applications."
        ),
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
        N_("About {time}; you know what an LSTM is."),
        N_(
            "What makes a gradient vanish, last or explode, why memory is more than a derivative, and what "
            "holds of your own network."
        ),
        ("gradients", "spectra", "exploding", "truncation", "influence", "yours"),
    ),
}
"""The name in the link -> the path."""
READ_A_MINUTE, SPOKEN_A_MINUTE = 238, 150
"""Words: read silently (Brysbaert 2019, Journal of Memory and Language 109), and spoken to a class."""
LOOKING, LOOKING_TOGETHER = 0.5, 0.25
"""Minutes that a card is looked at and answered, alone and in class."""
READING = N_("Reading the cards, and half a minute a card to look and answer")
SPEAKING = N_("Reading the cards aloud, and a quarter of a minute a card to look and answer")
"""What the time of a path is made of."""


def show_paths() -> None:
    """Offer the three paths, side by side, each with a button that begins it."""
    for place, (name, path) in zip(st.columns(len(PATHS)), PATHS.items(), strict=True):
        with place.container(border=True, height="stretch"):
            st.markdown(f"**{_(PATH.options[name])}**")
            st.markdown(_(path.gives))
            st.caption(
                _(path.takes).format(time=_in_words(minutes(name))),
                help=_(SPEAKING if name == "class" else READING),
            )
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


@cache
def minutes(name: str) -> float:
    """Return how long a path takes: its cards, read or in class spoken, and looked at."""
    every = [card for lesson in PATHS[name].lessons for card in cards(lesson, "en", name)]
    together = name == "class"
    words = 0
    for card in every:
        parts = [card.words, *card.options.values(), card.answer, "" if together else card.hint]
        words += sum(len(part.split()) for part in parts)
    if together:
        return words / SPOKEN_A_MINUTE + len(every) * LOOKING_TOGETHER
    return words / READ_A_MINUTE + len(every) * LOOKING


def _in_words(minutes: float) -> str:
    """Return a time in quarters of an hour."""
    hours, quarters = divmod(max(1, round(minutes / 15)), 4)
    if not quarters:
        return _("one hour") if hours == 1 else _("{hours} hours").format(hours=hours)
    if not hours:
        return _("{minutes} minutes").format(minutes=15 * quarters)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=15 * quarters)


def show_place(lesson: str) -> None:
    """Say in the bar above the page which path the learner is on, and how far along."""
    path = PATHS.get(PATH.hold())
    if path and lesson in path.lessons:
        place = path.lessons.index(lesson) + 1
        message = _("{path}: lesson {place} of {count}")
        with st.container(key="path-place"):
            st.caption(
                message.format(path=_(PATH.options[PATH.value()]), place=place, count=len(path.lessons))
            )


def go_on(lesson: str) -> None:
    """Go to the lesson that follows on the learner's path, else in the course; after the last one, home."""
    path = PATHS.get(PATH.value())
    names = path.lessons if path and lesson in path.lessons else tuple(page.name for page in PAGES)
    following = names.index(lesson) + 1
    go_to(names[following] if following < len(names) else HOME.name)


def _title(name: str) -> str:
    return _(next(page.title for page in PAGES if page.name == name))
