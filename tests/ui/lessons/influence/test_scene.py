"""What the cards of this room claim, over many texts, tasks and settings: in numbers found another way."""

import random

import numpy as np
import pytest

from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.lessons.influence.changed import (
    NOTHING,
    InputChange,
    alphabet_of,
    everywhere,
    followed,
    now_read,
)
from rnnlstm.ui.lessons.influence.changed_views import Changed
from rnnlstm.ui.lessons.influence.scene import of_change, of_setup
from rnnlstm.ui.lessons.influence.settings import PART
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.task_sequence import TaskChoice
from support.cards import held_cards, setups

NETS = ("tanh", "lstm", "gru")


def shows(*views):
    return lambda card: any(f"heard={view} " in card.head.get("set", "") for view in views)


def of_tasks(count, seed):
    """Recorded networks of every task, at any point of their training, on any sequence."""
    draw = random.Random(seed)
    for k in range(count):
        task = ["parity", "adding", *TASKS][k % (len(TASKS) + 2)]
        T = draw.randint(max(2, TASKS[task].shortest), 40)
        share = draw.choice([1, 1, 0, 0.05, 0.25, 0.5])
        yield Setup(NETS, TaskSequence(choice=TaskChoice(task, T, draw.randint(1, 100), share)), Network())


def every_setup():
    yield from setups(18, 5, names=NETS)
    yield from of_tasks(18, 6)


def moved_by(walk, t, eps=1e-6):
    """How far the last output moves when a component of the input at t does, by central differences."""
    columns = []
    for component in np.eye(walk.trace.x.shape[-1]):
        step = np.zeros_like(walk.trace.x)
        step[t - 1] = eps * component
        up, down = (walk.cell.forward(walk.trace.x + sign * step).y[-1, 0] for sign in (1, -1))
        columns.append((up - down) / (2 * eps))
    return np.linalg.norm(columns)


def answer(walk, x):
    return walk.cell.forward(x).y[-1, 0].argmax()


def flipped(walk, part):
    """The inputs of a walk whose first bit has gone a part of the way to the other one."""
    x = walk.trace.x.copy()
    x[0] += part * (1 - 2 * x[0])
    return x


def apart(walk, x):
    return np.linalg.norm(walk.cell.forward(x).h - walk.trace.h, axis=-1)[:, 0]


def test_what_the_cards_say_of_small_changes():
    held = set()
    for setup in every_setup():
        walks = setup.walks()
        scene = of_setup(setup, walks, "y")
        for name in NETS:
            walk = walks[VARIANTS[name].label]
            first, newest = moved_by(walk, 1), moved_by(walk, walk.reading.steps)
            assert scene[f"{name}_first"] == pytest.approx(first, rel=1e-3, abs=1e-4)
            assert scene[f"{name}_factor"] ** (walk.reading.steps - 1) == pytest.approx(
                scene[f"{name}_share"]
            )
            assert scene[f"{name}_share"] * newest == pytest.approx(first, rel=1e-3, abs=1e-4)
        for card in held_cards("influence", scene, shows("map", "row", "column")):
            held.add(card.name)
            check_small(card.name, setup, walks)
    assert held >= {"begin", "empty", "row", "longer", "bias", "marked", "vanished"}


def check_small(name, setup, walks):
    if name == "marked":
        walk = walks["LSTM"]
        moves = [moved_by(walk, t + 1) for t in range(walk.reading.steps)]
        marked = [move for move, symbol in zip(moves, walk.reading.symbols, strict=True) if "•" in symbol]
        assert len(marked) == 2
        assert min(marked) > np.median(moves) * 5
    if name == "vanished":
        walk = walks["RNN"]
        assert setup.source.choice.task == "parity"
        assert moved_by(walk, 1) < 1e-5


@pytest.mark.parametrize("name", NETS)
def test_a_flip_is_what_two_runs_of_the_network_say(name):
    """Over sequences and points of the training, so that some are kept and some are not."""
    seen = set()
    for setup in of_tasks(40, 7):
        if setup.source.choice.task != "parity":
            continue
        walks = setup.walks()
        walk = walks[VARIANTS[name].label]
        scene = of_setup(setup, walks, "y")
        turns = [
            part for part in PART.values if answer(walk, flipped(walk, part)) != answer(walk, walk.trace.x)
        ]
        assert scene[f"{name}_flips"] == (1.0 in turns)
        assert scene[f"{name}_ridge"] == (turns[0] if turns else 0)
        real = apart(walk, flipped(walk, 0.01))
        assert scene[f"{name}_nudged"] == pytest.approx(real[-1] / real[0], rel=1e-6, abs=1e-13)
        seen.add(bool(turns))
    assert seen == {True, False}


def at_first(setup, walks, part):
    """What the room shows of a change of the first input."""
    first = walks["RNN"]
    alphabet = alphabet_of(setup.source, first.reading)
    asked = InputChange(1, part, next(iter(alphabet.others(first.reading.symbols[0])), NOTHING))
    changes = {label: followed(walk, asked, alphabet) for label, walk in walks.items()}
    many = {}
    if isinstance(setup.source, TaskSequence) and setup.source.choice.task == "parity":
        many = {label: everywhere(walk, setup.source, asked) for label, walk in walks.items()}
    return of_change(setup, Changed(walks, changes, asked, now_read(asked, first, alphabet), "h"), many)


def beside_a_change(scene):
    """Those that speak of bits stand beside bits: where the learner has gone on, they say so."""
    return lambda card: (
        shows("change")(card) and ("parity" in card.head["set"]) <= (scene["task"] == "parity")
    )


def test_what_the_cards_say_of_real_changes():
    held = set()
    for setup in every_setup():
        walks = setup.walks()
        for part in (1.0, 0.01):
            scene = at_first(setup, walks, part)
            for card in held_cards("influence", scene, beside_a_change(scene)):
                held.add(card.name)
                check_real(card, walks, part, scene)
    assert held == {"real", "kept", "nudge", "valleys", "ridge", "price"}


def check_real(card, walks, part, scene):
    walk = walks["RNN"]
    right = evaluate(card.head["right"], scene) if card.asks else None
    if card.name in ("kept", "valleys"):
        real = apart(walk, flipped(walk, part))
        assert scene["tanh_real"] == pytest.approx(real[-1], rel=1e-6, abs=1e-13)
        assert (real[-1] > 0.1 * real[0]) == (card.name == "kept")
    if card.name == "kept":
        assert moved_by(walk, 1) < 0.01
    if card.name == "nudge":
        real = apart(walk, flipped(walk, 0.01))
        assert right == ("falls" if real[-1] < 0.001 * real[0] else "stays")
    if card.name == "price":
        small = {kind: apart(each, flipped(each, 0.01)) for kind, each in walks.items()}
        left = {kind: real[-1] / real[0] for kind, real in small.items()}
        assert VARIANTS[right].label == max(left, key=left.get)
        for each in walks.values():
            assert answer(each, flipped(each, 1.0)) != answer(each, each.trace.x)


@pytest.mark.parametrize(("language", "between"), [("en", ", "), ("zh", "、")])
def test_values_that_the_search_for_the_ridge_names_are_those_of_the_slider(language, between):
    words = next(card.words for card in cards("influence", language) if card.name == "ridge")
    assert between.join(f"{part:g}" for part in PART.values if part > 0.01) in words
