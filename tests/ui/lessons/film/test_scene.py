"""What the cards of the film claim, of every recording: held against its looks, one by one."""

import numpy as np
import pytest

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.lessons.film.scene import of_recording
from rnnlstm.ui.walk.recordings import recorded
from support.cards import held_cards

SET = {
    "adding": {"silent", "opens", "unit", "order", "explodes"},
    "parity": {"near", "sudden"},
    "sine": {"sine"},
    "temporal_order": {"gates"},
}
"""The cards that speak of one task."""


def looks(task, kind):
    return {each.step: each for each in recorded(task).histories[kind].snapshots}


@pytest.mark.parametrize("task", TASKS)
def test_cards_hold_of_their_tasks(task):
    told = of_recording(task, recorded(task))
    held = {card.name: card for card in held_cards("film", told)}
    assert held.keys() - {"begin", "first", "onward"} == SET.get(task, set())
    if "first" in held:
        losses = {kind: [each.loss for each in looks(task, kind).values()] for kind in KINDS}
        below = {kind: np.flatnonzero(np.array(each) < told["baseline"] / 2) for kind, each in losses.items()}
        first = {kind: each[0] for kind, each in below.items() if len(each)}
        earliest = {kind for kind, look in first.items() if look == min(first.values())}
        assert set(evaluate(held["first"].head["right"], told)) == earliest


def test_every_moment_that_a_card_asks_for_was_looked_at():
    for card in cards("film", "en"):
        asked = dict(each.split("=") for each in card.head.get("set", "").split())
        if "at" in card.head:
            assert int(card.head["at"]) in looks(asked["task"], "RNN"), card.name


def test_what_they_count_as_right():
    told = {task: of_recording(task, recorded(task)) for task in SET}
    right = {
        card.name: evaluate(card.head["right"], told[task])
        for card in cards("film", "en")
        for task in SET
        if card.asks and f"task={task}" in card.head["set"]
    }
    lstm, gru, rnn = (looks("adding", kind) for kind in ("LSTM", "GRU", "RNN"))
    assert right["silent"] == "nothing" and lstm[650].gradient[99] < 1e-6 * lstm[650].gradient[0]
    assert right["unit"] == pytest.approx(lstm[700].units["f"].max() ** 99)
    assert right["explodes"] == "grows" and rnn[400].gradient[99] > rnn[400].gradient[0]
    arrived = next(step for step, each in gru.items() if each.gradient[99] > 1e-3 * each.gradient[0])
    assert right["order"] == "gradient" and gru[arrived].loss > 0.9 * told["adding"]["baseline"]
    assert right["sudden"] == next(
        step for step, each in looks("parity", "RNN").items() if each.accuracy == 1
    )
    end = looks("sine", "RNN")[2000].gradient
    assert right["sine"] == "kept" and end[59] > 0.9 * end[0]
    start = {kind: looks("temporal_order", kind)[0].gradient for kind in ("LSTM", "GRU")}
    assert right["gates"] == "LSTM" and start["LSTM"][54] > 1e9 * start["GRU"][54]


def test_one_step_back_is_enough_for_parity():
    """The old answer and the new bit give the new answer."""
    batch = recorded("parity").histories["RNN"].recipe.task.held_out_batch(0, 256)
    bits = batch.x[..., 0].astype(int)
    np.testing.assert_array_equal(batch.target[1:], (batch.target[:-1] + bits[1:]) % 2)
