"""Every card of every step page, over many texts and settings: no number missing, every place there."""

import functools
import random

import numpy as np
import pytest

from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.guide.scene import Scene, guided
from rnnlstm.ui.stepper.cells import CELLS
from rnnlstm.ui.walk.edits import understood
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
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


@pytest.mark.parametrize(("model", "direction"), LESSONS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_card_holds_for_any_walk(model, direction, language):
    back = direction == "backward"
    view = CELLS[model].facing(direction)
    phases = [phase.name for phase in view.phases]
    operations = [each.name for each in view.operations]
    lesson = f"{model}_{direction}".lower()
    for walk in walks(model):
        arrays = arrays_of(walk, model, back)
        for card, sent in zip(
            cards(lesson, language), guided(lesson, language, walk, arrays, phases, back=back), strict=True
        ):
            assert 1 <= sent["t"] <= walk.reading.steps, card.name
            assert 0 <= sent["unit"] < walk.cell.hidden_size, card.name
            assert sent["depth"] in ("sequence", "cell", "operation"), card.name
            assert sent["op"] in ("", *operations), card.name
            assert sent["words"], card.name
            check_question(card, sent["ask"], walk.reading.steps)


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
