"""A setting is read from the link, kept for the session, and written back by its own name."""

import json

import pytest

from rnnlstm.ui.shell.markdown import literal
from support.visit import visit_script


def choose(lang="en", buttons=False, always=False):
    import streamlit as st

    from rnnlstm.ui.shell import link
    from rnnlstm.ui.shell.setting_kinds import Choice

    labels = {"en": {"red": "Red", "blue": "Blue"}, "zh": {"red": "红", "blue": "蓝"}}[lang]
    st.text(Choice("colour", "Colour", labels, buttons=buttons, always=always).show())
    link.write("page", language="en", mode="light")


def slide(count=False):
    import streamlit as st

    from rnnlstm.ui.shell import link
    from rnnlstm.ui.shell.setting_kinds import Range

    weight = Range("weight", "Weight", 1, 9, 4, 1) if count else Range("weight", "Weight", 0, 3, 1, 0.05)
    weight.check_link()
    st.text(repr(weight.slider()))
    link.write("page", language="en", mode="light")


def pick():
    import streamlit as st

    from rnnlstm.ui.shell.setting_kinds import Choice

    colour = Choice("colour", "Colour", {"red": "Red", "blue": "Blue"})
    colour.check_link()
    st.text(colour.show())


def two_pages():
    import streamlit as st

    from rnnlstm.ui.shell import link
    from rnnlstm.ui.shell.setting_kinds import Range

    page = st.text_input("page", "first")
    link.carry(page)
    # Streamlit forgets a widget that a run leaves out.
    if page != "empty":
        st.text(repr(Range("weight", "Weight", 0, 9, 4, 1).slider()))
    link.write(page, language="en", mode="light")


def run(script, link=None, **arguments):
    return visit_script(script, link or {}, **arguments)


def written(test):
    """Return what the browser is told to write into the link: the name -> the value, None to leave out."""
    (component,) = test.get("bidi_component")
    return json.loads(component.proto.json)["settings"]


def shown(test):
    return test.text[0].value


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("buttons", [False, True])
def test_choice_is_read_from_the_link_by_its_name(lang, buttons):
    assert shown(run(choose, lang=lang, buttons=buttons)) == "red"
    assert shown(run(choose, {"colour": "blue"}, lang=lang, buttons=buttons)) == "blue"


@pytest.mark.parametrize("asked", ["green", "", "Blue", "蓝", "BLUE"])
def test_choice_that_does_not_exist_gives_the_usual_one(asked):
    assert shown(run(choose, {"colour": asked}, lang="zh")) == "red"


def test_choice_is_written_by_its_name_and_not_by_its_label():
    test = run(choose, lang="zh")
    assert test.selectbox[0].options == ["红", "蓝"]
    assert written(test) == {"colour": None}
    test.selectbox(key="colour").set_value("blue").run()
    assert shown(test) == "blue"
    assert written(test) == {"colour": "blue"}
    test.selectbox(key="colour").set_value("red").run()
    assert written(test) == {"colour": None}  # the usual value needs no name


def test_choice_may_be_named_always():
    assert written(run(choose, always=True)) == {"colour": "red"}


@pytest.mark.parametrize(
    ("asked", "value"), [("2.5", "2.5"), ("0", "0.0"), ("3", "3.0"), ("3e0", "3.0"), (" 0.05 ", "0.05")]
)
def test_number_is_read_from_the_link(asked, value):
    test = run(slide, {"weight": asked})
    assert shown(test) == value
    assert not test.warning


@pytest.mark.parametrize("count", [False, True])
@pytest.mark.parametrize(
    "asked", ["9.01", "-0.1", "1e999", "-inf", "nan", "many", "", "1,5", "0x1", "1_0", "2_"]
)
def test_number_that_cannot_be_is_told_and_the_usual_one_taken(asked, count):
    test = run(slide, {"weight": asked}, count=count)
    assert shown(test) == ("4.0" if count else "1.0")
    (warning,) = test.warning
    assert f"Weight = {literal(asked)}." in warning.value
    assert ("1 to 9" if count else "0 to 3") in warning.value


@pytest.mark.parametrize("asked", ["8.7", "1.5", "4.0001"])
def test_a_count_is_whole(asked):
    test = run(slide, {"weight": asked}, count=True)
    assert shown(test) == "4.0"
    assert "a whole number from 1 to 9" in test.warning[0].value
    assert shown(run(slide, {"weight": "8.0"}, count=True)) == "8.0"


@pytest.mark.parametrize("asked", ["green", "Blue", "*blue*"])
def test_unknown_choice_is_told_and_the_usual_one_taken(asked):
    test = run(pick, {"colour": asked})
    assert shown(test) == "red"
    (warning,) = test.warning
    assert "Colour = " in warning.value
    assert "red, blue" in warning.value
    assert not run(pick, {"colour": "blue"}).warning


def test_warning_goes_when_the_learner_has_chosen():
    """Also where the usual value is chosen in the end; the session still sees the link that it began with."""
    test = run(slide, {"weight": "99"})
    for value in (2.0, 1.0):
        test.slider(key="weight").set_value(value).run()
        assert not test.warning
    test = run(pick, {"colour": "green"})
    for name in ("blue", "red"):
        test.selectbox(key="colour").set_value(name).run()
        assert not test.warning


def test_warning_is_in_the_language_of_the_learner():
    (warning,) = run(slide, {"weight": "99", "lang": "zh"}).warning
    assert "99" in warning.value
    assert "范围" in warning.value or "之间" in warning.value or "到" in warning.value
    assert "The link" not in warning.value


def test_a_long_number_does_not_fill_the_page():
    (warning,) = run(slide, {"weight": "9" * 500}).warning
    assert len(warning.value) < 200


def test_no_link_no_warning():
    assert not run(slide).warning


@pytest.mark.parametrize(
    ("count", "value", "name"), [(False, 2.35, "2.35"), (False, 2.0, "2"), (True, 7, "7")]
)
def test_number_is_written_short_and_read_again(count, value, name):
    test = run(slide, count=count)
    assert written(test) == {"weight": None}
    test.slider(key="weight").set_value(value).run()
    assert shown(test) == repr(float(value))
    assert written(test) == {"weight": name}
    again = run(slide, {"weight": name}, count=count)
    assert shown(again) == shown(test)


def test_what_the_learner_sets_comes_before_the_link():
    test = run(slide, {"weight": "2"})
    test.slider(key="weight").set_value(0.5).run()
    assert shown(test) == "0.5"


def test_settings_go_along_from_page_to_page():
    test = run(two_pages)
    test.slider(key="weight").set_value(7).run()
    for page in ("empty", "second", "first"):
        test.text_input[0].set_value(page).run()
        assert written(test) == {"weight": "7"}
    assert shown(test) == "7.0"


def cut_short():
    import streamlit as st

    from rnnlstm.ui.shell import link
    from rnnlstm.ui.shell.setting_kinds import Range

    setting = Range("weight", "Weight", 0, 9, 4, 1)
    setting.slider()
    if st.session_state.get("cut", True):
        st.stop()  # as the next run does, which somebody asks for meanwhile
    link.write("page", language="en", mode="light")


@pytest.mark.parametrize("asked", [{}, {"weight": "7"}])
def test_a_widget_is_told_its_state_until_a_run_ends(asked):
    """Seen on a cold server: sliders at their least, nothing chosen, and a click then sent just that."""
    expected = float(asked.get("weight", 4))
    test = run(cut_short, asked)
    assert test.slider[0].proto.default == [expected]
    test.run()  # the browser may have seen nothing of the run before
    for _ in range(2):
        assert (test.slider[0].proto.set_value, test.slider[0].proto.value) == (True, [expected])
        test.session_state["cut"] = False
        test.run()
    assert not test.slider[0].proto.set_value  # a learner who drags is not drawn back
    test.slider[0].set_value(2).run()
    assert test.session_state["weight"] == 2
    assert not test.slider[0].proto.set_value
