"""The door of the course: page setup, language, navigation."""

import streamlit as st

from rnnlstm.ui import language, link
from rnnlstm.ui.course import COURSE, GROUPS, HOME, first_run_opens_the_door, page_mode
from rnnlstm.ui.language import _
from rnnlstm.ui.training import run

st.set_page_config(page_icon="assets/icon.svg", layout="wide")
page = st.navigation(
    {
        _(group) if group else "": [
            st.Page(each.path, title=_(each.title), icon=each.icon, default=each is HOME) for each in pages
        ]
        for group, pages in GROUPS.items()
    },
    expanded=True,  # else the laboratories hide behind “View more”
)
st.set_page_config(page_title=f"{page.title} · {_(COURSE)}" if page.url_path else _(COURSE))
first_run_opens_the_door()
link.carry(page.url_path)
run.leave(page.url_path)
st.html(language.ASSETS / "page.css")
with st.sidebar:
    language.choose()
page.run()
link.write(page.url_path, language=language.IN_HTML[language.current()], mode=page_mode())
