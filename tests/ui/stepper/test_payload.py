"""What the stepper is sent: decoded here on its own, and held against the core."""

import json
import re
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from streamlit.testing.v1 import AppTest

from rnnlstm.core import GRU, LSTM, RNN, cross_entropy
from rnnlstm.core.cells import CELLS
from rnnlstm.ui.stepper.labels import labels
from rnnlstm.ui.stepper.payload import encode, payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take
from support.root import ROOT
from support.walks import parse

WEB = ROOT / "rnnlstm/ui/stepper/web"
SCRIPTS = sorted(path for path in WEB.rglob("*.js") if path.parent.name not in ("film", "graph"))
WALKS = [(model, direction) for model in CELLS for direction in ("forward", "backward")]


def refuse(constant):
    raise AssertionError(f"a browser cannot read {constant}")


def decode(message):
    (length,) = struct.unpack("<I", message[:4])
    header = json.loads(message[4 : 4 + length].decode(), parse_constant=refuse)
    arrays = {}
    for name, entry in header["arrays"].items():
        assert entry["offset"] % 8 == 0
        count = int(np.prod(entry["shape"]))
        flat = np.frombuffer(message, f"<{entry['type']}", count, entry["offset"])
        arrays[name] = flat.reshape(entry["shape"])
    return header, arrays


floats = hnp.arrays(
    st.sampled_from([np.float32, np.float64]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=7),
)


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
    message = payload(take(model, Text(), Network()), direction)
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
        named += [key for entry in header["outer"] for key in (entry["left"], *entry["right"])]
    assert set(named) <= arrays.keys()
    hues = {entry["hue"] for panel in ("maps", "table") for entry in header[panel]}
    assert hues <= header["colours"].keys()


def test_arrays_that_are_not_contiguous_come_through():
    whole = np.arange(24.0).reshape(4, 6)
    pieces = {
        "transposed": whole.T,
        "strided": whole[::2, ::3],
        "broadcast": np.broadcast_to(whole[0], (3, 6)),
    }
    _, back = decode(encode({"名": "循环"}, pieces))
    for name, piece in pieces.items():
        np.testing.assert_array_equal(back[name], piece)


def by_hand(cell_type, text, hidden, seed):
    """Walk through a text with the core alone."""
    vocabulary = sorted(set(text))
    labels = [vocabulary.index(character) for character in text]
    x = np.eye(len(vocabulary))[labels][:, None]
    cell = cell_type.init(len(vocabulary), hidden, len(vocabulary) + 1, seed=seed)
    trace = cell.forward(x)
    loss, dy = cross_entropy(trace.y, np.array([*labels[1:], len(vocabulary)])[:, None])
    return trace, cell.backward(trace, dy=dy), loss


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("cell_type", [RNN, LSTM, GRU])
def test_payload_holds_the_numbers_of_the_core(cell_type, direction):
    walk = take(cell_type.__name__, Text(text="hello"), Network(hidden=6, seed=3))
    _, a = decode(payload(walk, direction))
    trace, grads, loss = by_hand(cell_type, "hello", 6, 3)
    assert walk.loss == pytest.approx(loss, rel=1e-12)
    p = np.exp(trace.y[:, 0]) / np.exp(trace.y[:, 0]).sum(axis=-1, keepdims=True)
    held = {
        "h": trace.h,
        "y": trace.y,
        "p": p[:, None],
        "h_before": np.concatenate([[trace.h0], trace.h[:-1]]),
    }
    if cell_type is RNN:
        held |= {"a": trace.a}
    elif cell_type is GRU:
        held |= {name: getattr(trace, name) for name in ("r", "z", "n")}
    else:
        held |= {name: getattr(trace, name) for name in ("f", "i", "g", "o", "c")}
        held |= {"c_before": np.concatenate([[trace.c0], trace.c[:-1]])}
    for name, values in held.items():
        np.testing.assert_allclose(a[name], values[:, 0], rtol=1e-6, atol=1e-12, err_msg=name)
    if direction == "forward":
        assert not [name for name in a if name.startswith(("d", "norm"))]  # no gradient is sent for nothing
        return
    sent = {"dh": grads.h, "dh_future": grads.h_future, "dh_loss": grads.h_loss}
    if cell_type is RNN:
        sent |= {"da": grads.a}
    elif cell_type is GRU:
        sent |= {"da_r": grads.a_r, "da_z": grads.a_z, "da_n": grads.a_n, "da_hn": grads.a_hn}
    else:
        sent |= {"dc": grads.c, "dc_future": grads.c_future, "dc_hidden": grads.c_hidden}
        sent |= {"da_f": grads.a_f, "da_i": grads.a_i, "da_g": grads.a_c, "da_o": grads.a_o}
        np.testing.assert_allclose(a["dc_onward"][0], grads.c0[0], rtol=1e-12)
    for name, values in sent.items():
        np.testing.assert_array_equal(a[name], values[:, 0], err_msg=name)
    np.testing.assert_array_equal(a["dh_onward"][0], grads.h0[0])
    for name in (name for name, value in grads.params.items() if value.ndim == 2):
        norms = np.sqrt(np.square(grads.contribution(name)).sum(axis=(1, 2)))
        np.testing.assert_allclose(a[f"d{name}_norm"], norms, rtol=1e-12)


@pytest.mark.parametrize(("model", "direction"), WALKS)
@pytest.mark.parametrize("source", [Text(text="循环👩‍🔬"), Numbers(numbers="5 6"), Wave(length=7)])
def test_every_array_has_a_row_for_each_step(model, direction, source):
    header, arrays = decode(payload(take(model, source, Network(hidden=3)), direction))
    assert len(header["symbols"]) == len(header["targets"]) == header["steps"] == source.read().steps
    assert header["symbols"] == list(source.read().symbols)
    for name, array in arrays.items():
        if not name.startswith("W_"):
            assert len(array) == (1 if re.fullmatch(r"b(_\w+)?|p_\w", name) else header["steps"]), name
        assert np.isfinite(array).all(), name
    for panel in ("maps", "table"):
        for entry in header[panel]:
            assert arrays[entry["key"]].shape == (header["steps"], header["hidden"])
    for panel in ("norms", "contributions"):
        for entry in header.get(panel, []):
            assert arrays[entry["key"]].shape == (header["steps"],)
    assert header["classes"] == list(source.read().classes)
    assert arrays["y"].shape[1] == max(1, len(header["classes"]))


def test_exploded_values_reach_the_browser_as_they_are():
    """The float32 of the forward values ends at 3.4e38, an exploding network does not."""
    source = Wave(wave="sine", length=200)
    walk = take("RNN", source, Network(activation="relu", recurrent="identity", gain=3))
    assert np.abs(walk.trace.h).max() > 1e60
    for direction in ("forward", "backward"):
        _, arrays = decode(payload(walk, direction))
        for name, values in {"h": walk.trace.h, "a": walk.trace.a, "y": walk.trace.y}.items():
            np.testing.assert_allclose(arrays[name], values[:, 0], rtol=1e-6, err_msg=name)


def test_a_loss_beyond_the_largest_float_does_not_stop_the_walk():
    """The square of 1e170 is no float."""
    wild = Network(hidden=1, seed=1, recurrent="normal", gain=3, activation="relu")
    walk = take("RNN", Wave(wave="sine", length=200), wild)
    assert walk.loss == np.inf
    header, _ = decode(payload(walk, "backward"))
    assert header["steps"] == 200


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_rnn_numbers_obey_its_equations(activation):
    walk = take("RNN", Text(text="abcabd"), Network(activation=activation, hidden=5))
    _, a = decode(payload(walk, "backward"))
    cell = walk.cell
    np.testing.assert_allclose(a["a"], a["a_x"] + a["a_h"] + cell.b_h, atol=1e-6)
    np.testing.assert_allclose(a["a_h"], a["h_before"] @ cell.W_hh.T, atol=1e-6)
    np.testing.assert_array_equal(a["h_before"][1:], a["h"][:-1])
    np.testing.assert_allclose(a["dh"], a["dh_future"] + a["dh_loss"], rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(a["da"], a["dh"] * a["slope"], rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(a["dh_onward"], a["da"] @ cell.W_hh, rtol=1e-9, atol=1e-15)
    np.testing.assert_array_equal(a["dh_onward"][1:], a["dh_future"][:-1])
    outer = np.einsum("tj,tk->tjk", a["da"], a["h_before"])
    np.testing.assert_allclose(outer.sum(axis=0), walk.grads.params["W_hh"], atol=1e-7)
    np.testing.assert_allclose(a["dW_hh_norm"], np.linalg.norm(outer, axis=(1, 2)), atol=1e-7)


def test_lstm_numbers_obey_its_equations():
    walk = take("LSTM", Text(text="abcabd"), Network(hidden=5, forget_bias=2))
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
    ways = a["dh_f"] + a["dh_i"] + a["dh_g"] + a["dh_o"]
    np.testing.assert_allclose(a["dh_onward"], ways, rtol=1e-9, atol=1e-16)
    for gate, factor in (("f", t.c_prev), ("i", t.g), ("g", t.i)):
        np.testing.assert_allclose(a[f"d{gate}"], a["dc"] * factor[:, 0], rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(a["do"], a["dh"] * t.tanh_c[:, 0], rtol=1e-12, atol=1e-17)
    for gate in "figo":
        np.testing.assert_allclose(
            a[f"da_{gate}"], a[f"d{gate}"] * a[f"slope_{gate}"], rtol=1e-12, atol=1e-17
        )
    np.testing.assert_allclose(a["norm_dc"], np.linalg.norm(a["dc"], axis=-1), rtol=1e-12)


def test_gru_numbers_obey_its_equations():
    walk = take("GRU", Text(text="abcabd"), Network(hidden=5))
    _, a = decode(payload(walk, "backward"))
    cell = walk.cell
    sigmoid = lambda v: 1 / (1 + np.exp(-v))  # noqa: E731
    for gate in "rz":
        np.testing.assert_allclose(
            a[gate], sigmoid(a[f"a_{gate}_x"] + a[f"a_{gate}_h"] + a[f"b_{gate}"]), atol=1e-6
        )
        np.testing.assert_allclose(a[f"a_{gate}_h"], a["h_before"] @ a[f"W_{gate}"][:, :5].T, atol=1e-6)
        np.testing.assert_allclose(a[f"da_{gate}"], a[f"d{gate}"] * a[gate] * (1 - a[gate]), atol=1e-7)
    np.testing.assert_allclose(a["gated"], a["r"] * (a["a_n_h"] + a["b_hn"]), atol=1e-6)
    np.testing.assert_allclose(a["n"], np.tanh(a["a_n_x"] + a["b_xn"] + a["gated"]), atol=1e-6)
    np.testing.assert_allclose(a["h"], a["kept"] + a["fresh"], atol=1e-6)
    np.testing.assert_allclose(a["kept"], a["z"] * a["h_before"], atol=1e-6)
    np.testing.assert_allclose(a["dz"], a["dh"] * (a["h_before"] - a["n"]), atol=1e-7)
    np.testing.assert_allclose(a["dn"], a["dh"] * (1 - a["z"]), atol=1e-7)
    np.testing.assert_allclose(a["da_n"], a["dn"] * a["slope_n"], rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(a["dr"], a["da_n"] * (a["a_n_h"] + a["b_hn"]), atol=1e-7)
    np.testing.assert_allclose(a["da_hn"], a["da_n"] * a["r"], atol=1e-7)
    np.testing.assert_allclose(a["dh_n"], a["da_hn"] @ cell.W_hn, rtol=1e-9, atol=1e-17)
    ways = a["dh_kept"] + a["dh_r"] + a["dh_z"] + a["dh_n"]
    np.testing.assert_allclose(a["dh_onward"], ways, rtol=1e-9, atol=1e-16)


def test_a_vanished_gradient_survives_the_journey():
    source = Wave(wave="sine", length=200)
    walk = take("RNN", source, Network(activation="sigmoid", loss="last"))
    _, arrays = decode(payload(walk, "backward"))
    assert 0 < arrays["norm_dh"][0] < 1e-60  # far below float32's smallest number


def test_scripts_ask_for_no_colour_that_is_missing():
    text = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    header, _ = decode(payload(take("RNN", Text(), Network()), "forward"))
    asked = set(re.findall(r'\.hue\("(\w+)"\)', text))
    assert asked
    assert asked <= header["colours"].keys()
    for tones in header["colours"].values():
        assert all(re.fullmatch("#[0-9A-Fa-f]{6}", tone) for tone in tones)


def test_labels_are_in_the_language_asked_for():
    english = AppTest.from_function(show_labels)
    chinese = AppTest.from_function(show_labels)
    chinese.query_params["lang"] = "zh"
    one, other = (json.loads(test.run().text[0].value) for test in (english, chinese))
    for direction in ("forward", "backward"):
        assert one[direction].keys() == other[direction].keys()
        for name in one[direction]:
            assert one[direction][name] != other[direction][name], name
            assert re.search(r"[\u4e00-\u9fff]", other[direction][name]), name
            assert not re.search(r"[\u4e00-\u9fff]", one[direction][name]), name


def show_labels():
    import json

    import streamlit as st

    from rnnlstm.ui.stepper.labels import labels

    st.text(json.dumps({direction: labels(direction) for direction in ("forward", "backward")}))


def test_scripts_ask_for_no_label_that_is_missing_and_none_is_idle():
    text = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    asked = set(re.findall(r"\blabels\.(\w+)", text))
    assert asked == labels("forward").keys() == labels("backward").keys()


EDITS = {
    "RNN": "h0.2:1,W_xh.1.2:1,W_hh.1.2:1,b_h.3:1,W_hy:0,b_y.1:1,x.1@12:0",
    "LSTM": "f.3:0,o@2:1,g:-0.5,c0:1,W_f.2.1:1,W_c.2.9:1.5,W_i.1:0,b_c.2:1,x:0",
    "GRU": "z.1@3:1,r:0,n.2:-1,W_r.1.9:1,W_z.1.8:1,W_xn.1.2:-2,W_hn.1.2:1,b_hn.1:2,W_hn:0",
}
MARKS = {
    "RNN": [["h_before"], ["W_xh", "a_x"], ["W_hh", "a_h"], ["b_h"], ["W_hy", "y"], ["b_y"], ["x"]],
    "LSTM": [
        ["f"],
        ["o"],
        ["g"],
        ["c_before"],
        ["W_f", "a_f_h"],
        ["W_g", "a_g_x"],
        ["W_i", "a_i_h", "a_i_x"],
        ["b_g"],
        ["x"],
    ],
    "GRU": [
        ["z"],
        ["r"],
        ["n"],
        ["W_r", "a_r_x"],
        ["W_z", "a_z_h"],
        ["W_xn", "a_n_x"],
        ["W_hn", "a_n_h"],
        ["b_hn"],
        ["W_hn", "a_n_h"],
    ],
}
NAMES = {
    "RNN": [
        "h_0 = 1 (unit 2)",
        "W_{xh} = 1 (row 1, column 2)",
        "W_{hh} = 1 (row 1, column 2)",
        "b_h = 1 (unit 3)",
        "W_{hy} = 0",
        "b_y = 1 (output 1)",
        "x_{12} = 0 (component 1)",
    ],
    "LSTM": [
        "f_t = 0 (unit 3)",
        "o_2 = 1",
        "g_t = −0.5",
        "c_0 = 1",
        "W_f = 1 (row 2, column 1)",
        "W_c = 1.5 (row 2, column 9)",
        "W_i = 0 (row 1)",
        "b_c = 1 (unit 2)",
        "x_t = 0",
    ],
    "GRU": [
        "z_3 = 1 (unit 1)",
        "r_t = 0",
        "n_t = −1 (unit 2)",
        "W_r = 1 (row 1, column 9)",
        "W_z = 1 (row 1, column 8)",
        "W_{xn} = −2 (row 1, column 2)",
        "W_{hn} = 1 (row 1, column 2)",
        "b_{hn} = 2 (unit 1)",
        "W_{hn} = 0",
    ],
}


@pytest.mark.parametrize("model", list(EDITS))
def test_edits_are_named_and_the_arrays_that_show_them_marked(model):
    edits = parse(EDITS[model])
    walk = take(model, Text(length=15), Network(), edits)
    header, arrays = decode(payload(walk, "forward"))
    assert not walk.misfits
    assert [edit["text"] for edit in header["edits"]] == [edit.text for edit in edits]
    assert [edit["label"] for edit in header["edits"]] == NAMES[model]
    assert [edit["q"] for edit in header["edits"]] == MARKS[model]
    assert {name for edit in header["edits"] for name in edit["q"]} <= arrays.keys()


def test_a_single_input_needs_no_number():
    walk = take("RNN", Numbers(numbers="1 2"), Network(), parse("x.1@2:3,x@1:4"))
    header, _ = decode(payload(walk, "forward"))
    assert [edit["label"] for edit in header["edits"]] == ["x_2 = 3", "x_1 = 4"]


@pytest.mark.parametrize(("model", "direction"), WALKS)
def test_form_offers_what_can_be_altered(model, direction):
    header, arrays = decode(payload(take(model, Text(), Network()), direction))
    offered = header["editable"]
    assert header["model"] == model
    assert header["edits"] == []
    assert offered["inputs"] == 4
    assert offered["initial"] == (["h0"] if model in ("RNN", "GRU") else ["h0", "c0"])
    text = [f"{gate['name']}.8@5:{gate[end]}" for gate in offered["gates"] for end in ("low", "high")]
    text += [f"{name}.8:1" for name in offered["initial"]]
    text += [".".join([name, *map(str, shape)]) + ":1" for name, shape in offered["parameters"].items()]
    altered = take(model, Text(), Network(), parse(",".join(text)))
    assert not altered.misfits
    for name, shape in offered["parameters"].items():
        if name != "b_h":  # which the stepper calls b
            assert list(np.squeeze(arrays[name]).shape) == shape
    assert len(offered["parameters"]) == len(altered.cell.params)
    assert {gate["symbol"] for gate in offered["gates"]} == {
        "RNN": set(),
        "LSTM": {"f_t", "i_t", "g_t", "o_t"},
        "PeepholeLSTM": {"f_t", "i_t", "g_t", "o_t"},
        "GRU": {"r_t", "z_t", "n_t"},
    }[model]


def test_group_is_told():
    walk = take("GRU", Text(), Network())
    assert decode(payload(walk, "forward"))[0]["group"] is None
    assert decode(payload(walk, "forward", "compare"))[0]["group"] == "compare"


@pytest.mark.parametrize(("model", "gates"), [("LSTM", "fgio"), ("GRU", "rzn")])
def test_a_gate_that_is_held_has_no_slope(model, gates):
    for gate in gates:
        _, a = decode(payload(take(model, Text(), Network(), parse(f"{gate}.2@3:0.5")), "backward"))
        assert a[gate][2, 1] == 0.5
        assert a[f"slope_{gate}"][2, 1] == a[f"da_{gate}"][2, 1] == 0
        assert a[f"slope_{gate}"].astype(bool).sum() == a[f"slope_{gate}"].size - 1
        np.testing.assert_allclose(
            a[f"da_{gate}"], a[f"d{gate}"] * a[f"slope_{gate}"], rtol=1e-12, atol=1e-17
        )


@pytest.mark.parametrize("source", [Text(text="hello"), Numbers(numbers="1 -0.5 2")])
def test_lines_of_the_lstm_carry_sums_of_what_its_gates_send(source):
    walk = take("LSTM", source, Network(hidden=5))
    _, a = decode(payload(walk, "backward"))
    cell, grads = walk.cell, walk.grads
    da = {"f": grads.a_f, "i": grads.a_i, "g": grads.a_c, "o": grads.a_o}
    W = {"f": cell.W_f, "i": cell.W_i, "g": cell.W_c, "o": cell.W_o}
    for gates in ("igo", "go"):
        sent = sum(da[gate][:, 0] @ W[gate][:, :5] for gate in gates)
        np.testing.assert_allclose(a[f"wire_dh_{gates}"], sent, rtol=2e-6)
    for gates in ("f", "i", "g", "o", "igo", "go"):
        sent = sum(da[gate][:, 0] @ W[gate][:, 5:] for gate in gates)
        shown = sent[:, 0] if sent.shape[1] == 1 else np.linalg.norm(sent, axis=1)
        np.testing.assert_allclose(a[f"wire_dx_{gates}"], shown, rtol=1e-9)
    np.testing.assert_allclose(a["wire_tanh_c"], a["dh"] * walk.trace.o[:, 0], rtol=2e-6)


def test_lines_of_the_gru_carry_sums_of_what_its_gates_send():
    walk = take("GRU", Text(text="hello"), Network(hidden=5))
    _, a = decode(payload(walk, "backward"))
    np.testing.assert_allclose(a["wire_dh_rn"], a["dh_r"] + a["dh_n"], rtol=2e-6)
    np.testing.assert_allclose(a["wire_dh_zrn"], a["dh_onward"] - a["dh_kept"], rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(a["wire_dz_kept"] + a["wire_dz_fresh"], a["dz"], rtol=1e-4, atol=1e-9)
    grads, cell = walk.grads, walk.cell
    sent = grads.a_r[:, 0] @ cell.W_r[:, 5:] + grads.a_n[:, 0] @ cell.W_xn
    np.testing.assert_allclose(a["wire_dx_rn"], np.linalg.norm(sent, axis=1), rtol=1e-9)


@pytest.mark.parametrize("model", list(CELLS))
def test_peaks_are_those_of_what_a_step_adds_to_the_weights(model):
    walk = take(model, Text(text="hello"), Network(hidden=5))
    header, a = decode(payload(walk, "backward"))
    for outer in header["outer"]:
        names = re.sub(r"[{}]", "", outer["name"]).strip("[]").split(",")
        added = [np.abs(walk.grads.contribution(name)).max(axis=(1, 2)) for name in names]
        np.testing.assert_allclose(a[f"peak_{outer['left']}"], np.max(added, axis=0), rtol=1e-6)


def test_a_state_and_the_same_a_step_late_are_sent_once():
    both = np.arange(12.0).reshape(6, 2).copy()
    apart = encode({}, {"h": both[1:].copy(), "h_before": both[:-1].copy()})
    together = encode({}, {"h": both[1:], "h_before": both[:-1]})
    assert len(apart) - len(together) == both[1:-1].nbytes
    _, back = decode(together)
    np.testing.assert_array_equal(back["h"], both[1:])
    np.testing.assert_array_equal(back["h_before"], both[:-1])
