"""Trainings compared: the same numbers, in one go or in slices."""

import numpy as np

from rnnlstm import advance, begin


def assert_same(history, other):
    np.testing.assert_array_equal(history.loss, other.loss)
    np.testing.assert_array_equal(history.gradient_norm, other.gradient_norm)
    assert [snapshot.step for snapshot in history.snapshots] == [
        snapshot.step for snapshot in other.snapshots
    ]
    for one, two in zip(history.snapshots, other.snapshots, strict=True):
        assert (one.loss, one.accuracy) == (two.loss, two.accuracy)
        np.testing.assert_array_equal(one.y, two.y)
        np.testing.assert_array_equal(one.gradient, two.gradient)
    for name, value in history.progress.cell.params.items():
        np.testing.assert_array_equal(value, other.progress.cell.params[name])


def added(histories, deltas):
    return {kind: deltas[kind].added_to(history) for kind, history in histories.items()}


def in_one_go(recipe, kind, seed):
    history = begin(recipe, kind, seed)
    for later in advance(history):
        history = later
    return history
