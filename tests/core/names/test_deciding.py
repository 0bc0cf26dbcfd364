"""When a network decides: against the definition, name by name, and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core.names.deciding import answers, confusion, deciding_steps, right_after
from support.cases import brief


@pytest.mark.parametrize(
    ("course", "step"),
    [("a", 1), ("aaa", 1), ("baa", 2), ("bba", 3), ("aba", 3), ("abaa", 3), ("cabbb", 3), ("aab", 3)],
)
def test_the_deciding_step_by_hand(course, step):
    assert deciding_steps([[ord(each)] for each in course]).tolist() == [step]


@brief
@given(st.integers(1, 7), st.integers(1, 5), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_many_at_once_are_each_by_itself(T, B, O, seed):  # noqa: E741
    rng = np.random.default_rng(seed)
    y, lengths = rng.normal(size=(T, B, O)), rng.integers(1, T + 1, B)
    found = answers(y, lengths)
    steps = deciding_steps(found)
    for b, length in enumerate(lengths):
        course = y[:length, b].argmax(axis=-1).tolist()
        assert found[:, b].tolist() == course + [course[-1]] * (T - length)
        # The definition: the first step from which on every answer is the last one.
        stays = [k for k in range(length) if all(later == course[-1] for later in course[k:])]
        assert steps[b] == min(stays) + 1


def test_the_share_that_is_right_by_hand():
    course = np.array([[0, 1, 2], [0, 1, 1], [1, 1, 1]])
    np.testing.assert_allclose(right_after(course, [1, 1, 1]), [1 / 3, 2 / 3, 1])


def test_confusion_by_hand():
    expected = [[1, 1, 0], [0, 0, 0], [2, 0, 1]]
    np.testing.assert_array_equal(confusion([0, 2, 0, 2, 2], [0, 0, 1, 2, 0], 3), expected)


def test_bad_lengths():
    for lengths in ([1], [0, 1], [4, 1]):
        with pytest.raises(ValueError, match="lengths must be 2 whole numbers from 1 to 3"):
            answers(np.zeros((3, 2, 2)), lengths)
