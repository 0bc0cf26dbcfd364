"""One step as a matrix, and the powers of a matrix."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import jacobian
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import GRU, LSTM, RNN, jacobians, matrix_spectrum, power_norms, step_jacobian
from support import reference
from support.cases import cases, make, thorough


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


@given(st.floats(0.1, 1.5), st.floats(-5, 5))
def test_powers_of_a_shear_by_their_closed_form(a, b):
    got = power_norms([[a, b], [0.0, a]], range(13))
    k = np.arange(1, 13)
    closed = [np.linalg.norm([[a**j, j * a ** (j - 1) * b], [0, a**j]], 2) for j in k]
    assert got[0] == pytest.approx(1)
    np.testing.assert_allclose(got[1:], closed, rtol=1e-9)


def test_powers_of_a_normal_matrix_are_those_of_its_radius():
    Q, _ = np.linalg.qr(np.random.default_rng(0).normal(size=(7, 7)))
    np.testing.assert_allclose(power_norms(0.8 * Q, np.arange(51)), 0.8 ** np.arange(51), rtol=1e-9)
    S = Q + Q.T
    np.testing.assert_allclose(
        power_norms(S, np.arange(10)), np.abs(np.linalg.eigvalsh(S)).max() ** np.arange(10), rtol=1e-9
    )


@given(st.integers(0, 1000), st.integers(1, 6))
def test_powers_lie_between_radius_and_norm(seed, n):
    A = np.random.default_rng(seed).normal(size=(n, n))
    k, spectrum = np.arange(31), matrix_spectrum(A)
    norms = power_norms(A, k)
    assert (norms >= spectrum.spectral_radius**k * (1 - 1e-6)).all()
    assert (norms <= spectrum.spectral_norm**k * (1 + 1e-9)).all()


def test_powers_beyond_the_floats():
    np.testing.assert_array_equal(power_norms([[1e200]], [0, 1, 2]), [1, 1e200, np.inf])
    np.testing.assert_array_equal(power_norms([[0.0, 1e-200], [0.0, 0.0]], [0, 1, 2]), [1, 1e-200, 0])
    # What comes back from beyond is not lost on the way.
    A = np.array([[0.0, 1e200], [1e-200, 0.0]])
    np.testing.assert_allclose(power_norms(A, [2, 4]), 1)


@pytest.mark.parametrize("matrix", [[1.0, 2.0], [[1.0, 2.0]], [[np.nan]], np.empty((0, 0)), [[1j]]])
def test_what_is_no_square_of_numbers(matrix):
    for measure in (lambda A: power_norms(A, [3]), matrix_spectrum):
        with pytest.raises(ValueError, match="matrix must"):
            measure(matrix)


def test_any_rising_powers_are_those_of_all():
    A = np.random.default_rng(1).normal(size=(5, 5)) / 2
    some = [0, 3, 4, 4, 11, 40, 97]
    np.testing.assert_allclose(power_norms(A, some), power_norms(A, np.arange(98))[some], rtol=1e-11)
    np.testing.assert_allclose(
        power_norms(A, [11]), np.linalg.norm(np.linalg.matrix_power(A, 11), 2), rtol=1e-11
    )


@pytest.mark.parametrize("powers", [[], [2, 1], [-1], [0.5], 3, [[1]]])
def test_powers_that_are_none(powers):
    with pytest.raises(ValueError, match="powers must"):
        power_norms(np.eye(2), powers)
