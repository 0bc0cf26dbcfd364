"""The texts of the room: those that ship with the course, and the learner's own, pasted or from a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from rnnlstm.core.language.baselines import Baselines, Counts, baselines, count
from rnnlstm.core.language.corpus import HELD_OUT, Corpus, CorpusError, corpus
from rnnlstm.core.language.shipped import Shipped, load
from rnnlstm.ui.lessons.own_file import OwnFile
from rnnlstm.ui.shell.catalogue import ASSETS, N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import together
from rnnlstm.ui.walk.text_file import MOST_BYTES, decoded

PASTED = "language-pasted"
_TYPED = "language.typed"
SENTENCES = {
    "short": N_(
        "The text has {count} characters. Give it at least {least}: a tenth is held out, and there must be "
        "something to learn from."
    ),
    "same": N_("The text has only one kind of character, so there is nothing to predict. Add others."),
}


@dataclass(frozen=True, eq=False)
class Known:
    """A text that a network is trained on, with what counting says of it.

    Attributes
    ----------
    name
        "alice", "journey", or what the learner's text is called.
    corpus, counts, naive
        The text, the counts of its training part, and the predictors by them.
    encoding
        How its bytes were read; empty where none were.
    """

    name: str
    corpus: Corpus
    counts: Counts
    naive: Baselines
    encoding: str = ""


def known(text: str, name: str, encoding: str = "") -> Known:
    """Return a text with what counting says of it.

    Raises
    ------
    InputError
        If no network can be trained on it.
    """
    try:
        cut = corpus(text)
    except CorpusError as error:
        raise InputError(SENTENCES[error.problem], **error.facts) from None
    counts = count(cut.training, cut.alphabet.size)
    return Known(name, cut, counts, baselines(cut, counts), encoding)


@lru_cache(maxsize=2)
def shipped_text(name: str) -> Known:
    """Return a text of the course."""
    return known((ASSETS / "data" / "language" / f"{name}.txt").read_text(encoding="utf-8"), name)


@lru_cache(maxsize=2)
def shipped_model(name: str) -> Shipped:
    """Return the network of the course that was trained on a text of the course."""
    return load(ASSETS / "networks" / "language", name, shipped_text(name).corpus)


def own_text() -> Known | None:
    """Return the learner's text of this session; None before there is one."""
    return FILE.current()


def ask_for_text() -> None:
    """Show where a text is pasted or a file given, and what is wrong with it; what was there stays then."""
    left, right = st.columns([2, 1], gap="small")
    with left:
        if PASTED not in st.session_state and _TYPED in st.session_state:
            st.session_state[PASTED] = st.session_state[_TYPED]
        st.text_area(
            _("Paste a text here"), key=PASTED, height=120, on_change=_take_pasted, max_chars=MOST_BYTES
        )
    with right:
        FILE.show(_("or give a text file, up to 5 MB"))
    FILE.tell_wrong()


def in_short(text: Known) -> str:
    """Say how a text was read, how large it is, and what is held out."""
    cut, parts = text.corpus, []
    if text.encoding:
        parts.append(_("Read as {encoding}.").format(encoding=text.encoding))
    message = _(
        "{length} characters, an alphabet of {size}. The last {held_out} of the text, {end} characters, are "
        "held out."
    )
    parts.append(
        message.format(
            length=f"{cut.length:,}",
            size=cut.alphabet.size,
            held_out=f"{HELD_OUT:.0%}",
            end=f"{len(cut.held_out):,}",
        )
    )
    if cut.alphabet.rest:
        rest = _("Rarer characters share one place and are shown as ▯: {share} of the text.")
        parts.append(rest.format(share=f"{cut.rest_share:.1%}"))
    if cut.left_out:
        parts.append(_("{count} characters beyond that are not used.").format(count=f"{cut.left_out:,}"))
    return together(parts)


def from_file(name: str, data: bytes) -> Known:
    """Return the text of a file.

    Raises
    ------
    InputError
        If it is no text, or none that a network can be trained on.
    """
    read = decoded(data)
    return known(read.text, name, read.encoding)


FILE = OwnFile("language", from_file, N_("The text {name} is still there."))


def _take_pasted() -> None:
    """Read what has just been pasted, before the page runs."""
    text = str(st.session_state.get(PASTED) or "")
    st.session_state[_TYPED] = text
    if text:
        FILE.take(lambda: known(text, _("Your own text")))
