"""The door of the course: page setup, language, navigation."""

import streamlit as st

from rnnlstm.ui import language
from rnnlstm.ui.course import HOME, LESSONS
from rnnlstm.ui.language import _

st.set_page_config(page_title="RNN · LSTM", page_icon="assets/icon.svg", layout="wide")
st.html(language.ASSETS / "page.css")
st.session_state["door"] = True
with st.sidebar:
    language.choose()
pages = [
    st.Page(page.path, title=_(page.title), icon=page.icon, default=page is HOME) for page in (HOME, *LESSONS)
]
st.navigation(pages).run()
