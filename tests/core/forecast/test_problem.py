"""The split by time: nothing of what is held out is in what is learned from."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core.forecast.problem import Problem

VALUES = tuple(np.random.default_rng(0).normal(size=40).cumsum())
PROBLEM = Problem(VALUES, train=30, window=5)


def test_windows_and_what_came_after_each_on_the_scale_of_the_training_part():
    x, target = PROBLEM.examples(np.float64)
    past = np.array(VALUES[:30])
    z = (past - past.mean()) / past.std()
    assert x.shape == (5, 25, 1)
    for k in range(25):
        np.testing.assert_allclose(x[:, k, 0], z[k : k + 5])
        assert target[k] == pytest.approx(z[k + 5])


def test_changes_are_scaled_by_the_changes():
    x, target = replace(PROBLEM, changes=True).examples(np.float64)
    d = np.diff(np.array(VALUES[:30]))
    z = (d - d.mean()) / d.std()
    assert x.shape == (4, 25, 1)
    for k in range(25):
        np.testing.assert_allclose(x[:, k, 0], z[k : k + 4])
        assert target[k] == pytest.approx(z[k + 4])


@pytest.mark.parametrize("changes", [False, True])
def test_what_is_held_out_leaves_no_trace(changes):
    one = replace(PROBLEM, changes=changes)
    other = replace(one, values=(*VALUES[:30], *[1e6] * 10))
    assert one.scaler() == other.scaler()
    for a, b in zip(one.examples(), other.examples(), strict=True):
        np.testing.assert_array_equal(a, b)
    np.testing.assert_array_equal(one.autoregression().coefficients, other.autoregression().coefficients)


def test_what_was_filled_in_is_read_but_not_learned():
    known = [True] * 40
    known[10] = known[35] = False
    x, target = replace(PROBLEM, known=tuple(known)).examples()
    assert x.shape == (5, 24, 1)
    whole = PROBLEM.examples().target
    np.testing.assert_array_equal(target, np.delete(whole, 10 - 5))


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"values": (1.0, np.nan, *VALUES)}, "finite"),
        ({"train": 40}, "train"),
        ({"train": 1}, "train"),
        ({"window": 30}, "window"),
        ({"window": 1, "changes": True}, "window"),
        ({"known": (True,) * 39}, "known"),
        ({"known": (True,) * 30 + (False,) * 10}, "held out"),
        ({"known": (True,) * 5 + (False,) * 25 + (True,) * 10}, "learn"),
    ],
)
def test_what_cannot_be_split_is_refused(change, about):
    with pytest.raises(ValueError, match=about):
        replace(PROBLEM, **change)
