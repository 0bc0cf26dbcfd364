"""Sequences for networks from elsewhere: letters in an order of one's own, rows, random numbers."""

import numpy as np
import pytest

from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.vector_sequence import Noise, answered, read_letters, read_rows


def test_letters_have_the_places_of_the_alphabet():
    reading = read_letters("aba", "ba ", 3)
    np.testing.assert_array_equal(reading.x[:, 0], [[0, 1, 0], [1, 0, 0], [0, 1, 0]])
    assert reading.classes == ("b", "a", "␣", "■")
    assert reading.target[:, 0].tolist() == [0, 1, 3]


@pytest.mark.parametrize(
    ("text", "alphabet", "words"),
    [
        ("ab", "abc", "has 2 inputs, one for each character; this alphabet has 3"),
        ("ab", "aa", "“a” stands in the alphabet twice"),
        ("axb", "ab", "“x” is not in the alphabet"),
        ("", "ab", "no text yet"),
        ("a" * 201, "ab", "201 steps"),
    ],
)
def test_letters_that_do_not_fit_are_said(text, alphabet, words):
    with pytest.raises(InputError, match=words):
        read_letters(text, alphabet, 2)


def test_rows_are_read_as_typed_and_as_pasted():
    expected = [[1, 2], [3, -4.5]]
    for text in ("1, 2; 3, -4.5", "1\t2\n3\t−4.5", "1，2；3，-4.5"):
        np.testing.assert_array_equal(read_rows(text, 2).x[:, 0], expected)
    assert read_rows("1, 2; 3, -4.5", 2).symbols == ("x1", "x2")
    assert read_rows("1 2", 1).symbols == ("1", "2")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1, 2, 3", "these 3 do not fill whole steps"),
        ("", "at least 2"),
        ("1, two", "is not a number"),
        ("1 " * 402, "201 steps"),
        ("1" * 60_000, "60000 steps"),
    ],
)
def test_rows_that_do_not_fit_are_said(text, words):
    with pytest.raises(InputError, match=words):
        read_rows(text, 2)


def test_the_same_seed_draws_the_same_numbers():
    one, other, third = (Noise(length=5, width=3, seed=seed).read().x for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, other)
    assert not np.array_equal(one, third)


def test_what_fits_no_output_has_no_answer():
    reading = answered(read_letters("ab", "ab", 2), 7)
    assert reading.bare
    assert reading.target.shape == (2, 1, 7)
    assert reading.mask()[:, 0].tolist() == [0, 1]
    assert not answered(read_letters("ab", "ab", 2), 3).bare
    same = answered(read_letters("aba", "ab", 2), 2)
    assert not same.bare
    assert same.answers == ("b", "a", "")
    assert same.mask()[:, 0].tolist() == [1, 1, 0]
    assert same.mask(last=True)[:, 0].tolist() == [0, 1, 0]
