"""The simple recurrent network (Elman 1990) and its backpropagation through time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.cells.activations import ACTIVATIONS, Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.initialise import Initialiser
from rnnlstm.core.cells.records import (
    Gradients,
    StepGradients,
    all_finite,
    flat,
    linear,
    settle,
    step_product,
)


@dataclass(frozen=True, eq=False, kw_only=True)
class RNNStep:
    """The quantities of one step.

    Attributes
    ----------
    x : ndarray, shape (B, D)
        The input x_t.
    h_prev : ndarray, shape (B, H)
        h_{t-1}.
    a : ndarray, shape (B, H)
        The pre-activation a_t = W_xh x_t + W_hh h_{t-1} + b_h.
    h : ndarray, shape (B, H)
        h_t = act(a_t).
    y : ndarray, shape (B, O)
        y_t = W_hy h_t + b_y.
    """

    x: Array
    h_prev: Array
    a: Array
    h: Array
    y: Array

    @property
    def state(self) -> Array:
        """What the next step starts from: h_t."""
        return self.h

    def at(self, index: Any) -> "RNNStep":
        """Return the record of some of the steps or sequences; `index` is any index of the leading axes."""
        names = ("x", "h_prev", "a", "h", "y")
        return RNNStep(**{name: getattr(self, name)[index] for name in names})


@dataclass(frozen=True, eq=False, kw_only=True)
class RNNTrace(RNNStep):
    """The quantities of all steps: those of `RNNStep` with a leading axis of time, (T, B, ...).

    Attributes
    ----------
    h0 : ndarray, shape (B, H)
        The initial state.
    finite : bool
        False when anything overflowed (a relu network whose states explode); entries are then inf.
    """

    h0: Array
    finite: bool
    clamped: ClassVar[None] = None


@dataclass(frozen=True, eq=False, kw_only=True)
class RNNGradients(Gradients):
    """The gradients of an RNN: those of `Gradients`, and `a` (T, B, H), dE/da_t."""

    a: Array


@dataclass(frozen=True, eq=False)
class RNN(Cell):
    """Simple recurrent network, h_t = act(W_xh x_t + W_hh h_{t-1} + b_h), y_t = W_hy h_t + b_y.

    Goodfellow, Bengio and Courville, *Deep Learning* (2016), equations 10.8 to 10.11.

    Attributes
    ----------
    W_xh : ndarray, shape (H, D)
    W_hh : ndarray, shape (H, H)
    b_h : ndarray, shape (H,)
    W_hy : ndarray, shape (O, H)
    b_y : ndarray, shape (O,)
    activation : {"tanh", "sigmoid", "relu"}

    Raises
    ------
    ValueError
        If the shapes of the parameters do not fit together, or the activation is unknown.
    """

    W_xh: Array
    W_hh: Array
    b_h: Array
    W_hy: Array
    b_y: Array
    activation: str = "tanh"
    trace_type: ClassVar[type] = RNNTrace

    @classmethod
    def init(
        cls,
        input_size: int,
        hidden_size: int,
        output_size: int,
        *,
        seed: int,
        activation: str = "tanh",
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
        activation : {"tanh", "sigmoid", "relu"}

        Raises
        ------
        ValueError
            If a size is below 1, a name unknown, the seed negative or the gain negative or not finite.
        """
        draw = Initialiser(input_size, hidden_size, output_size, seed, recurrent, gain, dtype)
        return cls(
            W_xh=draw.input_weights(1)[0],
            W_hh=draw.recurrent_weights(1)[0],
            b_h=draw.bias(hidden_size),
            W_hy=draw.readout_weights(),
            b_y=draw.bias(output_size),
            activation=activation,
        )

    def __post_init__(self) -> None:
        validate.choice("activation", self.activation, ACTIVATIONS)
        super().__post_init__()

    @staticmethod
    def shapes(D: int, H: int, O: int) -> dict[str, tuple[int, ...]]:  # noqa: D102, E741
        return {"W_xh": (H, D), "W_hh": (H, H), "b_h": (H,), "W_hy": (O, H), "b_y": (O,)}

    @property
    def input_size(self) -> int:
        """D, the width of the input."""
        return int(self.W_xh.shape[1])

    def step(self, x: Array, state: Array) -> RNNStep:
        """Take one step, as the equations stand: x (B, D), state h_{t-1} (B, H)."""
        act = ACTIVATIONS[self.activation].function
        h_prev = state
        a = x @ self.W_xh.T + h_prev @ self.W_hh.T + self.b_h
        h = act(a)
        y = h @ self.W_hy.T + self.b_y
        return RNNStep(x=x, h_prev=h_prev, a=a, h=h, y=y)

    def step_back(self, step: RNNStep, dy: Array, dstate: Array) -> StepGradients[Array]:
        """Take one step of backpropagation: dy = dE/dy_t (B, O), dstate = what arrives at h_t from t+1."""
        dh = dy @ self.W_hy + dstate
        da = dh * ACTIVATIONS[self.activation].slope(step.h)
        params = {
            "W_xh": da.T @ step.x,
            "W_hh": da.T @ step.h_prev,
            "b_h": da.sum(0),
            "W_hy": dy.T @ step.h,
            "b_y": dy.sum(0),
        }
        return StepGradients(params=params, x=da @ self.W_xh, total=dh, previous=da @ self.W_hh)

    def forward(
        self, x: ArrayLike, h0: ArrayLike | None = None, *, clamp: Mapping[str, ArrayLike] | None = None
    ) -> RNNTrace:
        """Run the network over a batch of sequences.

        Parameters
        ----------
        x : array_like, shape (T, B, D)
        h0 : array_like, shape (B, H) or (H,), optional
            The initial state; zeros if not given.
        clamp : mapping, optional
            Must name nothing: an RNN has no gate. It is here so that all cells are called alike.

        Returns
        -------
        RNNTrace

        Raises
        ------
        ValueError
            If `x` or `h0` has the wrong shape, is empty, or holds NaN or infinity, or `clamp` names a gate.
        """
        x = validate.sequence(x, self.input_size, self.dtype)
        T, B, _ = x.shape
        act = ACTIVATIONS[self.activation].function
        h = np.empty((T + 1, B, self.hidden_size), self.dtype)
        h[0] = validate.state("h0", h0, B, self.hidden_size, self.dtype)
        Clamp.read(clamp, self.gates, h[0].shape, self.dtype)
        with np.errstate(all="ignore"):
            a = linear(x, self.W_xh, self.b_h)
            W_hh_T = np.ascontiguousarray(self.W_hh.T)
            for a_t, h_prev, h_t in zip(a, h[:-1], h[1:], strict=True):
                a_t += step_product(h_prev, W_hh_T)
                act(a_t, out=h_t)
            y = linear(h[1:], self.W_hy, self.b_y)
        finite = all_finite(a, h, y)
        if not finite:
            settle(a, h, y)
        return RNNTrace(x=x, h_prev=h[:-1], a=a, h=h[1:], y=y, h0=h[0], finite=finite)

    def backward(
        self, trace: RNNTrace, dy: ArrayLike | None = None, dh: ArrayLike | None = None
    ) -> RNNGradients:
        """Run backpropagation through time over a whole trace.

        Parameters
        ----------
        trace : RNNTrace
            What `forward` of this cell returned.
        dy : array_like, shape (T, B, O), optional
            dE/dy_t.
        dh : array_like, shape (T, B, H), optional
            A further dE/dh_t that enters at step t. At least one of `dy` and `dh` is needed.

        Returns
        -------
        RNNGradients

        Raises
        ------
        ValueError
            If the trace is another cell's, if both gradients are missing, or if one has the wrong shape or
            holds NaN or infinity.
        """
        self.check_trace(trace)
        dy, dh = validate.incoming(dy, dh, trace.y, trace.h, finite=trace.finite)
        arriving = np.zeros((len(dy) + 1, *trace.h0.shape), self.dtype)  # at h_0 .. h_T, from the step after
        with np.errstate(all="ignore"):
            h_loss = self._h_loss(dy, dh)
            total = np.empty_like(h_loss)
            slope = ACTIVATIONS[self.activation].slope(trace.h)
            da = np.empty_like(h_loss)
            for t in reversed(range(len(dy))):
                np.add(arriving[t + 1], h_loss[t], out=total[t])
                np.multiply(total[t], slope[t], out=da[t])
                step_product(da[t], self.W_hh, arriving[t])
            params = {
                "W_xh": flat(da).T @ flat(trace.x),
                "W_hh": flat(da).T @ flat(trace.h_prev),
                "b_h": flat(da).sum(0),
                "W_hy": flat(dy).T @ flat(trace.h),
                "b_y": flat(dy).sum(0),
            }
            dx = linear(da, self.W_xh.T)
        finite = all_finite(h_loss, total, arriving, da, dx, *params.values())
        if not finite:
            settle(h_loss, total, arriving, da, dx, *params.values())
        return RNNGradients(
            params=params,
            y=dy,
            h=total,
            h_future=arriving[1:],
            h_loss=h_loss,
            x=dx,
            h0=arriving[0],
            a=da,
            finite=finite and trace.finite,
            factors={
                "W_xh": (da, (trace.x,)),
                "W_hh": (da, (trace.h_prev,)),
                "b_h": (da, ()),
                "W_hy": (dy, (trace.h,)),
                "b_y": (dy, ()),
            },
        )

    def terms(self, trace: RNNTrace) -> dict[str, tuple[Array, Array]]:
        """Return the two products of the pre-activation, W_xh x_t and W_hh h_{t-1}, under the key "h"."""
        self.check_trace(trace)
        with np.errstate(all="ignore"):
            return {"h": (linear(trace.x, self.W_xh), linear(trace.h_prev, self.W_hh))}
