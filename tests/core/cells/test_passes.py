"""Both passes at their limits: what overflows, float32, and bad input."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import RNN, mse
from support.cases import CELLS, KINDS, assert_close, make


def numbers_of(record):
    """Return the arrays of a record, each with its name."""
    return [(name, value) for name, value in vars(record).items() if isinstance(value, np.ndarray)]


@pytest.mark.parametrize("kind, activation", KINDS)
@pytest.mark.parametrize("size", [1e4, -1e4])
def test_huge_pre_activations(kind, activation, size):
    case = make(kind, activation, T=6, B=2, D=3, H=4, O=2, seed=1)
    biases = {n: np.full_like(p, size) for n, p in case.cell.params.items() if p.ndim == 1 and n != "b_y"}
    calm = {"W_hh": 0.1 * case.cell.W_hh} if kind == "RNN" else {}
    cell = replace(case.cell, **biases, **calm)
    trace = cell.forward(case.x, **case.states)
    grads = cell.backward(trace, dy=case.dy, dh=case.dh)
    assert trace.finite and grads.finite
    for record in (trace, grads):
        for name, value in numbers_of(record):
            assert np.isfinite(value).all(), name


@pytest.mark.parametrize("T", [50, 2000])
def test_an_exploding_gradient_is_flagged_and_never_nan(T):
    cell = RNN.init(2, 5, 3, seed=0, activation="relu", recurrent="normal", gain=40.0)
    x = np.abs(np.random.default_rng(0).normal(size=(T, 2, 2)))
    trace = cell.forward(x)
    grads = cell.backward(trace, dy=np.ones_like(trace.y))
    overflows = T > 1000
    assert trace.finite is (not overflows)
    assert grads.finite is (not overflows)
    assert np.abs(grads.h[0]).max() > 1e40
    for record in (trace, grads):
        for name, value in numbers_of(record):
            assert not np.isnan(value).any(), name
    for name in grads.params:
        assert not np.isnan(grads.params[name]).any()
        assert not np.isnan(grads.contribution(name)).any()
        assert not np.isnan(grads.contribution_norms[name]).any()


def test_the_loss_of_an_exploded_network_goes_back_without_a_crash():
    cell = RNN.init(2, 5, 3, seed=0, activation="relu", recurrent="normal", gain=40.0)
    trace = cell.forward(np.ones((2000, 1, 2)))
    E, dy = mse(trace.y, np.zeros_like(trace.y))
    grads = cell.backward(trace, dy=dy)
    assert np.isinf(E) and not grads.finite
    assert not any(np.isnan(g).any() for g in grads.params.values())


def test_a_record_keeps_its_own_numbers():
    case = make("LSTM", None, T=4, B=2, D=3, H=3, O=2, seed=5)
    x, dy = case.x.copy(), case.dy.copy()
    trace = case.cell.forward(x)
    grads = case.cell.backward(trace, dy=dy)
    x[:], dy[:] = 0, 0
    np.testing.assert_array_equal(trace.x, case.x)
    assert_close(grads.contribution("W_f").sum(0), grads.params["W_f"], 1e-12)
    assert_close(grads.contribution("W_hy").sum(0), grads.params["W_hy"], 1e-12)


def test_the_exploding_gradient_of_a_finite_trace():
    # The states stay in the linear part of tanh, as h = 0; the gradient alone grows, by 3 a step.
    cell = RNN.init(1, 4, 1, seed=0, recurrent="orthogonal", gain=3.0)
    trace = cell.forward(np.zeros((1000, 1, 1)))
    dh = np.zeros((1000, 1, 4))
    dh[-1] = 1.0
    grads = cell.backward(trace, dh=dh)
    assert trace.finite and not grads.finite
    assert np.isinf(grads.h[0]).all()
    norms = np.linalg.norm(grads.h[-300:, 0], axis=-1)
    np.testing.assert_allclose(norms, 2 * 3.0 ** np.arange(299, -1, -1), rtol=1e-12)


@pytest.mark.parametrize("kind, activation", KINDS)
def test_float32_stays_float32(kind, activation):
    extra = {"activation": activation} if kind == "RNN" else {}
    cell = CELLS[kind].init(3, 4, 2, seed=0, dtype=np.float32, **extra)
    trace = cell.forward(np.ones((5, 2, 3)))
    grads = cell.backward(trace, dy=np.ones((5, 2, 2)))
    for record in (trace, grads):
        for name, value in numbers_of(record):
            assert value.dtype == np.float32, name
    assert all(g.dtype == np.float32 for g in grads.params.values())


@pytest.mark.parametrize("kind, activation", KINDS)
def test_bad_input_says_what_is_expected(kind, activation):
    case = make(kind, activation, T=4, B=2, D=3, H=5, O=2, seed=0)
    cell, x = case.cell, case.x

    def says(text, call):
        with pytest.raises(ValueError, match=text):
            call()

    says("three axes, got shape", lambda: cell.forward(x[0]))
    says("width D = 3, got 2", lambda: cell.forward(x[..., :2]))
    says("at least one step", lambda: cell.forward(x[:0]))
    says("at least one step", lambda: cell.forward(x[:, :0]))
    says("x must be finite", lambda: cell.forward(np.full_like(x, np.nan)))
    says("x must be finite", lambda: cell.forward(np.full_like(x, np.inf)))
    says("x must hold real numbers", lambda: cell.forward(np.full((4, 2, 3), "a")))
    says("x must hold real numbers", lambda: cell.forward(x + 1j))
    says("unequal length", lambda: cell.forward([[[1, 2, 3]], [[1, 2]]]))
    for name in case.states:
        says(rf"{name} must have shape \(B, H\)", lambda name=name: cell.forward(x, **{name: np.zeros(4)}))
        says(f"{name} must be finite", lambda name=name: cell.forward(x, **{name: np.full(5, np.nan)}))
    trace = case.forward()
    says("needs dy .* got neither", lambda: cell.backward(trace))
    says(r"dy must have shape \(T, B, O\)", lambda: cell.backward(trace, dy=case.dy[:-1]))
    says(r"dh must have shape \(T, B, H\)", lambda: cell.backward(trace, dh=case.dh[..., :-1]))
    says("dy must be finite", lambda: cell.backward(trace, dy=case.dy * np.nan))
    says("dh must be finite", lambda: cell.backward(trace, dh=np.full_like(case.dh, np.inf)))
    if "c" in cell.states:
        says(r"dc must have shape \(B, H\)", lambda: cell.backward(trace, dy=case.dy, dc=np.zeros((3, 5))))
    else:
        says("dc needs an LSTM, got", lambda: cell.backward(trace, dy=case.dy, dc=np.zeros_like(case.h0)))
    stranger = type(cell).init(2, 5, 2, seed=0)
    for use in (lambda trace: stranger.backward(trace, dy=case.dy), stranger.terms):
        says(r"sizes \(D, H, O\) = \(2, 5, 2\), got \(3, 5, 2\)", lambda use=use: use(trace))
        says("trace must be the .*Trace of this cell, got ndarray", lambda use=use: use(x))
    grads = cell.backward(trace, dy=case.dy)
    says("name must be one of .*W_hy.*, got 'W_q'", lambda: grads.contribution("W_q"))
