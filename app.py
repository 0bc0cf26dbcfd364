"""The door of the course: page setup, language, navigation."""

import streamlit as st

from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons.course import first_run_opens_the_door, navigation, say_if_taken_over
from rnnlstm.ui.runs import session as runs
from rnnlstm.ui.shell import catalogue, language, link
from rnnlstm.ui.shell.excused import excused
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.run import one_run
from rnnlstm.ui.shell.style import icon, style
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.shell.turn import TURNS

# Before the navigation, whose icons a browser would else ask another host for, to show one beside the title.
st.set_page_config(page_icon=icon(), layout="wide")
ready = link.connect()  # before anything is said in the language of the link
# Above the page and not beside it: the drawings need the breadth, and a bar that comes later moves nothing.
page = st.navigation(navigation(language.current()), position="top")
st.set_page_config(
    page_title=f"{page.title} · {_(catalogue.COURSE)}" if page.url_path else _(catalogue.COURSE)
)
# After the navigation: who has the style and asks for the first page then knows which page it is on.
st.html(style("page.css"))
first_run_opens_the_door(ready)
with TURNS.taken(), one_run():
    say_if_taken_over()
    link.carry(page.url_path)
    runs.leave(page.url_path)
    with excused():
        page.run()
    with st.container(key="language"):
        settings.LANGUAGE.show()
    link.write(
        page.url_path,
        language=catalogue.IN_HTML[language.current()],
        mode=page_mode(),
        runs=runs.pages(),
    )
