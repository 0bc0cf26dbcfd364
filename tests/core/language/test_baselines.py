"""What counting can do, computed here once more with fractions and dictionaries."""

import itertools
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest

from rnnlstm.core.language.baselines import STRENGTHS, baselines, count
from rnnlstm.core.language.corpus import corpus

TEXT = "the cat sat on the mat, and the rat that sat on the hat ate the cat. " * 8
CORPUS = corpus(TEXT)
SIZE = CORPUS.alphabet.size


def by_hand(training, k):
    """Return p(b) and p(b | a) by the formulas, as functions."""
    single, pairs = Counter(training), Counter(itertools.pairwise(training))
    after = Counter(training[:-1])
    p = {b: Fraction(single[b] + 1, len(training) + SIZE) for b in range(SIZE)}
    return p, lambda a, b: (pairs[a, b] + Fraction(k) * p[b]) / (after[a] + Fraction(k))


def test_bits_are_those_of_the_formulas():
    training, held_out = CORPUS.training.tolist(), CORPUS.held_out.tolist()
    counts = count(CORPUS.training, SIZE)
    p, given = by_hand(training, counts.strength)
    found = baselines(CORPUS)
    assert found.uniform == pytest.approx(math.log2(SIZE))
    unigram = [-math.log2(p[b]) for b in held_out[1:]]
    assert found.unigram == pytest.approx(sum(unigram) / len(unigram), rel=1e-12)
    bigram = [-math.log2(given(a, b)) for a, b in itertools.pairwise(held_out)]
    assert found.bigram == pytest.approx(sum(bigram) / len(bigram), rel=1e-12)
    assert found.bigram < found.unigram < found.uniform


def test_chances_sum_to_1_also_after_what_was_never_seen():
    counts = count(np.array([0, 1, 0, 1, 1], np.int32), 4)
    assert counts.unigram.sum() == pytest.approx(1)
    given = counts.given(np.arange(4))
    np.testing.assert_allclose(given.sum(axis=-1), 1)
    np.testing.assert_allclose(given[3], counts.unigram)  # nothing known: the unigram
    np.testing.assert_allclose(-np.log2(given[0]), counts.bigram_bits(np.zeros(4, int), np.arange(4)))


def test_the_smoothing_is_that_which_predicts_the_last_tenth_best():
    training = CORPUS.training.tolist()
    cut = len(training) - len(training) // 10
    bits = {}
    for k in STRENGTHS:
        _, given = by_hand(training[:cut], k)
        bits[k] = sum(
            -math.log2(given(a, b)) for a, b in zip(training[cut - 1 :], training[cut:], strict=False)
        )
    assert count(CORPUS.training, SIZE).strength == min(bits, key=bits.get)
