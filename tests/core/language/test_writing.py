"""What a network writes, at every temperature."""

import numpy as np
import pytest

from rnnlstm import LSTM, RNN
from rnnlstm.core.language.corpus import Alphabet
from rnnlstm.core.language.writing import chances, draw, write

ALPHABET = Alphabet.of("Helloworld!")
CELL = LSTM.init(ALPHABET.size, 6, ALPHABET.size, seed=0, dtype=np.float32)


def successor(alphabet):
    """Return a network that is all but sure that after character k comes character k + 1."""
    V = alphabet.size
    W_hy = 100 * np.roll(np.eye(V), 1, axis=0)
    return RNN(W_xh=3 * np.eye(V), W_hh=np.zeros((V, V)), b_h=np.zeros(V), W_hy=W_hy, b_y=np.zeros(V))


@pytest.mark.parametrize("temperature", [0, 0.01, 1, 100])
def test_every_temperature_is_safe(temperature):
    for y in (np.array([[1e30, -1e30, 0.0]], np.float32), np.zeros((1, 3)), np.array([[3.0, 2.0, 2.9]])):
        p = chances(y, temperature)
        assert np.isfinite(p).all() and p.sum() == pytest.approx(1)
    assert len(write(CELL, ALPHABET, "Hell", 50, temperature=temperature, seed=1).text) == 50


def test_temperature_is_softmax_of_the_logits_over_it():
    y = np.array([[1.0, 2.0, 4.0]])
    for temperature in (0.5, 1.0, 3.0):
        e = np.exp(y / temperature)
        np.testing.assert_allclose(chances(y, temperature), e / e.sum())
    assert chances(y, 0).tolist() == [[0, 0, 1]]
    assert chances(np.array([[2.0, 2.0]]), 0).tolist() == [[1, 0]]  # the first of equals
    np.testing.assert_allclose(chances(y, 0.01), [[0, 0, 1]], atol=1e-50)
    np.testing.assert_allclose(chances(y, 100), 1 / 3, atol=0.02)


@pytest.mark.parametrize("temperature", [-0.1, 100.1, float("nan"), float("inf")])
def test_other_temperatures_are_refused(temperature):
    with pytest.raises(ValueError, match="temperature"):
        chances(np.zeros((1, 2)), temperature)


def test_the_likeliest_is_written_at_0_and_the_seed_repeats_a_text():
    alphabet = Alphabet.of("abcdef")
    for seed in (0, 1):
        assert write(successor(alphabet), alphabet, "ab", 8, temperature=0, seed=seed).text == "cdefabcd"
    texts = [write(CELL, ALPHABET, "H", 40, temperature=1, seed=seed).text for seed in (5, 5, 6)]
    assert texts[0] == texts[1] != texts[2]


def test_a_beginning_that_the_network_does_not_know():
    """Trained on "Helloworld!", and given a blank: that is left out and told."""
    written = write(CELL, ALPHABET, " ", 10, temperature=1, seed=0)
    assert written.unknown == (" ",) and written.prime == "!" and len(written.text) == 10
    written = write(CELL, ALPHABET, "He lp", 5, temperature=1, seed=0)
    assert (written.prime, written.unknown) == ("Hel", (" ", "p"))
    assert write(CELL, ALPHABET, "", 5, temperature=1, seed=0).unknown == ()


def test_draws_follow_the_chances():
    p = np.tile([0.1, 0.0, 0.6, 0.3], (20000, 1))
    shares = np.bincount(draw(p, np.random.default_rng(0)), minlength=4) / len(p)
    np.testing.assert_allclose(shares, p[0], atol=0.015)
    assert shares[1] == 0
