"""Files of weights, from their bytes: safetensors and NumPy's npz. Nothing in them is ever run.

Sizes are looked at before anything is made: a file that claims more than it holds is refused.
"""

import io
import json
import math
import zipfile
import zlib
from collections.abc import Collection
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.exchange.errors import WeightsError, listed

# The number types of the safetensors format. A bfloat16 is kept as its two bytes, a float8 as its one. What
# is really an unsigned number of two bytes comes out wider, as such an array stands for a bfloat16 elsewhere.
SAFETENSORS = {
    "F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "V2", "F8_E4M3": "V1", "F8_E5M2": "V1", "C64": "<c8",
    "I64": "<i8", "I32": "<i4", "I16": "<i2", "I8": "i1", "U64": "<u8", "U32": "<u4", "U16": "<u2",
    "U8": "u1", "BOOL": "?",
}  # fmt: skip
LIMIT = 64 * 2**20
MOST_ARRAYS = 1000
# What the standard library raises on a zip that is broken, encrypted or packed in a way it does not know.
UNPACKING = (zipfile.BadZipFile, zlib.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)


def read_weights(data: bytes, *, limit: int = LIMIT) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file by their names, for `from_torch` and `from_keras`.

    Parameters
    ----------
    data : bytes
        The whole file, of either format; which one it is is seen by its first bytes, not by its name.
    limit : int
        The most bytes that all arrays together may take.

    Returns
    -------
    dict of str to ndarray
        Some may be of a type that no weights have; they are refused when they are taken for weights.

    Raises
    ------
    WeightsError
        If it is a file of another kind (of pickle, HDF5 and ONNX it is said how to save the weights
        instead), is cut off, contradicts itself, holds Python objects or more than `MOST_ARRAYS` arrays, or
        is larger than `limit` once unpacked.
    """
    if data[:2] == b"PK":
        return _read_zip(data, limit)
    # Before pickle: a header of 1152 bytes begins with the same two as a pickle does.
    if data[4:9] == b"\0\0\0\0{":
        return _read_safetensors(data, limit)
    if data[:1] == b"\x80" and data[1:2] <= b"\x05":
        raise WeightsError("pickle")
    if data[:8] == b"\x89HDF\r\n\x1a\n":
        raise WeightsError("hdf5", what="a file of Keras")
    if data[:6] == b"\x93NUMPY":
        raise WeightsError("npy")
    if data[:1] == b"\x08" and data[2:3] == b"\x12":  # ModelProto: ir_version, then producer_name
        raise WeightsError("onnx")
    if data[8:9] == b"{":
        return _read_safetensors(data, limit)
    raise WeightsError("unknown_file", first=data[:8].hex(" "))


def _read_safetensors(data: bytes, limit: int) -> dict[str, NDArray[Any]]:
    """Read eight bytes that say how long the header is, the header, which is JSON, and the arrays' bytes."""
    length = int.from_bytes(data[:8], "little")
    if length > len(data) - 8:
        raise WeightsError("cut_off", needs=length + 8, has=len(data))
    body = memoryview(data)[8 + length :]
    _within(len(body), limit)
    try:
        header = json.loads(data[8 : 8 + length])
    except (ValueError, RecursionError):
        raise WeightsError("damaged", where="its header is no JSON") from None
    header.pop("__metadata__", None)
    _not_too_many(header)
    arrays = {}
    for name, entry in header.items():
        dtype, shape, begin, end = _entry(name, entry)
        if end > len(body):
            raise WeightsError("cut_off", needs=8 + length + end, has=len(data))
        array = _array(name, body[begin:end], dtype, shape, "C")
        arrays[name] = array.astype(np.uint32) if dtype == np.uint16 else array
    return arrays


def _entry(name: str, entry: Any) -> tuple[np.dtype[Any], tuple[int, ...], int, int]:
    """Return an array's type and shape, and where it begins and ends, as its line of the header has them."""
    try:
        dtype, shape, (begin, end) = entry["dtype"], tuple(entry["shape"]), entry["data_offsets"]
    except (KeyError, TypeError, ValueError):
        raise WeightsError("damaged", where=f"its header does not describe {name}") from None
    whole = all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in (*shape, begin, end))
    if not whole or begin > end or len(shape) > 8:
        raise WeightsError("damaged", where=f"its header says impossible sizes of {name}")
    if dtype not in SAFETENSORS:
        raise WeightsError("not_numbers", name=name, got=str(dtype))
    return np.dtype(SAFETENSORS[dtype]), shape, begin, end


def _read_zip(data: bytes, limit: int) -> dict[str, NDArray[Any]]:
    """Read the arrays of an npz, a zip of files .npy."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except UNPACKING:
        raise WeightsError("damaged", where="it is a zip that is cut off or broken") from None
    names = [member.filename for member in members]
    if any(name.endswith("data.pkl") for name in names):
        raise WeightsError("pickle")
    if any(name.endswith(".weights.h5") for name in names):
        raise WeightsError("hdf5", what="a whole model of Keras")
    if not names or not all(name.endswith(".npy") for name in names):
        raise WeightsError("unknown_zip", names=listed(names))
    _not_too_many(names)
    _within(sum(member.file_size for member in members), limit)
    arrays = {}
    for member in members:
        name = member.filename.removesuffix(".npy")
        try:
            content = archive.read(member)
        except UNPACKING:
            raise WeightsError("damaged", where=f"{name} cannot be unpacked") from None
        arrays[name] = _read_npy(name, content)
    return arrays


def _read_npy(name: str, content: bytes) -> NDArray[Any]:
    file = io.BytesIO(content)
    try:
        read = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
        shape, fortran, dtype = read[np.lib.format.read_magic(file)](file)
    except Exception:  # the header is Python's own notation, whose parser has errors of many kinds
        raise WeightsError("damaged", where=f"{name} has no header of NumPy") from None
    if dtype.hasobject:
        raise WeightsError("objects", name=name)
    return _array(name, memoryview(content)[file.tell() :], dtype, shape, "F" if fortran else "C")


def _array(
    name: str, data: memoryview, dtype: np.dtype[Any], shape: tuple[int, ...], order: Literal["C", "F"]
) -> NDArray[Any]:
    """Return bytes as an array, if they are as many as its shape says."""
    if len(data) != math.prod(shape) * dtype.itemsize:
        raise WeightsError("damaged", where=f"{name} has {len(data)} bytes for shape {shape}")
    try:
        return np.frombuffer(data, dtype).reshape(shape, order=order)
    except (ValueError, OverflowError):  # nothing, in a shape that no array can have
        raise WeightsError("damaged", where=f"{name} cannot have shape {shape}") from None


def _not_too_many(names: Collection[str]) -> None:
    if len(names) > MOST_ARRAYS:
        raise WeightsError("too_many", count=len(names), limit=MOST_ARRAYS)


def _within(size: int, limit: int) -> None:
    if size > limit:
        raise WeightsError("too_large", size=size, limit=limit)
