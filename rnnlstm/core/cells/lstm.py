"""The long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.cells.activations import Array, sigmoid
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.initialise import Initialiser
from rnnlstm.core.cells.lstm_records import LSTMGradients, LSTMStep, LSTMTrace
from rnnlstm.core.cells.records import StepGradients, all_finite, empties, flat, linear, settle, step_product

State = tuple[Array, Array]


@dataclass(frozen=True, eq=False)
class LSTM(Cell):
    """Long short-term memory with a linear read-out.

    With [h_{t-1}, x_t] the two vectors one above the other::

        f_t = sigmoid(W_f [h_{t-1}, x_t] + b_f)        forget gate
        i_t = sigmoid(W_i [h_{t-1}, x_t] + b_i)        input gate
        g_t = tanh(W_c [h_{t-1}, x_t] + b_c)           candidate
        o_t = sigmoid(W_o [h_{t-1}, x_t] + b_o)        output gate
        c_t = f_t * c_{t-1} + i_t * g_t                cell state
        h_t = o_t * tanh(c_t)
        y_t = W_hy h_t + b_y

    Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 10.10.1, with tanh for the
    candidate as in Gers et al. (2000).

    Attributes
    ----------
    W_f, W_i, W_c, W_o : ndarray, shape (H, H + D)
    b_f, b_i, b_c, b_o : ndarray, shape (H,)
    W_hy : ndarray, shape (O, H)
    b_y : ndarray, shape (O,)

    Raises
    ------
    ValueError
        If the shapes of the parameters do not fit together.
    """

    W_f: Array
    W_i: Array
    W_c: Array
    W_o: Array
    b_f: Array
    b_i: Array
    b_c: Array
    b_o: Array
    W_hy: Array
    b_y: Array
    trace_type: ClassVar[type] = LSTMTrace
    gates: ClassVar[Mapping[str, float]] = MappingProxyType({"f": 0.0, "i": 0.0, "g": -1.0, "o": 0.0})

    @classmethod
    def init(
        cls,
        input_size: int,
        hidden_size: int,
        output_size: int,
        *,
        seed: int,
        forget_bias: float = 1.0,
        recurrent: str = "uniform",
        gain: float = 1.0,
        dtype: DTypeLike = np.float64,
    ) -> Self:
        """Draw a cell; the biases are zero but for b_f.

        Parameters
        ----------
        input_size, hidden_size, output_size : int
            D, H and O, each at least 1.
        seed, recurrent, gain, dtype
            See `Initialiser`.
        forget_bias : float
            Every entry of b_f. At 1 the gate begins mostly open (Gers et al. 2000; Jozefowicz et al. 2015).

        Raises
        ------
        ValueError
            If a size is below 1, a name unknown, the seed negative, the gain negative or not finite, or
            the forget bias not finite.
        """
        draw = Initialiser(input_size, hidden_size, output_size, seed, recurrent, gain, dtype)
        validate.number("forget_bias", forget_bias)
        W_f, W_i, W_c, W_o = (
            np.hstack(blocks) for blocks in zip(draw.recurrent_weights(4), draw.input_weights(4), strict=True)
        )
        return cls(
            W_f=W_f, W_i=W_i, W_c=W_c, W_o=W_o,
            b_f=draw.bias(hidden_size, forget_bias), b_i=draw.bias(hidden_size),
            b_c=draw.bias(hidden_size), b_o=draw.bias(hidden_size),
            W_hy=draw.readout_weights(), b_y=draw.bias(output_size),
        )  # fmt: skip

    @staticmethod
    def shapes(D: int, H: int, O: int) -> dict[str, tuple[int, ...]]:  # noqa: D102, E741
        weights = dict.fromkeys(("W_f", "W_i", "W_c", "W_o"), (H, H + D))
        biases = dict.fromkeys(("b_f", "b_i", "b_c", "b_o"), (H,))
        return {**weights, **biases, "W_hy": (O, H), "b_y": (O,)}

    @property
    def input_size(self) -> int:
        """D, the width of the input."""
        return int(self.W_f.shape[1]) - self.hidden_size

    def step(self, x: Array, state: State, *, clamp: Mapping[str, ArrayLike] | None = None) -> LSTMStep:
        """Take one step, as the equations stand: x (B, D), state = (h_{t-1}, c_{t-1}), each (B, H).

        `clamp` is that of `forward`, of this step: its values are broadcastable to (B, H).
        """
        h_prev, c_prev = state
        held = Clamp.read(clamp, self.gates, c_prev.shape, self.dtype)
        hx = np.concatenate([h_prev, x], axis=-1)
        a_f = hx @ self.W_f.T + self.b_f
        a_i = hx @ self.W_i.T + self.b_i
        a_c = hx @ self.W_c.T + self.b_c
        a_o = hx @ self.W_o.T + self.b_o
        f, i = held.apply("f", sigmoid(a_f)), held.apply("i", sigmoid(a_i))
        g, o = held.apply("g", np.tanh(a_c)), held.apply("o", sigmoid(a_o))
        c = f * c_prev + i * g
        tanh_c = np.tanh(c)
        h = o * tanh_c
        y = h @ self.W_hy.T + self.b_y
        return LSTMStep(
            x=x, h_prev=h_prev, c_prev=c_prev, a_f=a_f, a_i=a_i, a_c=a_c, a_o=a_o,
            f=f, i=i, g=g, o=o, c=c, tanh_c=tanh_c, h=h, y=y, clamped=held.clamped,
        )  # fmt: skip

    def step_back(self, step: LSTMStep, dy: Array, dstate: State) -> StepGradients[State]:
        """Take one step of backpropagation.

        `dy` is dE/dy_t (B, O); `dstate` is what arrives from step t+1 at h_t and, along f_{t+1}, at c_t.
        """
        dh = dy @ self.W_hy + dstate[0]
        dc = dh * step.o * (1 - step.tanh_c**2) + dstate[1]
        da_f = step.unless_clamped("f", dc * step.c_prev * step.f * (1 - step.f))
        da_i = step.unless_clamped("i", dc * step.g * step.i * (1 - step.i))
        da_c = step.unless_clamped("g", dc * step.i * (1 - step.g**2))
        da_o = step.unless_clamped("o", dh * step.tanh_c * step.o * (1 - step.o))
        dhx = da_f @ self.W_f + da_i @ self.W_i + da_c @ self.W_c + da_o @ self.W_o
        dh_prev, dx = np.split(dhx, [self.hidden_size], axis=-1)
        dc_prev = step.f * dc

        hx = np.concatenate([step.h_prev, step.x], axis=-1)
        params = {
            "W_f": da_f.T @ hx, "W_i": da_i.T @ hx, "W_c": da_c.T @ hx, "W_o": da_o.T @ hx,
            "b_f": da_f.sum(0), "b_i": da_i.sum(0), "b_c": da_c.sum(0), "b_o": da_o.sum(0),
            "W_hy": dy.T @ step.h, "b_y": dy.sum(0),
        }  # fmt: skip
        return StepGradients(params=params, x=dx, total=(dh, dc), previous=(dh_prev, dc_prev))

    def forward(
        self,
        x: ArrayLike,
        h0: ArrayLike | None = None,
        c0: ArrayLike | None = None,
        *,
        clamp: Mapping[str, ArrayLike] | None = None,
    ) -> LSTMTrace:
        """Run the network over a batch of sequences.

        Parameters
        ----------
        x : array_like, shape (T, B, D)
        h0, c0 : array_like, shape (B, H) or (H,), optional
            The initial states; zeros if not given.
        clamp : mapping of str to array_like, optional
            Gate's name (f, i, g, o) -> values to hold it at, broadcastable to (T, B, H), NaN where the gate
            stays free; f, i, o in 0 .. 1, g in -1 .. 1. The trace's gate then has this value, its
            pre-activation stays as computed, and backward no gradient passes from the one to the other.

        Returns
        -------
        LSTMTrace

        Raises
        ------
        ValueError
            If `x`, `h0` or `c0` has the wrong shape, is empty, or holds NaN or infinity, or if `clamp`
            names no gate, does not broadcast or lies outside the gate's range.
        """
        x = validate.sequence(x, self.input_size, self.dtype)
        (T, B, _), H = x.shape, self.hidden_size
        states, wide = (T + 1, B, H), (T, B, 4 * H)
        h, c, tanh_c, a, gates = empties(self.dtype, states, states, (T, B, H), wide, wide)
        h[0] = validate.state("h0", h0, B, H, self.dtype)
        c[0] = validate.state("c0", c0, B, H, self.dtype)
        held = Clamp.read(clamp, self.gates, (T, B, H), self.dtype)
        W, b = self._fused()
        with np.errstate(all="ignore"):
            # sigmoid(a) = (1 + tanh(a/2)) / 2, so with the rows of o, f, i halved one tanh serves all four.
            half = np.repeat(np.array([0.5, 0.5, 0.5, 1.0], self.dtype), H)
            offset = 1 - half
            linear(x, half[:, None] * W[:, H:], half * b, out=a)
            W_h = np.ascontiguousarray((half[:, None] * W[:, :H]).T)
            o, f, i, g = _quarters(gates)
            overwrite = held.onto(f=f, i=i, g=g, o=o)
            recurrent, input_part = np.empty((B, 4 * H), self.dtype), np.empty((B, H), self.dtype)
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
            y = linear(h[1:], self.W_hy, self.b_y)
        finite = all_finite(a, y)
        if not finite:
            settle(a, gates, c, tanh_c, h, y)
        a_o, a_f, a_i, a_c = _quarters(a)
        return LSTMTrace(
            x=x, h_prev=h[:-1], c_prev=c[:-1], a_f=a_f, a_i=a_i, a_c=a_c, a_o=a_o,
            f=f, i=i, g=g, o=o, c=c[1:], tanh_c=tanh_c, h=h[1:], y=y, h0=h[0], c0=c[0], finite=finite,
            clamped=held.clamped,
        )  # fmt: skip

    def backward(
        self, trace: LSTMTrace, dy: ArrayLike | None = None, dh: ArrayLike | None = None
    ) -> LSTMGradients:
        """Run backpropagation through time over a whole trace.

        Parameters
        ----------
        trace : LSTMTrace
            What `forward` of this cell returned.
        dy : array_like, shape (T, B, O), optional
            dE/dy_t.
        dh : array_like, shape (T, B, H), optional
            A further dE/dh_t that enters at step t. At least one of `dy` and `dh` is needed.

        Returns
        -------
        LSTMGradients

        Raises
        ------
        ValueError
            If the trace is another cell's, if both gradients are missing, or if one has the wrong shape or
            holds NaN or infinity.
        """
        self.check_trace(trace)
        dy, dh = validate.incoming(dy, dh, trace.y, trace.h, finite=trace.finite)
        (T, B, _), H = dy.shape, self.hidden_size
        W, _ = self._fused()
        W_h = np.ascontiguousarray(W[:, :H])
        states, step = (T + 1, B, H), (T, B, H)
        arriving_h, arriving_c, total_h, total_c, c_hidden, h_loss, da_ofic = empties(
            self.dtype, states, states, step, step, step, step, (T, B, 4, H)
        )
        # What arrives at h_0 .. h_T and at c_0 .. c_T from the step after; nothing at the last.
        arriving_h[T] = arriving_c[T] = 0
        with np.errstate(all="ignore"):
            self._h_loss(dy, dh, out=h_loss)
            # What multiplies dE/dc_t and dE/dh_t does not depend on the way back: all steps at once. On the
            # way back each derivative is multiplied in place, and so becomes the gradient.
            tr = trace
            tr.local(out=(c_hidden, da_ofic))
            da_o, da_fic = da_ofic[:, :, 0], da_ofic[:, :, 1:]
            da = da_ofic.reshape(T, B, 4 * H)
            for t in range(T - 1, -1, -1):
                dh_t, dc_t = total_h[t], total_c[t]
                np.add(arriving_h[t + 1], h_loss[t], dh_t)
                np.multiply(dh_t, c_hidden[t], c_hidden[t])
                np.add(c_hidden[t], arriving_c[t + 1], dc_t)
                np.multiply(dh_t, da_o[t], da_o[t])
                np.multiply(dc_t[:, None], da_fic[t], da_fic[t])
                step_product(da[t], W_h, arriving_h[t])
                np.multiply(tr.f[t], dc_t, arriving_c[t])
            hx = np.concatenate([tr.h_prev, tr.x], axis=-1)
            dW = flat(da).T @ flat(hx)
            db = flat(da).sum(0)
            dW_hy, db_y = flat(dy).T @ flat(tr.h), flat(dy).sum(0)
            dx = linear(da, W[:, H:].T)
        # An overflow anywhere on the way back is still inf or NaN in da, or lies behind it.
        finite = all_finite(da, arriving_h[0], arriving_c[0], dx, dW, db, dW_hy, db_y)
        if not finite:
            settle(h_loss, total_h, arriving_h, total_c, c_hidden, arriving_c, da, dx, dW, db, dW_hy, db_y)
        a_o, a_f, a_i, a_c = _quarters(da)
        W_o, W_f, W_i, W_c = dW.reshape(4, H, -1)
        b_o, b_f, b_i, b_c = db.reshape(4, H)
        return LSTMGradients(
            params={
                "W_f": W_f, "W_i": W_i, "W_c": W_c, "W_o": W_o,
                "b_f": b_f, "b_i": b_i, "b_c": b_c, "b_o": b_o,
                "W_hy": dW_hy, "b_y": db_y,
            },
            y=dy, h=total_h, h_future=arriving_h[1:], h_loss=h_loss, x=dx, h0=arriving_h[0],
            c=total_c, c_future=arriving_c[1:], c_hidden=c_hidden, c0=arriving_c[0],
            a_f=a_f, a_i=a_i, a_c=a_c, a_o=a_o, trace=trace, finite=finite and trace.finite,
            factors={
                "W_f": (a_f, (tr.h_prev, tr.x)), "W_i": (a_i, (tr.h_prev, tr.x)),
                "W_c": (a_c, (tr.h_prev, tr.x)), "W_o": (a_o, (tr.h_prev, tr.x)),
                "b_f": (a_f, ()), "b_i": (a_i, ()), "b_c": (a_c, ()), "b_o": (a_o, ()),
                "W_hy": (dy, (tr.h,)), "b_y": (dy, ()),
            },
        )  # fmt: skip

    def terms(self, trace: LSTMTrace) -> dict[str, tuple[Array, Array]]:
        """Return the two products of each pre-activation, W_x x_t and W_h h_{t-1}: "f", "i", "g", "o"."""
        self.check_trace(trace)
        H = self.hidden_size
        weights = {"f": self.W_f, "i": self.W_i, "g": self.W_c, "o": self.W_o}
        with np.errstate(all="ignore"):
            return {
                name: (linear(trace.x, W[:, H:]), linear(trace.h_prev, W[:, :H]))
                for name, W in weights.items()
            }

    def _fused(self) -> tuple[Array, Array]:
        """Stack the gates as o, f, i, c: the sigmoids side by side, and those that feed c_t side by side."""
        W = np.concatenate([self.W_o, self.W_f, self.W_i, self.W_c])
        return W, np.concatenate([self.b_o, self.b_f, self.b_i, self.b_c])


def _quarters(fused: Array) -> tuple[Array, Array, Array, Array]:
    """Return the four gates' parts of the last axis, in the order o, f, i, c."""
    H = fused.shape[-1] // 4
    return fused[..., :H], fused[..., H : 2 * H], fused[..., 2 * H : 3 * H], fused[..., 3 * H :]
