"""Who moves whom: the triangle of dy_s/dx_t and dh_s/dx_t."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import GRU, LSTM, RNN, influence
from support import reference
from support.cases import cases, make, thorough


@thorough
@given(cases(clamped=True), st.sampled_from(["y", "h"]), st.sampled_from(["frobenius", "spectral"]))
def test_the_triangle_against_autograd(case, of, norm):
    """Random sizes, so that both the forward and the backward way are walked."""
    of_y, of_h = reference.input_jacobians(
        case.kind, case.cell.params, case.x, case.h0, case.c0, **case.reference
    )
    trace = case.forward()
    for b, J in enumerate(of_y if of == "y" else of_h):  # (T, rows, T, D)
        order = 2 if norm == "spectral" else "fro"
        expected = np.linalg.norm(np.moveaxis(J, 1, 2), order, axis=(-2, -1))
        got = influence(case.cell, trace, of, norm, sequence=b)
        assert got.shape == expected.shape
        # Each entry to its own digits: the far ones are what the map is for.
        np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-9 * 1e-6 * expected.max() + 1e-300)


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU", "PeepholeLSTM"])
@pytest.mark.parametrize("D, O", [(2, 5), (5, 2)])
def test_both_ways_agree(kind, D, O):  # noqa: E741
    case = make(kind, "tanh", T=8, B=2, D=D, H=6, O=O, seed=4, scale=0.5)
    trace = case.forward()
    got = influence(case.cell, trace, sequence=1)
    column_by_column = np.zeros((8, 8))
    for s in range(8):
        for k in range(O):
            dy = np.zeros((8, 2, O))
            dy[s, 1, k] = 1
            column_by_column[s] += np.square(case.cell.backward(trace, dy=dy).x[:, 1]).sum(axis=-1)
    np.testing.assert_allclose(got, np.sqrt(column_by_column), rtol=1e-9)
    assert not np.triu(got, 1).any()


def test_memory_made_visible():
    """An LSTM told to hold remembers the first input to the end; a small RNN has lost it."""
    x = np.random.default_rng(0).normal(size=(80, 1, 3))
    lstm = LSTM.init(3, 8, 2, seed=0, forget_bias=6.0)
    rnn = RNN.init(3, 8, 2, seed=0)
    kept, lost = (influence(cell, cell.forward(x)) for cell in (lstm, rnn))
    assert kept[-1, 0] > 0.2 * kept[-1, -1]
    assert lost[-1, 0] < 1e-6 * lost[-1, -1]


def test_influence_that_overflows_or_vanishes():
    T = 900
    grows = RNN.init(1, 3, 2, seed=0, recurrent="orthogonal", gain=3.0)
    triangle = influence(grows, grows.forward(np.zeros((T, 1, 1))))
    assert np.isinf(triangle[-1, 0]) and not np.isnan(triangle).any()
    shrinks = replace(grows, W_hh=grows.W_hh / 9)
    triangle = influence(shrinks, shrinks.forward(np.zeros((T, 1, 1))))
    assert triangle[-1, 0] == 0 and triangle[100, 0] > 0


def test_bad_input():
    rnn, gru = RNN.init(2, 3, 1, seed=0), GRU.init(2, 3, 1, seed=0)
    trace = rnn.forward(np.ones((4, 2, 2)))
    for arguments, text in (
        ({"of": "c"}, "of must be one of y, h, got 'c'"),
        ({"norm": "nuclear"}, "norm must be one of frobenius, spectral"),
        ({"sequence": 2}, "sequence must be a whole number from 0 to 1, got 2"),
        ({"sequence": -1}, "got -1"),
        ({"sequence": True}, "got True"),
    ):
        with pytest.raises(ValueError, match=text):
            influence(rnn, trace, **arguments)
    with pytest.raises(ValueError, match="trace must be the GRUTrace"):
        influence(gru, trace)
