"""A network that the learner brings along: one cell of it, and the sequence as it arrives there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.networks.bidirectional import Bidirectional
from rnnlstm.core.networks.stack import Stack
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.network import Model, Network
from rnnlstm.ui.walk.sequence import Reading
from rnnlstm.ui.walk.source import Source
from rnnlstm.ui.walk.vector_sequence import answered, without_answers

MOST_UNITS = 512
MOST_STATES = 25_600
"""Steps times units that the stepper is sent: 200 steps of 128 units, 50 of 512, in 13 MB at most."""


@dataclass(frozen=True, kw_only=True)
class Brought(Source):
    """What one cell of a whole network reads: the layers below have read it already.

    Attributes
    ----------
    network
        All layers and directions.
    fed
        What the first layer reads.
    layer
        Which one, from 0.
    reverse
        Whether of its two cells the one that reads from the end to the beginning.
    readout
        Whether the network has a read-out of its own; else y_t = h_t.
    """

    network: Stack
    fed: Source
    layer: int = 0
    reverse: bool = False
    readout: bool = False

    brings_networks: ClassVar[bool] = True

    @property
    def kinds(self) -> tuple[Model, ...]:
        """The kind of the one cell."""
        return (type(self.cell_itself).__name__,)

    @property
    def read_out(self) -> bool:
        """Whether the read-out is that of this cell alone: of the last layer, if that has one direction."""
        last = self.layer == len(self.network.layers) - 1
        return self.readout and last and not isinstance(self.network.layers[-1], Bidirectional)

    def cell(self, model: Model, network: Network, reading: Reading) -> Cell:  # noqa: ARG002
        """Return the cell that is walked through, with the identity for a read-out where it has none."""
        cell, stack = self.cell_itself, self.network
        if self.read_out:
            return cell.with_params({"W_hy": stack.W_hy, "b_y": stack.b_y})
        H, dtype = cell.hidden_size, cell.dtype
        return cell.with_params({"W_hy": np.eye(H, dtype=dtype), "b_y": np.zeros(H, dtype)})

    @property
    def cell_itself(self) -> Cell:
        """The cell as it stands in its network, whose read-out it may not have."""
        layer = self.network.layers[self.layer]
        if isinstance(layer, Bidirectional):
            return layer.right_to_left if self.reverse else layer.left_to_right
        return layer

    def _read(self) -> Reading:
        reading = self.fed.read()
        width, steps = self.network.input_size, reading.steps
        if reading.x.shape[-1] != width:
            raise InputError(
                N_("The network reads {width} numbers at each step, and this sequence has {count}."),
                width=width,
                count=reading.x.shape[-1],
            )
        units = max(layer.hidden_size for layer in self.network.layers)
        if steps * units > MOST_STATES:
            raise InputError(
                N_("That is {steps} steps of {units} units. Shorten it to at most {limit} steps."),
                steps=steps,
                units=units,
                limit=MOST_STATES // units,
            )
        outputs = len(self.network.W_hy) if self.read_out else self.cell_itself.hidden_size
        reading = answered(reading, outputs) if self.read_out else without_answers(reading, outputs)
        if self.layer:
            reading = replace(reading, x=self._below(reading).astype(np.float64))
        if self.reverse:
            reading = replace(reading, x=reading.x[::-1], symbols=reading.symbols[::-1])
        return reading

    def _below(self, reading: Reading) -> Array:
        """Return what the layer below gives on: its h."""
        layers, dtype = self.network.layers[: self.layer], self.network.dtype
        none = np.zeros((0, layers[-1].hidden_size), dtype), np.zeros(0, dtype)
        return Stack(layers, *none).forward(reading.x).h
