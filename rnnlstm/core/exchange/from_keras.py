"""Weights as Keras keeps them: kernels transposed, gates i f c o and z r h, a GRU's biases one or two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.errors import WeightsError, listed
from rnnlstm.core.exchange.reading import Part, Parts, Reading, Readout, assemble
from rnnlstm.core.exchange.values import Value, flat_names, read_value

# Which gate of the core stands where in Keras' arrays: its c is our g, its h our n.
ORDERS = {"RNN": "h", "LSTM": "ifgo", "GRU": "zrn"}
# Before Keras 2 each gate had its own three arrays: W (D, H), U (H, H), b (H,).
OLD_ORDERS = {"LSTM": "igfo", "GRU": "zrn"}
WHAT = ("kernel", "recurrent_kernel", "bias")
NAME = re.compile(r"(?P<prefix>(?:.*[/.])?)(?P<what>recurrent_kernel|kernel|bias)(?::0)?")
NUMBERED = re.compile(r"(?P<prefix>(?:.*/)?)vars/(?P<number>[012])")


def from_keras(
    weights: Mapping[str, Any] | Sequence[Any],
    prefix: str | None = None,
    *,
    readout: str | Sequence[Any] | None = None,
    activation: str = "tanh",
    reset_after: bool | None = None,
) -> Cell:
    """Make a cell of the weights of Keras; the arguments and errors are those of `read_keras`."""
    return read_keras(
        weights, prefix, readout=readout, activation=activation, reset_after=reset_after
    ).network


def read_keras(
    weights: Mapping[str, Any] | Sequence[Any],
    prefix: str | None = None,
    *,
    readout: str | Sequence[Any] | None = None,
    activation: str = "tanh",
    reset_after: bool | None = None,
) -> Reading[Cell]:
    """Make a cell of the weights of a SimpleRNN, LSTM or GRU of Keras, and say what was read as what.

    Parameters
    ----------
    weights : sequence or mapping of str to array_like
        What ``layer.get_weights()`` gives: kernel (D, G*H), recurrent kernel (H, G*H), bias if there is one;
        or the 9 or 12 arrays of a GRU or an LSTM before Keras 2. Or arrays by name, which ends in "kernel",
        "recurrent_kernel", "bias", or, as in a ``.weights.h5`` file, in "vars/0", "vars/1", "vars/2"; or what
        ``numpy.savez(file, *layer.get_weights())`` saved.
    prefix : str, optional
        What the names of the layer begin with, or the end of that, where several layers are recurrent.
    readout : str or sequence of array_like, optional
        A Dense layer behind it: what its names begin with, or its arrays; without it y_t = h_t.
    activation : {"tanh", "relu", "sigmoid"}
        Of a SimpleRNN: the weights do not say.
    reset_after : bool, optional
        Of a GRU, where there is no bias to tell it by: True, as in Keras since 2.4, if not given.

    Returns
    -------
    Reading of Cell
        What `unit_forget_bias` once added is in the bias and so needs no attention. A layer of an old Keras
        may have had the hard sigmoid in its gates, which no cell here has.

    Raises
    ------
    WeightsError
        If no layer, or more than one, is meant, or the arrays do not fit together, are no numbers or not
        finite.
    """
    weights = _unnumbered(weights)
    if isinstance(weights, Mapping):
        every = flat_names(weights, "/")
        found = {what: read_value(name, every[name]) for what, name in _choose(every, prefix).items()}
    else:
        every = {}
        found = in_order([read_value(f"[{k}]", value) for k, value in enumerate(weights)])
    reading = read_arrays(found, dense_layer(every, readout), activation, reset_after)
    taken = {line.name.partition(" row ")[0] for line in reading.table}
    old = ("sigmoid",) if len(weights) in (9, 12) and not every else ()
    left = tuple(name for name in every if name not in taken)
    return replace(reading, assumed=(*old, *reading.assumed), left=left)


def read_arrays(
    found: dict[str, Value], readout: Readout | None, activation: str, reset_after: bool | None
) -> Reading[Cell]:
    """Return the cell of a layer's kernel, recurrent kernel and bias."""
    kind, form, parts, assumed = _parts(found, activation, reset_after)
    reading = assemble(kind, ORDERS[kind], parts, readout, form)
    return replace(reading, assumed=(*assumed, *reading.assumed))


def keras_layers(weights: Mapping[str, Any]) -> tuple[str, ...]:
    """List what the names of each recurrent layer begin with, to choose from."""
    return tuple(_by_prefix(flat_names(weights, "/")))


def _unnumbered(weights: Mapping[str, Any] | Sequence[Any]) -> Mapping[str, Any] | Sequence[Any]:
    """Return the "arr_0", "arr_1", .. of ``numpy.savez(file, *arrays)`` as the sequence they were."""
    if isinstance(weights, Mapping) and set(weights) == {f"arr_{k}" for k in range(len(weights))}:
        return [weights[f"arr_{k}"] for k in range(len(weights))]
    return weights


def in_order(values: list[Value]) -> dict[str, Value]:
    """Return kernel, recurrent kernel and bias of what ``layer.get_weights()`` gives."""
    if len(values) in (9, 12):
        return _fuse(values)
    if len(values) not in (2, 3):
        raise WeightsError("count", count=len(values))
    return dict(zip(WHAT, values, strict=False))


def _parts(
    found: dict[str, Value], activation: str, reset_after: bool | None
) -> tuple[str, dict[str, str], Parts, tuple[str, ...]]:
    """Return the kind, its form, its arrays with the gates one above the other, and what was assumed."""
    kernel, recurrent, bias = (found.get(what) for what in WHAT)
    assert kernel is not None and recurrent is not None
    kind, wide = _kind(recurrent)
    if kernel.array.ndim != 2 or kernel.array.shape[1] != wide:
        raise WeightsError("shape", name=kernel.name, expected=f"(D, {wide})", got=kernel.array.shape)
    if kind != "GRU":
        if bias is not None and bias.array.shape != (wide,):
            raise WeightsError("shape", name=bias.name, expected=f"({wide},)", got=bias.array.shape)
        form = {"activation": validate.choice("activation", activation, ("tanh", "relu", "sigmoid"))}
        b_x, b_h = _vector(bias), None
        rnn = kind == "RNN"
        return (
            kind,
            form if rnn else {},
            Parts(_turned(kernel), _turned(recurrent), b_x, b_h),
            (("activation",) if rnn else ()),
        )
    after = _reset_after(bias, wide, reset_after)
    b_x = _vector(bias, 0 if after else None)
    b_h = _vector(bias, 1) if after else None
    assumed = ("reset_after",) if bias is None and reset_after is None else ()
    form = {"reset": "after" if after else "before"}
    return kind, form, Parts(_turned(kernel), _turned(recurrent), b_x, b_h), assumed


def _reset_after(bias: Value | None, wide: int, given: bool | None) -> bool:
    """Tell by the bias of a GRU where its reset gate stands: (2, 3H) after the product, (3H,) before it."""
    if bias is None:
        return given is not False
    got = bias.array.shape
    if got not in ((2, wide), (wide,)):
        raise WeightsError("shape", name=bias.name, expected=f"(2, {wide}) or ({wide},)", got=got)
    after = len(got) == 2
    if given is not None and given != after:
        raise WeightsError("reset", given=given, name=bias.name, got=got)
    return after


def _kind(recurrent: Value) -> tuple[str, int]:
    """Return the kind of layer whose recurrent kernel this is, and its G*H."""
    shape = recurrent.array.shape
    if len(shape) == 2 and min(shape) > 0:
        H, wide = shape
        for kind, order in ORDERS.items():
            if wide == len(order) * H:
                return kind, wide
        if H in (3 * wide, 4 * wide):
            raise WeightsError("not_transposed", name=recurrent.name, got=shape)
    raise WeightsError("gates_of_keras", name=recurrent.name, got=shape)


def _turned(value: Value) -> Part:
    return Part(value.name, value.array.T, value.array.shape, value.dtype, transposed=True)


def _vector(value: Value | None, row: int | None = None) -> Part | None:
    if value is None:
        return None
    array, shape = value.array, value.array.shape
    if row is None:
        return Part(value.name, array, shape, value.dtype)
    return Part(f"{value.name} row {row}", array[row], shape, value.dtype)


def _fuse(values: list[Value]) -> dict[str, Value]:
    """Put the arrays of a layer before Keras 2 side by side, as later ones have them."""
    kind = "LSTM" if len(values) == 12 else "GRU"
    order = OLD_ORDERS[kind]
    H = values[1].array.shape[-1] if values[1].array.ndim else 0
    for k, value in enumerate(values):
        expected = ((values[0].array.shape[0] if values[0].array.ndim else 0, H), (H, H), (H,))[k % 3]
        if value.array.shape != expected:
            raise WeightsError("shape", name=value.name, expected=expected, got=value.array.shape)
    places = [order.index(gate) for gate in ORDERS[kind]]
    return {
        what: Value(
            ", ".join(values[3 * k + j].name for k in places),
            np.concatenate([values[3 * k + j].array for k in places], axis=-1),
            values[j].dtype,
        )
        for j, what in enumerate(WHAT)
    }


def _by_prefix(every: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name in every:
        if match := NAME.fullmatch(name):
            found.setdefault(match["prefix"], {})[match["what"]] = name
        elif match := NUMBERED.fullmatch(name):
            found.setdefault(match["prefix"], {})[WHAT[int(match["number"])]] = name
    # A Dense layer has no second matrix.
    return {
        prefix: names
        for prefix, names in found.items()
        if "kernel" in names
        and "recurrent_kernel" in names
        and np.ndim(every[names["recurrent_kernel"]]) == 2
    }


def _choose(every: Mapping[str, Any], prefix: str | None) -> dict[str, str]:
    found = _by_prefix(every)
    if not found:
        expected = "kernel, recurrent_kernel and bias, or vars/0, vars/1 and vars/2"
        raise WeightsError("none", names=listed(every), library="Keras", expected=expected)
    if prefix is None or prefix in found:
        meant = [prefix] if prefix is not None else list(found)
    else:
        # "lstm" stands for "layers/lstm/cell/" as for "lstm/lstm_cell/".
        inner = prefix.strip("/")
        meant = [known for known in found if f"/{inner}/" in f"/{known}"]
        if not meant:
            raise WeightsError("none_there", prefix=prefix, prefixes=listed(found))
    if len(meant) > 1:
        raise WeightsError("several", count=len(meant), prefixes=listed(meant))
    return found[meant[0]]


def dense_layer(every: Mapping[str, Any], readout: str | Sequence[Any] | None) -> Readout | None:
    """Return a Dense layer, its kernel turned."""
    if readout is None:
        return None
    if isinstance(readout, str):
        start = readout.rstrip("/")
        endings = (("kernel", "bias"), ("kernel:0", "bias:0"), ("vars/0", "vars/1"))
        pairs = [[f"{start}/{ending}" for ending in pair] for pair in endings]
        names = next((pair for pair in pairs if pair[0] in every), None)
        if names is None:
            raise WeightsError("missing", name=f"{start}/kernel", beside=listed(every))
        found = [read_value(name, every[name]) for name in names if name in every]
    else:
        found = [read_value(f"readout[{k}]", value) for k, value in enumerate(readout)]
    W = found[0]
    return Readout(_turned(W), _vector(found[1]) if len(found) > 1 else None)
