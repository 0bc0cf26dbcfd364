"""The direct part of dc_T/dc_t and the rest, and all singular values of a product of Jacobians."""

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import (
    GRU,
    LSTM,
    RNN,
    cell_highway,
    cell_path_jacobians,
    cell_paths,
    jacobian_norms,
    jacobian_spectrum,
    jacobians,
)
from support import reference
from support.cases import assert_close, brief, cases, make, thorough

lstm_cases = cases(kinds=[("LSTM", None), ("PeepholeLSTM", None)], clamped=True)


@thorough
@given(lstm_cases)
def test_the_parts_against_autograd(case):
    arguments = (case.cell.params, case.x, case.h0, case.c0)
    total = reference.last_state_jacobians(case.kind, *arguments, **case.reference)[1]
    straight = reference.direct_jacobian(case.kind, *arguments, clamp=case.clamp)
    direct, rest = cell_path_jacobians(case.cell, case.forward())
    H = case.cell.hidden_size
    assert_close(direct[..., None] * np.eye(H), straight, 1e-9, "direct")
    assert np.abs(rest - (total - straight)).max() <= 1e-9 * np.abs(total).max()
    assert_close(direct[..., None] * np.eye(H) + rest, total, 1e-9, "sum")


@brief
@given(lstm_cases)
def test_the_norms_are_those_of_the_parts(case):
    trace = case.forward()
    direct, rest = cell_path_jacobians(case.cell, trace)
    np.testing.assert_array_equal(direct, cell_highway(trace))
    total = jacobians(case.cell, trace, of="c")
    for norm, order in (("spectral", 2), ("frobenius", "fro")):
        paths = cell_paths(case.cell, trace, norm)
        diagonal = direct[..., None] * np.eye(case.cell.hidden_size)
        for got, matrix in ((paths.total, total), (paths.direct, diagonal), (paths.rest, rest)):
            np.testing.assert_allclose(
                got, np.linalg.norm(matrix, order, axis=(-2, -1)), rtol=1e-9, atol=1e-300
            )
        np.testing.assert_allclose(paths.total, jacobian_norms(case.cell, trace, norm, of="c"), rtol=1e-12)


def test_a_small_rest_is_not_lost_beside_the_direct_part():
    """The rest is summed up by itself: with tiny recurrent weights it is right to its own last digits."""
    case = make("LSTM", None, T=6, B=1, D=2, H=3, O=1, seed=0)
    H, tiny = 3, 1e-25
    scaled = {name: np.hstack([tiny * W[:, :H], W[:, H:]]) for name, W in case.cell.params.items() if name in
              ("W_f", "W_i", "W_c", "W_o")}  # fmt: skip
    twice = {name: np.hstack([2 * W[:, :H], W[:, H:]]) for name, W in scaled.items()}
    params = case.cell.params
    _, rest = cell_path_jacobians(LSTM(**{**params, **scaled}), LSTM(**{**params, **scaled}).forward(case.x))
    _, doubled = cell_path_jacobians(LSTM(**{**params, **twice}), LSTM(**{**params, **twice}).forward(case.x))
    assert 0 < np.abs(rest).max() < 1e-20
    assert_close(doubled, 2 * rest, 1e-9)


def test_parts_far_below_the_smallest_float():
    cell = LSTM.init(2, 4, 1, seed=0, forget_bias=-3.0)
    trace = cell.forward(np.random.default_rng(0).normal(size=(1000, 1, 2)))
    paths = cell_paths(cell, trace)
    for part in (paths.total, paths.direct, paths.rest):
        assert np.isfinite(part).all()
    assert paths.total[0] == 0 and paths.total[-1] == paths.direct[-1] == 1 and paths.rest[-1] == 0


@brief
@given(cases(clamped=True))
def test_the_spectrum_against_autograd(case):
    of_h, of_c = reference.last_state_jacobians(
        case.kind, case.cell.params, case.x, case.h0, case.c0, **case.reference
    )
    trace = case.forward()
    for of, J in (("h", of_h), ("c", of_c)):
        if J is None:
            continue
        spectrum = jacobian_spectrum(case.cell, trace, of)
        expected = np.linalg.svd(J, compute_uv=False)
        assert (np.abs(spectrum.values - expected) <= 1e-9 * expected[..., :1] + 1e-300).all()
        np.testing.assert_array_equal(spectrum.lags, np.arange(len(case.x))[::-1])
        np.testing.assert_allclose(spectrum.spectral, jacobian_norms(case.cell, trace, of=of), rtol=1e-9)
        np.testing.assert_allclose(
            spectrum.frobenius, jacobian_norms(case.cell, trace, "frobenius", of), rtol=1e-12
        )
        np.testing.assert_allclose(
            spectrum.floor, case.cell.hidden_size * 2.0**-52 * spectrum.spectral, rtol=1e-15
        )


@brief
@given(cases())
def test_any_lags_in_any_order(case):
    trace, T = case.forward(), len(case.x)
    lags = np.random.default_rng(T).permutation(T)[: max(1, T // 2)]
    rows = T - 1 - lags
    np.testing.assert_array_equal(jacobians(case.cell, trace, lags=lags), jacobians(case.cell, trace)[rows])
    np.testing.assert_array_equal(
        jacobian_norms(case.cell, trace, lags=lags), jacobian_norms(case.cell, trace)[rows]
    )
    spectrum = jacobian_spectrum(case.cell, trace, lags=lags)
    np.testing.assert_array_equal(spectrum.values, jacobian_spectrum(case.cell, trace).values[rows])
    np.testing.assert_array_equal(spectrum.lags, lags)
    if "c" in case.cell.states:
        some, every = cell_paths(case.cell, trace, lags=lags), cell_paths(case.cell, trace)
        for part in ("total", "direct", "rest"):
            np.testing.assert_array_equal(getattr(some, part), getattr(every, part)[rows])


def test_a_spectrum_that_overflows_and_one_that_vanishes():
    grows = RNN.init(1, 4, 1, seed=0, recurrent="orthogonal", gain=3.0)
    trace = grows.forward(np.zeros((1000, 1, 1)))
    spectrum = jacobian_spectrum(grows, trace, lags=[0, 100, 999])
    np.testing.assert_allclose(spectrum.values[1], 3.0**100, rtol=1e-11)
    assert np.isinf(spectrum.values[2]).all() and not np.isnan(spectrum.floor).any()
    shrinks = RNN.init(1, 4, 1, seed=0, recurrent="orthogonal", gain=1 / 3)
    assert not jacobian_spectrum(shrinks, shrinks.forward(np.zeros((1000, 1, 1))), lags=[999]).values.any()


def test_bad_input():
    rnn, lstm, gru = (kind.init(2, 3, 1, seed=0) for kind in (RNN, LSTM, GRU))
    x = np.ones((4, 1, 2))
    for call in (cell_paths, cell_path_jacobians):
        with pytest.raises(ValueError, match="need an LSTM, got GRU"):
            call(gru, gru.forward(x))
        with pytest.raises(ValueError, match="trace must be the LSTMTrace"):
            call(lstm, rnn.forward(x))
    with pytest.raises(ValueError, match="norm must be one of spectral, frobenius"):
        cell_paths(lstm, lstm.forward(x), "nuclear")
    trace = rnn.forward(x)
    for lags, text in (([4], "lie in 0 .. T-1 = 0 .. 3, got 4"), ([-1], "got -1"), ([], "whole numbers"),
                       ([0.5], "whole numbers"), (2, "whole numbers")):  # fmt: skip
        for call in (jacobian_norms, jacobians, jacobian_spectrum):
            with pytest.raises(ValueError, match=text):
                call(rnn, trace, lags=lags)
    with pytest.raises(ValueError, match='of="c" needs an LSTM'):
        jacobian_spectrum(rnn, trace, "c")
