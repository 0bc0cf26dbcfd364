"""What the gradient laboratory tells a learner, as claims that are tested."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import (
    GRU,
    LSTM,
    RNN,
    cell_highway,
    cell_paths,
    half_life,
    half_life_of_bias,
    jacobian_norms,
    jacobian_spectrum,
    saturation,
    vanishing_bound,
    weight_spectra,
)

SEEDS = range(5)


def inputs(T, seed, scale=1.0, D=4):
    return scale * np.random.default_rng(seed).normal(size=(T, 1, D))


@pytest.mark.parametrize("seed", SEEDS)
def test_orthogonal_weights_and_small_inputs_lose_less_than_a_tenth_in_100_steps(seed):
    cell = RNN.init(4, 32, 1, seed=seed, recurrent="orthogonal")
    trace = cell.forward(inputs(101, seed, scale=0.01))
    assert jacobian_norms(cell, trace, lags=[100])[0, 0] > 0.9
    # Not only the best direction: every one.
    assert jacobian_spectrum(cell, trace, lags=[100]).values.min() > 0.9


@pytest.mark.parametrize("recurrent", ["orthogonal", "uniform", "normal", "identity"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_sigmoid_network_has_lost_everything_at_lag_50(recurrent, seed):
    cell = RNN.init(4, 32, 1, seed=seed, recurrent=recurrent, activation="sigmoid")
    assert jacobian_norms(cell, cell.forward(inputs(51, seed)), lags=[50])[0, 0] < 1e-10


@pytest.mark.parametrize("seed", SEEDS)
def test_forget_bias_6_keeps_over_half_of_the_direct_path_at_lag_100(seed):
    # f = sigmoid(6 + noise); the noise costs a little: sigmoid(6)^100 = 0.78.
    cell = LSTM.init(4, 32, 1, seed=seed, forget_bias=6.0)
    trace = cell.forward(inputs(101, seed))
    assert cell_highway(trace)[0].min() > 0.5
    assert cell_paths(cell, trace, lags=[100]).direct[0, 0] > 0.5


@pytest.mark.parametrize("bias", [-1.0, 0.0, 1.0, 5.0])
def test_the_half_life_of_a_forget_bias_as_measured_in_a_whole_lstm(bias):
    cell = LSTM.init(4, 32, 1, seed=0, forget_bias=bias)
    trace = cell.forward(inputs(400, 0, scale=0.1))
    measured = np.median(half_life(cell_highway(trace)[:, 0]))
    assert measured == pytest.approx(half_life_of_bias(bias), rel=0.1)


def test_gain_decides_between_vanishing_and_exploding():
    T = 101
    norms = {}
    for gain in (0.9, 1.1):
        cell = RNN.init(4, 32, 1, seed=0, recurrent="orthogonal", gain=gain)
        norms[gain] = jacobian_norms(cell, cell.forward(inputs(T, 0, scale=1e-6)), lags=[100])[0, 0]
    assert norms[0.9] == pytest.approx(0.9**100, rel=0.01)
    # The state grows too and is bent by tanh in the end, but the gradient has exploded before.
    assert norms[1.1] > 100


def test_large_inputs_saturate_and_the_gradient_vanishes_though_the_weights_would_keep_it():
    cell = RNN.init(4, 32, 1, seed=0, recurrent="orthogonal")
    quiet, loud = (cell.forward(inputs(51, 0, scale)) for scale in (0.01, 100.0))
    assert saturation(cell, quiet)["h"] == 0 and saturation(cell, loud)["h"] > 0.9
    assert jacobian_norms(cell, quiet)[0, 0] > 0.9 and jacobian_norms(cell, loud)[0, 0] < 1e-10
    assert vanishing_bound(cell, 50) == pytest.approx(1)  # the bound does not know


def test_a_spectral_radius_below_one_may_grow_at_first():
    """Eigenvalues tell the far end, singular values the next step (a shear is no rotation)."""
    cell = RNN(
        W_xh=[[0.0], [0.0]], W_hh=[[0.9, 5.0], [0.0, 0.9]], b_h=[0.0, 0.0], W_hy=[[1.0, 1.0]], b_y=[0.0]
    )
    spectrum = weight_spectra(cell)["h"]
    assert spectrum.spectral_radius == pytest.approx(0.9) and spectrum.spectral_norm > 5
    norms = jacobian_norms(cell, cell.forward(np.zeros((300, 1, 1))))[::-1, 0]
    assert norms.max() > 15 and norms[-1] < 1e-9


class TestIdentityRelu:
    """The IRNN of Le, Jaitly and Hinton (2015): identity, relu, zero biases."""

    def test_how_it_begins(self):
        cell = RNN.init(4, 16, 2, seed=0, recurrent="identity", activation="relu")
        np.testing.assert_array_equal(cell.W_hh, np.eye(16))
        assert not cell.b_h.any() and not cell.b_y.any()

    def test_without_input_it_copies_its_state(self):
        cell = RNN.init(4, 16, 2, seed=0, recurrent="identity", activation="relu")
        h0 = np.abs(np.random.default_rng(0).normal(size=16)) + 0.1
        trace = cell.forward(np.zeros((300, 1, 4)), h0=h0)
        np.testing.assert_array_equal(trace.h, np.broadcast_to(h0, (300, 1, 16)))
        np.testing.assert_array_equal(jacobian_spectrum(cell, trace).values, 1)

    def test_with_input_each_unit_keeps_its_gradient_whole_or_loses_it_whole(self):
        cell = RNN.init(4, 16, 2, seed=0, recurrent="identity", activation="relu")
        trace = cell.forward(inputs(200, 0))
        values = jacobian_spectrum(cell, trace).values
        assert np.isin(values, [0, 1]).all()
        alive = np.cumprod((trace.h > 0)[:0:-1], axis=0).sum(axis=-1)[::-1]
        np.testing.assert_array_equal(values[:-1].sum(axis=-1), alive)

    def test_scaled_down_it_forgets(self):
        cell = RNN.init(4, 16, 2, seed=0, recurrent="identity", activation="relu", gain=0.01)
        trace = cell.forward(np.zeros((11, 1, 4)), h0=np.ones(16))
        assert jacobian_norms(cell, trace, lags=[10])[0, 0] == pytest.approx(1e-20)


def test_an_open_gate_outlives_the_rnn_on_the_same_input_and_a_half_open_one_does_not():
    x, gru = inputs(101, 0), GRU.init(4, 32, 1, seed=0)
    cells = {
        "rnn": RNN.init(4, 32, 1, seed=0),
        "lstm": LSTM.init(4, 32, 1, seed=0, forget_bias=5.0),
        "gru": replace(gru, b_z=np.full(32, 5.0)),
        "gru at its start": gru,
    }
    norms = {name: jacobian_norms(cell, cell.forward(x), lags=[100])[0, 0] for name, cell in cells.items()}
    assert norms["rnn"] < 1e-15 and norms["gru at its start"] < 1e-15  # z is about 1/2, and 2^-100 is 1e-30
    assert norms["lstm"] > 0.1 and norms["gru"] > 0.1
