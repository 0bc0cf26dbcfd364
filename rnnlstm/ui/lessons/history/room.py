"""The page of the history: a line of time, and each finding with the screen on which it can be seen."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui.guide.room import let_be
from rnnlstm.ui.lessons.course import PAGES, go_to, prose
from rnnlstm.ui.lessons.history.findings import FINDINGS, Finding, Paper
from rnnlstm.ui.lessons.history.views import history_view
from rnnlstm.ui.lessons.link_keys import PAGES as SETTINGS_OF
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.view import show

IN_A_ROW = 2
"""Findings side by side; more would leave too little room for their words."""


def room() -> None:
    """Show the whole page."""
    show(history_view())
    st.header(_("The findings"), anchor=False)
    names = list(FINDINGS)
    for first in range(0, len(names), IN_A_ROW):
        for place, name in zip(st.columns(IN_A_ROW), names[first : first + IN_A_ROW], strict=False):
            with place.container(border=True, height="stretch"):
                _tell(name, FINDINGS[name])


def set_for(finding: Finding) -> None:
    """Set everything of the page on which a finding is seen, as a link to it would."""
    for each in SETTINGS_OF[finding.page]:
        if each.key in finding.values:
            each.put(finding.values[each.key])
        else:
            each.forget()


def _tell(name: str, finding: Finding) -> None:
    """Show one finding: what it was, its paper, and the way to where it can be seen."""
    st.subheader(f"{finding.year} · {_(finding.title)}", anchor=False)
    st.markdown(prose("history")[f"found_{name}"])
    page = next(each for each in PAGES if each.name == finding.page)
    label = _("See it: “{page}”").format(page=_(page.title))
    if st.button(label, icon=page.icon, key=f"see-{name}", on_click=set_for, args=(finding,)):
        let_be(page.name)
        go_to(page.name)
    st.caption(_("Source: {paper}").format(paper=_cited(finding.who, finding.year, finding.paper)))


def _cited(who: str, year: int, paper: Paper) -> str:
    """Return a paper as one cites it, its title a link where it can be read."""
    title = f"[{paper.title}]({paper.address})" if paper.address else f"*{paper.title}*"
    return f"{who} ({year}). {title}. {paper.published}."
