"""What the stepper says: in either language, and all that its scripts ask for."""

import json
import re

from streamlit.testing.v1 import AppTest

from rnnlstm.ui.stepper.labels import labels
from support.scripts import SCRIPTS


def test_labels_are_in_the_language_asked_for():
    english = AppTest.from_function(show_labels)
    chinese = AppTest.from_function(show_labels)
    chinese.query_params["lang"] = "zh"
    one, other = (json.loads(test.run().text[0].value) for test in (english, chinese))
    for direction in ("forward", "backward"):
        assert one[direction].keys() == other[direction].keys()
        for name in one[direction]:
            assert one[direction][name] != other[direction][name], name
            assert re.search(r"[\u4e00-\u9fff]", other[direction][name]), name
            assert not re.search(r"[\u4e00-\u9fff]", one[direction][name]), name


def show_labels():
    import json

    import streamlit as st

    from rnnlstm.ui.stepper.labels import labels

    st.text(json.dumps({direction: labels(direction) for direction in ("forward", "backward")}))


def test_scripts_ask_for_no_label_that_is_missing_and_none_is_idle():
    asked = set(re.findall(r"\blabels\.(\w+)", SCRIPTS))
    assert asked == labels("forward").keys() == labels("backward").keys()
