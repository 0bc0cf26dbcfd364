"""What the cards of the translation claim, of any phrase and of both languages' networks."""

import numpy as np
import pytest

from rnnlstm.core.translation.numbers import in_chinese, in_english
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.fill import filled, holds
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.lessons.translation.measured import translated
from rnnlstm.ui.lessons.translation.networks import shipped
from rnnlstm.ui.lessons.translation.phrase import read
from rnnlstm.ui.lessons.translation.plan import WAYS
from rnnlstm.ui.lessons.translation.scene import scene
from rnnlstm.ui.lessons.translation.settings import EXAMPLES


def told(language, typed, way="plain", step=1):
    networks = {each: shipped(language, each) for each in WAYS}
    phrase = read(typed, language)
    seen = {each: translated(t.network, t.task, phrase.text) for each, t in networks.items()}
    return scene(phrase, seen, networks, way, min(step, seen[way].steps)), seen, networks


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_can_be_filled_for_any_phrase(language):
    for typed in (*EXAMPLES[language].values(), {"en": "a", "zh": "两"}[language]):
        of, _, _ = told(language, typed)
        for card in cards("translation", language):
            assert filled(card, of)["words"], card.name


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cards_hold_for_what_they_set_and_count_the_right_thing(language):
    right = {}
    for card in cards("translation", language):
        asked = dict(each.split("=") for each in card.head.get("set", "").split())
        of, seen, networks = told(
            language, EXAMPLES[language][asked.get("example", "long")], asked.get("through", "plain")
        )
        assert holds(card, of), card.name
        if card.asks:
            right[card.name] = evaluate(card.head["right"], of), of, seen, networks
    value, of, seen, networks = right["breaks"]
    curve = dict(zip(networks["plain"].measured.digits, networks["plain"].measured.accuracy, strict=True))
    assert all(share >= 0.9 for digits, share in curve.items() if digits < value)
    assert value and curve[value] < 0.9
    assert right["one_vector"][0] == networks["plain"].network.hidden_size
    value, of, seen, _ = right["looks"]
    assert seen["attention"].weights[0].argmax() == value - 1
    assert of["sign"](value) == of["phrase"][int(value) - 1].replace(" ", "␣")
    value, of, seen, _ = right["equal"]
    assert value == 1 / len(of["phrase"])
    value, of, seen, _ = right["compared"]
    assert seen[value].answer == of["number"]
    assert sum(each.answer == of["number"] for each in seen.values()) == 1


@pytest.mark.parametrize(
    ("language", "in_words", "word"), [("en", in_english, "million"), ("zh", in_chinese, "亿")]
)
def test_numbers_beyond_the_training_need_a_word_never_read(language, in_words, word):
    of, _, networks = told(language, EXAMPLES[language]["long"])
    shortest, most = 10 ** (int(of["past"]) - 1), 10 ** networks["plain"].task.digits - 1
    assert word in in_words(shortest) and most < shortest
    rng = np.random.default_rng(0)
    assert not any(word in in_words(int(n)) for n in rng.integers(0, most, 2000, endpoint=True))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_end_is_said_only_where_it_is_written(language):
    for typed in EXAMPLES[language].values():
        of, seen, _ = told(language, typed)
        assert all(of["ended"](way) == (seen[way].written[-1] == "■") for way in WAYS)
        assert all(of["letters"] + of["ends"](way) == seen[way].steps for way in WAYS)
