"""What a mapping of weights may hold, as arrays: NumPy's, PyTorch's tensors, and half the usual width."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.exchange.errors import WeightsError


class Value(NamedTuple):
    """One array of a mapping.

    Attributes
    ----------
    name : str
    array : ndarray
        Of float32 or float64; what was narrower is widened, which no number is changed by.
    dtype : str
        What it was.
    """

    name: str
    array: Array
    dtype: str


def flat_names(weights: Mapping[Any, Any], between: str) -> dict[str, Any]:
    """Return a mapping with mappings in it as one of whole names, as "state_dict.lstm.bias_ih_l0"."""
    found: dict[str, Any] = {}
    for name, value in weights.items():
        if isinstance(value, Mapping):
            within = flat_names(value, between)
            found |= {f"{name}{between}{rest}": inner for rest, inner in within.items()}
        else:
            found[str(name)] = value
    return found


def read_value(name: str, value: Any) -> Value:
    """Return a value as an array of finite numbers.

    Parameters
    ----------
    name : str
    value : array_like or torch.Tensor
        Of float16, float32, float64 or bfloat16. NumPy has no bfloat16: an array of uint16, of two bytes
        without meaning (as `np.load` returns it) or of ml_dtypes is read as one.

    Raises
    ------
    WeightsError
        If it holds something else, or NaN or infinity.
    """
    if hasattr(value, "detach"):  # a tensor of PyTorch, which is not imported for that
        value = value.detach().cpu()
        if str(value.dtype) == "torch.bfloat16":
            return Value(name, _finite(name, np.asarray(value.float())), "bfloat16")
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, RuntimeError):
        raise WeightsError("not_numbers", name=name, got=type(value).__name__) from None
    dtype = array.dtype
    if dtype == np.uint16 or (dtype.kind == "V" and dtype.itemsize == 2 and dtype.names is None):
        # A bfloat16 is the upper half of a float32.
        wide = (array.view(np.uint16).astype(np.uint32) << 16).view(np.float32)
        return Value(name, _finite(name, wide), "bfloat16")
    if dtype.kind == "f":
        width = np.float32 if dtype.itemsize <= 4 else np.float64
    elif dtype.kind in "iu" and dtype.itemsize >= 4:  # typed by hand; one byte each is a quantised network
        width = np.float64
    else:
        raise WeightsError("not_numbers", name=name, got=str(dtype))
    return Value(name, _finite(name, array.astype(width)), dtype.name)


def _finite(name: str, array: Array) -> Array:
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        where = "[" + ", ".join(map(str, bad[0])) + "]"
        raise WeightsError("not_finite", name=name, count=len(bad), size=array.size, where=where)
    return array
