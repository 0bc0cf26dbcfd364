"""Additive attention by itself: its shapes, and what is refused. Its gradients: test_model.py."""

import numpy as np
import pytest

from rnnlstm.core.translation.attention import Attention


def test_equal_scores_are_a_mean_over_what_there_is():
    """With v = 0 every step scores alike, so the context is the mean of the states; padding has no share."""
    drawn = Attention.init(3, 4, 5, seed=0)
    attention = Attention(drawn.W_q, drawn.W_k, np.zeros(5))
    keys = np.random.default_rng(0).normal(size=(6, 2, 4))
    mask = np.arange(6)[:, None] < [6, 2]
    seen = attention.attend(np.ones((2, 3)), keys, attention.project(keys), mask)
    np.testing.assert_allclose(seen.weights[:, 0], 1 / 6)
    np.testing.assert_allclose(seen.weights[:, 1], [1 / 2, 1 / 2, 0, 0, 0, 0])
    np.testing.assert_allclose(seen.context, [keys[:, 0].mean(axis=0), keys[:2, 1].mean(axis=0)])


def test_scores_of_any_size_are_weighed():
    attention = Attention(np.ones((1, 1)), 1e3 * np.ones((1, 1)), 1e4 * np.ones(1))
    keys = np.array([[[1.0]], [[-1.0]], [[1.0]]])
    seen = attention.attend(np.zeros((1, 1)), keys, attention.project(keys), np.ones((3, 1), bool))
    np.testing.assert_allclose(seen.weights[:, 0], [1 / 2, 0, 1 / 2])


def test_bad_input():
    with pytest.raises(ValueError, match="size must be an integer of at least 1"):
        Attention.init(3, 4, 0, seed=0)
    with pytest.raises(ValueError, match="W_k must have 5 rows"):
        Attention(np.ones((5, 3)), np.ones((4, 3)), np.ones(5))
    with pytest.raises(ValueError, match=r"v must have shape \(A,\)"):
        Attention(np.ones((5, 3)), np.ones((5, 3)), np.ones((5, 1)))
