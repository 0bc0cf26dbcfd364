"""What theory says of a gradient, beside what is measured."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import (
    GRU,
    LSTM,
    RNN,
    bias_of_half_life,
    cell_highway,
    growth_per_step,
    half_life,
    half_life_of_bias,
    jacobian_norms,
    typical_norms,
    vanishing_bound,
)
from support.cases import brief, cases

RNNS = [("RNN", "tanh"), ("RNN", "sigmoid"), ("RNN", "relu")]


@brief
@given(st.floats(-700, 30))
def test_bias_and_half_life_are_inverse(bias):
    steps = half_life_of_bias(bias)
    assert bias_of_half_life(steps) == pytest.approx(bias, rel=1e-9, abs=1e-9)


def test_half_life_of_a_bias():
    f = 1 / (1 + np.exp(-np.array([-1.0, 0, 1, 5])))
    np.testing.assert_allclose(half_life_of_bias([-1, 0, 1, 5]), np.log(0.5) / np.log(f), rtol=1e-12)
    assert half_life_of_bias(0) == 1 and np.isinf(half_life_of_bias(1e5))
    np.testing.assert_allclose(half_life_of_bias([-1e5]), np.log(2) / 1e5)
    assert bias_of_half_life(1) == pytest.approx(0, abs=1e-15)
    np.testing.assert_allclose(bias_of_half_life(1e-6), -np.log(2) * 1e6)


@pytest.mark.parametrize("bias", [-1.0, 0.0, 1.0, 3.0, 5.0])
def test_theory_and_measure_agree_where_theory_is_exact(bias):
    """A forget gate that has no input but its bias; nothing else comes to c either."""
    cell = LSTM.init(2, 4, 1, seed=0, forget_bias=bias)
    cell = replace(cell, **{name: np.zeros((4, 6)) for name in ("W_f", "W_i", "W_c", "W_o")})
    trace = cell.forward(np.random.default_rng(0).normal(size=(300, 1, 2)))
    for curve in (jacobian_norms(cell, trace, of="c")[:, 0], cell_highway(trace)[:, 0, 0]):
        assert half_life(curve) == pytest.approx(half_life_of_bias(bias), rel=1e-9)


@pytest.mark.parametrize("gain", [0.5, 1.0, 1.5])
def test_the_typical_size_is_exact_for_orthogonal_weights_and_equal_slopes(gain):
    for activation in ("tanh", "sigmoid"):
        cell = RNN.init(1, 8, 1, seed=1, recurrent="orthogonal", gain=gain, activation=activation)
        if activation == "sigmoid":  # a start and a bias that keep every pre-activation at 0
            cell = replace(cell, b_h=-cell.W_hh @ np.full(8, 0.5))
        trace = cell.forward(np.zeros((40, 2, 1)), h0=np.full(8, 0.5 if activation == "sigmoid" else 0.0))
        expected = jacobian_norms(cell, trace, "frobenius") / np.sqrt(8)
        np.testing.assert_allclose(typical_norms(cell, trace), expected, rtol=1e-9)


@brief
@given(cases(kinds=RNNS))
def test_the_typical_size_at_lag_one_and_below_the_bound(case):
    H = case.cell.hidden_size
    turned = replace(case.cell, W_hh=1.7 * np.linalg.qr(case.cell.W_hh)[0])
    for cell, exact in ((turned, True), (case.cell, False)):
        trace = cell.forward(case.x, h0=case.h0)
        typical = typical_norms(cell, trace)
        assert (typical[-1] == 1).all()
        bound = vanishing_bound(cell, np.arange(len(typical) - 1, -1, -1))
        assert (typical <= bound[:, None] * (1 + 1e-12)).all()
        if exact and len(typical) > 1:
            one = jacobian_norms(cell, trace, "frobenius")[-2] / np.sqrt(H)
            np.testing.assert_allclose(typical[-2], one, rtol=1e-9)


@pytest.mark.parametrize("recurrent", ["orthogonal", "normal"])
@pytest.mark.parametrize("gain, scale", [(1.0, 0.5), (1.5, 1.0), (0.8, 3.0)])
def test_the_typical_size_is_near_for_a_wide_layer(recurrent, gain, scale):
    T, H, D = 31, 200, 10
    cell = RNN.init(D, H, 1, seed=0, recurrent=recurrent, gain=gain)
    cell = replace(cell, W_xh=scale * np.random.default_rng(1).normal(size=(H, D)) / np.sqrt(D))
    trace = cell.forward(np.random.default_rng(0).normal(size=(T, 1, D)))
    measured = jacobian_norms(cell, trace, "frobenius")[:, 0] / np.sqrt(H)
    typical, bound = typical_norms(cell, trace)[:, 0], vanishing_bound(cell, [T - 1])[0]
    # A step is off by less than 3 %; the bound is off by far more.
    assert growth_per_step(typical) == pytest.approx(growth_per_step(measured), rel=0.03)
    assert abs(np.log(bound / measured[0])) > 3 * abs(np.log(typical[0] / measured[0]))


def test_bad_input():
    with pytest.raises(ValueError, match="bias must be finite"):
        half_life_of_bias([np.inf])
    for steps in (0, -1):
        with pytest.raises(ValueError, match="half_life must be above 0"):
            bias_of_half_life([1, steps])
    rnn, gru = RNN.init(2, 3, 1, seed=0), GRU.init(2, 3, 1, seed=0)
    trace = gru.forward(np.ones((4, 1, 2)))
    with pytest.raises(ValueError, match="known for an RNN, got GRU"):
        typical_norms(gru, trace)
    with pytest.raises(ValueError, match="trace must be the RNNTrace"):
        typical_norms(rnn, trace)
