"""The frame of every page: its title and why it matters, the check of its link, its prose at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.ui.guide import room as guide
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.as_in_book import tell_symbols
from rnnlstm.ui.lessons.course import PAGES, page_link, prose, through_the_door
from rnnlstm.ui.lessons.paths import go_on, show_place
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import in_words
from rnnlstm.ui.shell.prose import question_and_answer
from rnnlstm.ui.shell.setting import Setting
from rnnlstm.ui.shell.style import style
from rnnlstm.ui.show.numbers import power_of_ten


@dataclass
class Shown:
    """What a page has shown of its lesson.

    Attributes
    ----------
    scene
        The numbers that the cards of the page's guide can speak of, by their names; None without such cards.
    """

    scene: Scene | None = None


@contextmanager
def lesson(name: str, settings: Sequence[Setting]) -> Iterator[Shown]:
    """Show a lesson: its title and why it matters, what stands in the ``with`` block, the rest of its prose.

    Parameters
    ----------
    name
        Of the page's script and prose.
    settings
        What the page sets; where the link asks for what one of them cannot be, the page says so.

    Yields
    ------
    Shown
        Takes the numbers that the cards of the lesson's guide speak of, if it leads through a room. The guide
        of a step page is the stepper's own.
    """
    through_the_door()
    show_place(name)
    guided = link.guided()
    if name in guide.ROOMS:
        guide.begin(name, settings, guided)
    # While the guide of a room is open, it says why; the style hides this, and makes room for the card.
    st.html(style(f"guide-{'open' if guide.is_open(name) else 'closed'}.css"))
    with st.container(horizontal=True, vertical_alignment="center", key="opening"):
        st.title(_(next(each for each in PAGES if each.name == name).title), anchor=False)
        why = st.container(key="lesson-why")
    with why:
        st.markdown(prose(name)["why"])
    check_link(settings)
    shown = Shown()
    with guarded():
        yield shown
    if name in guide.ROOMS and guide.show(name, settings, shown.scene):
        go_on(name)
    _closing(name)


def kept_place(key: str, within: DeltaGenerator) -> DeltaGenerator:
    """Return a container for what comes later; by its key assets/page.css keeps its place meanwhile."""
    place = within.container(key=key)
    place.empty()  # an empty container would not be there
    return place


def check_link(settings: Iterable[Setting]) -> None:
    """Say so where the link asks for what a setting cannot be."""
    for each in settings:
        if not each.late:
            each.check_link()


@contextmanager
def guarded() -> Iterator[None]:
    """Say in a sentence what to change, where the learner's input cannot be read."""
    try:
        yield
    except InputError as error:
        st.error(in_words(error), icon=":material/edit:")


def predict(name: str, view: str) -> None:
    """Ask what a view of a room will show, to be answered before a control is moved; the answer is folded."""
    question, answer = question_and_answer(prose(name)[f"predict_{view}"])
    first = _("Predict first.")
    # While the guide is open, it asks; assets/guide-open.css hides this.
    with st.container(border=True, key="predict"):
        st.markdown(f"**{first}** {question}")
        with st.expander(_("Show the answer")):
            st.markdown(answer)


def warn_of_explosion(growths: Mapping[str, float]) -> None:
    """Name the networks in which the gradient's norm grows a thousandfold on its way back."""
    exploding = [
        _("{factor}-fold in the {model}").format(factor=power_of_ten(growth), model=model)
        for model, growth in growths.items()
        if not growth <= 1e3  # also where it has overflowed
    ]
    if exploding:
        message = _("An exploding gradient: on its way back, its norm grows {factors}.")
        st.warning(message.format(factors=_(", ").join(exploding)))


def _closing(name: str) -> None:
    """Show the rest of a lesson: what to look at and try, the equations, a mistake, a question."""
    sections = prose(name)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(_("What to look at"), anchor=False)
        st.markdown(sections["look"])
    with right:
        st.header(_("Try it"), anchor=False)
        st.markdown(sections["try"])
    st.header(_("The equations"), anchor=False)
    tell_symbols(name, sections["equation"])
    st.markdown(sections["equation"])
    with st.container(border=True):
        st.header(_("A common mistake"), anchor=False)
        st.markdown(sections["mistake"])
    question, answer = question_and_answer(sections["question"])
    st.header(_("A question"), anchor=False)
    st.markdown(question)
    with st.expander(_("Show the answer")):
        st.markdown(answer)
    _onward(name)


def _onward(name: str) -> None:
    """Link to the lessons before and after this one."""
    here = next(k for k, each in enumerate(PAGES) if each.name == name)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        before = PAGES[here - 1]
        page_link(before, f"← {_(before.title)}")
        if here + 1 < len(PAGES):
            after = PAGES[here + 1]
            page_link(after, f"{_(after.title)} →")
