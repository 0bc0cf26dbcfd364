"""What the guides of the step lessons claim and count as right, for any walk: held against the core."""

import random

import numpy as np
import pytest

from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.fill import filled
from rnnlstm.ui.guide.scene import Scene
from rnnlstm.ui.stepper.cells import CELLS
from rnnlstm.ui.walk.edits import understood
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take


def walks(model):
    draw = random.Random(11)
    for _ in range(40):
        network = Network(
            hidden=draw.choice([1, 2, 8]),
            seed=draw.randrange(100),
            gain=draw.choice([0.0, 0.5, 1.0, 2.5]),
            activation=draw.choice(["tanh", "sigmoid"]),
            forget_bias=draw.choice([-3.0, 1.0, 6.0]),
            loss=draw.choice(["every", "last"]),
        )
        edits = understood(draw.choice(["", "", "f:1", "h0:0.5", "W_hy:0", "b_h:2"]))[0]
        yield take(model, Text(text=draw.choice(["a", "ab", "hello", "abababcab"])), network, edits)


def asked(model, direction, name):
    """A card's question on walks that let it be asked: the walk, the place (from 0), and what is right."""
    card = next(card for card in cards(f"{model}_{direction}".lower(), "en") if card.name == name)
    count = 0
    for walk in walks(model):
        view, back = CELLS[model], direction == "backward"
        arrays = view.forward.arrays(walk) | (view.backward.arrays(walk) if back else {})
        scene = Scene(walk, arrays, back=back)
        place = scene.stand(card)
        ask = filled(card, scene)["ask"]
        if ask:
            count += 1
            yield walk, place["t"] - 1, place["unit"] - 1, ask["right"]
    assert count > 4


def test_more_of_the_sum_comes_from_the_part_that_is_right():
    for walk, t, unit, right in asked("RNN", "forward", "three_parts"):
        cell, trace = walk.cell, walk.trace
        before = trace.h0[0] if t == 0 else trace.h[t - 1, 0]
        parts = {
            "a_x": cell.W_xh[unit] @ trace.x[t, 0],
            "a_h": cell.W_hh[unit] @ before,
            "b_h": cell.b_h[unit],
        }
        assert right == [max(parts, key=lambda name: abs(parts[name]))]


def test_past_adds_nothing_at_the_steps_that_are_right():
    for walk, _t, _unit, right in asked("RNN", "forward", "no_past"):
        states = np.concatenate([walk.trace.h0, walk.trace.h[:-1, 0]])
        silent = [t + 1 for t, h in enumerate(states) if not (walk.cell.W_hh @ h).any()]
        assert right == silent and 1 in right


@pytest.mark.parametrize("down", [1e-5, 1e-6])
def test_loss_falls_when_h_goes_the_way_that_is_right(down):
    """The last state moved by hand: the loss of its answer, computed anew."""
    for walk, t, unit, right in asked("RNN", "backward", "meaning"):
        if abs(walk.grads.h[t, 0, unit]) < 1e-4:
            continue
        cell, target = walk.cell, walk.reading.target[t, 0]

        def loss(change, h=walk.trace.h[t, 0], unit=unit, cell=cell, target=target):
            moved = h.copy()
            moved[unit] += change
            y = cell.W_hy @ moved + cell.b_y
            return np.log(np.exp(y - y.max()).sum()) + y.max() - y[target]

        assert loss(down if right == ["grow"] else -down) < loss(0)


def test_derivative_at_the_right_answer_by_differences():
    for walk, t, _unit, [right] in asked("RNN", "backward", "right_answer"):
        y, target = walk.trace.y[t, 0], walk.reading.target[t, 0]
        nudge = 1e-6 * np.eye(len(y))[target]
        up, down = (np.log(np.exp(z).sum()) - z[target] for z in (y + nudge, y - nudge))
        assert right == pytest.approx((up - down) / 2e-6, abs=1e-6)


def test_shrinking_is_that_of_the_last_loss_alone():
    for walk, _t, _unit, [right] in asked("RNN", "backward", "shrink"):
        h = walk.cell.backward(
            walk.trace, dy=walk.dy * (np.arange(len(walk.dy)) == len(walk.dy) - 1)[:, None, None]
        ).h
        mean = (np.linalg.norm(h[0, 0]) / np.linalg.norm(h[-1, 0])) ** (1 / (len(h) - 1))
        assert right == ("under" if mean < 0.5 else "below" if mean < 1 else "above")


def test_each_gate_gets_the_gradient_times_its_partner():
    for walk, t, unit, right in asked("LSTM", "backward", "gates"):
        trace = walk.trace
        before = trace.c0[0] if t == 0 else trace.c[t - 1, 0]
        partners = {"df": before[unit], "di": trace.g[t, 0, unit], "dg": trace.i[t, 0, unit]}
        assert right == [max(partners, key=lambda name: abs(partners[name]))]


def test_highway_passes_the_share_that_is_right():
    for walk, t, unit, [right] in asked("LSTM", "backward", "highway"):
        onward = walk.grads.c_future[t - 1, 0, unit] if t else walk.grads.c0[0, unit]
        assert right * walk.grads.c[t, 0, unit] == pytest.approx(onward)


def test_road_that_is_right_carries_more():
    for walk, t, _unit, [right] in asked("LSTM", "backward", "compare"):
        grads = walk.grads
        highway, detours = (np.linalg.norm(each[t, 0]) for each in (grads.c_future, grads.h_future))
        assert right == ("dc_future" if highway > detours else "dh_future")


def test_detour_that_is_right_sends_most():
    for walk, t, unit, [right] in asked("LSTM", "backward", "detours"):
        H = walk.cell.hidden_size
        sent = {
            f"dh_{gate}": getattr(walk.cell, f"W_{index}")[:, :H][:, unit]
            @ getattr(walk.grads, f"a_{index}")[t, 0]
            for gate, index in zip("figo", "fico", strict=True)
        }
        assert right == max(sent, key=lambda name: abs(sent[name]))


def test_forget_gate_most_open_stands_at_the_steps_that_are_right():
    for walk, _t, _unit, right in asked("LSTM", "forward", "most_open"):
        opened = walk.trace.f[:, 0].max(axis=1)
        assert int(opened.argmax()) + 1 in right
        assert all(opened[t - 1] >= 0.97 * opened.max() for t in right)
