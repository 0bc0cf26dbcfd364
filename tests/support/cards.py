"""The cards of a room's guide, run over many scenes."""

import random
from collections.abc import Callable, Iterator

from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.guide.fill import Scene, filled, holds
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave

SIGNS = "abcdefghij xyz你好世界,_*{}<b>é🙂"


def held_cards(
    lesson: str, scene: Scene, beside: Callable[[Card], bool] = lambda _card: True
) -> Iterator[Card]:
    """Fill in the cards of a room in both languages, check their questions, and yield those that hold.

    ``beside`` is whether a card stands beside what the scene is of.
    """
    for language in LANGUAGES:
        for card in filter(beside, cards(lesson, language)):
            sent = filled(card, scene)
            assert sent["words"], card.name
            if sent["ask"]:
                asked = sent["ask"]
                if asked["kind"] == "choice":
                    assert set(asked["right"]) <= set(card.options), card.name
                else:
                    assert asked["within"] > 0 or all(each == round(each) for each in asked["right"]), (
                        card.name
                    )
                assert asked["hint"] and asked["answer"], card.name
            if holds(card, scene):
                yield card


def setups(count: int, seed: int, **fixed: object) -> Iterator[Setup]:
    """Draw texts, numbers and waves, and networks of every kind that read them."""
    draw = random.Random(seed)
    for k in range(count):
        length = draw.choice([2, 3, 5, 8, 13, 30])
        text = "".join(draw.choice(SIGNS) for _ in range(draw.choice([1, 2, 5, 9])))
        numbers = ", ".join(str(draw.choice([0, 1, -1, 0.5, 1000, -3e-5])) for _ in range(3))
        scale = draw.choice([0.01, 1.0, 30.0])
        source = [
            Text(text=text, length=length, scale=scale),
            Numbers(numbers=numbers, length=length, scale=scale),
            Wave(wave="pulse", length=length, scale=scale),
        ][k % 3]
        network = Network(
            hidden=draw.choice([1, 2, 5, 9]),
            seed=draw.randrange(100),
            recurrent=draw.choice(["uniform", "orthogonal", "normal", "identity"]),
            gain=draw.choice([0.0, 0.5, 1.0, 1.5, 3.0]),
            forget_bias=draw.choice([-3.0, 0.0, 1.0, 5.0]),
        )
        names = tuple(draw.sample(list(VARIANTS), draw.choice([1, 2, 3])))
        yield Setup(fixed.get("names", names), source, network)  # type: ignore[arg-type]
