"""Reading the true text against reading one's own."""

import math

import numpy as np
import pytest

from rnnlstm import LSTM, RNN
from rnnlstm.core.language.baselines import count
from rnnlstm.core.language.exposure import CONTEXT, exposure

V = 5
CYCLE = np.tile(np.arange(V), 200).astype(np.int32)


def knower(scale=100):
    W_hy = scale * np.roll(np.eye(V), 1, axis=0)
    return RNN(W_xh=3 * np.eye(V), W_hh=np.zeros((V, V)), b_h=np.zeros(V), W_hy=W_hy, b_y=np.zeros(V))


def test_a_network_that_makes_no_mistake_loses_nothing():
    found = exposure(knower(), CYCLE, count(CYCLE, V), seed=0, steps=20)
    np.testing.assert_allclose(found.free, found.forced, atol=1e-9)
    np.testing.assert_allclose(found.own, found.true)
    assert len(found.free) == 20 and found.texts == len(CYCLE) // (CONTEXT + 20)


def test_one_that_slips_predicts_its_own_text_from_then_on():
    """At the first step both have read the same; later the one has slipped to another place of the cycle."""
    found = exposure(knower(5), CYCLE, count(CYCLE, V), seed=0, steps=30, texts=16)
    assert found.free[0] == pytest.approx(found.forced[0])
    assert found.free[10:].mean() > 2 * found.forced[10:].mean()
    # What it writes after a slip are mostly pairs of the text again, but for the slips themselves.
    assert found.own.mean() > found.true.mean()


def test_one_that_knows_nothing_has_nothing_to_lose():
    blank = LSTM.init(V, 4, V, seed=0).with_params({"W_hy": np.zeros((V, 4))})
    found = exposure(blank, CYCLE, count(CYCLE, V), seed=0, steps=10)
    np.testing.assert_allclose([found.free, found.forced], math.log2(V))


def test_short_texts_have_fewer_steps():
    found = exposure(knower(), CYCLE[:9], count(CYCLE, V), seed=0)
    assert len(found.free) == len(found.true) == 5 and found.texts == 1
    with pytest.raises(ValueError, match="three"):
        exposure(knower(), CYCLE[:2], count(CYCLE, V), seed=0)
