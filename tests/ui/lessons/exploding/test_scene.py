"""What the cards of this room claim, over many settings: in numbers found another way."""

import random

import numpy as np
import pytest

from rnnlstm.core.cells.rnn import RNN
from rnnlstm.ui.lessons.exploding.measured import WINDOWS, Clipped, DescentSettings, clipped
from rnnlstm.ui.lessons.exploding.scene import of_descents, of_update
from rnnlstm.ui.lessons.laboratory import VARIANTS
from support.cards import held_cards, setups

UPDATE = ("product", "whole", "direction", "not_a_length", "onward")


def settings(count):
    draw = random.Random(3)
    yield DescentSettings()
    yield DescentSettings(steps=10)
    for _ in range(count):
        kind = draw.choice(["sigmoid", "tanh"])
        w, b = (round(draw.uniform(*ends), 2) for ends in WINDOWS[kind])
        rate, limit = draw.choice([0.01, 0.3, 3.0]), draw.choice([0.01, 0.3, 10.0])
        yield DescentSettings(draw.choice([5, 10, 15, 20, 50, 100]), kind, w, b, rate, limit, 10)


def scenes_of_one_update():
    """The cards of the cliff are shown only beside the cliff."""
    for k, setup in enumerate(setups(100, 5)):
        for walk in setup.walks().values():
            of = clipped(walk, [0.01, 1.0, 100.0][k % 3])
            yield of, walk, of_update(of, walk)


def test_what_the_cards_say_of_the_descents():
    held = set()
    for chosen in settings(60):
        scene = of_descents(chosen)
        for card in held_cards("exploding", scene, lambda card: card.name not in UPDATE):
            held.add(card.name)
            match card.name:
                case "same_start":
                    assert scene["longest_none"] > max(scene["longest_norm"], scene["longest_value"])
                    step = chosen.learning_rate * scene["gradient_none"]
                    assert step == pytest.approx(scene["longest_none"])
                case "by_norm":
                    assert scene["longest_norm"] <= chosen.learning_rate * chosen.limit * (1 + 1e-9)
                case "by_value":
                    most = np.sqrt(2) * chosen.learning_rate * chosen.limit
                    assert scene["longest_value"] <= most * (1 + 1e-9)
                case "wall":
                    assert scene["wall_10"] < scene["wall"]
                case "slope":
                    assert scene["wall"] < scene["wall_50"]
    assert held == {"cliff", "same_start", "by_norm", "by_value", "wall", "slope"}


def test_with_twenty_steps_and_more_there_is_a_cliff():
    for kind in WINDOWS:
        usual = {"sigmoid": -2.5, "tanh": -0.9}[kind]
        for steps in (20, 50, 100):
            assert of_descents(DescentSettings(steps, kind, b=usual))["wall"] > 10


def test_what_the_cards_say_of_one_update():
    held = set()
    for of, walk, scene in scenes_of_one_update():
        for card in held_cards("exploding", scene, lambda card: card.name in UPDATE):
            held.add(card.name)
            check_update(card.name, of, walk, scene)
    assert held == set(UPDATE)


def check_update(name, of: Clipped, walk, scene):
    if name == "product":
        assert isinstance(walk.cell, RNN)
        assert scene["growth"] <= scene["bound"] * (1 + 1e-9)
        sigma = np.linalg.norm(walk.cell.W_hh, 2)
        gamma = {"tanh": 1, "relu": 1, "sigmoid": 0.25}[walk.cell.activation]
        assert scene["factor"] == pytest.approx(gamma * sigma)
    if name == "whole":
        assert of.total["norm"] == pytest.approx(of.limit)
        assert scene["size"] == sum(each.size for each in walk.cell.params.values())
    if name == "direction":
        assert of.angle["norm"] < 1e-5 < of.angle["value"] and 0 < of.cut <= 1
    if name == "not_a_length":
        assert of.total["value"] <= of.limit * np.sqrt(of.size) * (1 + 1e-9)
        assert of.total["norm"] <= of.limit * (1 + 1e-9)


def test_every_network_of_the_laboratory_has_a_scene():
    for name in VARIANTS:
        (walk,) = next(setups(1, 1, names=(name,))).walks().values()
        assert of_update(clipped(walk, 1.0), walk)["size"] > 0
