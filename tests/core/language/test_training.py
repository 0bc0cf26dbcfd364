"""A training that is watched: sliced or whole the same, from log2 of the alphabet to below the bigram."""

import math
from collections import deque
from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core.language.baselines import baselines
from rnnlstm.core.language.corpus import corpus
from rnnlstm.core.language.training import COOLED, SAMPLE_LENGTH, LanguageRecipe, advance, begin, look_steps

TEXT = corpus("the cat sat on the mat. a dog dug up the hog. " * 60)
RECIPE = LanguageRecipe(hidden_size=24, T=16, batch_size=8, updates=150, learning_rate=0.02)


def last(courses):
    return deque(courses, maxlen=1).pop()


def test_it_begins_at_log2_of_the_alphabet_and_learns_more_than_pairs():
    first = begin(RECIPE, TEXT, 0)
    naive = baselines(TEXT)
    assert first.looks[0].bits == pytest.approx(math.log2(TEXT.alphabet.size), abs=0.1)
    course = last(advance(first))
    assert course.over and course.finite and course.step == len(course.bits) == RECIPE.updates
    assert course.bits[0] == pytest.approx(naive.uniform, abs=0.1)
    assert course.looks[-1].bits < naive.bigram - 0.5
    assert {len(look.sample) for look in course.looks} == {SAMPLE_LENGTH}
    assert "the" in course.looks[-1].sample
    assert [look.step for look in course.looks] == [0, *sorted(look_steps(RECIPE.updates))]
    assert course.cell.dtype == np.float32 and course.seconds > 0


def test_in_pieces_the_numbers_are_the_same():
    recipe = replace(RECIPE, updates=9)
    whole = last(advance(begin(recipe, TEXT, 1)))
    course = begin(recipe, TEXT, 1)
    while not course.over:
        course = next(advance(course))
    np.testing.assert_array_equal(course.bits, whole.bits)
    for name, value in whole.cell.params.items():
        np.testing.assert_array_equal(course.cell.params[name], value)


def test_the_rate_falls_in_a_straight_line():
    assert RECIPE.rate(0) == RECIPE.learning_rate
    assert RECIPE.rate(RECIPE.updates) == pytest.approx(COOLED * RECIPE.learning_rate)
    assert RECIPE.rate(75) == pytest.approx((RECIPE.rate(50) + RECIPE.rate(100)) / 2)


def test_one_that_blows_up_ends_and_keeps_the_network_from_before():
    wild = replace(RECIPE, learning_rate=1e38, clip_norm=None)
    course = last(advance(begin(wild, TEXT, 0)))
    assert course.over and not course.finite and course.step < RECIPE.updates
    assert all(np.isfinite(value).all() for value in course.cell.params.values())
    assert next(advance(course), None) is None


@pytest.mark.parametrize("kind", ["RNN", "GRU"])
def test_other_cells_learn_too(kind):
    course = last(advance(begin(replace(RECIPE, kind=kind), TEXT, 0)))
    assert course.looks[-1].bits < baselines(TEXT).unigram
