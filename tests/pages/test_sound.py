"""The page on sound, run by Streamlit's own AppTest."""

import time

import numpy as np
import pytest

from rnnlstm.core.sound.learning import FRAMES, KINDS, Recipe, accuracy
from rnnlstm.core.sound.listening import Listening
from rnnlstm.core.sound.melody import QUESTIONS
from rnnlstm.core.sound.wav import LIMIT
from rnnlstm.ui.lessons.sound.heard import listen, melody
from rnnlstm.ui.lessons.sound.shipped import measured, networks
from support.charts import charts, numbers
from support.sounds import sine, wav
from support.visit import run, unfold, visit_page
from support.words import CHINESE

OWN = wav([0.5 * sine(880, 44_100, 2)], 44_100)


def visit(**link):
    return visit_page("pages/sound.py", {"lang": "en"} | link)


def give(test, data, name="own.wav"):
    test.file_uploader(key="sound-file").set_value((name, data, "audio/wav"))
    return run(test)


def figure(test):
    return charts(test)[0]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_answered_in_both_languages(question, lang):
    test = visit(lang=lang, asked=question, melody="4", lasts="3", hiss="0.3")
    assert not test.error and not test.warning
    heard = melody(4, 3, 0.3)
    spectrogram, said, sure, true, units = figure(test)["data"]
    np.testing.assert_allclose(numbers(spectrogram["z"]), heard.bands.T, atol=6e-4)
    answers = {kind: listen(cell, heard) for kind, cell in networks(question).items()}
    expected = [heard.truth[question], *(answers[kind].labels for kind in KINDS)]
    np.testing.assert_array_equal(numbers(said["z"]), expected)
    np.testing.assert_allclose(numbers(sure["z"]), answers["LSTM"].probabilities.T, atol=6e-4)
    np.testing.assert_array_equal(numbers(true["y"]), heard.truth[question])
    np.testing.assert_allclose(numbers(units["z"]), answers["LSTM"].trace.c[:, 0].T, atol=6e-4)
    rows = figure(test)["layout"]["yaxis2"]["ticktext"]
    for row, kind in zip(rows[1:], KINDS, strict=True):
        assert row.endswith(f" {answers[kind].right(heard.truth[question]):.0%}")
    for chart in test.get("plotly_chart"):
        assert bool(CHINESE.search(chart.proto.alt)) == (lang == "zh")


def test_what_is_looked_into_can_be_chosen_and_taken_along():
    test = unfold(visit(listener="GRU", inside="z", asked="note"))
    said = listen(networks("note")["GRU"], melody(*USUAL))
    table = test.dataframe[0].value
    np.testing.assert_allclose(table["z[1]"], said.trace.z[:, 0, 0])
    np.testing.assert_allclose(table["p(C5)"], said.probabilities[:, 1])
    assert len(table) == len(said.trace.z)
    many = test.dataframe[1].value
    np.testing.assert_array_equal(many["LSTM, seed 2"], measured("note").accuracy["LSTM"][2])
    assert 'load_file("sound-note.safetensors")' in test.code[0].value


USUAL = (1, 5, 0.1)


def test_a_quantity_that_another_network_lacks_becomes_its_usual_one():
    test = visit(listener="LSTM", inside="f")
    test.button_group(key="listener").set_value("RNN")
    run(test)
    assert not test.error
    assert test.button_group(key="inside").value == "h"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_file_is_heard_and_nothing_is_called_right(lang):
    test = give(visit(lang=lang, sound="file"), OWN)
    assert not test.error
    assert len(figure(test)["data"]) == 4
    rows = figure(test)["layout"]["yaxis2"]["ticktext"]
    assert len(rows) == 4 and not any("%" in row for row in rows)
    said = next(each.value for each in test.markdown if "own.wav" in each.value)
    assert "44100" in said and "2.0" in said
    assert ("没有标准答案" if lang == "zh" else "there is no truth") in said
    loudest = numbers(figure(test)["data"][0]["z"]).argmax(axis=0)
    assert (loudest[2:-2] == 24).all()  # A5, two octaves above A3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"ID3\x04" + bytes(99), "MP3"),
        (OWN[:5000], "cut off"),
        (bytes(LIMIT + 1), "5 MB"),
        (b"RIFF\x10\0\0\0WAVEjunk", "damaged"),
    ],
)
def test_a_bad_file_is_told_and_what_was_there_stays(data, words):
    test = give(visit(sound="file"), OWN)
    before = figure(test)["data"]
    give(test, data, "bad*name*.wav")
    assert words in test.error[0].value
    assert "own.wav is still there" in test.error[0].value
    assert figure(test)["data"] == before
    give(test, OWN, "again.wav")
    assert not test.error


def test_a_bad_file_in_chinese():
    test = give(visit(lang="zh", sound="file"), wav([sine(440, 8000)] * 3))
    assert "3 个声道" in test.error[0].value


def test_a_link_to_a_file_says_that_it_carries_none():
    assert "A link never carries a file" in visit(sound="file").info[0].value


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_networks_learn_while_one_watches(lang):
    test = visit(lang=lang, ears="live", ear_units="4", ear_updates="100", asked="note", seed="3")
    before = numbers(figure(test)["data"][1]["z"])
    recipe = Recipe(Listening(FRAMES, "note"), hidden_size=4, steps=100, seed=3)
    np.testing.assert_array_equal(before[-1], listen(recipe.cell("GRU"), melody(*USUAL)).labels)
    test.button(key="train-one").click().run()
    job = test.session_state["runs"]["sound"]
    end = time.monotonic() + 60
    while not job.snapshot().step or job.snapshot().busy:
        assert time.monotonic() < end
        time.sleep(0.1)
    test.run()
    assert not test.exception and not test.error
    learned = job.snapshot().made
    assert learned.step == 1 and list(learned.each) == list(KINDS)
    assert len(test.get("plotly_chart")) == 2
    assert job.snapshot().plan.recipe == recipe
    cell = learned.each["GRU"].progress.cell
    said = listen(cell, melody(*USUAL)).labels
    np.testing.assert_array_equal(numbers(figure(test)["data"][1]["z"])[-1], said)
    assert learned.each["GRU"].scores[0] == accuracy(recipe.cell("GRU"), recipe.task, 3)
    test.selectbox(key="asked").select("move").run()
    assert not test.exception and len(test.info) == 1
    test.button(key="train-back").click().run()
    assert test.selectbox(key="asked").value == "note" and not test.info
    test.button(key="train-reset").click().run()
