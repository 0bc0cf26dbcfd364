"""A training in slices: the same numbers as in one go."""

import pytest

from rnnlstm import Adam, Recipe, advance, begin, tasks
from rnnlstm.core.training.slices import begin_all, train_slice
from support.histories import added, assert_same

RECIPE = Recipe(tasks.adding(6), 4, Adam(0.01), steps=30)
KINDS = ("RNN", "LSTM", "GRU")


def in_one_go(kind, recipe=RECIPE, seed=3):
    history = begin(recipe, kind, seed)
    for later in advance(history):
        history = later
    return history


def test_a_training_in_slices_is_bit_for_bit_that_in_one_go():
    histories = begin_all(RECIPE, KINDS, 3)
    assert list(histories) == list(KINDS)
    for updates in (1, 1, 7, 20):
        histories = added(histories, train_slice(histories, updates=updates))
    made = histories["RNN"].step
    assert made == 29
    histories = added(histories, train_slice(histories))
    for kind in KINDS:
        assert histories[kind].over
        assert_same(histories[kind], in_one_go(kind))
    deltas = train_slice(histories)
    assert all(len(delta.loss) == 0 and not delta.snapshots for delta in deltas.values())


def test_networks_stay_in_lockstep_and_time_ends_a_slice():
    histories = begin_all(RECIPE, KINDS, 3)
    deltas = train_slice(histories, seconds=0)  # at least one update each
    assert [len(delta.loss) for delta in deltas.values()] == [1, 1, 1]
    assert all(delta.seconds > 0 for delta in deltas.values())
    histories = added(histories, deltas)
    deltas = train_slice(histories, updates=5)
    assert [len(delta.loss) for delta in deltas.values()] == [5, 5, 5]


def test_one_that_blows_up_does_not_hold_up_the_others():
    wild = Recipe(tasks.adding(6), 4, Adam(1e300), steps=30, clip_norm=None)
    histories = begin_all(RECIPE, ("RNN", "LSTM"), 3)
    histories["GRU"] = begin(wild, "GRU", 3)
    histories = added(histories, train_slice(histories))
    assert not histories["GRU"].finite
    assert histories["GRU"].step < histories["RNN"].step == histories["LSTM"].step == 30


def test_a_slice_of_no_update_is_refused():
    with pytest.raises(ValueError, match="updates"):
        train_slice(begin_all(RECIPE, KINDS, 3), updates=0)
