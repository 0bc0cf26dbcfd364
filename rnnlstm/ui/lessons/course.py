"""The course: its lessons in order, and the ways between them."""

from __future__ import annotations

import runpy
import time
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rnnlstm.ui.shell import language, link
from rnnlstm.ui.shell.catalogue import N_, catalogue
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.prose import lesson


@dataclass(frozen=True)
class Lesson:
    """One page of the course: the name of its script and prose, its title, and its icon."""

    name: str
    title: str
    icon: str

    @property
    def path(self) -> str:
        """The page's script, as Streamlit names it."""
        return f"pages/{self.name}.py"


HOME = Lesson("home", N_("Home"), ":material/home:")
LESSONS = (
    Lesson("rnn_forward", N_("RNN: forward"), ":material/arrow_forward:"),
    Lesson("vectors", N_("From one number to vectors"), ":material/account_tree:"),
    Lesson("rnn_backward", N_("RNN: backward (BPTT)"), ":material/arrow_back:"),
    Lesson("lstm_forward", N_("LSTM: forward"), ":material/arrow_forward:"),
    Lesson("lstm_backward", N_("LSTM: backward"), ":material/arrow_back:"),
    Lesson("gru_forward", N_("GRU: forward"), ":material/arrow_forward:"),
    Lesson("gru_backward", N_("GRU: backward"), ":material/arrow_back:"),
    Lesson("compare", N_("Side by side"), ":material/compare_arrows:"),
)
GRADIENT_LABORATORY: tuple[Lesson, ...] = (
    Lesson("gradients", N_("Vanishing or preserved"), ":material/trending_down:"),
    Lesson("spectra", N_("Why: eigenvalues, slopes, gates"), ":material/blur_circular:"),
    Lesson("exploding", N_("The cliff and clipping"), ":material/landscape:"),
    Lesson("truncation", N_("Truncated BPTT"), ":material/content_cut:"),
    Lesson("influence", N_("Influence: memory made visible"), ":material/signal_cellular_4_bar:"),
)
TRAINING_LABORATORY: tuple[Lesson, ...] = (
    Lesson("film", N_("A training, recorded"), ":material/movie:"),
    Lesson("training", N_("Train them live"), ":material/model_training:"),
    Lesson("trained", N_("Inside a trained network"), ":material/search_insights:"),
)
APPLICATIONS: tuple[Lesson, ...] = (
    Lesson("names", N_("Which language is this name from?"), ":material/badge:"),
    Lesson("forecast", N_("Forecasting a series"), ":material/show_chart:"),
    Lesson("translation", N_("Translation in miniature"), ":material/translate:"),
    Lesson("sound", N_("Sound, labelled step by step"), ":material/graphic_eq:"),
    Lesson("language", N_("A language model, character by character"), ":material/text_fields:"),
    Lesson("yours", N_("Your own network"), ":material/upload_file:"),
)
HISTORY: tuple[Lesson, ...] = (
    Lesson("history", N_("Who found it, and how it went on"), ":material/history:"),
)
GLOSSARY = Lesson("glossary", N_("Glossary"), ":material/menu_book:")
GROUPS: dict[str, tuple[Lesson, ...]] = {
    "": (HOME,),
    N_("Lessons"): LESSONS,
    N_("The gradient laboratory"): GRADIENT_LABORATORY,
    N_("The training laboratory"): TRAINING_LABORATORY,
    N_("Applications"): APPLICATIONS,
    N_("History"): HISTORY,
}
"""The pages of the course as the navigation groups them, in their order."""
NAVIGATION = GROUPS | {N_("To look up"): (GLOSSARY,)}
"""All pages: the glossary is none of the course."""
PAGES: tuple[Lesson, ...] = tuple(page for group in GROUPS.values() for page in group)


def navigation(language: str) -> dict[str, list[st.Page]]:
    """Return all pages by their groups, named in a language, for one run of the app: Streamlit marks them."""
    return {group: [copy(page) for page in pages] for group, pages in _pages(language).items()}


@cache
def _pages(language: str) -> dict[str, list[st.Page]]:
    """Make the pages once: for each, Streamlit looks for its script on the disk."""
    said = catalogue(language).gettext
    return {
        said(group) if group else "": [
            st.Page(each.path, title=said(each.title), icon=each.icon, default=each is HOME) for each in pages
        ]
        for group, pages in NAVIGATION.items()
    }


DOOR = "app.py"
PATIENCE = 2.0
"""So many seconds at most a browser has for the style of the pages before the first of them comes."""


def first_run_opens_the_door(ready: bool) -> None:
    """Run ``app.py`` once more at the start of a session, now that its navigation and its style are known.

    On a fresh server, Streamlit takes a folder called ``pages`` for its older kind of navigation until
    ``st.navigation`` has been called once. What a visitor sets in that first run would be lost.

    Parameters
    ----------
    ready
        Whether the browser has told that it has the style of the pages; a page before it would jump.
    """
    if "door" in st.session_state:
        return
    st.session_state["door"] = True
    last = time.monotonic() + (PATIENCE if st.context.headers and not ready else 0)  # a test has no headers
    while time.monotonic() < last:
        time.sleep(0.01)
        _ = st.session_state["door"]  # here the run ends, and another begins, as soon as the browser has told
    st.rerun()


def say_if_taken_over() -> None:
    """Say so where the server was started anew, or another has taken over, while the page was open."""
    if link.taken_over():
        words = _("The connection was lost and is there again. What you had set is still here.")
        st.toast(words, icon=":material/sync:", duration="long")


def through_the_door() -> None:
    """Make sure that a page is met through ``app.py``, also where a fresh server runs its script alone."""
    context = get_script_run_ctx()
    if context and Path(context.main_script_path).name == DOOR and "door" not in st.session_state:
        runpy.run_path(context.main_script_path)


def page_link(lesson: Lesson, label: str) -> None:
    """Link to a page; a page that runs by itself, without ``app.py``, has no others to link to."""
    if "door" in st.session_state:
        st.page_link(lesson.path, label=label)
    else:
        st.markdown(label)


def go_to(name: str) -> None:
    """Go to a page by its name; a page that runs by itself stays where it is."""
    if "door" in st.session_state:
        st.switch_page(next(each for each in PAGES if each.name == name).path)


def prose(name: str) -> dict[str, str]:
    """Return a lesson's sections in the language of the session."""
    return lesson(name, language.current())
