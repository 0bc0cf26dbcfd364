"""Bits per character, by the textbook's steps and logarithms."""

import itertools
import math

import numpy as np
import pytest

from rnnlstm import LSTM
from rnnlstm.core.language import measures
from rnnlstm.core.language.measures import bits_of, bits_per_character, perplexity, pieces_of

V = 6
CELL = LSTM.init(V, 5, V, seed=1)
IDS = np.random.default_rng(0).integers(V, size=200).astype(np.int32)


def by_steps(ids):
    """Return -log2 p of each character of one text, one textbook step after another."""
    state, found = (np.zeros((1, 5)), np.zeros((1, 5))), []
    for now, following in itertools.pairwise(ids):
        step = CELL.step(np.eye(V)[[now]], state)
        state = step.state
        p = [math.exp(value) for value in step.y[0]]
        found.append(-math.log2(p[following] / sum(p)))
    return found


def test_bits_are_those_of_the_textbooks_steps(monkeypatch):
    monkeypatch.setattr(measures, "AT_ONCE", 7 * 3 * V)  # in parts, the state carried on
    pieces = pieces_of(IDS, 3)
    expected = np.array([by_steps(piece) for piece in pieces.T]).T
    np.testing.assert_allclose(bits_of(CELL, pieces), expected, rtol=1e-10)
    assert bits_per_character(CELL, IDS, 3) == pytest.approx(expected.mean())


def test_the_parts_are_the_text_without_a_gap():
    pieces = pieces_of(np.arange(101), 4)
    assert pieces.shape == (26, 4)
    assert (pieces[1:] == pieces[:-1] + 1).all()
    assert sorted(pieces[1:].ravel()) == list(range(1, 101))  # each predicted once, but the first
    assert pieces_of(np.arange(4), 16).shape == (4, 1)


def test_a_network_that_knows_nothing_needs_log2_of_the_alphabet():
    blank = CELL.with_params({"W_hy": np.zeros((V, 5)), "b_y": np.zeros(V)})
    bits = bits_per_character(blank, IDS)
    assert bits == pytest.approx(math.log2(V))
    assert perplexity(bits) == pytest.approx(V)
