"""The passes of the simple recurrent network: `RNN.step` and `RNN.step_back`, over all steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rnnlstm.core.arrays import Array, backwards, empties, linear, step_product
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.linear import EVERY, Linearised
from rnnlstm.core.cells.records import Pass

if TYPE_CHECKING:
    from rnnlstm.core.cells.rnn import RNN, RNNStep, RNNTrace


def forward(cell: RNN, x: Array, h0: Array) -> Pass:
    """Return a, h_prev and h of all steps; x is (T, B, D), h0 (B, H)."""
    act = ACTIVATIONS[cell.activation].function
    h, a = empties(cell.dtype, (len(x) + 1, *h0.shape), (len(x), *h0.shape))
    h[0] = h0
    linear(x, cell.W_xh, cell.b_h, out=a)
    W_hh_T, recurrent = np.ascontiguousarray(cell.W_hh.T), np.empty(h0.shape, cell.dtype)
    for a_t, h_prev, h_t in zip(a, h[:-1], h[1:], strict=True):
        a_t += step_product(h_prev, W_hh_T, recurrent)
        act(a_t, out=h_t)
    return Pass({"a": a, "h_prev": h[:-1], "h": h[1:]}, (a,))


def backward(cell: RNN, trace: RNNTrace, h_loss: Array) -> Pass:
    """Return the gradients at a, h and x of all steps, and at h_0; h_loss is (T, B, H)."""
    slope = ACTIVATIONS[cell.activation].slope(trace.h)
    arriving, total, da = empties(cell.dtype, (len(h_loss) + 1, *trace.h0.shape), h_loss.shape, h_loss.shape)
    arriving[-1] = 0  # at h_0 .. h_T, from the step after
    for h_loss_t, dh_t, slope_t, da_t, h_next, h_prev in backwards(
        h_loss, total, slope, da, arriving[1:], arriving[:-1]
    ):
        np.add(h_next, h_loss_t, dh_t)
        np.multiply(dh_t, slope_t, da_t)
        step_product(da_t, cell.W_hh, h_prev)
    x = linear(da, cell.W_xh.T)
    return Pass({"a": da, "h": total, "h_future": arriving[1:], "h0": arriving[0], "x": x}, (da,))


@dataclass(frozen=True, eq=False)
class LinearRNN(Linearised):
    """J_t = diag(act'(a_t)) W_hh."""

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        return self._to_state(rows[0] * self.local[at])[None]

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        return (self._to_gates(columns[0])[..., 0, :] * self.local[at])[None]

    def inputs(self, at: slice = EVERY) -> Array:  # noqa: D102
        return (self.local[at] * self.W_x.T)[None]


def linearise(cell: RNN, record: RNNStep) -> LinearRNN:
    """Return the steps of a record (T, B, ...) as linear maps."""
    slope = ACTIVATIONS[cell.activation].slope(record.h)
    return LinearRNN(cell.W_hh, cell.W_xh, slope[:, :, None])
