"""What the cards of this room claim, over many texts and settings: in numbers found another way."""

import random

import numpy as np
import pytest

from rnnlstm.core.flow.truncation import truncation_error
from rnnlstm.ui.lessons.truncation.measured import lengths_of, truncation_report
from rnnlstm.ui.lessons.truncation.scene import of_report
from support.cards import held_cards, setups


def test_what_the_cards_say_of_a_truncation():
    held = set()
    draw = random.Random(2)
    for setup in setups(100, 4):
        for walk in setup.walks(draw.choice(["last", "every"])).values():
            report = truncation_report(walk)
            k = min(8, walk.reading.steps)
            scene = of_report(report, k, setup.network.forget_bias)
            for card in held_cards("truncation", scene):
                held.add(card.name)
                if card.name == "oldest":
                    assert k < walk.reading.steps
                if card.name in ("rnn", "lstm"):
                    assert scene["worst"] == pytest.approx(worst(walk, [k])[0], rel=1e-6, abs=1e-9)
                if card.name == "rnn":
                    later = [each for each in lengths_of(walk.reading.steps) if each >= scene["needed"]]
                    assert (worst(walk, later) <= 0.01).all()
    assert held >= {"begin", "oldest", "all", "rnn", "slower", "lstm", "rule", "cosine", "memory", "onward"}


def worst(walk, lengths):
    """Return the largest error of a weight that the way back in time reaches, at each length."""
    measured = truncation_error(walk.cell, walk.trace, dy=walk.dy, lengths=lengths).error
    known = [of for name, of in measured.items() if name not in ("W_hy", "b_y") and np.isfinite(of).all()]
    return np.max(known, axis=0)


def test_the_numbers_of_the_rules():
    assert 0.5**7 < 0.01 < 0.5**6
    assert 0.9**44 < 0.01 < 0.9**43
    assert pytest.approx(100, rel=0.05) == 2**6.6
