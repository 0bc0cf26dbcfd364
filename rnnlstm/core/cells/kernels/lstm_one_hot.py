"""The passes of the LSTM over one-hot inputs with what an update needs and no more, for language models.

The product of a matrix and a one-hot vector is a column of the matrix: nothing is multiplied. And all that
one step needs is computed at that step, while its numbers are in the processor's cache, where the kernel that
keeps every quantity walks over whole arrays. Tested to agree with it. The gates lie one behind the other, in
the order o, f, i, g, so that each is a block without gaps. On the way back a few steps at a time are added to
the gradients of the weights, so that these numbers too are still near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import Array, DType, empties, flat, stacked_product
from rnnlstm.core.cells.kernels import lstm_in_place as in_place
from rnnlstm.core.cells.kernels.lstm import ORDER, fused

if TYPE_CHECKING:
    from rnnlstm.core.cells.lstm import LSTM

Places = NDArray[np.integer[Any]]

NEAR = 2**20
"""Bytes of gradients at the gates' sums before they are added up: what a second cache has room for."""


class Steps(NamedTuple):
    """What the steps leave for the way back.

    Attributes
    ----------
    h : ndarray, shape (T + 1, B, H)
        From h_0 on.
    records : ndarray, shape (5, T + 1, B, H)
        c_{t-1} and the gates, see `lstm_in_place`; the last begins with c_T.
    products : ndarray, shape (2, T, B, H)
        f_t * c_{t-1} and i_t * g_t.
    tanh_c : ndarray, shape (T, B, H)
    """

    h: Array
    records: Array
    products: Array
    tanh_c: Array

    @property
    def c(self) -> Array:
        """c_T, (B, H)."""
        last: Array = self.records[0, -1]
        return last


class Halved(NamedTuple):
    """The weights as the steps take them, those of the sigmoids halved, see `lstm_in_place.step`.

    Attributes
    ----------
    W_h : ndarray, shape (4, H, H)
    of_x : ndarray, shape (4, D, H)
        What each character adds, the bias included.
    """

    W_h: Array
    of_x: Array


def halve(cell: LSTM) -> Halved:
    """Return a cell's weights as the steps take them."""
    (W, b), H = fused(cell), cell.hidden_size
    halved = in_place.halves(H, cell.dtype) * np.column_stack([W, b])
    halved = np.ascontiguousarray(halved.reshape(4, H, -1).transpose(0, 2, 1))
    return Halved(np.ascontiguousarray(halved[:, :H]), halved[:, H:-1] + halved[:, -1:])


def forward(weights: Halved, places: Places, h0: Array, c0: Array) -> Steps:
    """Take all steps; places (T, B) are those of the ones, h0 and c0 are (B, H)."""
    (W_h, of_x), (T, B), H = weights, places.shape, h0.shape[-1]
    dtype, step = W_h.dtype, (T, B, H)
    h, records, products, tanh_c = empties(dtype, (T + 1, B, H), (5, T + 1, B, H), (2, *step), step)
    h[0], records[0, 0] = h0, c0
    recurrent, columns = np.empty((4, B, H), dtype), places.astype(np.intp)
    for t in range(T):
        a = records[1:, t]
        np.take(of_x, columns[t], axis=1, out=a, mode="clip")
        stacked_product(h[t], W_h, recurrent)
        np.add(a, recurrent, a)
        parts = records[:, t], products[:, t], records[0, t + 1], tanh_c[t], h[t + 1]
        in_place.step(in_place.Parts.of(*parts))
    return Steps(h, records, products, tanh_c)


def backward(cell: LSTM, places: Places, steps: Steps, h_loss: Array) -> dict[str, Array]:
    """Return the gradients of the gates' parameters; h_loss is (T, B, H), dE/dh_t by the loss of step t."""
    T, B, H = h_loss.shape
    W = fused(cell)[0].reshape(4, H, -1)
    W_h = np.ascontiguousarray(W[..., :H])
    dh, dc = np.zeros((2, B, H), cell.dtype)
    together = min(T, max(1, NEAR // (4 * B * H * cell.dtype.itemsize)))
    da = np.empty((4, together, B, H), cell.dtype)
    total = _Sums.zero(H, cell.input_size, cell.dtype)
    for end in range(T, 0, -together):
        few = slice(max(0, end - together), end)
        da_few = da[:, : few.stop - few.start]
        _back(W_h, steps, few, h_loss[few], da_few, dh, dc)
        total.add(places[few], flat(steps.h[few]), da_few.reshape(4, -1, H))
    return total.of_parameters()


def _back(W_h: Array, steps: Steps, few: slice, h_loss: Array, da: Array, dh: Array, dc: Array) -> None:
    """Go back through a few steps, and write the gradients at the gates' sums into da, (4, n, B, H).

    dh and dc, which come from the steps after, become what goes on to those before.
    """
    gates, products = steps.records[1:, few], steps.products[:, few]
    c_hidden, f, by_gate = np.empty_like(h_loss), gates[1], np.empty_like(da[:, 0])
    in_place.local(gates, products, steps.tanh_c[few], steps.h[1:][few], da, c_hidden)
    for t in range(len(h_loss) - 1, -1, -1):
        d = da[:, t]
        in_place.step_back(in_place.PartsBack.of(d, c_hidden[t], f[t], h_loss[t], dh, dc))
        stacked_product(d, W_h, by_gate)
        np.add(by_gate[0], by_gate[1], dh)
        np.add(dh, by_gate[2], dh)
        np.add(dh, by_gate[3], dh)


class _Sums(NamedTuple):
    """The gradients of the parameters, summed over the steps so far.

    Attributes
    ----------
    of_h : ndarray, shape (4, H, H)
    of_x : ndarray, shape (4, D, H)
    of_b : ndarray, shape (4, H)
    """

    of_h: Array
    of_x: Array
    of_b: Array

    @classmethod
    def zero(cls, H: int, D: int, dtype: DType) -> Self:
        return cls(np.zeros((4, H, H), dtype), np.zeros((4, D, H), dtype), np.zeros((4, H), dtype))

    def add(self, places: Places, before: Array, rows: Array) -> None:
        """Add those of some steps: before is h_{t-1}, (n, H), rows those at the gates' sums, (4, n, H)."""
        np.add(self.of_h, np.matmul(rows.transpose(0, 2, 1), before), self.of_h)
        np.add(self.of_x, summed_by(places, rows, self.of_x.shape[1]), self.of_x)
        np.add(self.of_b, np.matmul(np.ones(rows.shape[1], rows.dtype), rows), self.of_b)

    def of_parameters(self) -> dict[str, Array]:
        """Return them by the names of the parameters."""
        found: dict[str, Array] = {}
        for gate, *parts, b in zip(ORDER, self.of_h, self.of_x.transpose(0, 2, 1), self.of_b, strict=True):
            name = "c" if gate == "g" else gate
            found |= {f"W_{name}": np.concatenate(parts, axis=1), f"b_{name}": b}
        return found


def summed_by(places: Places, rows: Array, size: int) -> Array:
    """Return the sum of the rows (4, n, width) at each place: (4, size, width), one-hot^T rows."""
    at = places.ravel()
    ends = np.cumsum(np.bincount(at, minlength=size)).tolist()
    in_order = np.take(rows, np.argsort(at, kind="stable"), axis=1)
    found = np.zeros((len(rows), size, rows.shape[-1]), rows.dtype)
    start = 0
    for place, end in enumerate(ends):
        if end > start:
            np.add.reduce(in_order[:, start:end], axis=1, out=found[:, place])
        start = end
    return found
