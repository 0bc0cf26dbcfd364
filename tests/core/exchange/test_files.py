"""Files of weights, whole, damaged and hostile; the safetensors ones are written by its own library."""

import io
import json
import pickle
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save

from rnnlstm import WeightsError, from_keras, from_torch, read_weights

RNG = np.random.default_rng(0)
STATE = {
    "rnn.weight_ih_l0": RNG.normal(size=(12, 2)),
    "rnn.weight_hh_l0": RNG.normal(size=(12, 3)).astype(np.float32),
    "rnn.bias_ih_l0": RNG.normal(size=12).astype(np.float16),
    "rnn.bias_hh_l0": np.zeros(12),
}
FILE = save(STATE, metadata={"made by": "a test"})


def npz(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def safetensors(header, body=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + body


@pytest.mark.parametrize("data", [FILE, npz(**STATE)])
def test_what_was_saved_is_read(data):
    found = read_weights(data)
    assert found.keys() == STATE.keys()
    for name, value in STATE.items():
        np.testing.assert_array_equal(found[name], value)
        assert found[name].dtype == value.dtype
    np.testing.assert_array_equal(from_torch(found).W_hy, np.eye(3))


def test_bfloat16():
    header = {"weight_hh_l0": {"dtype": "BF16", "shape": [1, 1], "data_offsets": [0, 2]}}
    header["weight_ih_l0"] = {"dtype": "BF16", "shape": [1, 2], "data_offsets": [2, 6]}
    bits = np.array([0x3F80, 0xC000, 0x4040], "<u2").tobytes()  # 1, -2, 3
    cell = from_torch(read_weights(safetensors(header, bits)))
    np.testing.assert_array_equal(cell.W_xh, [[-2.0, 3.0]])


def test_numbers_that_are_no_weights_are_none_of_them():
    others = {"step": np.array(7), "ids": np.arange(3, dtype=np.uint16), "flags": np.ones(2, bool)}
    found = read_weights(save(STATE | others))
    assert found["step"] == 7 and found["ids"].tolist() == [0, 1, 2]
    with pytest.raises(WeightsError, match=r"must be an array of .* or float64, got bool"):
        from_torch(found | {"rnn.bias_hh_l0": np.zeros(12, bool)})


def test_a_header_as_long_as_a_pickles_first_bytes_say_is_one_of_safetensors():
    for length in range(0x480, 0x600, 8):
        text = json.dumps({"__metadata__": {"padded": ""}}).encode().ljust(length)
        assert read_weights(length.to_bytes(8, "little") + text) == {}


def test_more_arrays_than_a_network_has_are_refused():
    for data in (
        save({str(k): np.zeros(1) for k in range(1001)}),
        npz(**dict.fromkeys(map(str, range(1001)), 0)),
    ):
        with pytest.raises(WeightsError) as caught:
            read_weights(data)
        assert caught.value.problem == "too_many"


def test_fortran_order_and_arrays_by_number():
    layer = [np.asfortranarray(RNG.normal(size=(2, 12))), RNG.normal(size=(3, 12)), np.ones(12)]
    file = io.BytesIO()
    np.savez(file, *layer)
    cell = from_keras(read_weights(file.getvalue()))
    np.testing.assert_array_equal(cell.W_i, np.hstack([layer[1][:, :3].T, layer[0][:, :3].T]))


ENTRY = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
BAD = [
    (pickle.dumps({"a": 1}), "pickle", r"safetensors\.torch\.save_file"),
    (zipped(**{"archive/data.pkl": b"", "archive/data/0": b""}), "pickle", "can run any program"),
    (b"\x89HDF\r\n\x1a\n" + bytes(9), "hdf5", r"numpy\.savez\('weights\.npz', \*layer\.get_weights\(\)\)"),
    (zipped(**{"model.weights.h5": b"", "config.json": b""}), "hdf5", "a whole model of Keras"),
    (b"\x93NUMPY\x01\x00", "npy", "by their names, with numpy.savez"),
    (b"\x08\x08\x12\x07pytorch", "onnx", r"safetensors\.torch\.save_file in PyTorch"),
    (b"", "unknown_file", "neither a file of safetensors nor"),
    (b"<html><body>", "unknown_file", "begins with the bytes 3c 68 74 6d"),
    (zipped(**{"word/document.xml": b""}), "unknown_zip", "it holds 'word/document.xml'"),
    (FILE[:-5], "cut_off", "the file is cut off: it has"),
    (FILE[:60], "cut_off", "the file is cut off: it has 60 bytes"),
    (npz(**STATE)[:-40], "damaged", "a zip that is cut off or broken"),
    (safetensors(b"{" + b"[" * 9), "damaged", "its header is no JSON"),
    (safetensors(b"{" * 90000), "damaged", "its header is no JSON"),
    (safetensors({"w": {**ENTRY, "shape": [3]}}, bytes(8)), "damaged", r"w has 8 bytes for shape \(3,\)"),
    (safetensors({"w": {**ENTRY, "shape": [-2]}}, bytes(8)), "damaged", "impossible sizes of w"),
    (safetensors({"w": {**ENTRY, "data_offsets": [8, 0]}}, bytes(8)), "damaged", "impossible sizes of w"),
    (safetensors({"w": {**ENTRY, "shape": [2**40, 2**40]}}, bytes(8)), "damaged", "w has 8 bytes for shape"),
    (safetensors({"w": 3}), "damaged", "its header does not describe w"),
    (safetensors({"w": {**ENTRY, "dtype": "F6"}}, bytes(8)), "not_numbers", "w must be .* got F6"),
    (npz(w=np.array([{}, None])), "objects", "w holds objects of Python, which are never unpacked"),
    (zipped(**{"w.npy": b"no header"}), "damaged", "w has no header of NumPy"),
]


@pytest.mark.parametrize(("data", "problem", "says"), BAD)
def test_what_cannot_be_read_says_what_to_do(data, problem, says):
    with pytest.raises(WeightsError, match=says) as caught:
        read_weights(data)
    assert caught.value.problem == problem


def test_sizes_are_looked_at_first():
    """A zip of few bytes that would unpack to many is refused unread, and so is a header that claims much."""
    bomb = npz(w=np.zeros(10**6))
    assert len(bomb) < 10**5
    with pytest.raises(WeightsError, match="more than the 1000000 that are read"):
        read_weights(bomb, limit=10**6)
    header = np.lib.format.magic(1, 0) + b"\x76\x00"
    text = b"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), }"
    with pytest.raises(WeightsError, match=r"w has 0 bytes for shape \(99999999999,\)"):
        read_weights(zipped(**{"w.npy": header + text.ljust(117) + b"\n"}))
    with pytest.raises(WeightsError, match="more than the 100 that are read"):
        read_weights(FILE, limit=100)


@settings(max_examples=150, derandomize=True)
@given(st.sampled_from([FILE, npz(**STATE)]), st.integers(0, 2000), st.integers(0, 255), st.booleans())
def test_no_change_of_a_byte_does_more_than_change_numbers(data, where, value, cut):
    """Whatever is damaged, either arrays come back or the one error that is documented."""
    at = where % len(data)
    damaged = data[:at] if cut else data[:at] + bytes([value]) + data[at + 1 :]
    try:
        found = read_weights(damaged)
    except WeightsError:
        return
    assert all(isinstance(array, np.ndarray) for array in found.values())
