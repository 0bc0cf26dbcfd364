"""The frame of a page: what goes wrong on it is told in a sentence."""

import logging

import pytest

from support.visit import visit_script


def failing():
    import streamlit as st

    from rnnlstm.ui.controls.settings import GAIN, LANGUAGE
    from rnnlstm.ui.lessons.frame import excused

    LANGUAGE.show()
    with excused():
        st.title("A page")
        if GAIN.slider() > 2:
            raise KeyError("secret")
    st.caption("the end")


@pytest.mark.parametrize(
    ("language", "sentence", "usual"),
    [("en", "not your doing", "Back to the usual settings"), ("zh", "不是你的操作造成的", "恢复默认设置")],
)
def test_an_unexpected_error_is_a_sentence_with_two_ways_back(language, sentence, usual, caplog):
    with caplog.at_level(logging.ERROR):
        test = visit_script(failing, {"lang": language, "gain": "3"})
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
    test = visit_script(failing, {"lang": "en"})
    assert not test.error and not test.button
