"""Every word on a page is in the learner's language."""

import json
import re

import pytest

from support.visit import unfold, visit_page
from support.words import CHINESE, words

NAMES = ["home", "rnn_forward", "rnn_backward", "lstm_forward", "lstm_backward"]
NAMES += ["gru_forward", "gru_backward", "compare", "gradients", "spectra", "exploding"]
NAMES += ["truncation", "influence"]


def run(name, **link):
    """Run the whole app for the home page, any other page by itself."""
    return visit_page("app.py" if name == "home" else f"pages/{name}.py", link)


LINKS = [{"input": "wave"}, {"input": "numbers"}, {"text": ""}, {"measure": "jacobian"}, {"hidden": "999"}]
ROOM = [{"measure": "paths"}, {"measure": "jacobian", "norm": "singular"}, {"story": "irnn"}, {"norm": "x"}]
CASES = [(name, {}) for name in NAMES]
CASES += [(name, link) for name in ("rnn_backward", "lstm_forward", "gradients") for link in LINKS]
CASES += [("exploding", {"view": view}) for view in ("close", "profile", "loss")]
CASES += [("exploding", {"part": "update", "shown": shown}) for shown in ("whole", "near", "norms")]
CASES += [("exploding", {"part": "update", "input": "numbers", "numbers": "two"})]
CASES += [("truncation", {"wrong": "cosine"}), ("truncation", {"units": "128"}), ("truncation", {"k": "0"})]
CASES += [("truncation", {"net": "irnn"})]


CASES += [("gradients", link) for link in ROOM]


@pytest.mark.parametrize(("name", "link"), CASES)
def test_no_word_of_the_other_language_is_left(name, link):
    chinese, english = (words(run(name, lang=lang, **link)) for lang in ("zh", "en"))
    assert len(chinese) == len(english) >= 10
    for word in chinese:
        assert CHINESE.search(word), word
    for word in english:
        assert not CHINESE.search(word), word


@pytest.mark.parametrize("name", NAMES)
def test_headers_of_the_table_are_in_the_learners_language(name):
    chinese, english = (list(unfold(run(name, lang=lang)).dataframe[0].value) for lang in ("zh", "en"))
    assert len(chinese) == len(english)
    for one, other in zip(chinese, english, strict=True):
        assert not CHINESE.search(other)
        # What is no word but a symbol is the same in both.
        word = re.search(
            r"reads|target|\bloss|lag|bound|typical|highway|rank|update|clip|error|cosine", other
        )
        assert bool(CHINESE.search(one)) == bool(word), other
        assert CHINESE.search(one) or one == other


@pytest.mark.parametrize("name", NAMES)
def test_chinese_page_has_no_english_sentence(name):
    for text in words(run(name, lang="zh")):
        plain = re.sub(
            r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\(https?:[^)]*\)|:material/\w+:", "", text, flags=re.DOTALL
        )
        # Four English words in a row are more than a name or a term in brackets.
        assert not re.search(r"\b[a-z]{2,}(?: [a-z]{2,}){3,}\b", plain), text


@pytest.mark.parametrize("lang", ["zh", "ZH", "zh-CN", "zh-hans"])
def test_language_of_the_link_wins(lang):
    assert run("home", lang=lang).title[0].value == "为什么 RNN 会忘，而 LSTM 记得住？"


def test_unknown_language_is_english():
    for lang in ("en", "xx", "", "zhuang"):
        assert not CHINESE.search(run("home", lang=lang).title[0].value)


def told(test):
    """Return what the door tells the browser."""
    (component,) = [each.proto for each in test.get("bidi_component") if "link" in each.proto.component_name]
    return json.loads(component.json)


@pytest.mark.parametrize("link", [{}, {"lang": "zh"}, {"lang": "ZH"}, {"lang": "xx"}])
def test_door_names_the_language_always(link):
    message = told(run("home", **link))
    chinese = link.get("lang") in ("zh", "ZH")
    assert message["settings"]["lang"] == ("zh" if chinese else "en")
    assert message["language"] == ("zh-Hans" if chinese else "en")


def test_door_names_the_mode_that_charts_are_drawn_for():
    assert told(run("home"))["mode"] == "light"


def test_language_is_chosen_on_the_page():
    test = run("home", lang="en", bias="1")
    test.button_group(key="lang").set_value("zh").run()
    assert not test.exception
    assert CHINESE.search(test.title[0].value)
    assert test.slider(key="bias").value == 1


@pytest.mark.parametrize("word", ["[x](//e.co)", "*two*", "$x$", "`1`"])
def test_what_was_typed_is_quoted_and_not_taken_for_markdown(word):
    (error,) = run("rnn_forward", lang="en", input="numbers", numbers=word).error
    assert f"“{word}”" not in error.value


@pytest.mark.parametrize("asked", ["[x](//e.co)", "*two*", "$x$"])
def test_what_a_link_asks_for_is_quoted_and_not_taken_for_markdown(asked):
    (warning,) = run("rnn_forward", lang="en", hidden=asked).warning
    assert f"= {asked}." not in warning.value


def test_home_says_so_where_the_link_is_out_of_range():
    assert "99" in run("home", lang="en", bias="99").warning[0].value
