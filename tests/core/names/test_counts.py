"""Counting letters: scores against sums by hand, and what must be told rightly."""

import math

import numpy as np
import pytest

from rnnlstm.core.names.counts import Endings, LetterRuns
from rnnlstm.core.names.lists import Names

TWO = Names(("a", "b"), (("aba", "ab"), ("bb",)), (("a",), ("b",)))


def test_pairs_by_hand():
    # Runs of "aba", "ab": ^a twice, ab twice, ba once, a$ once, b$ once. Of "bb": ^b, bb, b$ once each.
    # Three things can follow a letter: a, b and the end.
    of_a = math.log((2 + 0.5) / (2 + 1.5)) + math.log((1 + 0.5) / (3 + 1.5))
    of_b = math.log(0.5 / (1 + 1.5)) + math.log(0.5 / 1.5)
    np.testing.assert_allclose(LetterRuns.of(TWO, 2, 0.5).scores(["a"]), [[of_a, of_b]])


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_probabilities_of_what_follows_sum_to_one(n):
    """Of all names up to ten letters there is hardly any more to come."""
    counted = LetterRuns.of(TWO, n, 0.5)
    names, total = [""], np.zeros(2)
    for _ in range(10):
        total += np.exp(counted.scores(names)).sum(axis=0)
        names = [name + letter for name in names for letter in "ab"]
    assert (total <= 1 + 1e-12).all() and (total > 0.8).all()


def test_endings_by_hand():
    counted = Endings.of(TWO, 2)
    np.testing.assert_allclose(counted.scores(["zzab"]), [[1 / 2, 0]])
    np.testing.assert_allclose(counted.scores(["zb"]), [[1 / 2, 1]])  # no name ends with "zb"
    np.testing.assert_allclose(counted.scores(["z"]), [[1, 1]])  # nothing is known of it
    np.testing.assert_allclose(counted.scores(["bb"]), [[0, 1]])


def test_bad_counts():
    with pytest.raises(ValueError, match="n must be"):
        LetterRuns.of(TWO, 0)
    with pytest.raises(ValueError, match="smoothing must"):
        LetterRuns.of(TWO, 2, 0.0)
    with pytest.raises(ValueError, match="n must be"):
        Endings.of(TWO, 0)
