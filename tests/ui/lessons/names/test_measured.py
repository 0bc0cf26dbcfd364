"""The numbers of the page of names, recomputed from the shipped networks and lists."""

import math

import numpy as np
import pytest

from rnnlstm.core.names.recipe import KINDS, recipe
from rnnlstm.make.names import counting
from rnnlstm.ui.lessons.names.measured import (
    MOST_LETTERS,
    MOST_TYPED,
    course,
    examined,
    names,
    read,
    results,
    shipped,
    standing,
)
from rnnlstm.ui.lessons.names.settings import LANGUAGES
from rnnlstm.ui.shell.errors import InputError


def alone(cell, name):
    """The probabilities after each letter of a name, by the textbook form of each step."""
    state = (np.zeros((1, cell.hidden_size)),) * len(cell.states)
    state = state[0] if len(state) == 1 else state
    rows = []
    for letter in name:
        x = np.array([[float(letter == each) for each in names().alphabet]])
        step = cell.step(x, state)
        state = step.state
        e = np.exp(step.y[0] - step.y[0].max())
        rows.append(e / e.sum())
    return np.array(rows)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_letter_by_letter(kind):
    cell = shipped(kind)
    found = course(cell, read("Wójcik"))
    np.testing.assert_allclose(found.probabilities, alone(cell, "wójcik"), atol=2e-6)
    likeliest = found.probabilities.argmax(axis=1)
    assert (likeliest[found.decided - 1 :] == found.answer).all()
    assert found.decided == 1 or likeliest[found.decided - 2] != found.answer


@pytest.mark.parametrize("kind", KINDS)
def test_all_names_held_out_are_those_one_by_one(kind):
    cell = shipped(kind)
    seen = examined(cell)
    right = 0
    for number in range(0, len(names().tested), 31):
        name, _language = names().tested[number]
        found = course(cell, read(name))
        assert (found.answer, found.decided) == (seen.answers[number], seen.decided[number])
    for number, (_name, language) in enumerate(names().tested):
        right += seen.answers[number] == language
    assert seen.accuracy == pytest.approx(right / 720) and np.trace(seen.counts) == right
    assert seen.counts.sum(axis=1).tolist() == [60] * 12
    # What is shipped is what the script has measured, in float32.
    measured = results()["networks"][kind][0]
    assert measured["seed"] == 0 and seen.accuracy == pytest.approx(measured["accuracy"], abs=3 / 720)


def test_counting_is_what_the_script_has_measured():
    assert counting(names()) == results()["counting"]


def test_networks_were_trained_by_the_recipe():
    assert [[run["seed"] for run in results()["networks"][kind]] for kind in KINDS] == [[0, 1, 2]] * 3
    by = recipe(names())
    for kind in KINDS:
        cell = shipped(kind)
        assert (cell.input_size, cell.hidden_size, cell.output_size) == (
            by.task.input_size,
            by.hidden_size,
            by.task.output_size,
        )
        assert all(run["loss"] < math.log(12) for run in results()["networks"][kind])


def test_in_which_lists_a_name_stands():
    assert standing("martin")[0] == ("en", "de", "fr", "es")
    assert standing("qqq") == ((), False)
    name, language = names().tested[0]
    assert standing(name)[1] and names().languages[language] in standing(name)[0]
    assert tuple(LANGUAGES) == names().languages


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type a family name"),
        (" ", "Type a family name"),
        ("a" * (MOST_LETTERS + 1), f"That is {MOST_LETTERS + 1} letters"),
        ("e" + "\u0301" * MOST_TYPED, f"That is {MOST_TYPED + 1} signs"),
        ("李", "“李” has none"),
        ("123", "“123” has none"),
    ],
)
def test_what_cannot_be_read(text, says):
    with pytest.raises(InputError, match=says):
        read(text)


def test_what_the_lesson_says_of_the_lists():
    lists = {
        language: names().training[k] + names().held_out[k] for k, language in enumerate(names().languages)
    }
    assert sum(name.endswith(("ski", "cki", "ński")) for name in lists["pl"]) == 19
    assert sum(name.endswith("ki") for name in lists["fi"]) == 12
    assert (len(lists["pl"]), len(lists["fi"]), len(lists["zh"])) == (700, 400, 183)
    short = [language for language, found in lists.items() for name in found if len(name) == 2]
    assert (short.count("zh"), len(short)) == (34, 39)
    kowalski = course(shipped("LSTM"), read("Kowalski"))
    ordered = [names().languages[k] for k in kowalski.probabilities[-1].argsort()[::-1]]
    assert ordered[:2] == ["fi", "pl"]
