"""A file of weights that the learner brings along: what is in it, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.exchange.errors import WeightsError
from rnnlstm.core.exchange.files import read_weights
from rnnlstm.core.exchange.from_keras import keras_layers, read_keras
from rnnlstm.core.exchange.from_pytorch import torch_networks
from rnnlstm.core.exchange.reading import Reading
from rnnlstm.core.exchange.stacks import read_torch_stack
from rnnlstm.core.networks.bidirectional import Bidirectional
from rnnlstm.core.networks.stack import Stack
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.brought import MOST_UNITS
from rnnlstm.ui.walk.cache import kept_within

MOST_BYTES = 5 * 2**20
"""Of a file, and of its arrays once they are unpacked."""
MOST_NETWORKS = 50
"""In one file; each is read whole when the file comes."""

SENTENCES = {
    "none": N_(
        "This file has no recurrent weights. PyTorch names them weight_ih_l0 and weight_hh_l0, Keras "
        "kernel and recurrent_kernel. The file has {names}."
    ),
    "none_there": N_("No recurrent weights begin with {prefix}."),
    "several": N_("There are {count} recurrent networks where one is wanted."),
    "layers": N_("{name} belongs to a second layer."),
    "directions": N_("{name} belongs to the other direction."),
    "no_layer": N_("There is no {wanted}."),
    "projection": N_(
        "{name} is the projection of an LSTM with proj_size, which is not taken. Train the network "
        "without it."
    ),
    "missing": N_("{name} is missing, and {beside} is there. Save all weights of the network."),
    "shape": N_("{name} should have the shape {expected}, and has {got}."),
    "widths": N_("Layer {layer} should take the {width} numbers that the layer below gives; it takes {got}."),
    "gates": N_(
        "{name} has the shape {got}. Recurrent weights have (H, H) in an RNN, (3H, H) in a GRU, (4H, H) in "
        "an LSTM."
    ),
    "gates_of_keras": N_(
        "{name} has the shape {got}. Recurrent weights of Keras have (H, H) in a SimpleRNN, (H, 3H) in a "
        "GRU, (H, 4H) in an LSTM."
    ),
    "transposed": N_("{name} has the shape {got}, which is transposed: PyTorch has (3H, H) or (4H, H)."),
    "not_transposed": N_("{name} has the shape {got}, which is transposed: Keras has (H, 3H) or (H, 4H)."),
    "not_numbers": N_("{name} is of type {got}. Weights are float16, bfloat16, float32 or float64."),
    "not_finite": N_(
        "{name} has {count} of {size} numbers that are NaN or infinite, the first at {where}. Save the "
        "weights of an earlier moment of the training."
    ),
    "count": N_(
        "A recurrent layer of Keras has two or three arrays; this file has {count}. Save the weights of the "
        "recurrent layer alone."
    ),
    "reset": N_("reset_after does not fit {name} of shape {got}."),
    "no_target": N_("{library} has no {what}."),
    "pickle": N_(
        "This file is of torch.save or of pickle. Opening one can run any program, so it is not read. Save "
        "the weights with safetensors.torch.save_file(model.state_dict(), 'weights.safetensors')."
    ),
    "hdf5": N_(
        "This file is of Keras, in the format HDF5, which is not read. Save the weights with "
        "numpy.savez('weights.npz', *layer.get_weights())."
    ),
    "npy": N_("This file is one array of NumPy. Save all arrays, by their names, with numpy.savez."),
    "onnx": N_(
        "This file is of ONNX, which is not read. Save the weights where the network was trained: in PyTorch "
        "with safetensors.torch.save_file, in Keras with numpy.savez."
    ),
    "unknown_file": N_("This file is neither safetensors nor npz. It begins with the bytes {first}."),
    "unknown_zip": N_("This is a zip, but none of numpy.savez. It holds {names}."),
    "cut_off": N_("The file is cut off: it has {has} bytes and should have {needs}. Copy it again."),
    "damaged": N_("The file is damaged. Save it again."),
    "objects": N_("{name} holds Python objects, which are never unpacked. Save it as an array of numbers."),
    "too_many": N_("The file has {count} arrays. Up to {limit} are read."),
    "too_large": N_("The arrays take {size} bytes. Up to {limit} are read."),
}
"""What is wrong with weights, for somebody on the page: by the names of the core's problems."""


@dataclass(frozen=True)
class Found:
    """A recurrent network in a file.

    Attributes
    ----------
    prefix
        What its names begin with.
    library
        "PyTorch" or "Keras".
    kind
        "RNN", "LSTM" or "GRU".
    input_size, hidden_size, layers, both_directions
        Of the network; the units are those of one direction.
    readouts
        What the names of the linear layers begin with that could be its read-out, None for none; the likely
        one first.
    """

    prefix: str
    library: str
    kind: str
    input_size: int
    hidden_size: int
    layers: int
    both_directions: bool
    readouts: tuple[str | None, ...]


@dataclass(frozen=True, eq=False)
class Upload:
    """A file of weights that could be read: its name, its arrays, and the networks among them."""

    name: str
    weights: Mapping[str, NDArray[Any]]
    networks: tuple[Found, ...]


def opened(name: str, data: bytes) -> Upload:
    """Read a file whole: every network in it, so that what is wrong is told at once.

    Raises
    ------
    InputError
        If it is none that is read, or a network in it does not hold together or is too large.
    """
    if not data:
        raise InputError(N_("This file is empty."))
    try:
        if len(data) > MOST_BYTES:
            raise WeightsError("too_large", size=len(data), limit=MOST_BYTES)
        weights = read_weights(data, limit=MOST_BYTES)
        if not weights:
            raise InputError(N_("This file is empty."))
        upload = Upload(name, weights, _networks(weights))
        for number in range(len(upload.networks)):
            read(upload, number)
    except WeightsError as error:
        facts = {name: _short(fact) for name, fact in error.facts.items()}
        raise InputError(SENTENCES[error.problem], **facts) from None
    return upload


@kept_within(64 * 2**20, 32)
def read(upload: Upload, number: int, readout: str | None = None, activation: str = "tanh") -> Reading[Stack]:
    """Return one network of a file, all its layers and directions, and what was read as what."""
    network = upload.networks[number]
    if network.library == "PyTorch":
        return read_torch_stack(upload.weights, network.prefix, readout=readout, activation=activation)
    reading = read_keras(upload.weights, network.prefix or None, readout=readout, activation=activation)
    cell = reading.network
    return Reading(Stack((cell,), cell.W_hy, cell.b_y), reading.table, reading.assumed, reading.left)


def _networks(weights: Mapping[str, NDArray[Any]]) -> tuple[Found, ...]:
    of_torch, of_keras = torch_networks(weights), keras_layers(weights)
    if (count := max(len(of_torch), len(of_keras))) > MOST_NETWORKS:
        raise InputError(
            N_("The file has {count} recurrent networks. Up to {limit} are read."),
            count=count,
            limit=MOST_NETWORKS,
        )
    found = [
        Found(
            each.prefix,
            "PyTorch",
            each.kind,
            each.input_size,
            _bounded(each.hidden_size),
            each.layers,
            each.both_directions,
            _linear(weights, (1 + each.both_directions) * each.hidden_size),
        )
        for each in of_torch
    ]
    if found:
        return tuple(found)
    for prefix in of_keras or ("",):
        cell = read_keras(weights, prefix or None).network
        width = _bounded(cell.hidden_size)
        kind = type(cell).__name__
        found.append(Found(prefix, "Keras", kind, cell.input_size, width, 1, False, _dense(weights, width)))
    return tuple(found)


def _short(fact: Any) -> Any:
    """Return a fact fit for a sentence of any language: no English among the names, none endless."""
    return re.sub(r" and (\d+) more$", r", … (+\1)", fact)[:300] if isinstance(fact, str) else fact


def _bounded(units: int) -> int:
    if units > MOST_UNITS:
        raise InputError(
            N_("This network has {units} hidden units. Up to {limit} can be shown."),
            units=units,
            limit=MOST_UNITS,
        )
    return units


def _linear(weights: Mapping[str, NDArray[Any]], width: int) -> tuple[str | None, ...]:
    """Return the linear layers of PyTorch that take this width; those with a bias are likely ones."""
    names = [
        name.removesuffix("weight")
        for name, array in weights.items()
        if name.rpartition(".")[2] == "weight" and np.ndim(array) == 2 and array.shape[1] == width
    ]
    likely = [
        name
        for name in names
        if f"{name}bias" in weights and weights[f"{name}bias"].shape == weights[f"{name}weight"].shape[:1]
    ]
    return (*likely[::-1], None, *(name for name in names if name not in likely))


def _dense(weights: Mapping[str, NDArray[Any]], width: int) -> tuple[str | None, ...]:
    """Return the Dense layers of Keras that take this width."""
    every = [
        name.removesuffix(end)
        for end in ("/kernel", "/kernel:0", "/vars/0")
        for name, array in weights.items()
        if name.endswith(end) and np.ndim(array) == 2 and len(array) == width
    ]
    recurrent = [prefix.strip("/") for prefix in keras_layers(weights)]
    dense = [name for name in every if not any(f"{name}/".startswith(f"{each}/") for each in recurrent)]
    return (*dense[::-1], None)


def has_directions(network: Stack, layer: int) -> bool:
    """Return whether a layer reads from both ends."""
    return isinstance(network.layers[layer], Bidirectional)
