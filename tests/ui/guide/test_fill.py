"""Numbers in the words of a card, and its question."""

import math

import pytest

from rnnlstm.ui.guide.card import Card
from rnnlstm.ui.guide.fill import filled, pieces, written


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (0.73106, "", "0.731"),
        (-0.5, "", "−0.500"),
        (3, "", "3"),
        (0.012345, "", "0.0123"),
        (-0.00123, "", "−0.00123"),
        (0.0, "", "0"),
        (3.2e-14, "", "3.2 × 10⁻¹⁴"),
        (-123456.0, "", "−1.2 × 10⁵"),
        (0.681, "%", "68%"),
        (0.002, "%", "<1%"),
        (-0.002, "%", "−<1%"),
        (0.9991, "%", "99.9%"),
        (0.99999, "%", "99.9%"),
        (1.0, "%", "100%"),
        (0.0, "%", "0%"),
        (2.345, ".1f", "2.3"),
        (math.inf, "", "∞"),
        (-math.inf, "%", "−∞"),
        ("e", "", "e"),
    ],
)
def test_written(value, form, expected):
    assert written(value, form) == expected


def test_nan_is_refused():
    with pytest.raises(ValueError, match="nan"):
        written(math.nan)


def test_values_stand_apart_from_the_words():
    words = pieces("From h_{t−1} comes {h:%} of *{name}*.", {"h": 0.25, "name": "_*x"})
    assert words == ["From h_{t−1} comes ", ["25%"], " of *", ["_*x"], "*."]


def test_a_negative_factor_stands_in_parentheses():
    assert pieces("{a} · {a} + {a}", {"a": -2}) == [["−2"], " · ", ["(−2)"], " + ", ["−2"]]


def test_words_can_be_chosen_between():
    text = '{"Few: **one**." if T < 2 else "Many."} T = {T}.'
    assert pieces(text, {"T": 1}) == ["Few: **one**.", " T = ", ["1"], "."]
    assert pieces(text, {"T": 2})[0] == "Many."
    assert pieces('{"From h_{t−1}." if T else "None."}', {"T": 1}) == ["From h_{t−1}."]


CARD = Card(
    "larger",
    {"when": "a != b", "ask": "choice", "right": "'a' if a > b else 'b'", "lit": "a b"},
    "Which is larger?",
    otherwise="Both are {a}.",
    hint="Look.",
    answer="{a} and {b}.",
    options={"a": "the first", "b": "the second"},
)


def test_question_is_filled_in():
    asked = filled(CARD, {"a": 1, "b": 2})
    assert asked["words"] == ["Which is larger?"]
    assert asked["lit"] == ["a", "b"]
    assert asked["ask"]["right"] == ["b"]
    assert asked["ask"]["answer"] == [["1"], " and ", ["2"], "."]
    assert asked["ask"]["options"] == [["a", ["the first"]], ["b", ["the second"]]]


def test_where_a_claim_does_not_hold_the_card_says_so_and_asks_nothing():
    told = filled(CARD, {"a": 2, "b": 2})
    assert told["words"] == ["Both are ", ["2"], "."]
    assert told["ask"] is None
