"""What the cards of the small graphs say and count as right, for any numbers: held against sums by hand."""

import random

import pytest

from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.fill import filled
from rnnlstm.ui.lessons.vectors.graph import graph_data
from rnnlstm.ui.lessons.vectors.measured import graph, measured
from rnnlstm.ui.lessons.vectors.scene import scene
from rnnlstm.ui.lessons.vectors.settings import PART
from support.cards import held_cards

PARTS = list(PART.options)


def part_of(card):
    return card.head["set"].removeprefix("graph=")


def measurements(part, count=40):
    """Numbers within what the page lets one set, zeros, saturated units and reached targets among them."""
    draw = random.Random(part)
    for _ in range(count):
        most = {"vector": 9, "softmax": 4}.get(part, 3)
        names = graph(part).given
        numbers = {
            name: draw.choice([0, most, *(round(draw.uniform(-most, most), 1) for _ in "ab")])
            for name in names
        }
        yield measured(part, tuple(numbers.items()), draw.choice([0.5, 0.0001]), draw.choice([1, 2, 3]))


@pytest.mark.parametrize("part", PARTS)
def test_every_card_holds_for_any_numbers(part):
    held = {
        card.name
        for of in measurements(part)
        for card in held_cards("vectors", scene(of), lambda card: part_of(card) == part)
    }
    assert held == {card.name for card in cards("vectors", "en") if part_of(card) == part}


@pytest.mark.parametrize("part", PARTS)
def test_cards_lead_to_a_step_that_there_is_and_light_up_what_is_drawn(part):
    of = next(measurements(part))
    for card in (card for card in cards("vectors", "en") if part_of(card) == part):
        data = graph_data(of, card)
        place = data["guide"]
        assert card.head["small"] in data["steps"][place["step"]]["makes"]
        drawn = {name for node in data["nodes"] for name in (node["name"], f"d{node['name']}")}
        drawn |= {edge[way] for edge in data["edges"] for way in ("there", "back")}
        drawn |= {
            q for table in data["tables"] for row in table["rows"] for cell in row for q in cell["q"].split()
        }
        assert place["lit"] == card.head.get("lit", "").split()
        assert set(place["lit"]) <= drawn, card.name


def asked(part, name):
    """A card's question over many numbers that let it be asked: the graph with them, and what is right."""
    card = next(card for card in cards("vectors", "en") if card.name == name)
    found = [(of, filled(card, scene(of))["ask"]) for of in measurements(part, 120)]
    found = [(of, ask["right"]) for of, ask in found if ask]
    assert len(found) > 20
    return found


def slope(of, name, by=1e-5):
    """The slope of E as one given number moves, by forward steps alone."""
    given = {each: of.run.values[each] for each in of.graph.given}
    less, more = (of.graph.forward({**given, name: given[name] + step})["E"] for step in (-by, by))
    return (more - less) / (2 * by)


@pytest.mark.parametrize(("part", "name", "moved"), [("chain", "tanh", "b"), ("vector", "transpose", "x2")])
def test_number_that_is_right_is_a_slope_of_the_loss(part, name, moved):
    """What arrives at a is what the bias gets."""
    for of, [right] in asked(part, name):
        assert right == pytest.approx(slope(of, moved), abs=1e-6, rel=1e-6)


def test_loss_falls_as_the_weight_goes_the_way_that_is_right():
    for of, right in asked("chain", "weight"):
        if abs(rises := slope(of, "w")) > 1e-7:
            assert right == ["shrink" if rises > 0 else "grow"]


def test_two_paths_of_a_weight_are_added():
    for of, _right in asked("twice", "twice"):
        numbers = scene(of)
        both = numbers["da"] * numbers["x"] + numbers["dy"] * numbers["h"]
        assert both == pytest.approx(slope(of, "w"), abs=1e-6)


def test_product_that_is_right_is_the_slope_by_the_weight():
    for of, _right in asked("vector", "outer"):
        numbers = scene(of)
        assert numbers["da1"] * numbers["x2"] == pytest.approx(slope(of, "W12"), abs=1e-5)


def test_only_the_right_class_has_a_negative_gradient():
    for of, right in asked("softmax", "onehot"):
        slopes = {name: slope(of, name) for name in ("y1", "y2", "y3")}
        assert right == [name for name, by in slopes.items() if by < 0]
