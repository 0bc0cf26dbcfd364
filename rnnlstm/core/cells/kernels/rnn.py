"""The passes of the simple recurrent network: `RNN.step` and `RNN.step_back`, over all steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rnnlstm.core.arrays import Array, linear, step_product
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.linear import Linearised

if TYPE_CHECKING:
    from rnnlstm.core.cells.rnn import RNN, RNNStep, RNNTrace


def forward(cell: RNN, x: Array, h0: Array) -> dict[str, Array]:
    """Return a, h_prev and h of all steps; x is (T, B, D), h0 (B, H)."""
    act = ACTIVATIONS[cell.activation].function
    h = np.empty((len(x) + 1, *h0.shape), cell.dtype)
    h[0] = h0
    a = linear(x, cell.W_xh, cell.b_h)
    W_hh_T = np.ascontiguousarray(cell.W_hh.T)
    for a_t, h_prev, h_t in zip(a, h[:-1], h[1:], strict=True):
        a_t += step_product(h_prev, W_hh_T)
        act(a_t, out=h_t)
    return {"a": a, "h_prev": h[:-1], "h": h[1:]}


def backward(cell: RNN, trace: RNNTrace, h_loss: Array) -> dict[str, Array]:
    """Return the gradients at a, h and x of all steps, and at h_0; h_loss is (T, B, H)."""
    arriving = np.zeros((len(h_loss) + 1, *trace.h0.shape), cell.dtype)  # at h_0 .. h_T, from the step after
    slope = ACTIVATIONS[cell.activation].slope(trace.h)
    total, da = np.empty_like(h_loss), np.empty_like(h_loss)
    for t in reversed(range(len(h_loss))):
        np.add(arriving[t + 1], h_loss[t], out=total[t])
        np.multiply(total[t], slope[t], out=da[t])
        step_product(da[t], cell.W_hh, arriving[t])
    x = linear(da, cell.W_xh.T)
    return {"a": da, "h": total, "h_future": arriving[1:], "h0": arriving[0], "x": x}


@dataclass(frozen=True, eq=False)
class LinearRNN(Linearised):
    """J_t = diag(act'(a_t)) W_hh."""

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        return self._to_state(rows[0] * self.local[at])[None]

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        return (self._to_gates(columns[0])[..., 0, :] * self.local[at])[None]

    def inputs(self) -> Array:  # noqa: D102
        return (self.local * self.W_x.T)[None]


def linearise(cell: RNN, record: RNNStep) -> LinearRNN:
    """Return the steps of a record (T, B, ...) as linear maps."""
    slope = ACTIVATIONS[cell.activation].slope(record.h)
    return LinearRNN(cell.W_hh, cell.W_xh, slope[:, :, None])
