"""All layers and directions of a network of PyTorch or Keras, as one `Stack`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.errors import WeightsError
from rnnlstm.core.exchange.from_keras import dense_layer, in_order, read_arrays
from rnnlstm.core.exchange.from_pytorch import Place, TorchNetwork, choose, read_cell, torch_readout
from rnnlstm.core.exchange.reading import Read, Reading, Readout, read_readout
from rnnlstm.core.exchange.values import flat_names, read_value
from rnnlstm.core.networks.bidirectional import DIRECTIONS, Bidirectional
from rnnlstm.core.networks.stack import Layer, Stack


def stack_from_torch(
    weights: Mapping[str, Any],
    prefix: str | None = None,
    *,
    readout: str | None = None,
    activation: str = "tanh",
) -> Stack:
    """Make a network of the weights of PyTorch; the arguments and errors are those of `read_torch_stack`."""
    return read_torch_stack(weights, prefix, readout=readout, activation=activation).network


def read_torch_stack(
    weights: Mapping[str, Any],
    prefix: str | None = None,
    *,
    readout: str | None = None,
    activation: str = "tanh",
) -> Reading[Stack]:
    """Make a network of all layers and directions of the weights of PyTorch, and say what was read as what.

    Parameters
    ----------
    weights, prefix, readout, activation
        As for `read_torch`. With both directions a read-out has the width of both states side by side.

    Returns
    -------
    Reading of Stack

    Raises
    ------
    WeightsError
        As `read_torch` does, or if a layer or a direction of one is missing.
    """
    values = flat_names(weights, ".")
    network = choose(weights, prefix)
    linear = torch_readout(values, readout)
    table: list[Read] = []
    assumed: list[str] = []
    read: list[tuple[Cell, ...]] = []
    for k in range(network.layers):
        places = [Place(k, reverse) for reverse in ((False, True) if network.both_directions else (False,))]
        found = [read_cell(values, _there(network, place), place, activation, None) for place in places]
        read.append(tuple(reading.network for reading in found))
        table += placed(k, found)
        assumed += [what for reading in found for what in reading.assumed]
    stack, lines = put_together(read, linear)
    table += lines
    taken = {line.name for line in table}
    left = tuple(name for name in values if name not in taken)
    return Reading(stack, tuple(table), assumed_of_all(assumed, linear), left)


def stack_from_keras(
    layers: Sequence[Sequence[Any]],
    *,
    readout: Sequence[Any] | None = None,
    activation: str = "tanh",
    reset_after: bool | None = None,
) -> Stack:
    """Make a network of layers of Keras; the arguments and errors are those of `read_keras_stack`."""
    return read_keras_stack(layers, readout=readout, activation=activation, reset_after=reset_after).network


def read_keras_stack(
    layers: Sequence[Sequence[Any]],
    *,
    readout: Sequence[Any] | None = None,
    activation: str = "tanh",
    reset_after: bool | None = None,
) -> Reading[Stack]:
    """Make a network of layers of Keras, and say what was read as what.

    Parameters
    ----------
    layers : sequence of sequences of array_like
        For each layer, from the input up, what ``layer.get_weights()`` gives. Four or six arrays are those of
        a Bidirectional layer, whose `merge_mode` must have been "concat", as it is if not given.
    readout : sequence of array_like, optional
        Those of a Dense layer behind them; without it y_t = h_t.
    activation, reset_after
        As for `read_keras`.

    Returns
    -------
    Reading of Stack

    Raises
    ------
    WeightsError
        As `read_keras` does.
    """
    linear = dense_layer({}, readout)
    table: list[Read] = []
    assumed: list[str] = []
    read: list[tuple[Cell, ...]] = []
    for k, arrays in enumerate(layers):
        every = [read_value(f"[{k}][{j}]", array) for j, array in enumerate(arrays)]
        half = len(every) // 2
        halves = [every[:half], every[half:]] if len(every) in (4, 6) else [every]
        found = [read_arrays(in_order(part), None, activation, reset_after) for part in halves]
        read.append(tuple(reading.network for reading in found))
        table += placed(k, found)
        assumed += [what for reading in found for what in reading.assumed]
    stack, lines = put_together(read, linear)
    return Reading(stack, (*table, *lines), assumed_of_all(assumed, linear), ())


def put_together(read: list[tuple[Cell, ...]], linear: Readout | None) -> tuple[Stack, list[Read]]:
    """Return the network of these cells, one or two a layer, and the read-out's lines of the table.

    What is of different widths of number is brought to the widest.
    """
    if not read:
        raise WeightsError("count", count=0)
    dtype = np.result_type(*(cell.dtype for cells in read for cell in cells))
    layers: list[Layer] = []
    for k, cells in enumerate(read):
        wide = [cell.with_params({n: v.astype(dtype) for n, v in cell.params.items()}) for cell in cells]
        layer = Bidirectional(*wide) if len(wide) == 2 else wide[0]
        if layers and layer.input_size != layers[-1].hidden_size:
            width, got = layers[-1].hidden_size, layer.input_size
            raise WeightsError("widths", layer=k, width=width, got=got)
        layers.append(layer)
    W_hy, b_y, lines = read_readout(linear, layers[-1].hidden_size, dtype)
    return Stack(tuple(layers), W_hy.astype(dtype), b_y.astype(dtype)), lines


def placed(layer: int, found: list[Reading[Cell]]) -> list[Read]:
    """Return the lines of a layer's table, each with the place of its cell."""
    directions = [f".{direction}" for direction in DIRECTIONS] if len(found) == 2 else [""]
    return [
        replace(line, place=f"layers.{layer}{direction}")
        for direction, reading in zip(directions, found, strict=True)
        for line in reading.table
    ]


def assumed_of_all(assumed: list[str], linear: Readout | None) -> tuple[str, ...]:
    """Return what was assumed of any cell, each once; only the network as a whole has a read-out."""
    of_cells = (what for what in assumed if what != "readout")
    return (*dict.fromkeys(of_cells), *(("readout",) if linear is None else ()))


def _there(network: TorchNetwork, place: Place) -> TorchNetwork:
    """Return the network if it has a cell at this place."""
    if place not in network.names:
        some = next(iter(network.names[min(network.names)].values()))
        name = f"{network.prefix}weight_ih_l{place.layer}{'_reverse' * place.reverse}"
        raise WeightsError("missing", name=name, beside=some)
    return network
