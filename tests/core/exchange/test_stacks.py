"""Several layers and directions at once; test_as_in_torch compares what they compute with PyTorch."""

import numpy as np
import pytest

from rnnlstm import (
    GRU,
    LSTM,
    RNN,
    Stack,
    WeightsError,
    from_keras,
    read_keras_stack,
    read_torch_stack,
    stack_from_keras,
    stack_from_torch,
    to_torch,
)

DRAWN = Stack.init(LSTM, 2, (3, 3), 1, seed=0, both_directions=True)
WEIGHTS = to_torch(DRAWN, "encoder", readout="fc")


def test_there_and_back():
    assert len(WEIGHTS) == 2 * 2 * 4 + 2 and WEIGHTS["encoder.weight_ih_l1_reverse"].shape == (12, 6)
    again = stack_from_torch(WEIGHTS, readout="fc")
    for name, value in DRAWN.params.items():
        np.testing.assert_array_equal(again.params[name], value, name)


def test_the_table_names_the_place():
    reading = read_torch_stack({**WEIGHTS, "embedding.weight": np.ones((5, 2))})
    line = next(line for line in reading.table if line.name == "encoder.weight_hh_l1_reverse")
    assert (line.place, line.gate, line.parameter, line.columns) == (
        "layers.1.right_to_left",
        "i",
        "W_i",
        (0, 3),
    )
    assert reading.left == ("fc.weight", "fc.bias", "embedding.weight")
    assert reading.assumed == ("readout",)
    np.testing.assert_array_equal(reading.network.W_hy, np.eye(6))


def test_what_is_missing_or_does_not_fit():
    without = {name: value for name, value in WEIGHTS.items() if not name.endswith("l1_reverse")}
    with pytest.raises(WeightsError, match=r"encoder\.weight_ih_l1_reverse is missing beside"):
        stack_from_torch(without)
    one = to_torch(Stack.init(RNN, 2, (3, 3), 1, seed=0))
    with pytest.raises(WeightsError, match=r"layer 1 must take the width 3 .*, got one that takes 5"):
        stack_from_torch({**one, "weight_ih_l1": np.ones((3, 5))})
    gru = to_torch(Stack.init(GRU, 3, (3,), 1, seed=0))
    mixed = one | {name.replace("_l0", "_l1"): value for name, value in gru.items()}
    with pytest.raises(WeightsError, match="weight_hh_l1 must have shape that of a further layer of the RNN"):
        stack_from_torch(mixed)
    with pytest.raises(WeightsError, match="PyTorch has no module of layers that differ"):
        to_torch(Stack.init(RNN, 2, (3, 4), 1, seed=0))


def test_what_is_narrower_is_brought_to_the_widest():
    half = {name: value.astype(np.float16) for name, value in WEIGHTS.items()}
    assert stack_from_torch(half, readout="fc").dtype == np.float32
    mixed = half | {"encoder.weight_hh_l1": WEIGHTS["encoder.weight_hh_l1"]}
    stack = stack_from_torch(mixed, readout="fc")
    assert {value.dtype for value in stack.params.values()} == {np.dtype(np.float64)}


def test_layers_of_keras():
    """A Bidirectional layer gives the arrays of both its cells, one after the other."""
    rng = np.random.default_rng(0)
    both = [rng.normal(size=shape) for shape in ((2, 9), (3, 9), (2, 9), (2, 9), (3, 9), (2, 9))]
    above = [rng.normal(size=shape) for shape in ((6, 4), (4, 4), (4,))]
    reading = read_keras_stack([both, above], readout=[np.ones((4, 1)), np.zeros(1)], activation="relu")
    layer, rnn = reading.network.layers
    for cell, given in ((layer.left_to_right, both[:3]), (layer.right_to_left, both[3:])):
        expected = from_keras(given)
        assert all((getattr(cell, name) == getattr(expected, name)).all() for name in ("W_r", "b_hn", "W_xn"))
    assert rnn.activation == "relu" and reading.network.output_size == 1
    assert {line.place for line in reading.table if line.name == "[0][3]"} == {"layers.0.right_to_left"}
    assert reading.assumed == ("activation",)
    with pytest.raises(WeightsError, match="layer 1 must take the width 3"):
        stack_from_keras([both[:3], above])
