"""The cards of names over many names and networks: no number missing, and the claims hold."""

import numpy as np
import pytest

from rnnlstm import LSTM
from rnnlstm.core.names.recipe import KINDS
from rnnlstm.ui.lessons.names.measured import course, examined, names, read, shipped
from rnnlstm.ui.lessons.names.scene import scene
from support.cards import held_cards

NAMES = ["Kowalczyk", "Martin", "x", "Lu", "Wójcik", "O'Neill", "van der Berg", "ﬀ1a", "Ñandú"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_card_holds_for_any_name(kind):
    cell = shipped(kind)
    for name in [*NAMES, *(name for name, _ in names().tested[::37])]:
        told = scene(course(cell, read(name)), examined(cell), kind)
        held = {card.name for card in held_cards("names", told)}
        assert ("honest" in held) == (told["listed"] > 1)


@pytest.mark.parametrize("kind", KINDS)
def test_the_mistakes_named_are_the_most_frequent(kind):
    seen = examined(shipped(kind))
    told = scene(course(shipped(kind), read("Martin")), seen, kind)
    named = [int(each.split()[-1]) for each in told["confusions"].split(", ")]
    wrong = sorted((int(n) for (i, j), n in np.ndenumerate(seen.counts) if i != j), reverse=True)
    assert named == wrong[:4]
    assert told["confusions"].startswith(
        f"{told['worst_truth']} → {told['worst_taken']} {told['worst_count']}"
    )
    assert len(told["lists"].split(", ")) == told["listed"]


def test_a_network_that_has_learned_nothing_has_cards_too():
    cell = LSTM.init(len(names().alphabet), 4, 12, seed=0)
    told = scene(course(cell, read("Martin")), examined(cell), "LSTM")
    assert list(held_cards("names", told))


def test_what_the_lesson_says_of_the_usual_name():
    told = scene(course(shipped("LSTM"), read("Kowalczyk")), examined(shipped("LSTM")), "LSTM")
    assert told["code"] == "pl" and told["decided"] > 1
    assert told["accuracy"] > told["after3"] > told["after1"]
