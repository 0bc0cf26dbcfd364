"""The page of the language model, run by Streamlit's AppTest: its views, its texts, a run of its own."""

import json
import time

import pytest

from rnnlstm.ui.lessons.language.texts import shipped_model
from support.charts import charts, numbers
from support.visit import unfold, visit_page
from support.words import CHINESE, words

SMALL = {"lm_units": "16", "lm_steps": "16", "lm_streams": "8", "lm_updates": "100", "seed": "3"}


def visit(**link):
    return visit_page("pages/language.py", {"lang": "en", "corpus": "alice"} | link)


def said(test):
    return " ".join(each.value for each in [*test.markdown, *test.caption])


def session_run(test):
    return test.session_state["runs"]["language"].snapshot()


@pytest.mark.parametrize("act", ["train", "read", "write"])
def test_both_languages_say_the_same_in_their_own_words(act):
    chinese, english = (visit(lang=lang, act=act) for lang in ("zh", "en"))
    for test, language in ((chinese, "zh"), (english, "en")):
        assert not test.error and not test.warning and not test.info
        for chart in charts(test):
            layout = chart["layout"] | {"xaxis": {}}
            assert bool(CHINESE.search(json.dumps(layout, ensure_ascii=False))) == (language == "zh")
        for chart in test.get("plotly_chart"):
            assert bool(CHINESE.search(chart.proto.alt)) == (language == "zh")
    assert len(words(chinese)) == len(words(english))


def test_each_language_begins_with_its_own_text():
    for language, text in (("en", "alice"), ("zh", "journey")):
        test = visit_page("pages/language.py", {"lang": language})
        assert test.session_state["corpus"] == text


def test_the_shipped_training_is_shown_until_there_is_a_run():
    test = visit()
    course = shipped_model("alice").course
    points = next(trace for trace in charts(test)[0]["data"] if trace["mode"] == "markers")
    assert len(numbers(points["y"])) == len(course.looks)
    shown = [each.value for each in test.code]
    assert shown[0] == course.looks[-1].sample and course.looks[0].sample.startswith(shown[-1])


@pytest.mark.parametrize("corpus", ["alice", "journey"])
def test_a_sentence_its_guesses_and_its_numbers(corpus):
    test = visit(corpus=corpus, act="read", paint="bits")
    paint, chances = charts(test)[0]["data"][:2]
    table = unfold(test).dataframe[0].value
    flat = numbers(paint["z"])
    assert sorted(flat[flat == flat]) == pytest.approx(sorted(table["surprise, in bits"]))
    assert float(numbers(chances["z"])[1, 0]) == pytest.approx(table["p1"][0])
    assert "bits per character on this sentence" in said(test)
    for button in [each for each in test.button if (each.key or "").startswith("language-unit-")][:1]:
        button.click().run()
        assert test.slider(key="lm_unit").value == int(button.label.split(":")[0])


@pytest.mark.parametrize("sentence", ["€", "a" * 161])
def test_what_cannot_be_read_is_explained_and_stays(sentence):
    test = visit(act="read", sentence=sentence)
    assert len(test.error) == 1
    assert test.text_input(key="sentence").value == sentence


@pytest.mark.parametrize("temperature", ["0", "0.01", "100"])
def test_every_temperature_writes(temperature):
    test = visit(act="write", temperature=temperature, prime="Alice € ", lm_length="100")
    assert not test.error
    (text,) = [each.value for each in test.code]
    prime, written = text.split("▏")
    assert prime == "Alice  " and len(written) == 100
    assert "does not know €" in said(test)
    assert (
        visit(act="write", temperature=temperature, prime="Alice € ", lm_length="100").code[0].value == text
    )


def test_a_text_is_pasted_learned_and_read():
    test = visit(corpus="own", **SMALL)
    assert "no text of yours" in test.info[0].value
    test.text_area(key="language-pasted").set_value("hi").run()
    assert "2 characters" in test.error[0].value
    test.text_area(key="language-pasted").set_value("Hello world! \n" * 60).run()
    assert not test.error and "840 characters, an alphabet of 10" in said(test)
    test.text_area(key="language-pasted").set_value("aaaa").run()
    assert "is still there" in test.error[0].value
    test.button(key="train-one").click().run()
    end = time.monotonic() + 60
    while session_run(test).step < 1 or session_run(test).busy:
        assert time.monotonic() < end
        time.sleep(0.1)
        test.run()
    run = session_run(test)
    assert run.plan.recipe.hidden_size == 16 and run.plan.recipe.T == 16 and run.plan.seed == 3
    test.session_state["act"] = "read"
    test.run()
    assert not test.exception and charts(test)
    test.session_state["act"] = "write"
    test.run()
    assert not test.exception and len(test.code[0].value) > 300


def test_without_a_run_of_ones_own_the_shipped_network_reads():
    test = visit(act="read", lm="run")
    assert "the network of the course is shown" in test.info[0].value
    assert charts(test)
