"""The gated recurrent unit (Cho et al. 2014), in the form that PyTorch computes."""

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
from rnnlstm.core.cells.gru_records import GRUGradients, GRUStep, GRUTrace
from rnnlstm.core.cells.initialise import Initialiser
from rnnlstm.core.cells.records import StepGradients, all_finite, flat, linear, settle, step_product


@dataclass(frozen=True, eq=False)
class GRU(Cell):
    """Gated recurrent unit with a linear read-out.

    With [h_{t-1}, x_t] the two vectors one above the other::

        r_t = sigmoid(W_r [h_{t-1}, x_t] + b_r)                              reset gate
        z_t = sigmoid(W_z [h_{t-1}, x_t] + b_z)                              update gate
        n_t = tanh(W_xn x_t + b_xn + r_t * (W_hn h_{t-1} + b_hn))            candidate
        h_t = (1 - z_t) * n_t + z_t * h_{t-1}
        y_t = W_hy h_t + b_y

    This is the formulation of PyTorch's ``torch.nn.GRU``, which applies the reset gate after the
    recurrent product; Cho et al. (2014), equations 5 to 8, apply it before.

    Attributes
    ----------
    W_r, W_z : ndarray, shape (H, H + D)
    W_xn : ndarray, shape (H, D)
    W_hn : ndarray, shape (H, H)
    b_r, b_z, b_xn, b_hn : ndarray, shape (H,)
    W_hy : ndarray, shape (O, H)
    b_y : ndarray, shape (O,)

    Raises
    ------
    ValueError
        If the shapes of the parameters do not fit together.
    """

    W_r: Array
    W_z: Array
    W_xn: Array
    W_hn: Array
    b_r: Array
    b_z: Array
    b_xn: Array
    b_hn: Array
    W_hy: Array
    b_y: Array
    trace_type: ClassVar[type] = GRUTrace
    gates: ClassVar[Mapping[str, float]] = MappingProxyType({"r": 0.0, "z": 0.0, "n": -1.0})

    @classmethod
    def init(
        cls,
        input_size: int,
        hidden_size: int,
        output_size: int,
        *,
        seed: int,
        recurrent: str = "uniform",
        gain: float = 1.0,
        dtype: DTypeLike = np.float64,
    ) -> Self:
        """Draw a cell; the biases are zero.

        Parameters
        ----------
        input_size, hidden_size, output_size : int
            D, H and O, each at least 1.
        seed, recurrent, gain, dtype
            See `Initialiser`.

        Raises
        ------
        ValueError
            If a size is below 1, a name unknown, the seed negative or the gain negative or not finite.
        """
        draw = Initialiser(input_size, hidden_size, output_size, seed, recurrent, gain, dtype)
        W_hr, W_hz, W_hn = draw.recurrent_weights(3)
        W_xr, W_xz, W_xn = draw.input_weights(3)
        return cls(
            W_r=np.hstack([W_hr, W_xr]), W_z=np.hstack([W_hz, W_xz]), W_xn=W_xn, W_hn=W_hn,
            b_r=draw.bias(hidden_size), b_z=draw.bias(hidden_size),
            b_xn=draw.bias(hidden_size), b_hn=draw.bias(hidden_size),
            W_hy=draw.readout_weights(), b_y=draw.bias(output_size),
        )  # fmt: skip

    @staticmethod
    def shapes(D: int, H: int, O: int) -> dict[str, tuple[int, ...]]:  # noqa: D102, E741
        weights = {"W_r": (H, H + D), "W_z": (H, H + D), "W_xn": (H, D), "W_hn": (H, H)}
        biases = dict.fromkeys(("b_r", "b_z", "b_xn", "b_hn"), (H,))
        return {**weights, **biases, "W_hy": (O, H), "b_y": (O,)}

    @property
    def input_size(self) -> int:
        """D, the width of the input."""
        return int(self.W_xn.shape[1])

    def step(self, x: Array, state: Array, *, clamp: Mapping[str, ArrayLike] | None = None) -> GRUStep:
        """Take one step, as the equations stand: x (B, D), state h_{t-1} (B, H).

        `clamp` is that of `forward`, of this step: its values are broadcastable to (B, H).
        """
        h_prev = state
        held = Clamp.read(clamp, self.gates, h_prev.shape, self.dtype)
        hx = np.concatenate([h_prev, x], axis=-1)
        a_r = hx @ self.W_r.T + self.b_r
        a_z = hx @ self.W_z.T + self.b_z
        r, z = held.apply("r", sigmoid(a_r)), held.apply("z", sigmoid(a_z))
        a_xn = x @ self.W_xn.T + self.b_xn
        a_hn = h_prev @ self.W_hn.T + self.b_hn
        a_n = a_xn + r * a_hn
        n = held.apply("n", np.tanh(a_n))
        h = (1 - z) * n + z * h_prev
        y = h @ self.W_hy.T + self.b_y
        return GRUStep(
            x=x, h_prev=h_prev, a_r=a_r, a_z=a_z, a_xn=a_xn, a_hn=a_hn, a_n=a_n,
            r=r, z=z, n=n, h=h, y=y, clamped=held.clamped,
        )  # fmt: skip

    def step_back(self, step: GRUStep, dy: Array, dstate: Array) -> StepGradients[Array]:
        """Take one step of backpropagation: dy = dE/dy_t (B, O), dstate = what arrives at h_t from t+1."""
        dh = dy @ self.W_hy + dstate
        da_n = step.unless_clamped("n", dh * (1 - step.z) * (1 - step.n**2))
        da_hn = da_n * step.r
        da_r = step.unless_clamped("r", da_n * step.a_hn * step.r * (1 - step.r))
        da_z = step.unless_clamped("z", dh * (step.h_prev - step.n) * step.z * (1 - step.z))
        dh_gates, dx_gates = np.split(da_r @ self.W_r + da_z @ self.W_z, [self.hidden_size], axis=-1)
        dh_prev = dh * step.z + dh_gates + da_hn @ self.W_hn
        dx = dx_gates + da_n @ self.W_xn

        hx = np.concatenate([step.h_prev, step.x], axis=-1)
        params = {
            "W_r": da_r.T @ hx, "W_z": da_z.T @ hx, "W_xn": da_n.T @ step.x, "W_hn": da_hn.T @ step.h_prev,
            "b_r": da_r.sum(0), "b_z": da_z.sum(0), "b_xn": da_n.sum(0), "b_hn": da_hn.sum(0),
            "W_hy": dy.T @ step.h, "b_y": dy.sum(0),
        }  # fmt: skip
        return StepGradients(params=params, x=dx, total=dh, previous=dh_prev)

    def forward(
        self, x: ArrayLike, h0: ArrayLike | None = None, *, clamp: Mapping[str, ArrayLike] | None = None
    ) -> GRUTrace:
        """Run the network over a batch of sequences.

        Parameters
        ----------
        x : array_like, shape (T, B, D)
        h0 : array_like, shape (B, H) or (H,), optional
            The initial state; zeros if not given.
        clamp : mapping of str to array_like, optional
            Gate's name (r, z, n) -> values to hold it at, broadcastable to (T, B, H), NaN where the gate
            stays free; r and z in 0 .. 1, n in -1 .. 1. The trace's gate then has this value, its
            pre-activation stays as computed, and backward no gradient passes from the one to the other.

        Returns
        -------
        GRUTrace

        Raises
        ------
        ValueError
            If `x` or `h0` has the wrong shape, is empty, or holds NaN or infinity, or if `clamp` names no
            gate, does not broadcast or lies outside the gate's range.
        """
        x = validate.sequence(x, self.input_size, self.dtype)
        (T, B, _), H = x.shape, self.hidden_size
        h = np.empty((T + 1, B, H), self.dtype)
        h[0] = validate.state("h0", h0, B, H, self.dtype)
        held = Clamp.read(clamp, self.gates, (T, B, H), self.dtype)
        W_h, W_x = self._fused()
        with np.errstate(all="ignore"):
            a = linear(x, W_x, np.concatenate([self.b_r, self.b_z, self.b_xn]))
            a_rz, a_xn = a[..., : 2 * H], a[..., 2 * H :]
            rz = np.empty((T, B, 2 * H), self.dtype)
            r, z = rz[..., :H], rz[..., H:]
            a_hn, a_n, n = np.empty((3, T, B, H), self.dtype)
            overwrite_rz, overwrite_n = held.onto(r=r, z=z), held.onto(n=n)
            W_h_T = np.ascontiguousarray(W_h.T)
            recurrent = np.empty((B, 3 * H), self.dtype)
            for t in range(T):
                step_product(h[t], W_h_T, recurrent)
                a_rz[t] += recurrent[:, : 2 * H]
                sigmoid(a_rz[t], out=rz[t])
                for gate, value, where in overwrite_rz:
                    np.copyto(gate[t], value[t], where=where[t])
                np.add(recurrent[:, 2 * H :], self.b_hn, out=a_hn[t])
                np.multiply(r[t], a_hn[t], out=a_n[t])
                a_n[t] += a_xn[t]
                np.tanh(a_n[t], out=n[t])
                for gate, value, where in overwrite_n:
                    np.copyto(gate[t], value[t], where=where[t])
                np.add((1 - z[t]) * n[t], z[t] * h[t], out=h[t + 1])
            y = linear(h[1:], self.W_hy, self.b_y)
        finite = all_finite(a, a_hn, a_n, rz, n, h, y)
        if not finite:
            settle(a, a_hn, a_n, rz, n, h, y)
        return GRUTrace(
            x=x, h_prev=h[:-1], a_r=a_rz[..., :H], a_z=a_rz[..., H:], a_xn=a_xn, a_hn=a_hn, a_n=a_n,
            r=r, z=z, n=n, h=h[1:], y=y, h0=h[0], finite=finite, clamped=held.clamped,
        )  # fmt: skip

    def backward(
        self, trace: GRUTrace, dy: ArrayLike | None = None, dh: ArrayLike | None = None
    ) -> GRUGradients:
        """Run backpropagation through time over a whole trace.

        Parameters
        ----------
        trace : GRUTrace
            What `forward` of this cell returned.
        dy : array_like, shape (T, B, O), optional
            dE/dy_t.
        dh : array_like, shape (T, B, H), optional
            A further dE/dh_t that enters at step t. At least one of `dy` and `dh` is needed.

        Returns
        -------
        GRUGradients

        Raises
        ------
        ValueError
            If the trace is another cell's, if both gradients are missing, or if one has the wrong shape or
            holds NaN or infinity.
        """
        self.check_trace(trace)
        dy, dh = validate.incoming(dy, dh, trace.y, trace.h, finite=trace.finite)
        (T, B, _), H = dy.shape, self.hidden_size
        W_h, W_x = self._fused()
        arriving = np.zeros((T + 1, B, H), self.dtype)  # at h_0 .. h_T, from the step after
        tr = trace
        with np.errstate(all="ignore"):
            h_loss = self._h_loss(dy, dh)
            total = np.empty_like(h_loss)
            # What multiplies dE/dh_t does not depend on the way back: all steps at once.
            a_of_h = tr.local()
            da = np.empty((T, B, 3, H), self.dtype)
            for t in reversed(range(T)):
                np.add(arriving[t + 1], h_loss[t], out=total[t])
                np.multiply(total[t][:, None], a_of_h[t], out=da[t])
                step_product(da[t].reshape(B, -1), W_h, arriving[t])
                arriving[t] += total[t] * tr.z[t]
            a_r, a_z, a_hn = (da[:, :, k] for k in range(3))
            a_n = tr.unless_clamped("n", total * (1 - tr.z) * (1 - tr.n**2))
            hx = flat(np.concatenate([tr.h_prev, tr.x], axis=-1))
            params = {
                "W_r": flat(a_r).T @ hx, "W_z": flat(a_z).T @ hx,
                "W_xn": flat(a_n).T @ flat(tr.x), "W_hn": flat(a_hn).T @ flat(tr.h_prev),
                "b_r": flat(a_r).sum(0), "b_z": flat(a_z).sum(0),
                "b_xn": flat(a_n).sum(0), "b_hn": flat(a_hn).sum(0),
                "W_hy": flat(dy).T @ flat(tr.h), "b_y": flat(dy).sum(0),
            }  # fmt: skip
            dx = linear(np.concatenate([a_r, a_z, a_n], axis=-1), W_x.T)
        finite = all_finite(h_loss, total, arriving, da, a_n, dx, *params.values())
        if not finite:
            settle(h_loss, total, arriving, da, a_n, dx, *params.values())
        return GRUGradients(
            params=params, y=dy, h=total, h_future=arriving[1:], h_loss=h_loss, x=dx, h0=arriving[0],
            a_r=a_r, a_z=a_z, a_n=a_n, a_hn=a_hn, trace=trace, finite=finite and trace.finite,
            factors={
                "W_r": (a_r, (tr.h_prev, tr.x)), "W_z": (a_z, (tr.h_prev, tr.x)),
                "W_xn": (a_n, (tr.x,)), "W_hn": (a_hn, (tr.h_prev,)),
                "b_r": (a_r, ()), "b_z": (a_z, ()), "b_xn": (a_n, ()), "b_hn": (a_hn, ()),
                "W_hy": (dy, (tr.h,)), "b_y": (dy, ()),
            },
        )  # fmt: skip

    def terms(self, trace: GRUTrace) -> dict[str, tuple[Array, Array]]:
        """Return the two products of each pre-activation, W_x x_t and W_h h_{t-1}: "r", "z", "n".

        For the candidate the second is W_hn h_{t-1}, before b_hn is added and the reset gate applied.
        """
        self.check_trace(trace)
        H = self.hidden_size
        weights = {
            "r": (self.W_r[:, H:], self.W_r[:, :H]),
            "z": (self.W_z[:, H:], self.W_z[:, :H]),
            "n": (self.W_xn, self.W_hn),
        }
        with np.errstate(all="ignore"):
            return {
                name: (linear(trace.x, W_x), linear(trace.h_prev, W_h))
                for name, (W_x, W_h) in weights.items()
            }

    def _fused(self) -> tuple[Array, Array]:
        """Stack the recurrent weights (3H, H) and the input weights (3H, D) as r, z, n."""
        H = self.hidden_size
        W_h = np.concatenate([self.W_r[:, :H], self.W_z[:, :H], self.W_hn])
        W_x = np.concatenate([self.W_r[:, H:], self.W_z[:, H:], self.W_xn])
        return W_h, W_x
