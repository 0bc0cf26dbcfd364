"""One walk through a network: the sequence, the cell, its trace, the loss and the gradients."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Gradients, Trace
from rnnlstm.core.losses import cross_entropy, mse
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.cache import kept_within
from rnnlstm.ui.walk.edits import Edit, apply
from rnnlstm.ui.walk.learning import learned
from rnnlstm.ui.walk.network import Model, Network
from rnnlstm.ui.walk.sequence import Reading, as_written
from rnnlstm.ui.walk.source import Source

K = TypeVar("K")

WALKS = 64
"""Maximum number of walks that are kept."""
WALKS_BYTES = 128 * 2**20
"""Maximum size of the walks that are kept; one of 500 steps and 128 hidden units has 10 to 20 MB."""


@dataclass(frozen=True, eq=False)
class Walk:
    """Everything that a page shows of one network on one sequence, altered by hand or not."""

    reading: Reading
    """The sequence as the learner gave it; its symbols name what the network read."""
    cell: Cell
    trace: Trace
    loss: float
    dy: NDArray[np.floating[Any]]
    """∂E/∂y_t of each step, (T, 1, O)."""
    has_loss: NDArray[np.float64]
    """1 where a step has a loss, else 0: (T,)."""
    edits: tuple[Edit, ...] = ()
    """What was altered by hand."""
    misfits: tuple[InputError, ...] = ()
    """What could not be: a sentence for each."""
    measured: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)
    """What has been measured of it: see `measured_once`."""

    @property
    def model(self) -> Model:
        """The name of the network."""
        return type(self.cell).__name__

    @cached_property
    def grads(self) -> Gradients:
        """The gradients, computed when they are first asked for: a forward page has no use for them."""
        return self.cell.backward(self.trace, dy=self.dy)

    @cached_property
    def last_grads(self) -> Gradients:
        """The gradients of the last step's loss alone."""
        if not self.has_loss[:-1].any():
            return self.grads
        dy = np.zeros_like(self.dy)
        dy[-1] = self.dy[-1]
        return self.cell.backward(self.trace, dy=dy)

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """The softmax of the outputs for a text (T, O); the outputs themselves for numbers."""
        y = self.trace.y[:, 0]
        if not self.reading.classes:
            return np.asarray(y)
        largest = np.finfo(y.dtype).max
        with np.errstate(over="ignore"):
            # As in the loss: an infinite score of an exploded network counts as a huge one.
            scores = np.clip(y, -largest, largest)
            shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))

    @property
    def step_losses(self) -> NDArray[np.float64]:
        """The loss of each step by itself, (T,); nan where none is measured. Their mean is ``loss``."""
        measure = cross_entropy if self.reading.classes else mse
        y, target = self.trace.y, self.reading.target
        losses = [measure(y[t : t + 1], target[t : t + 1])[0] for t in range(self.reading.steps)]
        return np.where(self.has_loss > 0, losses, np.nan)

    @property
    def targets(self) -> list[str]:
        """What comes next at each step, as a person would write it."""
        if self.reading.answers:
            return list(self.reading.answers)
        if self.reading.classes:
            return [self.reading.classes[int(label)] for label in self.reading.target[:, 0]]
        return [as_written(value) for value in self.reading.target[:, 0, 0]]

    @property
    def right(self) -> int:
        """The number of steps with a loss at which the class that comes next has the largest output."""
        hits = self.trace.y.argmax(axis=-1) == self.reading.target
        return int(hits[self.has_loss > 0].sum())

    @property
    def gradient_norms(self) -> NDArray[np.floating[Any]]:
        """‖∂E/∂h_t‖ of each step, (T,)."""
        return np.asarray(norm(self.grads.h[:, 0]))

    @property
    def growth(self) -> float:
        """How many times larger the norm of the last loss's gradient is at its largest than at the last step.

        Of that loss alone: with others on the way, a tiny last one would look like growth.
        """
        norms = norm(self.last_grads.h[:, 0])
        if np.isinf(norms[-1]):
            return float("inf")
        return float(norms.max() / norms[-1]) if norms[-1] > 0 else 1.0


@kept_within(WALKS_BYTES, WALKS)
def take(model: Model, source: Source, network: Network, edits: tuple[Edit, ...] = ()) -> Walk:
    """Read the sequence, let the network learn it if asked, alter it, run it forward and measure the loss.

    Raises
    ------
    InputError
        If the source cannot be read.
    """
    reading = source.read()
    cell = learned(model, source, network).cell
    return walk_through(cell, reading, reading.mask(last=network.loss == "last"), edits)


def walk_through(
    cell: Cell, reading: Reading, mask: NDArray[np.float64], edits: tuple[Edit, ...] = ()
) -> Walk:
    """Alter a network, run it over a sequence, and measure the loss where the mask (T, 1) is 1."""
    altered = apply(edits, cell, reading.x)
    trace = altered.forward()
    lossy = cross_entropy if reading.classes else mse
    loss, dy = lossy(trace.y, reading.target, mask)
    return Walk(
        reading=replace(reading, symbols=_symbols(reading, altered.x)),
        cell=altered.cell,
        trace=trace,
        loss=loss,
        dy=dy,
        has_loss=mask[:, 0],
        edits=altered.edits,
        misfits=altered.misfits,
    )


def _symbols(reading: Reading, x: NDArray[np.floating[Any]]) -> tuple[str, ...]:
    """Return what the network reads at each step; a character whose one-hot was altered has a star."""

    def symbol(step: int) -> str:
        if np.array_equal(x[step], reading.x[step]):
            return reading.symbols[step]
        return f"{reading.symbols[step]}*" if reading.classes else as_written(x[step, 0, 0])

    return tuple(symbol(step) for step in range(reading.steps))


def of_type(value: object, kind: type[K]) -> K:
    """Return a walk's cell, trace or gradients as those of one kind of network, with the fields that it has.

    Raises
    ------
    TypeError
        If the walk is through another kind of network.
    """
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
    return value
