"""The home page: the point in one live figure, and the way into the course."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui import settings
from rnnlstm.ui.course import LESSONS, page_link, prose
from rnnlstm.ui.gradient_page import home_figure
from rnnlstm.ui.language import _

IN_A_ROW = 4
"""Lessons side by side; more would leave too little room for their words."""


def home_page() -> None:
    """Show the whole home page."""
    sections = prose("home")
    st.title(_("Why does an RNN forget, and an LSTM remember?"), anchor=False)
    st.markdown(sections["lead"])
    settings.check_link()
    # The figure first, so that a phone shows it before the words.
    figure, words = st.columns([2, 1], gap="large")
    with words:
        st.markdown(sections["point"])
        if st.button(_("Start the course"), icon=":material/play_arrow:", width="stretch"):
            st.switch_page(LESSONS[0].path)
    with figure:
        home_figure()
    st.header(_("The course"), anchor=False)
    st.markdown(sections["course"])
    for first in range(0, len(LESSONS), IN_A_ROW):
        row = LESSONS[first : first + IN_A_ROW]
        for place, lesson in zip(st.columns(IN_A_ROW), row, strict=False):
            with place.container(border=True, height="stretch"):
                page_link(lesson, f"**{_(lesson.title)}**")
                st.markdown(sections[f"card_{lesson.name}"])
