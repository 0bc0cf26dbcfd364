"""The network that the learner asks for: its kind, its size, and how its weights are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from inspect import signature
from typing import TypeAlias

from rnnlstm.core.cells import CELLS
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.rescale import scale_input_weights, with_spectral_radius
from rnnlstm.ui.walk.sequence import Reading

Model: TypeAlias = str
"""The name of a cell in `CELLS`; of a network that has been trained, its kind."""


@cache
def drawn_with(*models: Model) -> dict[str, bool]:
    """Return for each setting that not every kind of cell has whether one of these kinds is drawn with it."""
    known = {name for model in models for name in signature(CELLS[model].init).parameters}
    return {name: name in known for name in ("activation", "forget_bias")}


@dataclass(frozen=True)
class Network:
    """The network's size, how its weights are drawn, and what it has learned since.

    ``input_gain`` multiplies what the input meets. ``by_radius`` makes ``gain`` the spectral radius of each
    recurrent matrix rather than a factor. ``updates`` is how long it has learned what it reads, see
    `learning`; none: it is as it was drawn.
    """

    hidden: int = 8
    seed: int = 0
    recurrent: str = "uniform"
    gain: float = 1.0
    activation: str = "tanh"
    forget_bias: float = 1.0
    loss: str = "every"
    input_gain: float = 1.0
    by_radius: bool = False
    updates: int = 0

    def build(self, model: Model, reading: Reading) -> Cell:
        """Draw a cell that fits the sequence; a setting that its kind does not have is left alone."""
        cell = self._draw(model, reading)
        if self.by_radius:
            cell = with_spectral_radius(cell, self.gain)
        return cell if self.input_gain == 1 else scale_input_weights(cell, self.input_gain)

    def _draw(self, model: Model, reading: Reading) -> Cell:
        init: Callable[..., Cell] = CELLS[model].init
        own = {"activation": self.activation, "forget_bias": self.forget_bias}
        drawn = drawn_with(model)
        return init(
            reading.x.shape[-1],
            self.hidden,
            reading.output_size,
            seed=self.seed,
            recurrent=self.recurrent,
            gain=1.0 if self.by_radius else self.gain,
            **{name: value for name, value in own.items() if drawn[name]},
        )
