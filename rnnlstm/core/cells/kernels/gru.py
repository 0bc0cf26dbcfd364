"""The passes of the gated recurrent unit: `GRU.step` and `GRU.step_back`, over all steps, the gates fused.

Fused, the gates stand side by side in the order r, z, n.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rnnlstm.core.arrays import Array, backwards, linear, step_product
from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.cells.clamp import Clamp
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
    a = linear(x, W_x, np.concatenate([cell.b_r, cell.b_z, cell.b_xn]))
    a_rz, a_xn = a[..., : 2 * H], a[..., 2 * H :]
    rz = np.empty((T, B, 2 * H), cell.dtype)
    r, z = rz[..., :H], rz[..., H:]
    a_hn, a_n, n = np.empty((3, T, B, H), cell.dtype)
    overwrite_rz, overwrite_n = held.onto(r=r, z=z), held.onto(n=n)
    W_h_T = np.ascontiguousarray(W_h.T)
    recurrent = np.empty((B, 3 * H), cell.dtype)
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
        np.add((1 - z[t]) * n[t], z[t] * h[t], out=h[t + 1])
    values = {
        "h_prev": h[:-1], "a_r": a_rz[..., :H], "a_z": a_rz[..., H:], "a_xn": a_xn, "a_hn": a_hn, "a_n": a_n,
        "r": r, "z": z, "n": n, "h": h[1:],
    }  # fmt: skip
    return Pass(values, (a, a_hn, a_n))


def backward(cell: GRU, trace: GRUTrace, h_loss: Array) -> Pass:
    """Return the gradients at the pre-activations, h and x of all steps, and at h_0; h_loss is (T, B, H)."""
    T, B, H = h_loss.shape
    W_h, W_x = fused(cell)
    arriving = np.zeros((T + 1, B, H), cell.dtype)  # at h_0 .. h_T, from the step after
    total = np.empty_like(h_loss)
    # What multiplies dE/dh_t does not depend on the way back: all steps at once.
    n_of_h, a_of_h = local(trace)
    da = np.empty((T, B, 3, H), cell.dtype)
    for h_loss_t, dh_t, dh_t_wide, a_of_h_t, da_t, fused_t, z_t, h_next, h_prev in backwards(
        h_loss, total, total[:, :, None], a_of_h, da, da.reshape(T, B, -1), trace.z,
        arriving[1:], arriving[:-1],
    ):  # fmt: skip
        np.add(h_next, h_loss_t, dh_t)
        np.multiply(dh_t_wide, a_of_h_t, da_t)
        step_product(fused_t, W_h, h_prev)
        h_prev += dh_t * z_t
    a_r, a_z, a_hn = (da[:, :, k] for k in range(3))
    a_n = total * n_of_h
    x = linear(np.concatenate([a_r, a_z, a_n], axis=-1), W_x.T)
    values = {
        "a_r": a_r, "a_z": a_z, "a_n": a_n, "a_hn": a_hn,
        "h": total, "h_future": arriving[1:], "h0": arriving[0], "x": x,
    }  # fmt: skip
    return Pass(values, (da, a_n))


def local(step: GRUStep) -> tuple[Array, Array]:
    """Return the derivatives within the step, which do not depend on what comes back from the future.

    Two arrays: what takes dE/dh_t to a_n, of shape (..., H); and what takes it to a_r, a_z and a_hn, of
    shape (..., 3, H).
    """
    r, z, n, unless_clamped = step.r, step.z, step.n, step.unless_clamped
    n_of_h = unless_clamped("n", (1 - z) * (1 - n * n))
    r_of_h = unless_clamped("r", n_of_h * step.a_hn * r * (1 - r))
    z_of_h = unless_clamped("z", (step.h_prev - n) * z * (1 - z))
    return n_of_h, np.stack([r_of_h, z_of_h, n_of_h * r], axis=-2)


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
