"""Layers of Keras as they are, read into the core: the same outputs, by arrays and by the names of a file."""

import os

import numpy as np
import pytest

from rnnlstm import from_keras, read_keras, stack_from_keras
from support.cases import assert_close

os.environ.setdefault("KERAS_BACKEND", "torch")
keras = pytest.importorskip("keras")

# What Keras says of itself and of its backend is not meant here.
pytestmark = pytest.mark.filterwarnings("ignore")

T, B, D, H = 6, 3, 2, 4
LAYERS = {
    "SimpleRNN tanh": lambda **more: keras.layers.SimpleRNN(H, **more),
    "SimpleRNN relu": lambda **more: keras.layers.SimpleRNN(H, activation="relu", **more),
    "LSTM": lambda **more: keras.layers.LSTM(H, **more),
    "LSTM without unit_forget_bias": lambda **more: keras.layers.LSTM(H, unit_forget_bias=False, **more),
    "GRU after": lambda **more: keras.layers.GRU(H, reset_after=True, **more),
    "GRU before": lambda **more: keras.layers.GRU(H, reset_after=False, **more),
}


def model_of(name, use_bias):
    """Return a model whose every bias is other than zero."""
    layer = LAYERS[name](return_sequences=True, use_bias=use_bias)
    model = keras.Sequential([keras.Input((T, D)), layer, keras.layers.Dense(1)])
    rng = np.random.default_rng(0)
    model.set_weights([rng.normal(size=w.shape, scale=0.6) for w in model.get_weights()])
    return model, layer


@pytest.mark.parametrize("use_bias", [True, False])
@pytest.mark.parametrize("name", LAYERS)
def test_layers(name, use_bias):
    model, layer = model_of(name, use_bias)
    x = np.random.default_rng(1).normal(size=(B, T, D)).astype(np.float32)
    options = {"activation": "relu"} if "relu" in name else {}
    if "GRU" in name and not use_bias:
        options["reset_after"] = "after" in name
    cell = from_keras(layer.get_weights(), readout=model.layers[-1].get_weights(), **options)
    expected = np.asarray(model.predict(x, verbose=0)).swapaxes(0, 1)
    assert_close(cell.forward(x.swapaxes(0, 1)).y, expected, 1e-5, "y")


def test_a_stack_with_both_directions():
    lstm = keras.layers.LSTM(H, return_sequences=True)
    gru = keras.layers.GRU(H, return_sequences=True, reset_after=False)
    recurrent, dense = [keras.layers.Bidirectional(lstm), gru], keras.layers.Dense(2)
    model = keras.Sequential([keras.Input((T, D)), *recurrent, dense])
    rng = np.random.default_rng(0)
    model.set_weights([rng.normal(size=w.shape, scale=0.6) for w in model.get_weights()])
    x = rng.normal(size=(B, T, D)).astype(np.float32)
    stack = stack_from_keras([layer.get_weights() for layer in recurrent], readout=dense.get_weights())
    expected = np.asarray(model.predict(x, verbose=0)).swapaxes(0, 1)
    assert_close(stack.forward(x.swapaxes(0, 1)).y, expected, 1e-5, "y")


def test_names_of_a_weights_file(tmp_path):
    h5py = pytest.importorskip("h5py")
    model, layer = model_of("LSTM", True)
    model.save_weights(tmp_path / "model.weights.h5")
    found = {}
    with h5py.File(tmp_path / "model.weights.h5") as file:
        file.visititems(lambda name, item: found.update({name: item[()]} if hasattr(item, "shape") else {}))
    reading = read_keras(found, readout="layers/dense")
    by_arrays = from_keras(layer.get_weights(), readout=model.layers[-1].get_weights())
    for name, value in by_arrays.params.items():
        np.testing.assert_array_equal(reading.network.params[name], value, name)
