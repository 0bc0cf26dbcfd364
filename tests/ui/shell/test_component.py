"""A component is defined once, and is sent what it is given."""

import json

from support.visit import visit_script


def page():
    import streamlit as st

    from rnnlstm.ui.shell.component import component

    script = "export default () => {}"
    show = component("rnnlstm_tried", js=script)
    st.session_state["same"] = component("rnnlstm_tried", js=script) is show
    show(data={"list": [1, {"a": [2]}], "text": "长", "none": None, "nested": {"b": [3]}}, key="tried")


def test_a_component_is_defined_once_and_gets_all_that_it_is_given():
    for _run in range(2):  # with a server of its own each
        test = visit_script(page, {"lang": "en"})
        assert not test.exception and test.session_state["same"]
        (tried,) = (
            each for each in test.get("bidi_component") if each.proto.component_name == "rnnlstm_tried"
        )
        sent = {"list": [1, {"a": [2]}], "text": "长", "none": None, "nested": {"b": [3]}}
        assert json.loads(tried.proto.json) == sent
