"""What goes wrong on a page, or in a part of it that runs by itself, is told in a sentence."""

import logging

import pytest
from streamlit.testing.v1 import AppTest


def failing():
    import streamlit as st

    from rnnlstm.ui.controls.settings import GAIN, LANGUAGE
    from rnnlstm.ui.shell.excused import excused

    LANGUAGE.show()
    with excused():
        st.title("A page")
        if GAIN.slider() > 2:
            raise KeyError("secret")
    st.caption("the end")


def failing_part():
    import streamlit as st

    from rnnlstm.ui.controls.settings import LANGUAGE
    from rnnlstm.ui.shell.excused import excused

    LANGUAGE.show()

    @st.fragment
    @excused("part")
    def part() -> None:
        if st.session_state.get("broken"):
            raise KeyError("secret")
        st.caption("whole")

    with excused():
        part()
    st.caption("the end")


def visit(script, **link):
    """Run a page on which something may go wrong."""
    test = AppTest.from_function(script, default_timeout=20)
    for key, value in link.items():
        test.query_params[key] = value
    return test.run()


@pytest.mark.parametrize(
    ("language", "sentence", "usual"),
    [("en", "not your doing", "Back to the usual settings"), ("zh", "不是你的操作造成的", "恢复默认设置")],
)
def test_an_unexpected_error_is_a_sentence_with_two_ways_back(language, sentence, usual, caplog):
    with caplog.at_level(logging.ERROR):
        test = visit(failing, lang=language, gain="3")
    assert "KeyError: 'secret'" in caplog.text  # the traceback is in the log
    assert sentence in test.error[0].value
    assert "secret" not in test.error[0].value
    assert test.title[0].value == "A page" and test.caption[0].value == "the end"
    again, back = test.button
    assert back.label == usual
    again.click().run()
    assert test.error
    test.button[1].click().run()
    assert not test.error
    assert test.slider(key="gain").value == 1
    assert test.session_state["lang"] == language


def test_a_page_that_goes_well_says_nothing():
    test = visit(failing, lang="en")
    assert not test.error and not test.button


def test_a_part_that_runs_by_itself_says_so_itself(caplog):
    test = visit(failing_part, lang="en")
    assert [each.value for each in test.caption] == ["whole", "the end"]
    test.session_state["broken"] = True
    with caplog.at_level(logging.ERROR):
        test.run()
    assert "KeyError: 'secret'" in caplog.text
    assert not test.exception  # Streamlit's own words
    assert "not your doing" in test.error[0].value
    assert [each.value for each in test.caption] == ["the end"]
