"""The passes of the LSTM with what an update needs and no more, for trainings.

The quantities of a step stand in columns, one for each sequence, and below h_{t-1} stand x_t and a 1. So one
product gives the sums of all gates, input and bias included, each gate a block of rows without gaps, in the
order o, f, i, g. And all that one step needs is computed at that step, while its numbers are in the cache of
the processor, where the kernel that keeps every quantity walks over whole arrays. Tested to agree with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rnnlstm.core.arrays import Array, backwards, empties, step_product
from rnnlstm.core.cells.kernels import lstm_in_place as in_place
from rnnlstm.core.cells.kernels.lstm import ORDER, fused

if TYPE_CHECKING:
    from rnnlstm.core.cells.lstm import LSTM

NEAR = 2**20
"""Bytes of gradients at the gates' sums before they are added up: what a second cache has room for."""


class Steps(NamedTuple):
    """What the steps leave for the way back.

    Attributes
    ----------
    read : ndarray, shape (T + 1, H + D + 1, B)
        What step t reads: h_{t-1}, x_t and a 1. The last begins with h_T.
    gates : ndarray, shape (T, 4, H, B)
    products : ndarray, shape (T, 2, H, B)
        f_t * c_{t-1} and i_t * g_t.
    tanh_c : ndarray, shape (T, H, B)
    """

    read: Array
    gates: Array
    products: Array
    tanh_c: Array

    @property
    def h(self) -> Array:
        """h_0 .. h_T, (T + 1, H, B)."""
        return self.read[:, : self.tanh_c.shape[1]]


def forward(cell: LSTM, x: Array) -> Steps:
    """Take all steps from a state of zeros; x is (T, B, D)."""
    (T, B, D), H, dtype = x.shape, cell.hidden_size, cell.dtype
    read, gates, products, tanh_c = empties(
        dtype, (T + 1, H + D + 1, B), (T, 4, H, B), (T, 2, H, B), (T, H, B)
    )
    steps = Steps(read, gates, products, tanh_c)
    h, c = steps.h, np.zeros((H, B), dtype)
    h[0], read[:, -1] = 0, 1
    read[:T, H:-1] = x.transpose(0, 2, 1)
    W = in_place.halves(H, dtype) * np.column_stack(fused(cell))
    for read_t, a_t, gates_t, products_t, tanh_c_t, h_t in zip(
        read[:-1], gates.reshape(T, 4 * H, B), gates, products, tanh_c, h[1:], strict=True
    ):
        step_product(W, read_t, a_t)
        in_place.step(gates_t, products_t, c, tanh_c_t, h_t)
    return steps


def read_out(cell: LSTM, steps: Steps) -> Array:
    """Return y of all steps, (T, B, O)."""
    y = np.matmul(cell.W_hy, steps.h[1:])
    y += cell.b_y[:, None]
    return np.ascontiguousarray(y.transpose(0, 2, 1))


def backward(cell: LSTM, steps: Steps, dy: Array) -> dict[str, Array]:
    """Return the gradients of all parameters; dy is (T, B, O)."""
    dy = np.ascontiguousarray(dy.transpose(0, 2, 1))
    read, H = in_rows(steps.read), cell.hidden_size
    h = read[:H, 1:].reshape(H, -1)
    # Where there is one output only, NumPy is slow at the product of a column and rows.
    h_loss = cell.W_hy.T * dy if dy.shape[1] == 1 else np.matmul(cell.W_hy.T, dy)
    found = _gates(cell, steps, read, h_loss)
    found |= {"W_hy": flat(in_rows(dy)) @ h.T, "b_y": dy.sum((0, 2))}
    return {name: found[name] for name in cell.params}


def _gates(cell: LSTM, steps: Steps, read: Array, h_loss: Array) -> dict[str, Array]:
    """Return the gradients of the gates' parameters.

    h_loss is (T, H, B), dE/dh_t by the loss of step t; read is that of the steps, in rows.
    """
    T, H, B = h_loss.shape
    W_h = np.ascontiguousarray(fused(cell)[0][:, :H].T)
    dh, dc = np.zeros((2, H, B), cell.dtype)
    together = min(T, max(1, NEAR // (4 * H * B * cell.dtype.itemsize)))
    da = np.empty((together, 4, H, B), cell.dtype)
    total = np.zeros((4 * H, len(read)), cell.dtype)
    for end in range(T, 0, -together):
        few = slice(max(0, end - together), end)
        da_few = da[: few.stop - few.start]
        _back(W_h, steps, few, h_loss[few], da_few, dh, dc)
        total += flat(in_rows(da_few.reshape(-1, 4 * H, B))) @ flat(read[:, few]).T
    return _parameters(total, H)


def in_rows(columns: Array) -> Array:
    """Return (T, n, B) as (n, T, B), without gaps: a row for each quantity, over all steps and sequences."""
    return np.ascontiguousarray(columns.transpose(1, 0, 2))


def flat(rows: Array) -> Array:
    """Return (n, T, B) as (n, T * B)."""
    return rows.reshape(len(rows), -1)


def _back(W_h: Array, steps: Steps, few: slice, h_loss: Array, da: Array, dh: Array, dc: Array) -> None:
    """Go back through a few steps, and write the gradients at the gates' sums into da, (n, 4, H, B).

    dh and dc, which come from the steps after, become what goes on to those before.
    """
    gates, spare = steps.gates[few], np.empty_like(dh)
    products, da_by_gate = steps.products[few].swapaxes(0, 1), da.swapaxes(0, 1)
    c_hidden = in_place.local(gates.swapaxes(0, 1), products, steps.tanh_c[few], steps.h[1:][few], da_by_gate)
    for h_loss_t, da_t, fused_t, c_hidden_t, f_t in backwards(
        h_loss, da, da.reshape(len(da), -1, da.shape[-1]), c_hidden, gates[:, 1]
    ):
        in_place.step_back(da_t, c_hidden_t, f_t, h_loss_t, dh, dc, spare)
        step_product(W_h, fused_t, dh)


def _parameters(total: Array, H: int) -> dict[str, Array]:
    """Return by the names of the parameters what belongs to [W, b] of all gates, (4H, H + D + 1)."""
    found: dict[str, Array] = {}
    for k, gate in enumerate(ORDER):
        name, rows = "c" if gate == "g" else gate, total[k * H : (k + 1) * H]
        found |= {f"W_{name}": np.ascontiguousarray(rows[:, :-1]), f"b_{name}": rows[:, -1].copy()}
    return found
