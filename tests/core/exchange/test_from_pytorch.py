"""Weights of PyTorch read into cells; the expected arrays stand here by its documentation's gate order."""

import pickle

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import GRU, LSTM, RNN, WeightsError, from_torch, read_torch, to_torch, torch_networks
from support.cases import brief, cases

D, H = 2, 3
GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


def state(kind, prefix="", end="_l0", seed=0, bias=True, dtype=np.float64, width=D):
    """Draw a state dict, every bias other than zero."""
    rng, rows = np.random.default_rng(seed), GATES[kind] * H
    shapes = {"weight_ih": (rows, width), "weight_hh": (rows, H)}
    if bias:
        shapes |= {"bias_ih": (rows,), "bias_hh": (rows,)}
    return {f"{prefix}{name}{end}": rng.normal(size=shape).astype(dtype) for name, shape in shapes.items()}


def gate(array, k):
    return array[k * H : (k + 1) * H]


@pytest.mark.parametrize("end", ["_l0", ""])
def test_gates_of_an_lstm_stand_in_the_order_i_f_g_o(end):
    saved = state("LSTM", end=end)
    cell = from_torch(saved)
    assert type(cell) is LSTM
    W_h, W_x = saved[f"weight_hh{end}"], saved[f"weight_ih{end}"]
    for k, letter in enumerate("ifco"):
        np.testing.assert_array_equal(getattr(cell, f"W_{letter}"), np.hstack([gate(W_h, k), gate(W_x, k)]))
        both = gate(saved[f"bias_ih{end}"], k) + gate(saved[f"bias_hh{end}"], k)
        np.testing.assert_array_equal(getattr(cell, f"b_{letter}"), both)
    np.testing.assert_array_equal(cell.W_hy, np.eye(H))
    assert not cell.b_y.any()


def test_a_gru_keeps_both_biases_of_its_candidate():
    saved = state("GRU")
    cell = from_torch(saved)
    assert type(cell) is GRU and cell.reset == "after"
    W_h, W_x, b_x, b_h = (saved[f"{name}_l0"] for name in ("weight_hh", "weight_ih", "bias_ih", "bias_hh"))
    for k, letter in enumerate("rz"):
        np.testing.assert_array_equal(getattr(cell, f"W_{letter}"), np.hstack([gate(W_h, k), gate(W_x, k)]))
        np.testing.assert_array_equal(getattr(cell, f"b_{letter}"), gate(b_x, k) + gate(b_h, k))
    for name, expected in {"W_xn": W_x, "W_hn": W_h, "b_xn": b_x, "b_hn": b_h}.items():
        np.testing.assert_array_equal(getattr(cell, name), gate(expected, 2))


def test_an_rnn_and_its_activation():
    saved = state("RNN")
    cell = from_torch(saved, activation="relu")
    assert type(cell) is RNN and cell.activation == "relu"
    np.testing.assert_array_equal(cell.W_xh, saved["weight_ih_l0"])
    np.testing.assert_array_equal(cell.b_h, saved["bias_ih_l0"] + saved["bias_hh_l0"])
    assert read_torch(saved).assumed == ("activation", "readout")


@pytest.mark.parametrize("kind", GATES)
def test_there_and_back(kind):
    saved = state(kind, "encoder.lstm.")
    linear = {"fc.weight": np.ones((2, H)), "fc.bias": np.arange(2.0)}
    cell = from_torch({**saved, **linear}, readout="fc")
    back = to_torch(cell, "encoder.lstm.", readout="fc.")
    assert set(back) == {*saved, *linear}
    for name in ("encoder.lstm.weight_ih_l0", "encoder.lstm.weight_hh_l0", *linear):
        np.testing.assert_array_equal(back[name], {**saved, **linear}[name])
    again = from_torch(back, readout="fc")
    for name, value in cell.params.items():
        np.testing.assert_array_equal(getattr(again, name), value)


@brief
@given(cases(kinds=[("RNN", "tanh"), ("RNN", "relu"), ("LSTM", None), ("GRU", None)]))
def test_there_and_back_at_any_size(case):
    """One unit, one input: shapes at which an RNN, a GRU and an LSTM could be mistaken for one another."""
    activation = {"activation": case.activation} if case.activation else {}
    again = from_torch(to_torch(case.cell, readout="fc"), readout="fc", **activation)
    assert type(again) is type(case.cell)
    for name, value in case.cell.params.items():
        np.testing.assert_array_equal(again.params[name], value)


@pytest.mark.parametrize("prefix", ["rnn.", "module.", "module._orig_mod.encoder.lstm."])
@pytest.mark.parametrize("asked", [None, "whole", "end"])
def test_prefixes(prefix, asked):
    weights = {"embedding.weight": np.ones((9, D)), **state("LSTM", prefix), "fc.weight": np.ones((1, H))}
    saved = {"whole": prefix, "end": prefix.split(".")[-2]}.get(asked)
    reading = read_torch(weights, saved)
    np.testing.assert_array_equal(reading.network.W_f, from_torch(state("LSTM")).W_f)
    assert reading.left == ("embedding.weight", "fc.weight")
    nested = from_torch({"epoch": 3, "state_dict": weights}, saved and prefix)
    np.testing.assert_array_equal(nested.W_f, reading.network.W_f)


def test_the_table_says_what_was_read_as_what():
    table = read_torch(state("LSTM", "rnn.", dtype=np.float16)).table
    line = next(line for line in table if line.name == "rnn.weight_ih_l0" and line.gate == "f")
    assert (line.shape, line.dtype, line.part) == ((12, D), "float16", (3, 6))
    assert (line.parameter, line.columns, line.how) == ("W_f", (3, 5), ("widened",))
    of_b_f = [line for line in table if line.parameter == "b_f"]
    assert [line.name for line in of_b_f] == ["rnn.bias_ih_l0", "rnn.bias_hh_l0"]
    assert all(line.how == ("summed", "widened") for line in of_b_f)


def test_without_bias():
    reading = read_torch(state("GRU", bias=False))
    assert reading.assumed == ("bias", "readout")
    assert not any(reading.network.params[name].any() for name in ("b_r", "b_z", "b_xn", "b_hn"))


def test_layers_and_directions_are_chosen():
    weights = {}
    for k, end in enumerate(["_l0", "_l0_reverse", "_l1", "_l1_reverse"]):
        weights |= state("LSTM", "rnn.", end, seed=k, width=D if k < 2 else 2 * H)
    (network,) = torch_networks(weights)
    assert (network.prefix, network.kind, network.layers) == ("rnn.", "LSTM", 2)
    assert (network.input_size, network.hidden_size) == (D, H)
    assert network.both_directions and network.bias
    cell = from_torch(weights, layer=1, reverse=True)
    expected = from_torch(state("LSTM", "rnn.", "_l0", seed=3, width=2 * H))
    np.testing.assert_array_equal(cell.W_o, expected.W_o)


def broken(**changes):
    return {**state("LSTM"), **changes}


TWO_LAYERS = {**state("LSTM"), **state("LSTM", end="_l1", width=H)}
BOTH = {**state("LSTM"), **state("LSTM", end="_l0_reverse")}
NAN = np.where(np.arange(12 * H).reshape(12, H) == 5, np.nan, 0.0)
FAULTS = [
    ({"weight": np.ones(3)}, "none", "no recurrent weights were found among 'weight': PyTorch calls them"),
    ({**state("RNN", "a."), **state("RNN", "b.")}, "several", "choose one with prefix=, one of 'a.', 'b.'"),
    (TWO_LAYERS, "layers", "weight_ih_l1 is of a second layer: choose one with layer=0 .. 1"),
    (BOTH, "directions", "weight_ih_l0_reverse is of the other direction: choose one with reverse=False"),
    (broken(weight_hr_l0=np.ones((2, H))), "projection", "weight_hr_l0 is the projection .* proj_size"),
    (broken(weight_hh_l0=NAN), "not_finite", r"weight_hh_l0 holds 1 of 36 .* the first at \[1, 2\]"),
    (broken(bias_hh_l0=np.ones(11)), "shape", r"bias_hh_l0 must have shape \(12,\), got \(11,\)"),
    (
        broken(weight_ih_l0=np.ones((11, D))),
        "shape",
        r"weight_ih_l0 must have shape \(12, D\)",
    ),
    (broken(weight_ih_l0=np.ones(())), "shape", r"weight_ih_l0 must have shape \(12, D\), got \(\)"),
    (broken(weight_ih_l0=np.ones((12, 0))), "shape", r"got \(12, 0\)"),
    ({f"weight_ih_l{'9' * 5000}": np.ones((12, D))}, "none", "no recurrent weights"),
    (broken(weight_hh_l0=np.ones((H, 12))), "transposed", r"got \(3, 12\), which is transposed"),
    (
        broken(weight_hh_l0=np.ones((7, H))),
        "gates",
        r"must have shape \(H, H\), .* got \(7, 3\)",
    ),
    (broken(weight_hh_l0=np.array([None])), "gates", "weight_hh_l0 must have shape"),
    (broken(weight_ih_l0=np.full((12, D), None)), "not_numbers", "weight_ih_l0 must be .* got object"),
    (broken(weight_ih_l0=np.ones((12, D), np.int8)), "not_numbers", "got int8"),
    ({k: v for k, v in state("LSTM").items() if k != "weight_hh_l0"}, "missing", "weight_hh_l0 is missing"),
    ({k: v for k, v in state("LSTM").items() if k != "bias_hh_l0"}, "missing", "bias_hh_l0 is missing"),
]


@pytest.mark.parametrize(("weights", "problem", "says"), FAULTS)
def test_faults_say_what_to_change(weights, problem, says):
    with pytest.raises(WeightsError, match=says) as caught:
        from_torch(weights)
    assert caught.value.problem == problem
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_what_was_asked_for_is_not_there():
    with pytest.raises(WeightsError, match=r"begin with 'rnn'; those that there are begin with 'lstm\.'"):
        from_torch(state("LSTM", "lstm."), "rnn")
    with pytest.raises(WeightsError, match=r"no layer 2: the weights are of layers 0 \.\. 1, one direction"):
        from_torch(TWO_LAYERS, layer=2)
    with pytest.raises(WeightsError, match="there is no layer 0, reverse"):
        from_torch(state("LSTM"), reverse=True)
    with pytest.raises(WeightsError, match=r"fc\.weight is missing"):
        from_torch(state("LSTM"), readout="fc")
    with pytest.raises(WeightsError, match=r"fc\.weight must have shape \(O, H\) with H = 3, got \(1, 5\)"):
        from_torch(broken(**{"fc.weight": np.ones((1, 5))}), readout="fc")
