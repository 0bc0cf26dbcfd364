"""The passes of the LSTM: `LSTM.step` and `LSTM.step_back`, over all steps, the four gates fused.

Fused, the gates stand side by side in the order o, f, i, g: the sigmoids next to one another, and those that
feed c_t next to one another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from rnnlstm.core.arrays import Array, backwards, empties, linear, step_product
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.linear import EVERY, Linearised
from rnnlstm.core.cells.records import Pass

if TYPE_CHECKING:
    from rnnlstm.core.cells.lstm import LSTM, LSTMStep, LSTMTrace

ORDER = "ofig"


def forward(cell: LSTM, held: Clamp, x: Array, h0: Array, c0: Array) -> Pass:
    """Return the quantities of all steps but x and y; x is (T, B, D), h0 and c0 (B, H)."""
    (T, B, _), H = x.shape, cell.hidden_size
    states, wide = (T + 1, B, H), (T, B, 4 * H)
    h, c, tanh_c, a, gates = empties(cell.dtype, states, states, (T, B, H), wide, wide)
    h[0], c[0] = h0, c0
    W, b = fused(cell)
    # sigmoid(a) = (1 + tanh(a/2)) / 2, so with the rows of o, f, i halved one tanh serves all four.
    half = np.repeat(np.array([0.5, 0.5, 0.5, 1.0], cell.dtype), H)
    offset = 1 - half
    linear(x, half[:, None] * W[:, H:], half * b, out=a)
    W_h = np.ascontiguousarray((half[:, None] * W[:, :H]).T)
    o, f, i, g = _quarters(gates)
    overwrite = held.onto(f=f, i=i, g=g, o=o)
    recurrent, input_part = np.empty((B, 4 * H), cell.dtype), np.empty((B, H), cell.dtype)
    for t, a_t, gates_t, o_t, f_t, i_t, g_t, h_prev, h_t, c_prev, c_t, tanh_c_t in zip(
        range(T), a, gates, o, f, i, g, h[:-1], h[1:], c[:-1], c[1:], tanh_c, strict=True
    ):
        step_product(h_prev, W_h, recurrent)
        np.add(a_t, recurrent, a_t)
        np.tanh(a_t, gates_t)
        np.multiply(gates_t, half, gates_t)
        np.add(gates_t, offset, gates_t)
        for gate, value, where in overwrite:
            np.copyto(gate[t], value[t], where=where[t])
        np.multiply(f_t, c_prev, c_t)
        np.multiply(i_t, g_t, input_part)
        np.add(c_t, input_part, c_t)
        np.tanh(c_t, tanh_c_t)
        np.multiply(o_t, tanh_c_t, h_t)
    a /= half
    a_o, a_f, a_i, a_c = _quarters(a)
    values = {
        "h_prev": h[:-1], "c_prev": c[:-1], "a_f": a_f, "a_i": a_i, "a_c": a_c, "a_o": a_o,
        "f": f, "i": i, "g": g, "o": o, "c": c[1:], "tanh_c": tanh_c, "h": h[1:],
    }  # fmt: skip
    return Pass(values, (a,))


def backward(cell: LSTM, trace: LSTMTrace, h_loss: Array, c_loss: Array | None) -> Pass:
    """Return the gradients at the pre-activations, c, h and x of all steps, and at h_0 and c_0.

    h_loss is (T, B, H); c_loss, which enters at c_T, (B, H).
    """
    T, B, H = h_loss.shape
    W, _ = fused(cell)
    W_h = np.ascontiguousarray(W[:, :H])
    states, step = (T + 1, B, H), (T, B, H)
    arriving_h, arriving_c, total_h, total_c, c_hidden, da_ofig = empties(
        cell.dtype, states, states, step, step, step, (T, B, 4, H)
    )
    # What arrives at h_0 .. h_T and at c_0 .. c_T from the step after.
    arriving_h[T] = 0
    arriving_c[T] = 0 if c_loss is None else c_loss
    # What multiplies dE/dc_t and dE/dh_t does not depend on the way back: all steps at once. On the
    # way back each derivative is multiplied in place, and so becomes the gradient.
    local(trace, out=(c_hidden, da_ofig))
    da_o, da_fig = da_ofig[:, :, 0], da_ofig[:, :, 1:]
    da = da_ofig.reshape(T, B, 4 * H)
    for (
        h_loss_t, dh_t, c_hidden_t, dc_t, dc_t_wide, da_t, da_o_t, da_fig_t, f_t,
        h_next, c_next, h_prev, c_prev,
    ) in backwards(
        h_loss, total_h, c_hidden, total_c, total_c[:, :, None], da, da_o, da_fig, trace.f,
        arriving_h[1:], arriving_c[1:], arriving_h[:-1], arriving_c[:-1],
    ):  # fmt: skip
        np.add(h_next, h_loss_t, dh_t)
        np.multiply(dh_t, c_hidden_t, c_hidden_t)
        np.add(c_hidden_t, c_next, dc_t)
        np.multiply(dh_t, da_o_t, da_o_t)
        np.multiply(dc_t_wide, da_fig_t, da_fig_t)
        step_product(da_t, W_h, h_prev)
        np.multiply(f_t, dc_t, c_prev)
    a_o, a_f, a_i, a_c = _quarters(da)
    values = {
        "a_f": a_f, "a_i": a_i, "a_c": a_c, "a_o": a_o,
        "c": total_c, "c_future": arriving_c[1:], "c_hidden": c_hidden, "c0": arriving_c[0],
        "h": total_h, "h_future": arriving_h[1:], "h0": arriving_h[0], "x": linear(da, W[:, H:].T),
    }  # fmt: skip
    return Pass(values, (da,))


def local(step: LSTMStep, out: tuple[Array, Array] | None = None) -> tuple[Array, Array]:
    """Return the derivatives within the step, which do not depend on what comes back from the future.

    Two arrays, those of `out` if given: o_t * (1 - tanh(c_t)^2) of shape (..., H), which takes dE/dh_t to
    c_t; and one of shape (..., 4, H), which takes dE/dh_t to a_o, and dE/dc_t to a_f, a_i and a_c.
    """
    o, f, i, g = step.o, step.f, step.i, step.g
    of_tanh, of_a = out or empties(o.dtype, o.shape, (*o.shape[:-1], 4, o.shape[-1]))
    for k, (gate, multiplied) in enumerate(((o, step.tanh_c), (f, step.c_prev), (i, g))):
        slope = np.subtract(1, gate, out=of_a[..., k, :])
        slope *= gate
        slope *= multiplied
    for value, multiplied, place in ((step.tanh_c, o, of_tanh), (g, i, of_a[..., 3, :])):
        slope = np.multiply(value, value, out=place)
        np.subtract(1, slope, out=slope)
        slope *= multiplied
    for gate_name, where in (step.clamped or {}).items():
        of_a[..., ORDER.index(gate_name), :][where] = 0
    return of_tanh, of_a


def fused(cell: LSTM) -> tuple[Array, Array]:
    """Stack the four weight matrices (4H, H + D) and biases (4H,)."""
    W = np.concatenate([cell.W_o, cell.W_f, cell.W_i, cell.W_c])
    return W, np.concatenate([cell.b_o, cell.b_f, cell.b_i, cell.b_c])


def _quarters(fused: Array) -> tuple[Array, Array, Array, Array]:
    """Return the four gates' parts of the last axis, in their order."""
    H = fused.shape[-1] // 4
    return fused[..., :H], fused[..., H : 2 * H], fused[..., 2 * H : 3 * H], fused[..., 3 * H :]


@dataclass(frozen=True, eq=False)
class LinearLSTM(Linearised):
    """The state is (h, c); the gates are o, f, i and the candidate.

    Attributes
    ----------
    c_of_h : ndarray, shape (T, B, H)
        What takes dE/dh_t to c_t.
    f : ndarray, shape (T, B, H)
    c_of_gates : ndarray, shape (T, B, H), or 0
        What takes dE/dc_t to c_{t-1} through gates that see it; 0 without peepholes.
    """

    c_of_h: Array
    f: Array
    c_of_gates: Array | float = 0.0
    parts: ClassVar[int] = 2

    @cached_property
    def c_of_c(self) -> Array:
        """What takes dE/dc_t to c_{t-1}, not by way of h_{t-1}: (T, B, H)."""
        return self.f + self.c_of_gates

    def with_peepholes(self, c_of_o: Array, c_of_gates: Array) -> LinearLSTM:
        """Return these maps with what goes to c_t by way of o_t, and to c_{t-1} by way of f_t and i_t."""
        return replace(self, c_of_h=self.c_of_h + c_of_o, c_of_gates=c_of_gates)

    def cell_of_hidden(self, at: slice, dh: Array) -> Array:
        """Take rows at h_t to c_t, within the step: (n, B, R, H)."""
        return dh * self.c_of_h[at][:, :, None]

    def to_node(self, of: str, at: slice, rows: Array) -> Array:  # noqa: D102
        node: Array = rows[0] if of == "h" else rows[1] + self.cell_of_hidden(at, rows[0])
        return node

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        dh, dc = rows[0], self.to_node("c", at, rows)
        local = self.local[at][:, :, None]
        da = np.empty((*dh.shape[:-1], 4, dh.shape[-1]), dh.dtype)
        np.multiply(dh, local[..., 0, :], out=da[..., 0, :])
        np.multiply(dc[..., None, :], local[..., 1:, :], out=da[..., 1:, :])
        before = np.empty_like(rows)
        before[0] = self._to_state(da.reshape(*dh.shape[:-1], -1))
        np.multiply(dc, self.c_of_c[at][:, :, None], out=before[1])
        return before

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        da = self._to_gates(columns[0])
        da *= self.local[at][:, :, None]
        after = self._after(at, da)
        through_c = columns[1] * self.c_of_c[at][:, :, None]
        after[1] += through_c
        after[0] += self.cell_of_hidden(at, through_c)
        return after

    def inputs(self, at: slice = EVERY) -> Array:  # noqa: D102
        da = self.W_x.T.reshape(-1, 4, self.W_h.shape[1]) * self.local[at][:, :, None]
        return self._after(at, da)

    def _after(self, at: slice, da: Array) -> Array:
        """Take changes of o, f, i and the candidate, as c_t and h_t feel them, to (h_t, c_t)."""
        after = np.empty((2, *da.shape[:-2], da.shape[-1]), da.dtype)
        np.add(da[..., 1, :], da[..., 2, :], out=after[1])
        after[1] += da[..., 3, :]
        np.add(da[..., 0, :], self.cell_of_hidden(at, after[1]), out=after[0])
        return after


def linearise(cell: LSTM, record: LSTMStep) -> LinearLSTM:
    """Return the steps of a record (T, B, ...) as linear maps."""
    W, _ = fused(cell)
    H = cell.hidden_size
    c_of_h, a_of = local(record)
    return LinearLSTM(np.ascontiguousarray(W[:, :H]), W[:, H:], a_of, c_of_h, record.f)
