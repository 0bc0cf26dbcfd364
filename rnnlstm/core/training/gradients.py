"""The loss of a batch and the gradient that an update goes by."""

import math
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, all_finite, settle
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.kernels import lstm_update
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.training.row import Row

LossAndGradients: TypeAlias = tuple[float, Row | None]
"""The gradients, in the order of the parameters; None where they or the loss overflowed."""
Loss: TypeAlias = Callable[[Array], tuple[float, Array]]
"""Takes y, (T, B, O), and returns E and dE/dy."""


class Backpropagation:
    """Losses and gradients of batch after batch, in arrays that are used again."""

    def __init__(self) -> None:
        self._steps: lstm_update.Steps | None = None

    def __call__(self, cell: Cell, x: Array, loss: Loss) -> LossAndGradients:
        """Return the loss of what a cell makes of x and its gradient, None if either overflowed."""
        return self._of_lstm(cell, x, loss) if type(cell) is LSTM else _of(cell, x, loss)

    def _of_lstm(self, cell: LSTM, x: Array, loss: Loss) -> LossAndGradients:
        """Use a kernel that keeps only what an update needs."""
        with np.errstate(all="ignore"):
            given = validate.sequence(x, cell.input_size, cell.dtype)
            steps = self._steps = lstm_update.forward(cell, given, self._steps)
            y = lstm_update.read_out(cell, steps)
        if not all_finite(y):
            settle(y)
        E, dy = loss(y)
        if not (math.isfinite(E) and all_finite(dy)):
            return E, None
        with np.errstate(all="ignore"):
            grads = Row.of(lstm_update.backward(cell, steps, dy.astype(cell.dtype, copy=False)))
        return E, grads if all_finite(grads.numbers) else None


def gradients(cell: Cell, x: Array, loss: Loss) -> LossAndGradients:
    """Return the loss of what a cell makes of one batch, and its gradient; see `Backpropagation`."""
    return Backpropagation()(cell, x, loss)


def _of(cell: Cell, x: Array, loss: Loss) -> LossAndGradients:
    trace = cell.forward(x)
    E, dy = loss(trace.y)
    if not (math.isfinite(E) and all_finite(dy)):
        return E, None
    grads = cell.backward(trace, dy=dy)
    return E, Row.of(grads.params) if grads.finite else None
