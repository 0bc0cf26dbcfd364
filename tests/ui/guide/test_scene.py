"""Every card of every step page, over many texts and settings: no number missing, every place there."""

import functools
import random

import numpy as np
import pytest

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.guide.scene import Scene, guided
from rnnlstm.ui.lessons.trained.room import facts as facts_of
from rnnlstm.ui.stepper.cells import CELLS
from rnnlstm.ui.walk.edits import understood
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.recordings import recorded
from rnnlstm.ui.walk.source import Numbers, TaskSequence, Text, Wave
from rnnlstm.ui.walk.task_sequence import TaskChoice
from rnnlstm.ui.walk.walk import take

LESSONS = [
    (model, direction)
    for model in ("RNN", "LSTM", "GRU")
    for direction in ("forward", "backward")
    if cards(f"{model}_{direction}".lower(), "en")
]
SIGNS = "abcdefghij xyz你好世界,_*{}<b>é🙂"
SAMPLES = 100


def walks(model):
    """Walks of every kind: texts, numbers, waves, sizes, ways of drawing, edits, from one seed."""
    draw = random.Random(7)
    for k in range(SAMPLES):
        length = draw.choice([1, 1, 2, 3, 5, 8, 13, 40])
        text = "".join(draw.choice(SIGNS) for _ in range(length))
        numbers = ", ".join(str(draw.choice([0, 1, -1, 0.5, 1000, -3e-5])) for _ in range(length))
        source = [Text(text=text), Numbers(numbers=numbers), Wave(wave="pulse", length=length + 1)][k % 3]
        network = Network(
            hidden=draw.choice([1, 2, 8, 17]),
            seed=draw.randrange(100),
            recurrent=draw.choice(["uniform", "orthogonal", "normal", "identity"]),
            gain=draw.choice([0.0, 0.5, 1.0, 3.0]),
            activation=draw.choice(["tanh", "sigmoid", "relu"]),
            forget_bias=draw.choice([-3.0, 0.0, 1.0, 6.0]),
            loss=draw.choice(["every", "last"]),
        )
        edits = understood(draw.choice(["", "", "f:1", "f:0,i:1", "z:1", "h0:0.5", "W_hy:0"]))[0]
        yield take(model, source, network, edits)


@functools.cache
def arrays_of(walk, model, back):
    view = CELLS[model]
    return view.forward.arrays(walk) | (view.backward.arrays(walk) if back else {})


def check_cards(lesson, language, scene, model, direction):
    """Fill in every card of a lesson for one scene."""
    view = CELLS[model].facing(direction)
    operations = [each.name for each in view.operations]
    steps, hidden = scene["T"], scene["H"]
    sent = guided(lesson, language, scene, [phase.name for phase in view.phases])
    for card, each in zip(cards(lesson, language), sent, strict=True):
        assert 1 <= each["t"] <= steps, card.name
        assert 0 <= each["unit"] < hidden, card.name
        assert each["depth"] in ("sequence", "cell", "operation"), card.name
        assert each["op"] in ("", *operations), card.name
        assert each["words"], card.name
        check_question(card, each["ask"], steps)


@pytest.mark.parametrize(("model", "direction"), LESSONS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_holds_for_any_walk(model, direction, language):
    back = direction == "backward"
    for walk in walks(model):
        scene = Scene(walk, arrays_of(walk, model, back), back=back)
        check_cards(f"{model}_{direction}".lower(), language, scene, model, direction)


def pairs():
    """Two walks side by side: any two cells, on texts that agree in part, with one alphabet."""
    draw = random.Random(11)
    for k in range(SAMPLES):
        models = [draw.choice(["RNN", "LSTM", "GRU", "PeepholeLSTM"]) for _ in range(2)]
        text = "".join(draw.choice(SIGNS) for _ in range(draw.choice([1, 1, 2, 3, 8, 20])))
        other = [text, draw.choice(SIGNS) + text[1:], text[:-1] + draw.choice(SIGNS), "she is"][k % 4]
        network = Network(
            hidden=draw.choice([1, 8]),
            seed=draw.randrange(100),
            recurrent=draw.choice(["uniform", "orthogonal", "identity"]),
            gain=draw.choice([0.0, 0.5, 1.0, 3.0]),
            activation=draw.choice(["tanh", "sigmoid", "relu"]),
            loss=draw.choice(["every", "last"]),
        )
        edits = understood(draw.choice(["", "", "i:0", "z:1", "h0:0.5", "x.1@1:3", "W_hy:0"]))[0]
        texts = [Text(text=text, alphabet=other), Text(text=other, alphabet=text)]
        yield (
            [take(model, source, network, edits) for model, source in zip(models, texts, strict=True)],
            draw.choice(["forward", "backward"]),
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_holds_for_any_pair(language):
    for walks, direction in pairs():
        back = direction == "backward"
        left, right = (Scene(walk, arrays_of(walk, walk.model, back), back=back) for walk in walks)
        scene = Scene(walks[0], arrays_of(walks[0], walks[0].model, back), back=back, other=right)
        assert scene["other_h"] == right["h"]
        assert scene["h"] == left["h"]
        check_cards("compare", language, scene, walks[0].model, direction)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_holds_for_any_trained_network(language):
    draw = random.Random(13)
    for k in range(SAMPLES):
        kind, task = KINDS[k % 4], draw.choice(list(TASKS))
        T = draw.randint(max(2, TASKS[task].shortest), 40)
        asked = TaskChoice(task, T, draw.randint(1, 100), draw.choice([0, 0.05, 0.25, 0.5, 1.0]))
        edits = understood(draw.choice(["", "", "f:1", "f.31@4:0", "z:1", "h0:0.5", "W_hy:0"]))[0]
        walk = take(kind, TaskSequence(choice=asked), Network(), edits)
        direction = draw.choice(["forward", "backward"])
        back = direction == "backward"
        facts = facts_of(asked, recorded(task).histories[kind])
        scene = Scene(walk, arrays_of(walk, walk.model, back), back=back, facts=facts)
        check_cards("trained", language, scene, walk.model, direction)


def check_question(card, ask, steps):
    if ask is None:
        return
    assert ask["hint"] and ask["answer"] and ask["right"], card.name
    if ask["kind"] == "choice":
        assert set(ask["right"]) <= {name for name, _words in ask["options"]}, card.name
    elif ask["kind"] == "step":
        assert all(1 <= right <= steps for right in ask["right"]), card.name
    else:
        assert np.isfinite(ask["right"]).all(), card.name


@pytest.mark.parametrize(("model", "direction"), LESSONS)
def test_what_is_lit_is_drawn(model, direction):
    walk = take(model, Text(), Network())
    names = set(arrays_of(walk, model, direction == "backward"))
    for card in cards(f"{model}_{direction}".lower(), "en"):
        assert set(card.head.get("lit", "").split()) <= names, card.name


@pytest.mark.parametrize("lesson", ["compare", "trained"])
def test_what_is_lit_is_drawn_of_some_cell(lesson):
    names = set().union(*(arrays_of(take(kind, Text(), Network()), kind, True) for kind in CELLS))
    for card in cards(lesson, "en"):
        assert set(card.head.get("lit", "").split()) <= names, card.name


def test_two_walks_are_measured_together():
    network, back = Network(), False
    left, right = (
        take("LSTM", Text(text=mine, alphabet=theirs), network)
        for mine, theirs in (("cat", "cab"), ("cab", "cat"))
    )
    other = Scene(right, arrays_of(right, "LSTM", back), back=back)
    scene = Scene(left, arrays_of(left, "LSTM", back), back=back, other=other)
    assert scene["same_weights"] and not scene["same_text"]
    assert (scene["parting"], scene["common"]) == (3, 3)
    assert scene["apart"](2) == 0
    assert scene["apart"](3) == pytest.approx(np.linalg.norm(left.trace.h[2, 0] - right.trace.h[2, 0]))
    assert scene["same_after"](3) and not scene["same_after"](2)
    assert scene["other_symbol_at"](3) == "b"
    assert scene["other_at"]("f", 3, 2) == right.trace.f[2, 0, 1]


def test_better_way_back_of_two_cells_is_that_of_h_or_of_c():
    """With untrained cells the RNN keeps more at h, the LSTM along c; the latter is the better way."""
    left, right = (take(model, Text(), Network()) for model in ("RNN", "LSTM"))
    other = Scene(right, arrays_of(right, "LSTM", True), back=True)
    scene = Scene(left, arrays_of(left, "RNN", True), back=True, other=other)
    last = take("LSTM", Text(), Network(loss="last")).grads
    at_h, at_c = ((np.linalg.norm(g[0, 0]) / np.linalg.norm(g[-1, 0])) ** 0.25 for g in (last.h, last.c))
    assert scene["other_factor"]("last_dh") == pytest.approx(at_h)
    assert scene["other_factor"]("last_dc") == pytest.approx(at_c)
    assert at_h < scene["factor"]("last_dh") < at_c
    assert scene["factor"]("last_dc") == 0
    card = next(card for card in cards("compare", "en") if card.name == "gradients")
    assert evaluate(card.head["right"], scene) == "right"


def test_unit_is_measured_over_all_steps():
    walk = take("LSTM", Text(text="hello"), Network())
    scene = Scene(walk, arrays_of(walk, "LSTM", False), back=False)
    f = walk.trace.f[:, 0]
    assert scene["keeper"]("f") == f.mean(0).argmax() + 1
    assert (scene["unit_peak"]("f"), scene["unit_low"]("f")) == (f[:, 0].max(), f[:, 0].min())
    assert (scene["unit_most"]("f"), scene["unit_least"]("f")) == (f[:, 0].argmax() + 1, f[:, 0].argmin() + 1)
    assert scene["unit_mean"]("f") == f[:, 0].mean()
    assert f[:, 0].argmax() + 1 in scene["unit_tops"]("f")
    assert f[:, 0].argmin() + 1 in scene["unit_lows"]("f")


def test_scene_agrees_with_the_trace():
    walk = take("LSTM", Text(text="hello"), Network())
    scene = Scene(walk, arrays_of(walk, "LSTM", False), back=False)
    f = walk.trace.f[:, 0]
    assert scene["f"] == f[0, 0]
    assert scene["at"]("f", 4, 3) == f[3, 2]
    assert scene["most"]("f") == np.unravel_index(f.argmax(), f.shape)[0] + 1
    assert scene["unit_of_least"]("f") == f[0].argmin() + 1
    assert (scene["peak"]("f"), scene["lowest"]("f")) == (f.max(), f.min())
    assert (scene["T"], scene["H"], scene["symbol"], scene["symbol_at"](5)) == (5, 8, "h", "o")
    assert scene["right"] == (walk.trace.y[:, 0].argmax(1) == walk.reading.target[:, 0]).sum()


def test_scene_tells_what_one_sees():
    walk = take("RNN", Text(text="hello"), Network())
    scene = Scene(walk, arrays_of(walk, "RNN", True), back=True)
    scene.stand(Card("there", {"t": "4", "unit": "2"}, ""))
    da, h, W = walk.grads.a[3, 0], walk.trace.h[2, 0], walk.cell.W_hh
    assert scene["column_most"]("W_hh", "da") == np.abs(W[:, 1] * da).argmax() + 1
    assert scene["row_most"]("W_hh", "h_before") == np.abs(W[1] * h).argmax() + 1
    assert scene["norm"]("da", 4) == pytest.approx(np.linalg.norm(da))
    assert scene["none"]("h_before") == [1] and scene["none"]("dh") == []
    assert scene["tops"]("has_loss") == [1, 2, 3, 4, 5]
    assert scene["clear"](-2, 1) and not scene["clear"](1, -1.005) and not scene["clear"](0, 0)
    assert (scene["again"], scene["earlier"]) == (4, 3)
    assert scene["phi"](0.3) == np.tanh(0.3)
    assert scene["p_target"] == walk.probabilities[3, walk.reading.target[3, 0]]


def test_last_loss_alone_is_what_a_loss_at_the_last_step_sends_back():
    """It is the mean over one step there, over all of them here."""
    every, last = (take("LSTM", Text(text="hello"), Network(loss=loss)) for loss in ("every", "last"))
    scene = Scene(every, arrays_of(every, "LSTM", True), back=True)
    h, c = last.grads.h[:, 0] / 5, last.grads.c[:, 0] / 5
    for t in range(1, 6):
        assert scene["norm"]("last_dh", t) == pytest.approx(np.linalg.norm(h[t - 1]))
        assert scene["norm"]("last_dc", t) == pytest.approx(np.linalg.norm(c[t - 1]))
    straight = every.trace.f[1:, 0].prod(axis=0) * c[-1]
    assert scene["norm"]("last_highway", 1) == pytest.approx(np.linalg.norm(straight))
    assert scene["factor"]("last_dh") ** 4 == pytest.approx(np.linalg.norm(h[0]) / np.linalg.norm(h[4]))


def test_place_stays_within_the_walk():
    walk = take("LSTM", Text(text="a"), Network(hidden=1))
    scene = Scene(walk, arrays_of(walk, "LSTM", False), back=False)
    for card in cards("lstm_forward", "en"):
        assert scene.stand(card) == {"t": 1, "unit": 1}


@pytest.mark.parametrize(("model", "low", "high"), [("RNN", 3, 40), ("LSTM", 21, 44)])
def test_share_of_a_difference_that_lasts_is_as_the_card_says(model, low, high):
    shares = []
    for seed in range(1, 9):
        texts = [
            Text(text=mine, alphabet=theirs) for mine, theirs in (("ahe is", "she is"), ("she is", "ahe is"))
        ]
        left, right = (take(model, text, Network(seed=seed, updates=0)).trace.h[:, 0] for text in texts)
        distance = np.linalg.norm(left - right, axis=1)
        shares.append(100 * distance[-1] / distance[0])
    assert (round(min(shares)), round(max(shares))) == (low, high)
    card = next(card for card in cards("compare", "en") if card.name == "lasts")
    assert f"{low} to {high}%" in card.otherwise
