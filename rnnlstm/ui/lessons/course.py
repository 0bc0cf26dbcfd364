"""The course: its lessons in order, and the frame that every lesson page shares."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rnnlstm.figures.palette import Mode
from rnnlstm.ui.controls import settings
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import in_words
from rnnlstm.ui.shell.prose import lesson, question_and_answer
from rnnlstm.ui.show.table import power_of_ten


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


COURSE = N_("Recurrent networks, one step at a time")
HOME = Lesson("home", N_("Home"), ":material/home:")
LESSONS = (
    Lesson("rnn_forward", N_("RNN: forward"), ":material/arrow_forward:"),
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
GROUPS: dict[str, tuple[Lesson, ...]] = {
    "": (HOME,),
    N_("Lessons"): LESSONS,
    N_("The gradient laboratory"): GRADIENT_LABORATORY,
    N_("The training laboratory"): TRAINING_LABORATORY,
}
"""The pages as the navigation groups them, in the order of the course."""
PAGES: tuple[Lesson, ...] = tuple(page for group in GROUPS.values() for page in group)


DOOR = "app.py"


def first_run_opens_the_door() -> None:
    """Run ``app.py`` once more at the start of a session, now that its navigation is known.

    On a fresh server, Streamlit takes a folder called ``pages`` for its older kind of navigation until
    ``st.navigation`` has been called once. What a visitor sets in that first run would be lost.
    """
    if "door" not in st.session_state:
        st.session_state["door"] = True
        st.rerun()


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


def page_mode() -> Mode:
    """Return whether the page is light or dark, for charts that carry their own colours."""
    return "dark" if st.context.theme.type == "dark" else "light"


def opening(name: str) -> None:
    """Show a lesson's title and why it matters."""
    st.title(_(next(each for each in PAGES if each.name == name).title), anchor=False)
    st.markdown(prose(name)["why"])
    settings.check_link()


def predict(name: str, view: str) -> None:
    """Ask what a view of a room will show, to be answered before a control is moved; the answer is folded."""
    question, answer = question_and_answer(prose(name)[f"predict_{view}"])
    first = _("Predict first.")
    with st.container(border=True):
        st.markdown(f"**{first}** {question}")
        with st.expander(_("Show the answer")):
            st.markdown(answer)


def guarded(show: Callable[[], None]) -> None:
    """Show what depends on the learner's input, or say in a sentence what to change."""
    try:
        show()
    except InputError as error:
        st.error(in_words(error), icon=":material/edit:")


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


def closing(name: str) -> None:
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
