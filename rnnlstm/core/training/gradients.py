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


def gradients(cell: Cell, x: Array, loss: Loss) -> LossAndGradients:
    """Return the loss of what a cell makes of x and its gradient, None if either overflowed."""
    if type(cell) is LSTM:
        return _of_lstm(cell, x, loss)
    trace = cell.forward(x)
    E, dy = loss(trace.y)
    if not (math.isfinite(E) and all_finite(dy)):
        return E, None
    grads = cell.backward(trace, dy=dy)
    return E, Row.of(grads.params) if grads.finite else None


def _of_lstm(cell: LSTM, x: Array, loss: Loss) -> LossAndGradients:
    """Do the same with a kernel that keeps only what an update needs."""
    with np.errstate(all="ignore"):
        steps = lstm_update.forward(cell, validate.sequence(x, cell.input_size, cell.dtype))
        y = lstm_update.read_out(cell, steps)
    if not all_finite(y):
        settle(y)
    E, dy = loss(y)
    if not (math.isfinite(E) and all_finite(dy)):
        return E, None
    with np.errstate(all="ignore"):
        grads = Row.of(lstm_update.backward(cell, steps, dy.astype(cell.dtype, copy=False)))
    return E, grads if all_finite(grads.numbers) else None
