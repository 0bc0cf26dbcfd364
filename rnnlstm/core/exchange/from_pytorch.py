"""Weights by the names of ``torch.nn.RNN``, ``LSTM``, ``GRU`` and their cells, without PyTorch."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.errors import WeightsError, listed
from rnnlstm.core.exchange.reading import Part, Parts, Reading, Readout, assemble
from rnnlstm.core.exchange.values import flat_names, read_value

# Which gate of the core stands where in PyTorch's arrays, from top to bottom.
ORDERS = {"RNN": "h", "LSTM": "ifgo", "GRU": "rzn"}
NAME = re.compile(
    r"(?P<prefix>(?:.*\.)?)(?P<what>weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)"
    r"(?:_l(?P<layer>[0-9]{1,4})(?P<reverse>_reverse)?)?"
)


class Place(NamedTuple):
    """Which cell of a network: its layer from 0 on, and whether it reads from the end to the beginning."""

    layer: int
    reverse: bool


@dataclass(frozen=True)
class TorchNetwork:
    """A recurrent network among the weights.

    Attributes
    ----------
    prefix : str
        What its names begin with, as "encoder.lstm.".
    kind : str
        "RNN", "LSTM" or "GRU", by how often H goes into the rows of its weights.
    input_size, hidden_size : int
        D and H, of the first layer.
    layers : int
    both_directions : bool
    bias : bool
    names : dict of Place to dict of str to str
        For each cell the whole names of its arrays, by "weight_ih" and so on.
    """

    prefix: str
    kind: str
    input_size: int
    hidden_size: int
    layers: int
    both_directions: bool
    bias: bool
    names: Mapping[Place, Mapping[str, str]]


def torch_networks(weights: Mapping[str, Any]) -> tuple[TorchNetwork, ...]:
    """List the recurrent networks that a state dict holds, to choose from.

    Parameters
    ----------
    weights : mapping of str to array_like or torch.Tensor
        A state dict, or one that holds it (as ``{"state_dict": ...}``).

    Raises
    ------
    WeightsError
        If one of them is incomplete, of a shape that no cell has, or has a projection.
    """
    values = flat_names(weights, ".")
    return tuple(_describe(prefix, names, values) for prefix, names in _by_prefix(values).items())


def from_torch(
    weights: Mapping[str, Any],
    prefix: str | None = None,
    *,
    layer: int | None = None,
    reverse: bool | None = None,
    readout: str | None = None,
    activation: str = "tanh",
) -> Cell:
    """Make a cell of the weights of PyTorch; the arguments and errors are those of `read_torch`."""
    return read_torch(
        weights, prefix, layer=layer, reverse=reverse, readout=readout, activation=activation
    ).network


def read_torch(
    weights: Mapping[str, Any],
    prefix: str | None = None,
    *,
    layer: int | None = None,
    reverse: bool | None = None,
    readout: str | None = None,
    activation: str = "tanh",
) -> Reading[Cell]:
    """Make a cell of the weights of PyTorch, and say what was read as what.

    Parameters
    ----------
    weights : mapping of str to array_like or torch.Tensor
        As ``model.state_dict()`` gives them, or arrays by the same names.
    prefix : str, optional
        What the names of the network begin with, or the end of that, as "lstm." for "module.encoder.lstm.".
        Not needed where there is one network.
    layer, reverse : int and bool, optional
        Which cell, where there are several layers or two directions.
    readout : str, optional
        What the names of a linear layer behind it begin with, as "fc."; without it y_t = h_t.
    activation : {"tanh", "relu"}
        Of an RNN, as its `nonlinearity` was: the weights do not say.

    Returns
    -------
    Reading of Cell
        An RNN, an LSTM or a GRU, by the shapes. In it the two biases of PyTorch are one, but for the
        candidate of a GRU, which has two here too.

    Raises
    ------
    WeightsError
        If no cell, or more than one, is meant, or the arrays do not fit together, are no numbers or not
        finite.
    """
    values = flat_names(weights, ".")
    network = choose(weights, prefix)
    place = _place(network, layer, reverse)
    reading = read_cell(values, network, place, activation, torch_readout(values, readout))
    taken = {line.name for line in reading.table}
    return replace(reading, left=tuple(name for name in values if name not in taken))


def choose(weights: Mapping[str, Any], prefix: str | None) -> TorchNetwork:
    """Return the network meant: the only one, or that whose prefix this is or ends so."""
    values, found = flat_names(weights, "."), _by_prefix(weights)
    if not found:
        expected = "weight_ih_l0, weight_hh_l0, bias_ih_l0 and bias_hh_l0, with a prefix perhaps"
        raise WeightsError("none", names=listed(values), library="PyTorch", expected=expected)
    if prefix is not None:
        ending = dotted(prefix)
        meant = [ending] if ending in found else [k for k in found if f".{k}".endswith(f".{ending}")]
        if not meant:
            raise WeightsError("none_there", prefix=prefix, prefixes=listed(found))
    else:
        meant = list(found)
    if len(meant) > 1:
        raise WeightsError("several", count=len(meant), prefixes=listed(meant))
    return _describe(meant[0], found[meant[0]], values)


def read_cell(
    values: Mapping[str, Any],
    network: TorchNetwork,
    place: Place,
    activation: str,
    readout: Readout | None,
) -> Reading[Cell]:
    """Return the cell at one place of a network."""
    names = network.names[place]
    arrays = {what: read_value(name, values[name]) for what, name in names.items()}
    parts = {what: Part(v.name, v.array, v.array.shape, v.dtype) for what, v in arrays.items()}
    of_x, of_h = parts["weight_ih"], parts["weight_hh"]
    rows = of_h.shape[0]
    if len(of_x.shape) != 2 or of_x.shape[0] != rows:
        raise WeightsError("shape", name=of_x.name, expected=f"({rows}, D)", got=of_x.shape)
    biases = parts.get("bias_ih"), parts.get("bias_hh")
    for bias in biases:
        if bias is not None and bias.shape != (rows,):
            raise WeightsError("shape", name=bias.name, expected=f"({rows},)", got=bias.shape)
    form = {}
    if network.kind == "RNN":
        form["activation"] = validate.choice("activation", activation, ("tanh", "relu", "sigmoid"))
    reading = assemble(network.kind, ORDERS[network.kind], Parts(of_x, of_h, *biases), readout, form)
    if network.kind == "RNN":
        return replace(reading, assumed=("activation", *reading.assumed))
    return reading


def torch_readout(values: Mapping[str, Any], prefix: str | None) -> Readout | None:
    """Return the linear layer whose names begin so, None for None."""
    if prefix is None:
        return None
    start = dotted(prefix)
    name = f"{start}weight"
    if name not in values:
        linear = [known for known in values if known.endswith("weight")]
        raise WeightsError("missing", name=name, beside=listed(linear))
    found = [read_value(known, values[known]) for known in (name, f"{start}bias") if known in values]
    parts = [Part(v.name, v.array, v.array.shape, v.dtype) for v in found]
    return Readout(parts[0], parts[1] if len(parts) == 2 else None)


def dotted(prefix: str) -> str:
    """Return a prefix with the dot at its end that it may have been given without."""
    return prefix if not prefix or prefix.endswith(".") else f"{prefix}."


def _by_prefix(weights: Mapping[str, Any]) -> dict[str, dict[Place, dict[str, str]]]:
    found: dict[str, dict[Place, dict[str, str]]] = {}
    for name in flat_names(weights, "."):
        if match := NAME.fullmatch(name):
            place = Place(int(match["layer"] or 0), bool(match["reverse"]))
            found.setdefault(match["prefix"], {}).setdefault(place, {})[match["what"]] = name
    return found


def _describe(prefix: str, names: dict[Place, dict[str, str]], values: Mapping[str, Any]) -> TorchNetwork:
    for arrays in names.values():
        if "weight_hr" in arrays:
            raise WeightsError("projection", name=arrays["weight_hr"])
        some = next(iter(arrays.values()))
        for what in ("weight_ih", "weight_hh"):
            if what not in arrays:
                raise WeightsError("missing", name=some.replace(_what(some), what), beside=some)
        if ("bias_ih" in arrays) != ("bias_hh" in arrays):
            there, away = ("bias_ih", "bias_hh") if "bias_ih" in arrays else ("bias_hh", "bias_ih")
            name = arrays[there]
            raise WeightsError("missing", name=name.replace(there, away), beside=name)
    places = sorted(names)
    first = names[places[0]]
    kind, H = _kind(first["weight_hh"], np.shape(values[first["weight_hh"]]))
    for place in places[1:]:
        name = names[place]["weight_hh"]
        got = np.shape(values[name])
        if _kind(name, got)[0] != kind:
            raise WeightsError("shape", name=name, expected=f"that of a further layer of the {kind}", got=got)
    got = np.shape(values[first["weight_ih"]])
    if len(got) != 2 or got[1] == 0:
        raise WeightsError(
            "shape", name=first["weight_ih"], expected=f"({len(ORDERS[kind]) * H}, D)", got=got
        )
    both = any(place.reverse for place in places)
    return TorchNetwork(prefix, kind, got[1], H, 1 + places[-1].layer, both, "bias_ih" in first, names)


def _what(name: str) -> str:
    match = NAME.fullmatch(name)
    assert match is not None
    return match["what"]


def _kind(name: str, shape: tuple[int, ...]) -> tuple[str, int]:
    """Return the kind of network whose recurrent weights have this shape, and H."""
    if len(shape) == 2 and min(shape) > 0:
        rows, H = shape
        for kind, order in ORDERS.items():
            if rows == len(order) * H:
                return kind, H
        if H in (3 * rows, 4 * rows):
            raise WeightsError("transposed", name=name, got=shape)
    raise WeightsError("gates", name=name, got=shape)


def _place(network: TorchNetwork, layer: int | None, reverse: bool | None) -> Place:
    """Return the one cell that is meant."""
    places = sorted(network.names)
    if layer is None and places[-1].layer > 0:
        further = next(place for place in places if place.layer > 0)
        name = network.names[further]["weight_ih"]
        raise WeightsError("layers", name=name, last=places[-1].layer, whole="stack_from_torch")
    if reverse is None and network.both_directions:
        name = network.names[next(place for place in places if place.reverse)]["weight_ih"]
        raise WeightsError("directions", name=name, whole="stack_from_torch")
    place = Place(layer or 0, bool(reverse))
    if place not in network.names:
        directions = "both directions" if network.both_directions else "one direction"
        there = f"layers 0 .. {network.layers - 1}, {directions}"
        wanted = f"layer {place.layer}{', reverse' if place.reverse else ''}"
        raise WeightsError("no_layer", wanted=wanted, there=there)
    return place
