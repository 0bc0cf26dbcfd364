"""Every page in every language, run by Streamlit's own AppTest."""

import re

import pytest

from support.pages import PAGES
from support.visit import visit_page

TITLES = {name or "home": titles for name, titles in PAGES.items()}
STEP_PAGES = [name for name in TITLES if "ward" in name]


def run(name, through_the_app=True, **link):
    """Open a page by a link.

    What ``app.py`` does from run to run (the link, the settings that go along) is tested in the browser.
    """
    test = visit_page("app.py" if through_the_app else f"pages/{name}.py", link)
    if through_the_app and name != "home":
        test.switch_page(f"pages/{name}.py").run()
    assert not test.exception
    return test


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", list(TITLES))
def test_page_runs_in_each_language(name, language):
    test = run(name, lang=language)
    assert test.title[0].value == TITLES[name][language == "zh"]
    assert not test.error
    assert not test.warning


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", list(TITLES))
def test_page_runs_by_itself(name, language):
    assert run(name, through_the_app=False, lang=language).title[0].value == TITLES[name][language == "zh"]


@pytest.mark.parametrize(
    "link",
    [
        {"text": "循环神经网络"},
        {"text": "a"},
        {"text": "x" * 200, "hidden": "64"},
        {"input": "numbers", "numbers": "0.5，−1、2"},
        {"input": "wave", "wave": "pulse", "length": "200"},
        {"init": "identity", "activation": "relu", "gain": "3", "loss": "last"},
        {"init": "normal", "activation": "sigmoid", "gain": "0", "fb": "-3", "seed": "99", "hidden": "1"},
    ],
    ids=lambda link: "&".join(f"{key}={value[:8]}" for key, value in link.items()),
)
@pytest.mark.parametrize("name", [*STEP_PAGES, "gradients"])
def test_page_runs_with_any_settings(name, link):
    test = run(name, lang="en", **link)
    assert not test.error


@pytest.mark.parametrize(
    ("link", "english", "chinese"),
    [
        ({"text": ""}, "There is no text yet", "还没有文本"),
        ({"text": "x" * 201}, "That is 201 steps", "这有 201 步"),
        ({"input": "numbers", "numbers": "1, two"}, "“two” is not a number", "“two”不是数"),
        ({"input": "numbers", "numbers": "1e9"}, "“1e9” is out of range", "“1e9”超出范围"),
    ],
)
@pytest.mark.parametrize("name", [*STEP_PAGES, "gradients"])
def test_bad_input_is_explained_and_what_was_typed_stays(name, link, english, chinese):
    for language, sentence in (("en", english), ("zh", chinese)):
        test = run(name, lang=language, **link)
        assert sentence in test.error[0].value
        assert test.text_input[0].value == link.get("numbers", link.get("text"))
        assert test.title  # and the lesson is still there
        assert len(test.header) >= 4


@pytest.mark.parametrize("asked", ["1200", "0", "-5", "nan", "many"])
def test_link_out_of_range_is_explained_and_the_usual_value_used(asked):
    test = run("rnn_forward", lang="en", hidden=asked)
    assert f"Hidden units = {asked}" in test.warning[0].value
    assert test.slider(key="hidden").value == 8


def test_unknown_names_in_a_link_are_told_and_the_usual_ones_used():
    test = run("rnn_forward", lang="en", init="foo", input="bar", activation="")
    assert len(test.warning) == 3
    assert test.selectbox(key="init").value == "uniform"
    assert test.selectbox(key="activation").value == "tanh"
    assert test.text_input(key="text").value == "hello"
    assert run("home", lang="xx").title[0].value == TITLES["home"][0]


def test_a_change_of_language_keeps_everything_else():
    test = run("rnn_backward", lang="en", text="ab", loss="last")
    test.session_state["lang"] = "zh"
    test.run()
    assert test.title[0].value == "RNN：反向传播（BPTT）"
    assert test.text_input(key="text").value == "ab"
    assert test.selectbox(key="loss").value == "last"


def test_an_exploding_gradient_is_told():
    wild = {"activation": "relu", "init": "identity", "gain": "2", "input": "wave", "length": "100"}
    assert "-fold in the RNN." in run("rnn_backward", lang="en", **wild).warning[0].value
    wild |= {"nets": "relu,lstm", "steps": "100"}
    (warning,) = run("gradients", lang="zh", **wild).warning
    assert "梯度爆炸" in warning.value
    assert "RNN" in warning.value
    assert "LSTM" not in warning.value  # it does not explode here
    assert not run("rnn_forward", lang="en", **wild).warning


def test_every_exploding_network_is_named():
    (warning,) = run("gradients", lang="en", init="normal", gain="3", units="64", fb="6").warning
    assert "-fold in the RNN, 1.9 × 10³-fold in the LSTM." in warning.value


def test_a_warning_does_not_push_the_chart_down():
    """It stands below, so that nothing jumps while a slider is dragged."""
    test = run("gradients", lang="en", init="normal", gain="3", units="64")
    shown = [each.type for each in test.main if each.type in ("plotly_chart", "warning")]
    assert shown == ["plotly_chart", "warning"]


@pytest.mark.parametrize("measure", ["loss", "jacobian"])
def test_curves_that_a_logarithm_cannot_show_are_named(measure):
    test = run("gradients", lang="en", gain="0", measure=measure)
    caption = test.caption[0]
    assert "cannot show 0" in caption.value
    assert "RNN from lag 1 on" in caption.value
    assert "LSTM from lag 1 on" in caption.value
    assert "GRU" not in caption.value  # its direct path needs no recurrent weight
    assert r"RNN\: bound from lag 1 on" in caption.value
    others = run("gradients", lang="en", measure=measure).caption
    assert not any("cannot show 0" in each.value for each in others)


def test_curves_beyond_the_largest_number_are_named():
    wild = {"init": "normal", "gain": "3", "nets": "relu", "units": "1", "seed": "1", "steps": "200"}
    caption = run("gradients", lang="zh", **wild, input="wave").caption[0].value
    assert re.search("∞.*RNN.*从滞后 [0-9]+ 起", caption), caption


def test_home_metrics_follow_the_slider():
    test = run("home", lang="en")
    rnn, lstm = (metric.value for metric in test.metric)
    test.slider(key="bias").set_value(-2.0).run()
    assert test.metric[0].value == rnn
    assert test.metric[1].value != lstm
