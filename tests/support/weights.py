"""Files of weights, as learners bring them: of PyTorch, and bad ones of every kind."""

import io
import json
import zipfile

import numpy as np
from safetensors.numpy import save

from rnnlstm import LSTM, to_torch

CELL = LSTM.init(3, 4, 2, seed=0)
GOOD = save(
    {name: np.ascontiguousarray(array) for name, array in to_torch(CELL, "lstm", readout="fc").items()}
)


def npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return file.getvalue()


def lstm(**changed):
    """Return a file of an LSTM with some of its arrays changed; None leaves one out."""
    arrays = {"weight_ih_l0": np.zeros((8, 3)), "weight_hh_l0": np.zeros((8, 2)), **changed}
    return save({name: array for name, array in arrays.items() if array is not None})


def header(entry):
    text = json.dumps(entry).encode()
    return len(text).to_bytes(8, "little") + text


NAN = np.zeros((8, 2))
NAN[1, 1] = np.nan

BAD = {
    "pickle": (b"\x80\x02}q\x00.", "can run any program"),
    "a renamed .pt": (zipped(data__pkl=b"x"), "can run any program"),
    "hdf5": (b"\x89HDF\r\n\x1a\n" + bytes(8), "HDF5"),
    "a .keras": (zipped(model__weights__h5=b"x"), "HDF5"),
    "npy": (b"\x93NUMPY\x01\x00" + bytes(8), "one array of NumPy"),
    "onnx": (b"\x08\x08\x12\x07pytorch", "of ONNX"),  # as torch.onnx.export begins its files
    "text": (b"hello, world", "neither safetensors nor npz"),
    "another zip": (zipped(a__txt=b"x"), "a.txt"),
    "nothing": (b"", "is empty"),
    "no arrays": (header({}), "is empty"),
    "cut off": (GOOD[:-8], "is cut off"),
    "no JSON": (b"\x04" + bytes(7) + b"{{{{", "is damaged"),
    "objects": (npz(a=np.array([{}], dtype=object)), "Python objects"),
    "claims too much": (
        header({"a": {"dtype": "F32", "shape": [10**9, 10**9], "data_offsets": [0, 4]}}),
        "cut off",
    ),
    "too many": (save({str(k): np.zeros(1) for k in range(1001)}), "1001 arrays"),
    "too many networks": (
        save({f"{k}.weight_{what}_l0": np.zeros((1, 1)) for k in range(51) for what in ("ih", "hh")}),
        "51 recurrent networks",
    ),
    "no network": (save({"fc.weight": np.zeros((2, 2))}), "no recurrent weights"),
    "NaN": (lstm(weight_hh_l0=NAN), "1 of 16 numbers"),
    "integers": (lstm(weight_hh_l0=np.zeros((8, 2), np.int8)), "of type int8"),
    "projection": (lstm(weight_hr_l0=np.zeros((1, 2))), "proj_size"),
    "half of it": (lstm(weight_hh_l0=None), "is missing"),
    "wrong width": (lstm(weight_ih_l0=np.zeros((7, 3))), "should have the shape"),
    "no gates": (lstm(weight_hh_l0=np.zeros((5, 2))), "(4H, H) in an LSTM"),
    "transposed": (lstm(weight_hh_l0=np.zeros((2, 8))), "transposed"),
    "no axes": (lstm(weight_ih_l0=np.zeros(())), "should have the shape"),
    "layers apart": (
        lstm(weight_ih_l1=np.zeros((8, 3)), weight_hh_l1=np.zeros((8, 2))),
        "the layer below gives",
    ),
    "far layer": (
        lstm(weight_ih_l9999=np.zeros((8, 2)), weight_hh_l9999=np.zeros((8, 2))),
        "weight_ih_l1 is missing",
    ),
    "too wide": (
        save({"weight_ih_l0": np.zeros((513, 1), "f4"), "weight_hh_l0": np.zeros((513, 513), "f4")}),
        "513 hidden units",
    ),
    "of Keras, arrays": (npz(arr_0=np.zeros((3, 8))), "this file has 1"),
    "of Keras, no gates": (npz(arr_0=np.zeros((3, 8)), arr_1=np.zeros((5, 2))), "SimpleRNN"),
    "of Keras, transposed": (npz(arr_0=np.zeros((3, 8)), arr_1=np.zeros((8, 2))), "transposed"),
    "over 5 MB": (bytes(5 * 2**20 + 1), "Up to 5242880"),
}
"""What is wrong -> the bytes, and a part of the sentence that says so in English."""
