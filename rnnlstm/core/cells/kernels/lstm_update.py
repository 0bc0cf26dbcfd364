"""The passes of the LSTM with what an update needs and no more, for trainings.

The quantities of a step stand in columns, one for each sequence, and below h_{t-1} stand x_t and a 1. So one
product gives the sums of all gates, input and bias included, each gate a block of rows without gaps, in the
order o, f, i, g. And all that one step needs is computed at that step, while its numbers are in the cache of
the processor, where the kernel that keeps every quantity walks over whole arrays. Tested to agree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rnnlstm.core.arrays import Array, DType, empties, step_product
from rnnlstm.core.cells.kernels import lstm_in_place as in_place
from rnnlstm.core.cells.kernels.lstm import ORDER, fused

if TYPE_CHECKING:
    from rnnlstm.core.cells.lstm import LSTM

NEAR = 2**20
"""Bytes of gradients at the gates' sums before they are added up: what a second cache has room for."""


@dataclass(frozen=True, eq=False)
class Steps:
    """What the steps leave for the way back, and room for that way; used again from batch to batch.

    Attributes
    ----------
    read : ndarray, shape (T + 1, H + D + 1, B)
        What step t reads: h_{t-1}, x_t and a 1. The last begins with h_T.
    records : ndarray, shape (T + 1, 5, H, B)
        c_{t-1} and the gates of step t. The last begins with c_T.
    products : ndarray, shape (T, 2, H, B)
        f_t * c_{t-1} and i_t * g_t.
    tanh_c : ndarray, shape (T, H, B)
    h_loss : ndarray, shape (T, H, B)
        dE/dh_t by the loss of step t.
    arriving : ndarray, shape (2, H, B)
        What arrives at h_t and at c_t from the step after.
    da : ndarray, shape (n, 4, H, B)
        The gradients at the sums of the gates, of so many steps as are added up together.
    c_hidden : ndarray, shape (n, H, B)
        What takes dE/dh_t to c_t.
    """

    read: Array
    records: Array
    products: Array
    tanh_c: Array
    h_loss: Array
    arriving: Array
    da: Array
    c_hidden: Array

    @classmethod
    def empty(cls, T: int, B: int, D: int, H: int, dtype: DType) -> Steps:
        """Return room for batches of this shape."""
        together = min(T, max(1, NEAR // (4 * H * B * dtype.itemsize)))
        shapes = (T + 1, H + D + 1, B), (T + 1, 5, H, B), (T, 2, H, B), *2 * ((T, H, B),)
        steps = cls(*empties(dtype, *shapes, (2, H, B), (together, 4, H, B), (together, H, B)))
        steps.read[:, -1] = 1
        return steps

    def fit(self, x: Array, cell: LSTM) -> bool:
        """Return whether there is room for a batch (T, B, D) of a cell, and no more than that."""
        (T, B, D), H = x.shape, cell.hidden_size
        as_read = self.read.shape == (T + 1, H + D + 1, B) and self.read.dtype == cell.dtype
        return as_read and self.tanh_c.shape[1] == H

    @property
    def h(self) -> Array:
        """h_0 .. h_T, (T + 1, H, B)."""
        return self.read[:, : self.tanh_c.shape[1]]

    @property
    def gates(self) -> Array:
        """o, f, i and g of all steps, (T, 4, H, B)."""
        return self.records[:-1, 1:]

    @cached_property
    def forth(self) -> list[tuple[Array, Array, in_place.Parts]]:
        """Of each step what it reads, where the sums of its gates go, and its parts.

        To make them takes as long as to compute a step of a small network: they are made once.
        """
        T, H, B = self.tanh_c.shape
        sums = self.records[:-1].reshape(T, 5 * H, B)[:, H:]
        made = zip(
            self.records[:-1], self.products, self.records[1:, 0], self.tanh_c, self.h[1:], strict=True
        )
        return list(zip(self.read[:-1], sums, (in_place.Parts.of(*each) for each in made), strict=True))

    @cached_property
    def back(self) -> list[tuple[Array, in_place.PartsBack]]:
        """Of each step where the gradients at its sums stand, (4H, B), and its parts on the way back.

        A step has the place of the one that it is added up with.
        """
        (together, _, H, B), T = self.da.shape, len(self.h_loss)
        places = [(t - T) % together for t in range(T)]
        fused = self.da.reshape(together, 4 * H, B)
        return [
            (
                fused[place],
                in_place.PartsBack.of(self.da[place], self.c_hidden[place], f, h_loss, *self.arriving),
            )
            for place, f, h_loss in zip(places, self.gates[:, 1], self.h_loss, strict=True)
        ]


def forward(cell: LSTM, x: Array, steps: Steps | None = None) -> Steps:
    """Take all steps from a state of zeros; x is (T, B, D).

    They are written into `steps` if there is room for them, over what stands there.
    """
    (T, B, D), H, dtype = x.shape, cell.hidden_size, cell.dtype
    if steps is None or not steps.fit(x, cell):
        steps = Steps.empty(T, B, D, H, dtype)
    steps.h[0] = steps.records[0, 0] = 0
    steps.read[:T, H:-1] = x.transpose(0, 2, 1)
    W = in_place.halves(H, dtype) * np.column_stack(fused(cell))
    for read, sums, parts in steps.forth:
        step_product(W, read, sums)
        in_place.step(parts)
    return steps


def read_out(cell: LSTM, steps: Steps) -> Array:
    """Return y of all steps, (T, B, O)."""
    y = np.matmul(cell.W_hy, steps.h[1:])
    y += cell.b_y[:, None]
    return np.ascontiguousarray(y.transpose(0, 2, 1))


def backward(cell: LSTM, steps: Steps, dy: Array) -> dict[str, Array]:
    """Return the gradients of all parameters; dy is (T, B, O). What the steps have left is used up."""
    dy = np.ascontiguousarray(dy.transpose(0, 2, 1))
    read, H = in_rows(steps.read), cell.hidden_size
    h = read[:H, 1:].reshape(H, -1)
    # Where there is one output only, NumPy is slow at the product of a column and rows.
    multiply = np.multiply if dy.shape[1] == 1 else np.matmul
    multiply(cell.W_hy.T, dy, steps.h_loss)
    found = _gates(cell, steps, read)
    found |= {"W_hy": flat(in_rows(dy)) @ h.T, "b_y": dy.sum((0, 2))}
    return {name: found[name] for name in cell.params}


def _gates(cell: LSTM, steps: Steps, read: Array) -> dict[str, Array]:
    """Return the gradients of the gates' parameters; read is that of the steps, in rows."""
    T, H, B = steps.h_loss.shape
    W_h = np.ascontiguousarray(fused(cell)[0][:, :H].T)
    steps.arriving[:] = 0
    together, total = len(steps.da), np.zeros((4 * H, len(read)), cell.dtype)
    for end in range(T, 0, -together):
        few = slice(max(0, end - together), end)
        da = steps.da[few.start - end :]
        _back(W_h, steps, few, da)
        total += flat(in_rows(da.reshape(-1, 4 * H, B))) @ flat(read[:, few]).T
    return _parameters(total, H)


def in_rows(columns: Array) -> Array:
    """Return (T, n, B) as (n, T, B), without gaps: a row for each quantity, over all steps and sequences."""
    return np.ascontiguousarray(columns.transpose(1, 0, 2))


def flat(rows: Array) -> Array:
    """Return (n, T, B) as (n, T * B)."""
    return rows.reshape(len(rows), -1)


def _back(W_h: Array, steps: Steps, few: slice, da: Array) -> None:
    """Go back through a few steps, and write the gradients at the gates' sums into da, (n, 4, H, B)."""
    gates, products = steps.gates[few].swapaxes(0, 1), steps.products[few].swapaxes(0, 1)
    c_hidden, dh = steps.c_hidden[-len(da) :], steps.arriving[0]
    in_place.local(gates, products, steps.tanh_c[few], steps.h[1:][few], da.swapaxes(0, 1), c_hidden)
    for fused_t, parts in reversed(steps.back[few]):
        in_place.step_back(parts)
        step_product(W_h, fused_t, dh)


def _parameters(total: Array, H: int) -> dict[str, Array]:
    """Return by the names of the parameters what belongs to [W, b] of all gates, (4H, H + D + 1)."""
    found: dict[str, Array] = {}
    for k, gate in enumerate(ORDER):
        name, rows = "c" if gate == "g" else gate, total[k * H : (k + 1) * H]
        found |= {f"W_{name}": np.ascontiguousarray(rows[:, :-1]), f"b_{name}": rows[:, -1].copy()}
    return found
