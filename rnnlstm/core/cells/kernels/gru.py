"""The passes of the gated recurrent unit: `GRU.step` and `GRU.step_back`, over all steps, the gates fused.

Fused, the gates stand side by side in the order r, z, n.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rnnlstm.core.arrays import Array, backwards, empties, linear, step_product
from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.linear import EVERY, Linearised
from rnnlstm.core.cells.records import Pass

if TYPE_CHECKING:
    from rnnlstm.core.cells.gru import GRU, GRUStep, GRUTrace


def forward(cell: GRU, held: Clamp, x: Array, h0: Array) -> Pass:
    """Return the quantities of all steps but x and y; x is (T, B, D), h0 (B, H)."""
    (T, B, _), H = x.shape, cell.hidden_size
    step = (T, B, H)
    h, a, rz, a_hn, a_n, n = empties(
        cell.dtype, (T + 1, B, H), (T, B, 3 * H), (T, B, 2 * H), step, step, step
    )
    h[0] = h0
    W_h, W_x = fused(cell)
    linear(x, W_x, np.concatenate([cell.b_r, cell.b_z, cell.b_xn]), out=a)
    a_rz, a_xn = a[..., : 2 * H], a[..., 2 * H :]
    r, z = rz[..., :H], rz[..., H:]
    overwrite_rz, overwrite_n = held.onto(r=r, z=z), held.onto(n=n)
    W_h_T = np.ascontiguousarray(W_h.T)
    recurrent, new = np.empty((B, 3 * H), cell.dtype), np.empty((B, H), cell.dtype)
    for t in range(T):
        step_product(h[t], W_h_T, recurrent)
        a_rz[t] += recurrent[:, : 2 * H]
        sigmoid(a_rz[t], out=rz[t])
        for gate, value, where in overwrite_rz:
            np.copyto(gate[t], value[t], where=where[t])
        np.add(recurrent[:, 2 * H :], cell.b_hn, out=a_hn[t])
        np.multiply(r[t], a_hn[t], out=a_n[t])
        a_n[t] += a_xn[t]
        np.tanh(a_n[t], out=n[t])
        for gate, value, where in overwrite_n:
            np.copyto(gate[t], value[t], where=where[t])
        np.subtract(1, z[t], out=new)
        np.multiply(new, n[t], out=new)
        np.multiply(z[t], h[t], out=h[t + 1])
        h[t + 1] += new
    values = {
        "h_prev": h[:-1], "a_r": a_rz[..., :H], "a_z": a_rz[..., H:], "a_xn": a_xn, "a_hn": a_hn, "a_n": a_n,
        "r": r, "z": z, "n": n, "h": h[1:],
    }  # fmt: skip
    return Pass(values, (a, a_hn, a_n))


def backward(cell: GRU, trace: GRUTrace, h_loss: Array) -> Pass:
    """Return the gradients at the pre-activations, h and x of all steps, and at h_0; h_loss is (T, B, H)."""
    T, B, H = h_loss.shape
    W_h, W_x = fused(cell)
    step, wide = (T, B, H), (T, B, 3, H)
    arriving, total, n_of_h, a_n, da, da_x = empties(cell.dtype, (T + 1, B, H), step, step, step, wide, wide)
    arriving[T] = 0  # at h_0 .. h_T, from the step after
    # What multiplies dE/dh_t does not depend on the way back: all steps at once. On the way back each
    # derivative is multiplied in place, and so becomes the gradient.
    local(trace, out=(n_of_h, da))
    kept = np.empty((B, H), cell.dtype)
    for h_loss_t, dh_t, dh_t_wide, da_t, fused_t, z_t, h_next, h_prev in backwards(
        h_loss, total, total[:, :, None], da, da.reshape(T, B, -1), trace.z, arriving[1:], arriving[:-1]
    ):
        np.add(h_next, h_loss_t, dh_t)
        np.multiply(dh_t_wide, da_t, da_t)
        step_product(fused_t, W_h, h_prev)
        np.multiply(dh_t, z_t, kept)
        h_prev += kept
    a_r, a_z, a_hn = (da[:, :, k] for k in range(3))
    np.multiply(total, n_of_h, a_n)
    da_x[:, :, :2], da_x[:, :, 2] = da[:, :, :2], a_n
    values = {
        "a_r": a_r, "a_z": a_z, "a_n": a_n, "a_hn": a_hn, "h": total, "h_future": arriving[1:],
        "h0": arriving[0], "x": linear(da_x.reshape(T, B, -1), W_x.T),
    }  # fmt: skip
    return Pass(values, (da, a_n))


def local(step: GRUStep, out: tuple[Array, Array] | None = None) -> tuple[Array, Array]:
    """Return the derivatives within the step, which do not depend on what comes back from the future.

    Two arrays, those of `out` if given: what takes dE/dh_t to a_n, of shape (..., H); and what takes it to
    a_r, a_z and a_hn, of shape (..., 3, H).
    """
    r, z, n = step.r, step.z, step.n
    n_of_h, of_a = out or empties(n.dtype, n.shape, (*n.shape[:-1], 3, n.shape[-1]))
    r_of_h, z_of_h, hn_of_h = (of_a[..., k, :] for k in range(3))
    np.multiply(n, n, out=n_of_h)
    np.subtract(1, n_of_h, out=n_of_h)
    np.subtract(1, z, out=z_of_h)
    n_of_h *= z_of_h  # (1 - z) (1 - n^2)
    z_of_h *= z
    np.subtract(step.h_prev, n, out=r_of_h)
    z_of_h *= r_of_h  # (h_{t-1} - n) z (1 - z)
    clamped = step.clamped or {}
    if "n" in clamped:
        n_of_h[clamped["n"]] = 0
    np.multiply(n_of_h, r, out=hn_of_h)
    np.subtract(1, r, out=r_of_h)
    r_of_h *= hn_of_h
    r_of_h *= step.a_hn  # n_of_h a_hn r (1 - r)
    for gate, slope in (("r", r_of_h), ("z", z_of_h)):
        if gate in clamped:
            slope[clamped[gate]] = 0
    return n_of_h, of_a


def fused(cell: GRU) -> tuple[Array, Array]:
    """Stack the recurrent weights (3H, H) and the input weights (3H, D) as r, z, n."""
    blocks = cell.blocks().values()
    return np.concatenate([b.of_h.matrix for b in blocks]), np.concatenate([b.of_x.matrix for b in blocks])


@dataclass(frozen=True, eq=False)
class LinearGRU(Linearised):
    """The state is h; the gates are r, z and the candidate's recurrent part.

    Attributes
    ----------
    local_x : ndarray, shape (T, B, 3, H)
        As `local`, with the candidate's pre-activation itself in the place of its recurrent part.
    z : ndarray, shape (T, B, H)
    """

    local_x: Array
    z: Array

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        da = rows[0][..., None, :] * self.local[at][:, :, None]
        before: Array = self._to_state(da.reshape(*da.shape[:-2], -1))
        before += rows[0] * self.z[at][:, :, None]
        return before[None]

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        da = self._to_gates(columns[0])
        da *= self.local[at][:, :, None]
        after: Array = columns[0] * self.z[at][:, :, None]
        for gate in range(3):
            after += da[..., gate, :]
        return after[None]

    def inputs(self, at: slice = EVERY) -> Array:  # noqa: D102
        da = self.W_x.T.reshape(-1, 3, self.W_h.shape[1]) * self.local_x[at][:, :, None]
        of_x: Array = da.sum(axis=-2)
        return of_x[None]


def linearise(cell: GRU, record: GRUStep) -> LinearGRU:
    """Return the steps of a record (T, B, ...) as linear maps."""
    W_h, W_x = fused(cell)
    n_of_h, a_of_h = local(record)
    local_x = np.concatenate([a_of_h[:, :, :2], n_of_h[:, :, None]], axis=2)
    return LinearGRU(W_h, W_x, a_of_h, local_x, record.z)
