"""The glossary: every symbol and term of the course, by the lesson in which it is first met."""

from __future__ import annotations

import re

import streamlit as st

from rnnlstm.ui.guide.glossary import Term, terms
from rnnlstm.ui.lessons.course import GLOSSARY, PAGES, page_link, through_the_door
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal
from rnnlstm.ui.shell.setting_kinds import Text

FIND = Text("find", N_("Find a symbol or a term"))
SETTINGS = (FIND,)
_TEX = str.maketrans({"⊤": r"{\top}", "−": "-", "‖": r"\Vert ", "′": "'"})


def glossary() -> None:
    """Show the whole glossary, or the entries in which a word is found."""
    through_the_door()
    st.title(_(GLOSSARY.title), anchor=False)
    st.markdown(
        _("Each symbol and term in one sentence. In equations and on the guide's cards a click shows it.")
    )
    wanted = FIND.show().strip().lower()
    found = [term for term in terms(language.current()) if wanted in _searched(term)]
    if not found:
        st.info(_("Nothing is found for “{word}”. Try part of the word.").format(word=literal(wanted)))
    for page in PAGES:
        own = [term for term in found if term.where[0] == page.name]
        if own:
            page_link(page, f"**{_(page.title)}**")
            st.markdown("\n".join(_row(term) for term in own))


def _searched(term: Term) -> str:
    return f"{term.name} {term.symbol} {term.key} {term.says}".lower()


def _row(term: Term) -> str:
    """Return an entry as an item of a Markdown list."""
    symbol = f"${_in_tex(term.symbol)}$ · " if term.symbol else ""
    shape = _(" ({shape} numbers)").format(shape=term.shape) if term.shape else ""
    titles = {page.name: _(page.title) for page in PAGES}
    others = [titles[name] for name in term.where[1:]]
    also = _("Also in: {lessons}").format(lessons=_(", ").join(others)) if others else ""
    entry = _("{name}{shape}: {says}").format(name=f"**{term.name}**", shape=shape, says=literal(term.says))
    return f"- {symbol}{entry}" + (f" *{also}*" if also else "")


def _in_tex(symbol: str) -> str:
    """Return a symbol as the stepper writes it, as TeX."""
    raised = symbol.translate(_TEX)
    return re.sub(r"(tanh|·)", lambda m: r"\tanh" if m[0] == "tanh" else r"\cdot", raised)
