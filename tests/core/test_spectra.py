"""Spectra of the weights, powers of a matrix, slopes and saturation."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import (
    GRU,
    LSTM,
    RNN,
    matrix_spectrum,
    power_norms,
    recurrent_weights,
    saturation,
    slopes,
    weight_spectra,
)
from support.cases import brief, cases

NAMES = {
    "RNN": ["h"],
    "LSTM": ["f", "i", "g", "o"],
    "GRU": ["r", "z", "n"],
    "PeepholeLSTM": ["f", "i", "g", "o"],
}


@brief
@given(cases())
def test_recurrent_weights_are_what_h_prev_meets(case):
    trace, weights = case.forward(), recurrent_weights(case.cell)
    assert list(weights) == NAMES[case.kind]
    for name, (_, of_h) in case.cell.terms(trace).items():
        reset = case.activation == "before" and name == "n"
        met = trace.r * trace.h_prev if reset else trace.h_prev
        np.testing.assert_allclose(met @ weights[name].T, of_h, rtol=1e-9, atol=1e-12)


@brief
@given(cases())
def test_the_spectrum_by_its_invariants(case):
    for name, spectrum in weight_spectra(case.cell).items():
        W = recurrent_weights(case.cell)[name]
        assert spectrum.eigenvalues.dtype == np.complex128
        assert (np.diff(np.abs(spectrum.eigenvalues)) <= 1e-12).all()
        assert (np.diff(spectrum.singular_values) <= 0).all()
        scale = max(1.0, np.abs(W).max()) ** len(W)
        assert abs(spectrum.eigenvalues.sum() - np.trace(W)) < 1e-9 * scale
        assert abs(np.prod(spectrum.eigenvalues) - np.linalg.det(W)) < 1e-9 * scale
        assert abs(np.prod(spectrum.singular_values) - abs(np.linalg.det(W))) < 1e-9 * scale
        assert np.square(spectrum.singular_values).sum() == pytest.approx(np.square(W).sum())
        assert spectrum.spectral_norm == pytest.approx(np.linalg.norm(W, 2))
        assert spectrum.spectral_radius <= spectrum.spectral_norm * (1 + 1e-12)


def test_known_spectra():
    turn = weight_spectra(RNN.init(1, 16, 1, seed=0, recurrent="orthogonal", gain=1.25))["h"]
    np.testing.assert_allclose(np.abs(turn.eigenvalues), 1.25, rtol=1e-12)
    np.testing.assert_allclose(turn.singular_values, 1.25, rtol=1e-12)
    shear = replace(RNN.init(1, 2, 1, seed=0), W_hh=[[0.5, 100.0], [0.0, 0.25]])
    spectrum = weight_spectra(shear)["h"]
    np.testing.assert_allclose(spectrum.eigenvalues, [0.5, 0.25])
    assert spectrum.spectral_radius == 0.5 and spectrum.spectral_norm > 100
    exploded = replace(shear, W_hh=np.full((2, 2), np.inf))
    with pytest.raises(
        ValueError, match="recurrent weights must be finite, got NaN or infinity in those of 'h'"
    ):
        weight_spectra(exploded)


@brief
@given(cases())
def test_slopes_are_difference_quotients(case):
    trace, s = case.forward(), 1e-6
    functions = {
        "sigmoid": lambda a: (1 + np.tanh(a / 2)) / 2,
        "tanh": np.tanh,
        "relu": lambda a: a * (a > 0),
    }
    if case.kind == "RNN":
        of = {"h": (trace.a, functions[case.activation])}
    else:
        of = {
            name: (
                getattr(trace, {"g": "a_c"}.get(name, f"a_{name}")),
                functions["tanh" if low else "sigmoid"],
            )
            for name, low in case.cell.gates.items()
        }
        if "c" in case.cell.states:
            of["c"] = (trace.c, np.tanh)
    got = slopes(case.cell, trace)
    assert list(got) == list(of)
    for name, (a, function) in of.items():
        np.testing.assert_allclose(got[name], (function(a + s) - function(a - s)) / (2 * s), atol=1e-8)


def test_saturation():
    cell = RNN.init(1, 4, 1, seed=0)
    assert saturation(cell, cell.forward(np.zeros((5, 1, 1)))) == {"h": 0.0}
    loud = replace(cell, b_h=np.array([10.0, -10.0, 0.0, 0.0]), W_hh=np.zeros((4, 4)), W_xh=np.zeros((4, 1)))
    trace = loud.forward(np.zeros((5, 2, 1)))
    assert saturation(loud, trace) == {"h": 0.5}
    assert saturation(loud, trace, below=2.0) == {"h": 1.0}
    dead = replace(loud, activation="relu")
    assert saturation(dead, dead.forward(np.zeros((5, 2, 1)))) == {"h": 0.75}  # 0 counts as not passing


@pytest.mark.parametrize("kind, gate", [(LSTM, "f"), (GRU, "z")])
def test_a_clamped_gate_passes_nothing(kind, gate):
    cell = kind.init(2, 4, 1, seed=0)
    half = np.full((6, 1, 1), np.nan)
    half[:3] = 0.5
    trace = cell.forward(np.zeros((6, 2, 2)), clamp={gate: half})
    shares = saturation(cell, trace)
    assert shares.pop(gate) == 0.5 and not any(shares.values())


def test_bad_input():
    rnn, gru = RNN.init(2, 3, 1, seed=0), GRU.init(2, 3, 1, seed=0)
    trace = rnn.forward(np.ones((4, 1, 2)))
    with pytest.raises(ValueError, match="trace must be the GRUTrace of this cell, got RNNTrace"):
        slopes(gru, trace)
    with pytest.raises(ValueError, match="below must be a finite number"):
        saturation(rnn, trace, below=np.nan)


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
