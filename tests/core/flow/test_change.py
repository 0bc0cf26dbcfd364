"""A change of the input followed to the end: for real, and by the derivative."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import LSTM, RNN, follow_change, influence
from support import reference
from support.cases import assert_close, brief, cases, make, thorough


def drawn(case, size=1.0):
    return size * np.random.default_rng(1).normal(size=case.x.shape)


@thorough
@given(cases(clamped=True))
def test_what_changes_for_real_is_computed_again(case):
    """By the network written a second time, from the same first state, the same gates held."""
    dx = drawn(case)
    change = follow_change(case.cell, case.forward(), dx)
    for k, name in enumerate(("h", "c", "y")):
        if name in change.real:
            before, after = (
                reference.run(case.kind, case.cell.params, x, case.h0, case.c0, None, **case.reference)[k]
                for x in (case.x, case.x + dx)
            )
            assert_close(change.real[name], np.array(after) - np.array(before), 1e-9, name)
    assert set(change.real) == {*case.cell.states, "y"} == set(change.predicted)
    np.testing.assert_array_equal(change.trace.x, case.x + dx)


@brief
@given(cases(clamped=True))
def test_the_prediction_against_autograd(case):
    dx = drawn(case)
    predicted = follow_change(case.cell, case.forward(), dx).predicted
    of_y, of_h = reference.input_jacobians(
        case.kind, case.cell.params, case.x, case.h0, case.c0, **case.reference
    )
    for b in range(case.x.shape[1]):
        for name, J in (("y", of_y[b]), ("h", of_h[b])):
            assert_close(predicted[name][:, b], np.einsum("sktd,td->sk", J, dx[:, b]), 1e-9, name)


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU", "PeepholeLSTM"])
def test_a_small_change_does_what_the_derivative_says(kind):
    """Finite differences, of the cell state too."""
    case = make(kind, "tanh", T=9, B=2, D=3, H=5, O=2, seed=3, scale=0.7)
    trace, dx, eps = case.forward(), drawn(case), 1e-6
    up, down = (follow_change(case.cell, trace, sign * eps * dx) for sign in (1, -1))
    for name, predicted in follow_change(case.cell, trace, dx).predicted.items():
        measured = (up.real[name] - down.real[name]) / (2 * eps)
        np.testing.assert_allclose(predicted, measured, rtol=1e-6, atol=1e-8, err_msg=name)


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
def test_one_component_of_one_step_is_a_column_of_the_triangle(kind):
    case = make(kind, "tanh", T=7, B=2, D=1, H=4, O=3, seed=5)
    trace, dx = case.forward(), np.zeros((7, 1, 1))
    dx[2] = -0.5
    change = follow_change(case.cell, trace, dx)
    for of in ("y", "h"):
        for b in range(2):
            triangle = influence(case.cell, trace, of, sequence=b)
            np.testing.assert_allclose(change.sizes(of)[1][:, b], 0.5 * triangle[:, 2], rtol=1e-9)
    assert not any(part[:2].any() for part in (*change.real.values(), *change.predicted.values()))


def latch():
    """One unit with two stable states, about ±1, and an input that is strong enough to set it."""
    return RNN(*(np.array(value) for value in ([[6.0]], [[4.0]], [0.0], [[1.0]], [0.0])))


def test_a_latched_bit_is_kept_though_its_derivative_vanishes():
    x = np.zeros((60, 1, 1))
    x[0] = 1.0
    cell = latch()
    trace = cell.forward(x)
    flipped = np.zeros_like(x)
    flipped[0] = -2.0
    real, predicted = follow_change(cell, trace, flipped).sizes()
    assert real[-1, 0] == pytest.approx(2 * trace.h[-1, 0, 0])  # from one stable state to the other
    assert real[-1, 0] > 1.99
    # Each step multiplies by 4 (1 - h^2), with h = tanh(4 h).
    h = trace.h[-1, 0, 0]
    assert h == pytest.approx(np.tanh(4 * h))
    assert predicted[-1, 0] / predicted[-2, 0] == pytest.approx(4 * (1 - h**2))
    assert predicted[-1, 0] < 1e-100
    # A nudge is forgotten, as the derivative says.
    assert follow_change(cell, trace, 0.01 * flipped).sizes()[0][-1, 0] < 1e-12


def test_no_change_changes_nothing():
    case = make("LSTM", None, T=4, B=2, D=3, H=2, O=2, seed=0)
    change = follow_change(case.cell, case.forward(), 0.0)
    assert not any(size.any() for name in ("h", "c", "y") for size in change.sizes(name))


def test_what_overflows_is_infinite():
    cell = RNN.init(1, 2, 1, seed=0, activation="relu", recurrent="identity", gain=3.0)
    cell = replace(cell, W_xh=np.ones((2, 1)))
    with np.errstate(all="ignore"):
        change = follow_change(cell, cell.forward(np.ones((800, 1, 1))), 1.0)
    for sizes in change.sizes():
        assert np.isinf(sizes[-1]).all() and not np.isnan(sizes).any()


def test_bad_input():
    cell, other = LSTM.init(2, 3, 1, seed=0), RNN.init(2, 3, 1, seed=0)
    trace = cell.forward(np.ones((4, 2, 2)))
    for dx, text in (
        (np.ones((3, 2, 2)), r"dx must broadcast to \(T, B, D\) = \(4, 2, 2\), got shape \(3, 2, 2\)"),
        (np.nan, "dx must be finite"),
        ("a", "dx must hold real numbers"),
    ):
        with pytest.raises(ValueError, match=text):
            follow_change(cell, trace, dx)
    with pytest.raises(ValueError, match="trace must be the RNNTrace"):
        follow_change(other, trace, 0.0)
    with pytest.raises(ValueError, match="of must be one of h, c, y, got 'o'"):
        follow_change(cell, trace, 0.0).sizes("o")
