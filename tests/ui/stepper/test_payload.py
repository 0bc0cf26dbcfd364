"""What the stepper is sent: decoded here on its own, and held against the core."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnnlstm.core import GRU, LSTM, RNN
from rnnlstm.core.cells import CELLS
from rnnlstm.ui.stepper.payload import encode, payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take
from support.scripts import SCRIPTS
from support.sent import decode
from support.texts import read_by

WALKS = [(model, direction) for model in CELLS for direction in ("forward", "backward")]
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


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("cell_type", [RNN, LSTM, GRU])
def test_payload_holds_the_numbers_of_the_core(cell_type, direction):
    walk = take(cell_type.__name__, Text(text="hello"), Network(hidden=6, seed=3))
    _, a = decode(payload(walk, direction))
    _, trace, grads, loss = read_by(cell_type, "hello", hidden=6, seed=3)
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


def test_a_vanished_gradient_survives_the_journey():
    source = Wave(wave="sine", length=200)
    walk = take("RNN", source, Network(activation="sigmoid", loss="last"))
    _, arrays = decode(payload(walk, "backward"))
    assert 0 < arrays["norm_dh"][0] < 1e-60  # far below float32's smallest number


def test_scripts_ask_for_no_colour_that_is_missing():
    header, _ = decode(payload(take("RNN", Text(), Network()), "forward"))
    asked = set(re.findall(r'\.hue\("(\w+)"\)', SCRIPTS))
    assert asked
    assert asked <= header["colours"].keys()
    for tones in header["colours"].values():
        assert all(re.fullmatch("#[0-9A-Fa-f]{6}", tone) for tone in tones)


def test_group_is_told():
    walk = take("GRU", Text(), Network())
    assert decode(payload(walk, "forward"))[0]["group"] is None
    assert decode(payload(walk, "forward", "compare"))[0]["group"] == "compare"


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
