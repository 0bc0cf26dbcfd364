"""Weights of Keras read into cells, against its layers written here from its documentation."""

import numpy as np
import pytest

from rnnlstm import WeightsError, from_keras, keras_layers, read_keras

T, B, D, H = 4, 2, 2, 3
GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def keras_lstm(x, kernel, recurrent, bias):
    h = c = np.zeros((x.shape[1], H))
    hs = []
    for x_t in x:
        i, f, g, o = np.split(x_t @ kernel + h @ recurrent + bias, 4, axis=1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        hs.append(h)
    return np.array(hs)


def keras_gru(x, kernel, recurrent, bias, reset_after):
    input_bias, recurrent_bias = bias if reset_after else (bias, None)
    h, hs = np.zeros((x.shape[1], H)), []
    for x_t in x:
        x_z, x_r, x_h = np.split(x_t @ kernel + input_bias, 3, axis=1)
        if reset_after:
            h_z, h_r, h_h = np.split(h @ recurrent + recurrent_bias, 3, axis=1)
            z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
            n = np.tanh(x_h + r * h_h)
        else:
            h_z, h_r = np.split(h @ recurrent[:, : 2 * H], 2, axis=1)
            z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
            n = np.tanh(x_h + (r * h) @ recurrent[:, 2 * H :])
        h = z * h + (1 - z) * n
        hs.append(h)
    return np.array(hs)


def arrays(kind, seed=0, bias=None):
    rng, wide = np.random.default_rng(seed), GATES[kind] * H
    shapes = [(D, wide), (H, wide), (wide,) if bias is None else bias]
    return [rng.normal(size=shape) for shape in shapes]


X = np.random.default_rng(7).normal(size=(T, B, D))


def test_lstm():
    given = arrays("LSTM")
    np.testing.assert_allclose(from_keras(given).forward(X).h, keras_lstm(X, *given), rtol=1e-12)


@pytest.mark.parametrize("reset_after", [True, False])
def test_gru_both_ways(reset_after):
    given = arrays("GRU", bias=(2, 3 * H) if reset_after else (3 * H,))
    reading = read_keras(given)
    assert reading.network.reset == ("after" if reset_after else "before")
    np.testing.assert_allclose(reading.network.forward(X).h, keras_gru(X, *given, reset_after), rtol=1e-12)
    without = read_keras(given[:2], reset_after=reset_after)
    expected = keras_gru(X, *given[:2], np.zeros_like(given[2]), reset_after)
    np.testing.assert_allclose(without.network.forward(X).h, expected, rtol=1e-12)


def test_a_gru_without_bias_is_assumed_to_reset_after():
    reading = read_keras(arrays("GRU")[:2])
    assert reading.network.reset == "after"
    assert reading.assumed == ("reset_after", "bias", "readout")


def test_simple_rnn_with_a_dense_layer():
    kernel, recurrent, bias = arrays("RNN")
    W, b = np.ones((H, 2)) * [1, -2], np.array([0.5, 0.25])
    cell = from_keras([kernel, recurrent, bias], readout=[W, b], activation="relu")
    h = np.maximum(X[0] @ kernel + bias, 0)
    np.testing.assert_allclose(cell.forward(X).y[0], h @ W + b, rtol=1e-12)


NAMES = {
    "lstm/lstm_cell/{}:0": ("kernel", "recurrent_kernel", "bias"),
    "layers/lstm/cell/vars/{}": ("0", "1", "2"),
    "layers/bidirectional/forward_layer/cell/vars/{}": ("0", "1", "2"),
    "{}": ("kernel", "recurrent_kernel", "bias"),
}


@pytest.mark.parametrize("form", NAMES)
def test_by_names(form):
    given = arrays("LSTM")
    named = {form.format(what): value for what, value in zip(NAMES[form], given, strict=True)}
    dense = {"layers/dense/vars/0": np.ones((H, 1)), "layers/dense/vars/1": np.ones(1)}
    reading = read_keras({**named, **dense}, readout="layers/dense")
    np.testing.assert_allclose(reading.network.forward(X).h, keras_lstm(X, *given), rtol=1e-12)
    assert reading.left == () and reading.network.output_size == 1
    assert read_keras({**named, **dense}).left == tuple(dense)


def test_a_layer_is_chosen():
    weights = {
        f"layers/{layer}/cell/vars/{k}": value
        for seed, layer in enumerate(["lstm", "lstm_1"])
        for k, value in enumerate(arrays("LSTM", seed))
    }
    assert keras_layers(weights) == ("layers/lstm/cell/", "layers/lstm_1/cell/")
    with pytest.raises(
        WeightsError, match="choose one with prefix=, one of 'layers/lstm/cell/', 'layers/lstm_1"
    ):
        from_keras(weights)
    expected = keras_lstm(X, *arrays("LSTM", 1))
    np.testing.assert_allclose(from_keras(weights, "lstm_1").forward(X).h, expected, rtol=1e-12)


def test_twelve_and_nine_arrays_of_an_old_keras():
    """The order i, c, f, o of an LSTM, and z, r, h of a GRU, each with W, U and b."""
    for kind, order in (("LSTM", (0, 2, 1, 3)), ("GRU", (0, 1, 2))):
        given = arrays(kind)
        split = [np.split(array, GATES[kind], axis=-1) for array in given]
        old = [split[j][k] for k in order for j in range(3)]
        run = keras_lstm(X, *given) if kind == "LSTM" else keras_gru(X, *given, reset_after=False)
        reading = read_keras(old)
        np.testing.assert_allclose(reading.network.forward(X).h, run, rtol=1e-12)
        assert "sigmoid" in reading.assumed


FAULTS = [
    ([np.ones((D, 12))], "count", "2 or 3 arrays .* got 1"),
    ([np.ones((12, D)), np.ones((12, H)), np.ones(12)], "not_transposed", "which is not transposed"),
    ([np.ones((D, 11)), np.ones((H, 12))], "shape", r"\[0\] must have shape \(D, 12\), got \(2, 11\)"),
    ([np.ones((D, 12)), np.ones((H, 12)), np.ones((2, 12))], "shape", r"\[2\] must have shape \(12,\)"),
    (
        [np.ones((D, 9)), np.ones((H, 9)), np.ones((3, 9))],
        "shape",
        r"must have shape \(2, 9\) or \(9,\)",
    ),
    ([np.ones((D, 8)), np.ones((H, 8))], "gates_of_keras", r"got \(3, 8\)"),
    ([np.ones((D, 12)), np.full((H, 12), np.inf)], "not_finite", r"\[1\] holds 36 of 36 entries"),
    ({"dense/kernel": np.ones((D, 1))}, "none", "Keras calls them kernel, recurrent_kernel"),
]


@pytest.mark.parametrize(("weights", "problem", "says"), FAULTS)
def test_faults_say_what_to_change(weights, problem, says):
    with pytest.raises(WeightsError, match=says) as caught:
        from_keras(weights)
    assert caught.value.problem == problem


def test_reset_after_that_does_not_fit():
    with pytest.raises(WeightsError, match=r"reset_after=True does not fit \[2\] of shape \(9,\)"):
        from_keras(arrays("GRU"), reset_after=True)
