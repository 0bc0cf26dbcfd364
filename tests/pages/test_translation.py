"""The page of translation, run by Streamlit's own AppTest."""

import time

import numpy as np
import pytest

from rnnlstm.core.translation.measure import translate
from rnnlstm.core.translation.phrases import NumberWords
from rnnlstm.core.translation.training import TranslationRecipe
from rnnlstm.ui.lessons.translation.networks import shipped
from rnnlstm.ui.lessons.translation.plan import WAYS
from rnnlstm.ui.lessons.translation.settings import EXAMPLES
from support.charts import charts, numbers
from support.visit import run, unfold, visit_page
from support.words import CHINESE

SMALL = {"words": "zh", "digits": "3", "vector": "16", "turns": "200"}


def visit(**link):
    return visit_page("pages/translation.py", {"lang": "en"} | link)


def answers(test):
    """Return the rows of the table of answers: the name, and the signs beside it."""
    (table,) = [each.proto.body for each in test.get("html") if "<table" in each.proto.body]
    return table


def chart(test, name):
    (found,) = [each for each in test.get("plotly_chart") if f"{name}-chart" in each.proto.id]
    return charts(test)[[each.proto.id for each in test.get("plotly_chart")].index(found.proto.id)]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_phrase_is_translated_and_walked_through(lang):
    test = visit(lang=lang)
    assert not test.error and not test.warning
    phrase = EXAMPLES[lang]["long"]
    assert test.text_input(key="phrase").value == phrase
    for way in WAYS:
        translator = shipped(lang, way)
        (answer,) = translate(translator.network, translator.task, [phrase])
        for sign in answer:
            assert f">{sign}<" in answers(test)
    assert test.slider(key="step").value == len(phrase)  # the last letter: the vector is whole
    alts = [each.proto.alt for each in test.get("plotly_chart")]
    assert len(alts) == 5  # accuracy, vector, letters, attention, loss
    assert all(bool(CHINESE.search(alt)) == (lang == "zh") for alt in alts if lang == "en") and all(alts)
    attention = chart(test, "translation-attention")
    weights = numbers(attention["data"][0]["z"])
    assert weights.shape[1] == len(phrase)
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-5)


def test_the_decoder_is_walked_through_too():
    test = visit(example="short", through="attention", step="24")
    said = next(each.value for each in test.markdown if "decoder’s step" in each.value)
    assert "The decoder’s step 2: it writes 0" in said and "it looks at" in said
    chances = numbers(chart(test, "translation-chances")["data"][0]["y"])
    assert len(chances) == 11 and chances.argmax() == 0
    test.segmented_control(key="through").set_value("plain")
    said = next(each.value for each in run(test).markdown if "decoder’s step" in each.value)
    assert "what the vector carries, and nothing else" in said


def test_the_tables_hold_every_number():
    test = unfold(visit(words="zh", example="short"))
    accuracy, steps, attention, *_ = (each.value for each in test.dataframe)
    assert accuracy["digits"].tolist() == shipped("zh", "plain").measured.digits.tolist()
    assert steps["sign"].tolist() == [*"三百零五", *"305■"]
    assert steps.filter(regex=r"^h\[").shape[1] == 64
    np.testing.assert_allclose(attention.iloc[:, 1:].sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("three hundred and fivé", "holds é"), ("", "no phrase yet"), ("a" * 200, "has 200 letters")],
)
def test_a_phrase_that_cannot_be_read_is_said_and_stays(typed, says):
    test = visit(words="en", phrase=typed)
    assert says in test.error[0].value.replace("\\", "")
    assert test.text_input(key="phrase").value == typed
    assert test.button(key="train-main")  # the rest of the page is there


def test_what_was_typed_is_read_as_meant():
    test = visit(words="en", phrase="Forty-Two")
    assert any("Read as: forty two" in each.value for each in test.caption)
    assert "✓" in answers(test)


def test_another_example_takes_the_place_of_what_was_typed():
    test = visit(words="zh", phrase="七")
    test.segmented_control(key="example").set_value("zeros")
    assert run(test).text_input(key="phrase").value == EXAMPLES["zh"]["zeros"]


def test_a_link_to_an_own_run_says_that_it_carries_none():
    test = visit(whose="own")
    assert "the shipped networks are shown" in test.info[0].value


def run_of(test):
    return test.session_state["runs"]["translation"].snapshot()


def test_both_are_trained_live_and_then_translate():
    test = visit(**SMALL, seed="3", cells="lstm")
    test.button(key="train-one").click()
    run(test)
    end = time.monotonic() + 120
    while run_of(test).busy or run_of(test).step < 1:
        assert time.monotonic() < end
        time.sleep(0.1)
        run(test)
    made = run_of(test)
    expected = TranslationRecipe(
        NumberWords("zh", 3), True, "LSTM", 16, steps=200, batch_size=32, seed=3, measured_every=20, asked=60
    )
    assert made.plan.recipe == expected
    assert [each.step for each in made.made.each.values()] == [1, 1]
    test.segmented_control(key="whose").set_value("own")
    test = run(test)
    assert any("your own run" in each.value for each in test.caption)
    (answer,) = translate(made.made.each["plain"].network, NumberWords("zh", 3), [EXAMPLES["zh"]["long"]])
    assert all(f">{sign}<" in answers(test) for sign in answer)
    assert any("encoder = torch.nn.LSTM(16, 16)" in each.value for each in unfold(test).code)
    test.slider(key="digits").set_value(5)
    told = run(test).info[0].value
    assert "Digits of the longest numbers" in told and "Hidden units" not in told
    test.button(key="train-back").click()
    assert run(test).slider(key="digits").value == 3
    test.button(key="train-reset").click()
    assert "translation" not in run(test).session_state["runs"]
