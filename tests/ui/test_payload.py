"""What the stepper is sent: decoded here on its own, and held against the core."""

import json
import re
import struct
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnnlstm.ui.stepper.labels import labels
from rnnlstm.ui.stepper.payload import encode, payload
from rnnlstm.ui.walk import Network, Source, take

SCRIPTS = sorted(Path(__file__).parents[2].glob("rnnlstm/ui/stepper/*.js"))
WALKS = [(model, direction) for model in ("RNN", "LSTM") for direction in ("forward", "backward")]


def decode(message):
    (length,) = struct.unpack("<I", message[:4])
    header = json.loads(message[4 : 4 + length].decode())
    arrays = {}
    for name, entry in header["arrays"].items():
        assert entry["offset"] % 8 == 0
        count = int(np.prod(entry["shape"]))
        flat = np.frombuffer(message, f"<{entry['type']}", count, entry["offset"])
        arrays[name] = flat.reshape(entry["shape"])
    return header, arrays


floats = hnp.arrays(st.sampled_from([np.float32, np.float64]), hnp.array_shapes(max_dims=3, max_side=7))


@given(
    st.dictionaries(st.text(min_size=1), st.text()), st.dictionaries(st.text(min_size=1), floats, max_size=5)
)
def test_any_header_and_arrays_come_through(header, arrays):
    header.pop("arrays", None)
    seen, back = decode(encode(header, arrays))
    assert {key: value for key, value in seen.items() if key != "arrays"} == header
    assert back.keys() == arrays.keys()
    for name, array in arrays.items():
        assert back[name].dtype == array.dtype
        np.testing.assert_array_equal(back[name], array)


@pytest.mark.parametrize(("model", "direction"), WALKS)
def test_payload_is_whole_and_small(model, direction):
    message = payload(take(model, Source(), Network()), direction)
    header, arrays = decode(message)
    assert len(message) < 300_000
    assert (header["cell"], header["direction"], header["steps"], header["hidden"]) == (
        model.lower(),
        direction,
        5,
        8,
    )
    named = [entry["key"] for panel in ("maps", "table") for entry in header[panel]]
    if direction == "backward":
        named += [entry["key"] for panel in ("norms", "contributions") for entry in header[panel]]
        named += [entry["left"] for entry in header["outer"]]
    assert set(named) <= arrays.keys()
    hues = {entry["hue"] for panel in ("maps", "table") for entry in header[panel]}
    assert hues <= header["colours"].keys()


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_rnn_numbers_obey_its_equations(activation):
    walk = take("RNN", Source(text="abcabd"), Network(activation=activation, hidden=5))
    _, a = decode(payload(walk, "backward"))
    cell = walk.cell
    np.testing.assert_allclose(a["a"], a["a_x"] + a["a_h"] + cell.b_h, atol=1e-6)
    np.testing.assert_allclose(a["a_h"], a["h_before"] @ cell.W_hh.T, atol=1e-6)
    np.testing.assert_array_equal(a["h_before"][1:], a["h"][:-1])
    np.testing.assert_allclose(a["dh"], a["dh_future"] + a["dh_loss"], rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(a["da"], a["dh"] * a["slope"], rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(a["dh_onward"], a["da"] @ cell.W_hh, rtol=1e-9, atol=1e-15)
    np.testing.assert_array_equal(a["dh_onward"][1:], a["dh_future"][:-1])
    np.testing.assert_allclose(a["dW_inputs"][:, :5], a["h_before"], atol=1e-6)
    outer = np.einsum("tj,tk->tjk", a["da"], a["dW_inputs"][:, :5])
    np.testing.assert_allclose(outer.sum(axis=0), walk.grads.params["W_hh"], atol=1e-12)
    np.testing.assert_allclose(a["dW_hh_norm"], np.linalg.norm(outer, axis=(1, 2)), atol=1e-12)


def test_lstm_numbers_obey_its_equations():
    walk = take("LSTM", Source(text="abcabd"), Network(hidden=5, forget_bias=2))
    _, a = decode(payload(walk, "backward"))
    c, t = walk.cell, walk.trace
    sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    for gate, act in (("f", sigmoid), ("i", sigmoid), ("g", np.tanh), ("o", sigmoid)):
        total = a[f"a_{gate}_x"] + a[f"a_{gate}_h"] + a[f"b_{gate}"]
        np.testing.assert_allclose(a[gate], act(total), atol=1e-6)
    np.testing.assert_allclose(a["c"], a["kept"] + a["added"], atol=1e-6)
    np.testing.assert_allclose(a["h"], a["o"] * a["tanh_c"], atol=1e-6)
    np.testing.assert_allclose(a["dc"], a["dc_future"] + a["dc_hidden"], rtol=1e-13, atol=1e-17)
    np.testing.assert_allclose(
        a["dc_hidden"], a["dh"] * t.o[:, 0] * (1 - t.tanh_c[:, 0] ** 2), rtol=1e-12, atol=1e-17
    )
    np.testing.assert_allclose(a["dc_onward"], a["dc"] * t.f[:, 0], rtol=1e-12, atol=1e-17)
    onward = sum(
        a[f"da_{gate}"] @ W[:, :5] for gate, W in zip("figo", (c.W_f, c.W_i, c.W_c, c.W_o), strict=True)
    )
    np.testing.assert_allclose(a["dh_onward"], onward, rtol=1e-9, atol=1e-16)
    np.testing.assert_allclose(
        a["da_f"], a["dc"] * t.c_prev[:, 0] * a["slope_f"].astype(float), rtol=1e-5, atol=1e-12
    )
    np.testing.assert_allclose(a["norm_dc"], np.linalg.norm(a["dc"], axis=-1), rtol=1e-12)


def test_a_vanished_gradient_survives_the_journey():
    source = Source(kind="wave", wave="sine", length=200)
    walk = take("RNN", source, Network(activation="sigmoid", loss="last"))
    _, arrays = decode(payload(walk, "backward"))
    assert 0 < arrays["norm_dh"][0] < 1e-60  # far below float32's smallest number


def test_scripts_ask_for_no_label_that_is_missing_and_none_is_idle():
    text = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    asked = set(re.findall(r"\blabels\.(\w+)", text))
    assert asked == labels("forward").keys() == labels("backward").keys()
