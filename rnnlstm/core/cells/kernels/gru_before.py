"""The passes of the gated recurrent unit whose reset gate stands before the recurrent product.

As in `gru`, the gates stand side by side in the order r, z, n. The candidate waits for the reset gate here,
so that a step takes two products: one for the gates, one for the candidate.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rnnlstm.core.arrays import Array, backwards, linear, step_product, times
from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.kernels.gru import fused
from rnnlstm.core.cells.linear import EVERY, Linearised
from rnnlstm.core.cells.records import Pass

if TYPE_CHECKING:
    from rnnlstm.core.cells.gru import GRU, GRUStep, GRUTrace


def forward(cell: GRU, held: Clamp, x: Array, h0: Array) -> Pass:
    """Return the quantities of all steps but x and y; x is (T, B, D), h0 (B, H)."""
    (T, B, _), H = x.shape, cell.hidden_size
    h = np.empty((T + 1, B, H), cell.dtype)
    h[0] = h0
    W_h, W_x = fused(cell)
    W_rz_T, W_hn_T = np.ascontiguousarray(W_h[: 2 * H].T), np.ascontiguousarray(cell.W_hn.T)
    a = linear(x, W_x, np.concatenate([cell.b_r, cell.b_z, cell.b_xn]))
    a_rz, a_xn = a[..., : 2 * H], a[..., 2 * H :]
    rz = np.empty((T, B, 2 * H), cell.dtype)
    r, z = rz[..., :H], rz[..., H:]
    rh, a_hn, a_n, n = np.empty((4, T, B, H), cell.dtype)
    overwrite_rz, overwrite_n = held.onto(r=r, z=z), held.onto(n=n)
    for t in range(T):
        a_rz[t] += step_product(h[t], W_rz_T)
        sigmoid(a_rz[t], out=rz[t])
        for gate, value, where in overwrite_rz:
            np.copyto(gate[t], value[t], where=where[t])
        np.multiply(r[t], h[t], out=rh[t])
        step_product(rh[t], W_hn_T, a_hn[t])
        a_hn[t] += cell.b_hn
        np.add(a_xn[t], a_hn[t], out=a_n[t])
        np.tanh(a_n[t], out=n[t])
        for gate, value, where in overwrite_n:
            np.copyto(gate[t], value[t], where=where[t])
        np.add((1 - z[t]) * n[t], z[t] * h[t], out=h[t + 1])
    values = {
        "h_prev": h[:-1], "a_r": a_rz[..., :H], "a_z": a_rz[..., H:], "a_xn": a_xn, "a_hn": a_hn, "a_n": a_n,
        "r": r, "z": z, "n": n, "rh": rh, "h": h[1:],
    }  # fmt: skip
    return Pass(values, (a, a_hn, a_n))


def backward(cell: GRU, trace: GRUTrace, h_loss: Array) -> Pass:
    """Return the gradients at the pre-activations, r * h, h and x of all steps, and at h_0.

    h_loss is (T, B, H).
    """
    T, B, H = h_loss.shape
    W_h, W_x = fused(cell)
    W_rz = W_h[: 2 * H]
    arriving = np.zeros((T + 1, B, H), cell.dtype)  # at h_0 .. h_T, from the step after
    total, rh = np.empty((2, T, B, H), cell.dtype)
    r_of_rh, z_of_h, n_of_h = local(trace)
    da = np.empty((T, B, 3, H), cell.dtype)
    a_r, a_z, a_n = (da[:, :, k] for k in range(3))
    for (
        h_loss_t, dh_t, drh_t, r_of_rh_t, z_of_h_t, n_of_h_t, da_r_t, da_z_t, da_n_t, da_rz_t, r_t, z_t,
        h_next, h_prev,
    ) in backwards(
        h_loss, total, rh, r_of_rh, z_of_h, n_of_h, a_r, a_z, a_n, da.reshape(T, B, -1)[..., : 2 * H],
        trace.r, trace.z, arriving[1:], arriving[:-1],
    ):  # fmt: skip
        np.add(h_next, h_loss_t, dh_t)
        np.multiply(dh_t, n_of_h_t, da_n_t)
        step_product(da_n_t, cell.W_hn, drh_t)
        np.multiply(drh_t, r_of_rh_t, da_r_t)
        np.multiply(dh_t, z_of_h_t, da_z_t)
        step_product(da_rz_t, W_rz, h_prev)
        h_prev += drh_t * r_t
        h_prev += dh_t * z_t
    x = linear(da.reshape(T, B, -1), W_x.T)
    values = {
        "a_r": a_r, "a_z": a_z, "a_n": a_n, "a_hn": a_n, "rh": rh,
        "h": total, "h_future": arriving[1:], "h0": arriving[0], "x": x,
    }  # fmt: skip
    return Pass(values, (da,))


def local(step: GRUStep) -> tuple[Array, Array, Array]:
    """Return the derivatives within the step, which do not depend on what comes back from the future.

    Three arrays (..., H): what takes dE/d(r_t * h_{t-1}) to a_r, and dE/dh_t to a_z and to a_n.
    """
    r, z, n, unless_clamped = step.r, step.z, step.n, step.unless_clamped
    r_of_rh = unless_clamped("r", step.h_prev * r * (1 - r))
    z_of_h = unless_clamped("z", (step.h_prev - n) * z * (1 - z))
    n_of_h = unless_clamped("n", (1 - z) * (1 - n * n))
    return r_of_rh, z_of_h, n_of_h


@dataclass(frozen=True, eq=False)
class LinearGRUBefore(Linearised):
    """The state is h; the gates are r, z and the candidate.

    `local` takes dE/d(r * h) to a_r, and dE/dh to a_z and to a_n: the reset gate has the candidate's
    recurrent product between itself and h_t.

    Attributes
    ----------
    r, z : ndarray, shape (T, B, H)
    """

    r: Array
    z: Array

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        (r_of_rh, z_of_h, n_of_h), (W_rz, W_hn) = self._local(at), self._recurrent()
        dh = rows[0]
        drh = times(dh * n_of_h, W_hn)
        before = times(np.concatenate([drh * r_of_rh, dh * z_of_h], axis=-1), W_rz)
        before += drh * self.r[at][:, :, None]
        before += dh * self.z[at][:, :, None]
        return before[None]

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        W_rz, _ = self._recurrent()
        dh = columns[0]
        da_r, da_z = np.split(times(dh, W_rz.T), 2, axis=-1)
        drh = dh * self.r[at][:, :, None]
        after: Array = self._after(at, da_r, da_z, drh) + dh * self.z[at][:, :, None]
        return after

    def inputs(self, at: slice = EVERY) -> Array:  # noqa: D102
        r_of_rh, _, n_of_h = self._local(at)
        da_r, da_z, da_n = np.split(self.W_x.T, 3, axis=-1)
        of_x: Array = self._after(at, da_r, da_z, np.zeros_like(r_of_rh)) + da_n * n_of_h
        return of_x

    def _after(self, at: slice, da_r: Array, da_z: Array, drh: Array) -> Array:
        """Take changes of r and z, and of r * h but for r's, to h_t by way of z_t and of n_t."""
        (r_of_rh, z_of_h, n_of_h), (_, W_hn) = self._local(at), self._recurrent()
        after: Array = da_z * z_of_h + times(drh + da_r * r_of_rh, W_hn.T) * n_of_h
        return after[None]

    def _local(self, at: slice) -> tuple[Array, Array, Array]:
        local = self.local[at][:, :, None]
        return local[..., 0, :], local[..., 1, :], local[..., 2, :]

    def _recurrent(self) -> tuple[Array, Array]:
        H = self.W_h.shape[1]
        return self.W_h[: 2 * H], self.W_h[2 * H :]


def linearise(cell: GRU, record: GRUStep) -> LinearGRUBefore:
    """Return the steps of a record (T, B, ...) as linear maps."""
    W_h, W_x = fused(cell)
    return LinearGRUBefore(W_h, W_x, np.stack(local(record), axis=-2), record.r, record.z)
