"""Units that follow a property are found, and how well it predicts them is a share of their variance."""

import numpy as np
import pytest

from rnnlstm import LSTM, RNN
from rnnlstm.core.language.corpus import Alphabet
from rnnlstm.core.language.units import explained, units

TEXT = ("The Cat sat. “Oh,” it Said; and so On\n" * 250)[:8000]
ALPHABET = Alphabet.of(TEXT)
V = ALPHABET.size


def test_a_unit_that_is_the_property_is_explained_and_noise_is_not():
    rng = np.random.default_rng(0)
    labels = rng.integers(2, size=4000).astype(np.int32)
    noise = rng.normal(size=4000)
    values = np.stack([labels, -3.0 * labels + 7, labels + noise, noise, np.full(4000, 2.0)], axis=1)
    found = explained(labels, values, 2000)
    np.testing.assert_allclose(found[:2], 1)
    # Of labels + noise the labels are var(labels) / (var(labels) + 1) = 0.25 / 1.25.
    assert found[2] == pytest.approx(0.2, abs=0.04)
    assert abs(found[3]) < 0.01
    assert found[4] == 0


def test_a_value_that_is_new_in_the_second_half_is_predicted_by_the_mean():
    labels = np.array([0, 0, 1, 1, 2, 2], np.int32)
    found = explained(labels, np.array([[0.0], [0], [2], [2], [1], [1]]), 4)
    assert found[0] == 0  # wherever it stays at the first half's mean there is no spread around it


def test_the_capital_detector_is_ranked_first_with_its_property():
    """Unit 0 of this RNN is on at capitals; the others are drawn."""
    rng = np.random.default_rng(1)
    W_xh = rng.normal(size=(4, V))
    W_xh[0] = [3.0 if each.isupper() else -3.0 for each in ALPHABET.symbols]
    cell = RNN(W_xh=W_xh, W_hh=np.zeros((4, 4)), b_h=np.zeros(4), W_hy=np.zeros((V, 4)), b_y=np.zeros(V))
    found = units(cell, ALPHABET, ALPHABET.encode(TEXT))
    assert found.of == "h" and found.explained.shape == (len(found.names), 4)
    number, name, share = found.ranked()[0]
    assert (number, name) == (0, "capital") and share > 0.999
    assert found.clearest()[0] == found.ranked()[0] and len(found.clearest()) == len(found.names)
    assert [share for _, _, share in found.ranked()] == sorted(found.explained.max(axis=0), reverse=True)


def test_the_cell_state_is_measured_where_there_is_one():
    found = units(LSTM.init(V, 3, V, seed=0), ALPHABET, ALPHABET.encode(TEXT))
    assert found.of == "c"
    assert len(found.ranked()) == 3
    plain = Alphabet.of("ab")
    nothing = units(LSTM.init(2, 3, 2, seed=0), plain, plain.encode("aaaaaaaa"))
    assert nothing.ranked() == []
