"""All layers and directions of a network of PyTorch, as one `Stack`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.errors import WeightsError
from rnnlstm.core.exchange.pytorch import Place, TorchNetwork, choose, read_cell, torch_readout
from rnnlstm.core.exchange.reading import Read, Reading, read_readout
from rnnlstm.core.exchange.values import flat_names
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
    layers: list[Layer] = []
    table: list[Read] = []
    assumed: list[str] = []
    for k in range(network.layers):
        cells: list[Cell] = []
        for direction in DIRECTIONS if network.both_directions else DIRECTIONS[:1]:
            place = Place(k, direction == "right_to_left")
            reading = read_cell(values, _there(network, place), place, activation, None)
            cells.append(reading.network)
            where = f"layers.{k}.{direction}" if network.both_directions else f"layers.{k}"
            table += [replace(line, place=where) for line in reading.table]
            assumed += [what for what in reading.assumed if what not in ("readout", *assumed)]
        layer = Bidirectional(*cells) if network.both_directions else cells[0]
        if layers and layer.input_size != layers[-1].hidden_size:
            name = network.names[Place(k, False)]["weight_ih"]
            expected, got = (
                f"(.., {layers[-1].hidden_size}), the width of the layer below",
                f"{layer.input_size}",
            )
            raise WeightsError("shape", name=name, expected=expected, got=got)
        layers.append(layer)
    linear = torch_readout(values, readout)
    W_hy, b_y, lines = read_readout(linear, layers[-1].hidden_size, layers[0].dtype)
    table += lines
    taken = {line.name for line in table}
    return Reading(
        Stack(tuple(layers), W_hy, b_y),
        tuple(table),
        (*assumed, *(("readout",) if linear is None else ())),
        tuple(name for name in values if name not in taken),
    )


def _there(network: TorchNetwork, place: Place) -> TorchNetwork:
    """Return the network if it has a cell at this place."""
    if place not in network.names:
        some = next(iter(network.names[min(network.names)].values()))
        name = f"{network.prefix}weight_ih_l{place.layer}{'_reverse' * place.reverse}"
        raise WeightsError("missing", name=name, beside=some)
    return network
