"""Jacobians between steps and of one step, their norms, and bounds on them."""

from dataclasses import replace

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import jacobian
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import (
    GRU,
    LSTM,
    RNN,
    cell_highway,
    jacobian_norms,
    jacobians,
    matrix_spectrum,
    step_jacobian,
    vanishing_bound,
)
from support import reference
from support.cases import assert_close, brief, cases, make, thorough


@brief
@given(cases(clamped=True))
def test_jacobians_against_autograd(case):
    trace = case.forward()
    of_h, of_c = reference.last_state_jacobians(
        case.kind, case.cell.params, case.x, case.h0, case.c0, **case.reference
    )
    assert_close(jacobians(case.cell, trace), of_h, what="dh_T/dh_t")
    if "c" in case.cell.states:
        assert_close(jacobians(case.cell, trace, of="c"), of_c, what="dc_T/dc_t")


@thorough
@given(cases(clamped=True), st.sampled_from(["h", "c"]))
def test_norms_are_those_of_the_jacobians(case, of):
    of = of if "c" in case.cell.states else "h"
    trace = case.forward()
    J = jacobians(case.cell, trace, of)
    spectral = np.linalg.svd(J, compute_uv=False)[..., 0]
    frobenius = np.sqrt(np.square(J).sum(axis=(-2, -1)))
    np.testing.assert_allclose(jacobian_norms(case.cell, trace, of=of), spectral, rtol=1e-10, atol=1e-300)
    np.testing.assert_allclose(
        jacobian_norms(case.cell, trace, "frobenius", of), frobenius, rtol=1e-10, atol=1e-300
    )
    np.testing.assert_allclose(jacobian_norms(case.cell, trace, of=of)[-1], 1.0, rtol=1e-15)


@brief
@given(cases(kinds=[("RNN", "tanh"), ("RNN", "sigmoid"), ("RNN", "relu")]))
def test_the_bound_uses_the_largest_singular_value(case):
    gamma = {"tanh": 1, "sigmoid": 0.25, "relu": 1}[case.activation]
    sigma = np.linalg.svd(case.cell.W_hh, compute_uv=False)[0]
    np.testing.assert_allclose(
        vanishing_bound(case.cell, [1, 7]), [gamma * sigma, (gamma * sigma) ** 7], 1e-12
    )


@brief
@given(cases(clamped=True))
def test_backward_is_the_jacobian_transposed(case):
    """A gradient that enters at the last step alone arrives at h_t through (dh_T/dh_t)^T."""
    trace = case.forward()
    dh = np.zeros_like(case.dh)
    dh[-1] = case.dh[-1]
    J = jacobians(case.cell, trace)
    expected = np.einsum("tbjk,bj->tbk", J, case.dh[-1])
    assert_close(case.cell.backward(trace, dh=dh).h, expected)


@thorough
@given(cases(kinds=[("RNN", "tanh"), ("RNN", "sigmoid"), ("RNN", "relu")]))
def test_the_norm_never_exceeds_the_bound(case):
    norms = jacobian_norms(case.cell, case.forward())
    bound = vanishing_bound(case.cell, np.arange(len(norms) - 1, -1, -1))
    assert (norms <= bound[:, None] * (1 + 1e-12)).all()


@pytest.mark.parametrize("gain", [0.9, 1.0, 1.1])
def test_orthogonal_weights_keep_the_gradient_norm_while_tanh_is_linear(gain):
    T = 60
    cell = RNN.init(2, 8, 1, seed=4, recurrent="orthogonal", gain=gain)
    trace = cell.forward(np.zeros((T, 3, 2)))
    lags = np.arange(T - 1, -1, -1)
    expected = np.tile(gain**lags, (3, 1)).T
    np.testing.assert_allclose(jacobian_norms(cell, trace), expected, rtol=1e-12)
    np.testing.assert_allclose(vanishing_bound(cell, lags), gain**lags, rtol=1e-12)
    dh = np.zeros((T, 3, 8))
    dh[-1] = np.random.default_rng(0).normal(size=(3, 8))
    arrived = np.linalg.norm(cell.backward(trace, dh=dh).h, axis=-1)
    np.testing.assert_allclose(arrived, expected * np.linalg.norm(dh[-1], axis=-1), rtol=1e-12)


def without_recurrence(case):
    H = case.cell.hidden_size
    cut = {name: case.cell.params[name].copy() for name in ("W_f", "W_i", "W_c", "W_o")}
    for W in cut.values():
        W[:, :H] = 0
    return replace(case.cell, **cut)


@brief
@given(cases(kinds=[("LSTM", None)]))
def test_the_highway_is_all_there_is_without_recurrent_weights(case):
    cell = without_recurrence(case)
    trace = cell.forward(case.x, **case.states)
    highway = cell_highway(trace)
    J = jacobians(cell, trace, of="c")
    np.testing.assert_allclose(np.diagonal(J, axis1=-2, axis2=-1), highway, rtol=1e-12)
    np.testing.assert_array_equal(J * (1 - np.eye(cell.hidden_size)), 0)
    np.testing.assert_allclose(jacobian_norms(cell, trace, of="c"), highway.max(axis=-1), rtol=1e-12)


def test_highway_by_hand():
    case = make("LSTM", None, T=4, B=2, D=2, H=3, O=1, seed=0)
    f = case.forward().f
    highway = cell_highway(case.forward())
    np.testing.assert_allclose(highway, [f[1] * f[2] * f[3], f[2] * f[3], f[3], np.ones((2, 3))], rtol=1e-14)
    np.testing.assert_array_equal(cell_highway(case.cell.forward(case.x[:1])), np.ones((1, 2, 3)))


def test_norms_beyond_the_floats():
    T = 2000
    grows, shrinks = (RNN.init(1, 4, 1, seed=0, recurrent="orthogonal", gain=g) for g in (3.0, 1 / 3))
    x = np.zeros((T, 2, 1))
    norms = jacobian_norms(grows, grows.forward(x))
    exact = 3.0 ** np.arange(646, -1, -1)
    np.testing.assert_allclose(norms[-647:, 0], exact, rtol=1e-11)  # up to 1.6e308
    assert np.isinf(norms[:-647]).all()
    assert np.isinf(vanishing_bound(grows, [1000])).all()
    assert not np.isnan(jacobians(grows, grows.forward(x))).any()
    vanished = jacobian_norms(shrinks, shrinks.forward(x))
    np.testing.assert_allclose(vanished[-640:, 0], 3.0 ** -np.arange(639.0, -1, -1), rtol=1e-11)
    np.testing.assert_array_equal(vanished[:1000], 0)


def test_norms_of_an_exploded_trace():
    cell = RNN.init(2, 5, 1, seed=0, activation="relu", recurrent="normal", gain=40.0)
    trace = cell.forward(np.ones((2000, 1, 2)))
    assert not trace.finite
    for norm in ("spectral", "frobenius"):
        norms = jacobian_norms(cell, trace, norm)
        assert not np.isnan(norms).any()
        assert np.isinf(norms[0]).all()


@pytest.mark.parametrize("kind", [LSTM, GRU])
def test_saturated_gates(kind):
    cell = kind.init(2, 4, 1, seed=0, gain=1e4)
    trace = cell.forward(1e4 * np.random.default_rng(0).normal(size=(30, 2, 2)))
    assert np.isfinite(jacobian_norms(cell, trace)).all()


@pytest.mark.parametrize("kind", [RNN, LSTM, GRU])
@pytest.mark.parametrize("norm", ["spectral", "frobenius"])
def test_weights_at_the_edge_of_the_floats(kind, norm):
    cell = kind.init(2, 4, 1, seed=0)
    huge = {name: np.where(p > 0, 1.5e308, -1.5e308) for name, p in cell.params.items() if p.ndim == 2}
    cell = replace(cell, **huge)
    trace = cell.forward(np.full((6, 2, 2), 1e-307))
    assert not np.isnan(jacobian_norms(cell, trace, norm)).any()
    assert not np.isnan(cell.backward(trace, dy=np.ones((6, 2, 1))).h).any()


def test_the_bound_by_hand():
    cell = RNN.init(1, 3, 1, seed=0, recurrent="orthogonal", gain=2.0)
    np.testing.assert_allclose(vanishing_bound(cell, [0, 1, 2, 5]), [1, 2, 4, 32])
    np.testing.assert_allclose(vanishing_bound(replace(cell, activation="relu"), [2]), [4])
    np.testing.assert_allclose(vanishing_bound(replace(cell, activation="sigmoid"), [0, 2]), [1, 0.25])
    assert vanishing_bound(cell, 3).shape == ()
    exploded = replace(cell, W_hh=np.full((3, 3), np.inf))  # as a training that blew up leaves it
    np.testing.assert_array_equal(vanishing_bound(exploded, [0, 1]), [1, np.inf])
    np.testing.assert_array_equal(vanishing_bound(replace(cell, W_hh=np.zeros((3, 3))), [0, 1]), [1, 0])


def test_bad_input():
    rnn, lstm, gru = (kind.init(2, 3, 1, seed=0) for kind in (RNN, LSTM, GRU))
    x = np.ones((4, 1, 2))
    trace = rnn.forward(x)
    with pytest.raises(ValueError, match="norm must be one of spectral, frobenius, got 'nuclear'"):
        jacobian_norms(rnn, trace, "nuclear")
    with pytest.raises(ValueError, match="of must be one of h, c, got 'y'"):
        jacobian_norms(rnn, trace, of="y")
    for cell in (rnn, gru):
        with pytest.raises(ValueError, match="needs an LSTM, got"):
            jacobians(cell, cell.forward(x), of="c")
    with pytest.raises(ValueError, match="trace must be the GRUTrace of this cell, got RNNTrace"):
        jacobian_norms(gru, trace)
    with pytest.raises(ValueError, match=r"sizes \(D, H, O\) = \(2, 5, 1\), got \(2, 3, 1\)"):
        jacobians(RNN.init(2, 5, 1, seed=0), trace)
    with pytest.raises(ValueError, match="trace of an LSTM, got RNNTrace"):
        cell_highway(trace)
    with pytest.raises(ValueError, match="known for an RNN, got LSTM"):
        vanishing_bound(lstm, [1])
    with pytest.raises(ValueError, match="lags must be at least 0, got -1"):
        vanishing_bound(rnn, [2, -1])
    with pytest.raises(ValueError, match="lags must be finite"):
        vanishing_bound(rnn, [np.nan])


def by_autograd(case, trace, t, b):
    """Differentiate one step of the textbook form with respect to the state before it."""
    H = case.cell.hidden_size
    before_h, before_c = case.h0, case.c0
    if t > 1:
        before_h = trace.h[t - 2]
        before_c = trace.c[t - 2] if "c" in case.cell.states else case.c0
    clamp = {gate: values[t - 1 : t] for gate, values in case.clamp.items()} if case.clamp else None

    def step(state):
        h, c = state[:H], state[H:] if "c" in case.cell.states else before_c[b]
        hs, cs, _ = reference.run(
            case.kind,
            case.cell.params,
            case.x[t - 1 : t, b : b + 1],
            h[None],
            c[None],
            None,
            case.activation,
            {gate: values[:, b : b + 1] for gate, values in clamp.items()} if clamp else None,
        )
        return anp.concatenate([hs[0][0], cs[0][0]]) if "c" in case.cell.states else hs[0][0]

    state = before_h[b] if "c" not in case.cell.states else np.concatenate([before_h[b], before_c[b]])
    return jacobian(step)(state)


@thorough
@given(cases(clamped=True), st.data())
def test_a_step_against_autograd(case, data):
    trace = case.forward()
    T, B, _ = trace.h.shape
    t, b = data.draw(st.integers(1, T)), data.draw(st.integers(0, B - 1))
    got, expected = step_jacobian(case.cell, trace, t, b), by_autograd(case, trace, t, b)
    assert got.shape == expected.shape
    np.testing.assert_allclose(got, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind, activation", [("RNN", "tanh"), ("RNN", "relu"), ("GRU", None)])
def test_the_steps_multiply_to_the_jacobian_of_all(kind, activation):
    case = make(kind, activation, T=9, B=2, D=3, H=5, O=2, seed=3, scale=0.6)
    trace = case.forward()
    product = np.eye(5)
    for t in range(9, 3, -1):
        product = product @ step_jacobian(case.cell, trace, t, 1)
    np.testing.assert_allclose(product, jacobians(case.cell, trace)[2, 1], rtol=1e-10, atol=1e-13)


def test_the_blocks_of_an_lstm_step():
    case = make("LSTM", None, T=4, B=1, D=2, H=3, O=1, seed=0)
    trace = case.forward()
    J = step_jacobian(case.cell, trace, 2)
    np.testing.assert_allclose(J[3:, 3:], np.diag(trace.f[1, 0]), rtol=1e-12)
    slope = trace.o[1, 0] * (1 - np.tanh(trace.c[1, 0]) ** 2)
    np.testing.assert_allclose(J[:3, 3:], np.diag(slope * trace.f[1, 0]), rtol=1e-12)


def test_an_open_forget_gate_is_an_eigenvalue_near_one():
    for bias, low, high in ((5.0, 0.98, 1.0), (0.0, 0.4, 0.6)):
        cell = LSTM.init(4, 16, 1, seed=0, forget_bias=bias)
        trace = cell.forward(0.1 * np.random.default_rng(0).normal(size=(20, 1, 4)))
        moduli = np.abs(matrix_spectrum(step_jacobian(cell, trace, 20)).eigenvalues)[:16]
        assert low < np.median(moduli) < high


@pytest.mark.parametrize(
    "step, sequence, word",
    [(0, 0, "step"), (5, 0, "step"), (1, 1, "sequence"), (True, 0, "step"), (1.0, 0, "step")],
)
def test_no_such_step(step, sequence, word):
    cell = RNN.init(1, 2, 1, seed=0)
    with pytest.raises(ValueError, match=f"{word} must be a whole number from"):
        step_jacobian(cell, cell.forward(np.ones((4, 1, 1))), step, sequence)


def test_a_trace_of_another_cell():
    rnn, gru = RNN.init(1, 2, 1, seed=0), GRU.init(1, 2, 1, seed=0)
    with pytest.raises(ValueError, match="trace must be"):
        step_jacobian(gru, rnn.forward(np.ones((4, 1, 1))), 1)
