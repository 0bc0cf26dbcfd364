"""The page of names, run by Streamlit's AppTest: what it says of a name, and of what it cannot read."""

import json
import time

import numpy as np
import pytest

from rnnlstm.ui.lessons.names.measured import course, examined, names, read, shipped
from rnnlstm.ui.lessons.names.settings import LANGUAGES
from support.charts import charts, numbers
from support.visit import unfold, visit_page
from support.words import CHINESE, words


def visit(**link):
    return visit_page("pages/names.py", {"lang": "en"} | link)


def said(test):
    return " ".join(each.value for each in [*test.markdown, *test.caption])


@pytest.mark.parametrize("look", ["mistakes", "letters", "training"])
def test_both_languages_say_the_same_in_their_own_words(look):
    chinese, english = (visit(lang=lang, names=look) for lang in ("zh", "en"))
    for test, language in ((chinese, "zh"), (english, "en")):
        assert not test.error and not test.warning
        for chart in test.get("plotly_chart"):
            assert bool(CHINESE.search(chart.proto.alt)) == (language == "zh")
        for chart in charts(test):
            assert bool(CHINESE.search(json.dumps(chart["layout"], ensure_ascii=False))) == (language == "zh")
    # "English" is left out of the words: it is a name of a language of the course, too.
    assert len([word for word in words(chinese) if word != "英语"]) == len(words(english))


def test_a_name_its_picture_and_its_numbers():
    test = visit(name="Kowalczyk", reader="gru")
    assert "**kowalczyk** → **Polish**" in said(test)
    likely = charts(test)[0]["data"][0]
    z = numbers(likely["z"])
    assert z.shape == (12, 9)
    np.testing.assert_allclose(z.sum(axis=0), 1, rtol=1e-5)
    table = unfold(test).dataframe[0].value
    np.testing.assert_allclose(table["Polish"], z[list(LANGUAGES).index("pl")], rtol=1e-5)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Marti\u0301n", "Read without its accent"),  # composed to í, which Spanish names have
        ("Ằnna", "Read without its accent, since no name of the lists has it: ằ → a."),
        ("van Dijk", "No letter of the networks: ␣. At such a step all inputs are 0."),
        ("Martin", "List: English, German, French, Spanish."),
        ("Qqqq", "The name stands in none of the lists."),
    ],
)
def test_it_is_said_how_a_name_was_read(name, says):
    text = said(visit(name=name))
    assert (says in text) == (name != "Marti\u0301n")


@pytest.mark.parametrize("name", ["", "李", "a" * 25, "e" + "\u0301" * 300])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_cannot_be_read_is_explained_and_stays(name, language):
    test = visit(name=name, lang=language)
    (error,) = test.error
    assert bool(CHINESE.search(error.value.replace("李", ""))) == (language == "zh")
    assert test.text_input(key="name").value == name
    # What does not depend on the name is there still.
    assert [chart.proto.alt for chart in test.get("plotly_chart")]


def test_a_cell_names_its_mistakes_and_a_name_is_read_by_its_button():
    test = visit(truth="nl", taken="de", name="Kowalczyk")
    seen, codes = examined(shipped("LSTM")), names().languages
    count = seen.counts[codes.index("nl"), codes.index("de")]
    assert f"{count} of 60 names of the list Dutch are taken for German" in said(test)
    buttons = [each for each in test.button if (each.key or "").startswith("of-cell-")]
    assert len(buttons) == count
    for each in buttons:
        assert each.label in names().held_out[codes.index("nl")]
    name = buttons[0].label
    buttons[0].click().run()
    assert f"**{name}** → **German**" in said(test)


def test_curves_and_the_table_of_all_ways():
    test = visit(names="letters")
    curves = charts(test)[1]["data"]
    for kind in ("RNN", "LSTM", "GRU"):
        (curve,) = [each for each in curves if each["name"].strip("\u00a0") == kind]
        np.testing.assert_allclose(numbers(curve["y"]), examined(shipped(kind)).right)
    assert len(test.dataframe[0].value) == 7


def test_a_training_of_ones_own_reads_the_name():
    test = visit(names="training", rounds="100", width="8", learners="gru", reader="gru", seed="3")
    assert "of 100 updates" in test.get("progress")[0].proto.text
    test.button(key="train-one").click().run()
    run = session_run(test)
    assert run.plan.kinds == ("GRU",) and run.plan.recipe.steps == 100 and run.step <= 1
    end = time.monotonic() + 60
    while session_run(test).step < 1 or session_run(test).busy:
        assert time.monotonic() < end
        time.sleep(0.1)
        test.run()
    own = session_run(test).made.each["GRU"].progress.cell
    test.session_state["taught"] = "live"
    test.run()
    found = course(own, read("Kowalczyk"))
    np.testing.assert_allclose(numbers(charts(test)[0]["data"][0]["z"]), found.probabilities.T, rtol=1e-4)
    test.session_state["reader"] = "rnn"
    test.run()
    (info,) = test.info
    assert "Your training has no RNN yet" in info.value
    test.session_state["rounds"] = 300
    test.run()
    assert any("Yours differ in: Updates" in each.value for each in test.info)


def session_run(test):
    return test.session_state["runs"]["names"].snapshot()
