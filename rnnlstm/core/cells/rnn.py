"""The simple recurrent network (Elman 1990) and its backpropagation through time."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.blocks import Block, apart
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.initialise import Initialiser
from rnnlstm.core.cells.kernels import rnn as kernel
from rnnlstm.core.cells.linear import Linearised
from rnnlstm.core.cells.passes import CellOf
from rnnlstm.core.cells.records import Gradients, Index, Pass, State, Step, StepGradients, Trace, parts

IRNN: Mapping[str, Any] = MappingProxyType({"activation": "relu", "recurrent": "identity", "gain": 1.0})
"""How `RNN.init` draws the IRNN of Le, Jaitly and Hinton (2015): ReLU, the identity, biases of zero."""


@dataclass(frozen=True, eq=False, kw_only=True)
class RNNStep(Step):
    """The quantities of one step: those of `Step`, and the pre-activation.

    Attributes
    ----------
    a : ndarray, shape (B, H)
        a_t = W_xh x_t + W_hh h_{t-1} + b_h; h_t = act(a_t).
    """

    a: Array

    def at(self, index: Index) -> "RNNStep":  # noqa: D102
        return self._at(RNNStep, index)


@dataclass(frozen=True, eq=False, kw_only=True)
class RNNTrace(RNNStep, Trace):
    """The quantities of all steps: those of `RNNStep` with a leading axis of time, and of `Trace`."""


@dataclass(frozen=True, eq=False, kw_only=True)
class RNNGradients(Gradients):
    """The gradients of an RNN: those of `Gradients`, and `a` (T, B, H), dE/da_t."""

    a: Array


@dataclass(frozen=True, eq=False)
class RNN(CellOf[RNNStep, RNNTrace, RNNGradients]):
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
    step_type, trace_type, gradients_type = RNNStep, RNNTrace, RNNGradients

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

    def blocks(self) -> dict[str, Block]:  # noqa: D102
        of_x, of_h = ("W_xh", self.W_xh), ("W_hh", self.W_hh)
        return {"h": apart(of_x, of_h, {"b_h": self.b_h}, a="a", a_h="a")}

    def step(self, x: Array, state: State, *, clamp: Mapping[str, ArrayLike] | None = None) -> RNNStep:
        """Take one step, as the equations stand; see `Cell.step`. An RNN has no gate to clamp."""
        (h_prev,) = parts(state)
        Clamp.read(clamp, self.gates, h_prev.shape, self.dtype)
        act = ACTIVATIONS[self.activation].function
        a = x @ self.W_xh.T + h_prev @ self.W_hh.T + self.b_h
        h = act(a)
        y = h @ self.W_hy.T + self.b_y
        return RNNStep(x=x, h_prev=h_prev, a=a, h=h, y=y)

    def step_back(self, step: Step, dy: Array, dstate: State) -> StepGradients:
        """Take one step of backpropagation, as the equations stand; see `Cell.step_back`."""
        step, (dh_next,) = self._own_step(step), parts(dstate)
        dh = dy @ self.W_hy + dh_next
        da = dh * ACTIVATIONS[self.activation].slope(step.h)
        params = {
            "W_xh": da.T @ step.x,
            "W_hh": da.T @ step.h_prev,
            "b_h": da.sum(0),
            "W_hy": dy.T @ step.h,
            "b_y": dy.sum(0),
        }
        return StepGradients(params=params, x=da @ self.W_xh, total=dh, previous=da @ self.W_hh)

    @property
    def activations(self) -> dict[str, str]:  # noqa: D102
        return {"h": self.activation}

    def slopes(self, trace: Trace) -> dict[str, Array]:  # noqa: D102
        self.check_trace(trace)
        return {"h": ACTIVATIONS[self.activation].slope(trace.h)}

    def _forward(self, x: Array, initial: tuple[Array, ...], held: Clamp) -> Pass:
        del held
        return kernel.forward(self, x, *initial)

    def _backward(self, trace: RNNTrace, h_loss: Array, c_loss: Array | None) -> Pass:
        del c_loss  # there is no cell state
        return kernel.backward(self, trace, h_loss)

    def _linearise(self, record: RNNStep) -> Linearised:
        return kernel.linearise(self, record)
