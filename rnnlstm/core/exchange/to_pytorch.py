"""A network of the core, as weights by the names of PyTorch."""

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.exchange.errors import WeightsError
from rnnlstm.core.exchange.from_pytorch import ORDERS, dotted
from rnnlstm.core.networks.bidirectional import Bidirectional
from rnnlstm.core.networks.stack import Layer, Stack


def to_torch(network: Cell | Stack, prefix: str = "", *, readout: str | None = None) -> dict[str, Array]:
    """Return the weights of a network as PyTorch's ``nn.RNN``, ``nn.LSTM`` or ``nn.GRU`` has them.

    Parameters
    ----------
    network : RNN, LSTM, GRU or Stack
        An RNN with sigmoid, a PeepholeLSTM and a GRU with ``reset="before"`` have no counterpart there, nor
        has a stack whose layers differ in kind, in their number of units or in their directions.
    prefix : str
        What the names begin with, as "lstm".
    readout : str, optional
        What the names of the read-out, an ``nn.Linear``, begin with, as "fc"; left out if not given.

    Returns
    -------
    dict of str to ndarray
        For ``module.load_state_dict({name: torch.from_numpy(a) for name, a in ...})``. The bias is the one
        beside the input; the other is 0, but for the candidate of a GRU.

    Raises
    ------
    WeightsError
        If PyTorch has no such network.
    """
    layers = _layers(network)
    start = dotted(prefix)
    arrays: dict[str, Array] = {}
    for k, layer in enumerate(layers):
        for cell, end in zip(_cells(layer), ("", "_reverse"), strict=False):
            arrays |= {f"{start}{what}_l{k}{end}": array for what, array in stacked_gates(cell).items()}
    if readout is not None:
        linear = dotted(readout)
        arrays |= {f"{linear}weight": network.W_hy.copy(), f"{linear}bias": network.b_y.copy()}
    return arrays


def torch_module(network: Cell | Stack) -> str:
    """Return the line of Python that makes the module of PyTorch which takes these weights.

    Parameters
    ----------
    network : RNN, LSTM, GRU or Stack

    Returns
    -------
    str
        As ``torch.nn.LSTM(4, 8, num_layers=2, bidirectional=True)``.

    Raises
    ------
    WeightsError
        If PyTorch has no such network.
    """
    layers = _layers(network)
    cell = _cells(layers[0])[0]
    stacked_gates(cell)
    said = [str(network.input_size), str(cell.hidden_size)]
    if isinstance(cell, RNN) and cell.activation != "tanh":
        said.append(f'nonlinearity="{cell.activation}"')
    if len(layers) > 1:
        said.append(f"num_layers={len(layers)}")
    if isinstance(layers[0], Bidirectional):
        said.append("bidirectional=True")
    if network.dtype != np.float32:
        said.append(f"dtype=torch.{network.dtype}")
    return f"torch.nn.{type(cell).__name__}({', '.join(said)})"


def _cells(layer: Layer) -> tuple[Cell, ...]:
    return (layer.left_to_right, layer.right_to_left) if isinstance(layer, Bidirectional) else (layer,)


def _layers(network: Cell | Stack) -> tuple[Layer, ...]:
    """Return the layers of a network; raise unless one module of PyTorch can hold them all."""
    layers = network.layers if isinstance(network, Stack) else (network,)
    cells = [cell for layer in layers for cell in _cells(layer)]
    forms = {(type(cell), cell.hidden_size, getattr(cell, "activation", None)) for cell in cells}
    directions = {isinstance(layer, Bidirectional) for layer in layers}
    if len(forms) > 1 or len(directions) > 1:
        what, instead = "module of layers that differ", "write the layers one by one"
        raise WeightsError("no_target", library="PyTorch", what=what, instead=instead)
    return layers


def stacked_gates(cell: Cell) -> dict[str, Array]:
    """Return "weight_ih", "weight_hh", "bias_ih" and "bias_hh", the gates in PyTorch's order."""
    kind = type(cell).__name__
    if kind not in ORDERS:
        raise WeightsError("no_target", library="PyTorch", what=kind, instead="its LSTM has no peepholes")
    if isinstance(cell, GRU) and cell.reset != "after":
        what, instead = f"GRU with reset={cell.reset!r}", 'its GRU is the one with reset="after"'
        raise WeightsError("no_target", library="PyTorch", what=what, instead=instead)
    if isinstance(cell, RNN) and cell.activation == "sigmoid":
        instead = "its RNN takes tanh or relu"
        raise WeightsError("no_target", library="PyTorch", what="RNN with sigmoid", instead=instead)
    blocks = [cell.blocks()[gate] for gate in ORDERS[kind]]
    of_x, of_h = [], []
    for block in blocks:
        biases = list(block.biases.values())
        of_x.append(biases[0])
        of_h.append(biases[1] if len(biases) == 2 else np.zeros_like(biases[0]))
    return {
        "weight_ih": np.concatenate([block.of_x.matrix for block in blocks]),
        "weight_hh": np.concatenate([block.of_h.matrix for block in blocks]),
        "bias_ih": np.concatenate(of_x),
        "bias_hh": np.concatenate(of_h),
    }
