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
    h, c : ndarray, shape (T + 1, B, H)
        From the initial states on.
    gates : ndarray, shape (4, T, B, H)
    tanh_c : ndarray, shape (T, B, H)
    """

    h: Array
    c: Array
    gates: Array
    tanh_c: Array


class Halved(NamedTuple):
    """The weights as the steps take them, those of the sigmoids halved.

    sigmoid(a) = (1 + tanh(a/2)) / 2, so that one tanh serves all four gates.

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
    halved = np.repeat(np.array([0.5, 0.5, 0.5, 1.0], cell.dtype), H)[:, None] * np.column_stack([W, b])
    halved = np.ascontiguousarray(halved.reshape(4, H, -1).transpose(0, 2, 1))
    return Halved(np.ascontiguousarray(halved[:, :H]), halved[:, H:-1] + halved[:, -1:])


def forward(weights: Halved, places: Places, h0: Array, c0: Array) -> Steps:
    """Take all steps; places (T, B) are those of the ones, h0 and c0 are (B, H)."""
    (W_h, of_x), (T, B), H = weights, places.shape, h0.shape[-1]
    dtype, states = W_h.dtype, (T + 1, B, H)
    h, c, tanh_c, gates = empties(dtype, states, states, (T, B, H), (4, T, B, H))
    h[0], c[0] = h0, c0
    point = dtype.type(0.5)
    recurrent, product = np.empty((4, B, H), dtype), np.empty((B, H), dtype)
    columns = places.astype(np.intp)
    for t in range(T):
        a, c_t = gates[:, t], c[t + 1]
        np.take(of_x, columns[t], axis=1, out=a, mode="clip")
        stacked_product(h[t], W_h, recurrent)
        np.add(a, recurrent, a)
        np.tanh(a, a)
        sigmoids = a[:3]
        np.multiply(sigmoids, point, sigmoids)
        np.add(sigmoids, point, sigmoids)
        np.multiply(a[1], c[t], c_t)
        np.multiply(a[2], a[3], product)
        np.add(c_t, product, c_t)
        np.tanh(c_t, tanh_c[t])
        np.multiply(a[0], tanh_c[t], h[t + 1])
    return Steps(h, c, gates, tanh_c)


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
        part = Steps(steps.h[1:][few], steps.c[few], steps.gates[:, few], steps.tanh_c[few])
        count = few.stop - few.start
        _back(W_h, part, h_loss[few], da[:, :count], dh, dc)
        rows = da[:, :count].reshape(4, count * B, H)
        total.add(places[few], flat(steps.h[few]), rows)
    return total.of_parameters()


def _back(W_h: Array, steps: Steps, h_loss: Array, da: Array, dh: Array, dc: Array) -> None:
    """Go back through some steps, and write the gradients at the gates' sums into da, (4, n, B, H).

    dh and dc, which come from the steps after, become what goes on to those before. Of the steps, h is h_t
    and c is c_{t-1}.
    """
    c_hidden, by_gate, product = _local(steps, da), np.empty_like(da[:, 0]), np.empty_like(dh)
    f = steps.gates[1]
    for t in range(len(h_loss) - 1, -1, -1):
        d = da[:, t]
        np.add(dh, h_loss[t], dh)
        np.multiply(d[0], dh, d[0])
        np.multiply(c_hidden[t], dh, product)
        np.add(dc, product, dc)
        np.multiply(d[1:], dc, d[1:])
        np.multiply(dc, f[t], dc)
        stacked_product(d, W_h, by_gate)
        np.add(by_gate[0], by_gate[1], dh)
        np.add(dh, by_gate[2], dh)
        np.add(dh, by_gate[3], dh)


def _local(steps: Steps, da: Array) -> Array:
    """Write into da what multiplies dE/dh_t or dE/dc_t on its way to the gates' sums; return that to c_t."""
    (o, _f, i, g), gates, one = steps.gates, steps.gates, da.dtype.type(1)
    np.multiply(gates[:3], gates[:3], da[:3])
    np.subtract(gates[:3], da[:3], da[:3])
    np.multiply(g, g, da[3])
    np.subtract(one, da[3], da[3])
    for slope, multiplied in zip(da, (steps.tanh_c, steps.c, g, i), strict=True):
        np.multiply(slope, multiplied, slope)
    c_hidden: Array = steps.h * steps.tanh_c  # o * (1 - tanh(c)^2) = o - h * tanh(c)
    np.subtract(o, c_hidden, c_hidden)
    return c_hidden


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
