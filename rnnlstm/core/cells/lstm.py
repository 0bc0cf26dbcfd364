"""The long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, product
from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.cells.blocks import Block, joint
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.initialise import Initialiser
from rnnlstm.core.cells.kernels import lstm as kernel
from rnnlstm.core.cells.linear import Linearised
from rnnlstm.core.cells.passes import CellOf
from rnnlstm.core.cells.records import Gradients, Index, Pass, State, Step, StepGradients, Trace, parts


@dataclass(frozen=True, eq=False, kw_only=True)
class LSTMStep(Step):
    """The quantities of one step: those of `Step`, and the following, each (B, H).

    Attributes
    ----------
    c_prev : ndarray
        c_{t-1}.
    a_f, a_i, a_c, a_o : ndarray
        The pre-activations W [h_{t-1}, x_t] + b of forget gate, input gate, candidate, output gate.
    f, i, g, o : ndarray
        Forget gate, input gate, candidate, output gate.
    c, tanh_c : ndarray
        c_t = f_t * c_{t-1} + i_t * g_t, and tanh(c_t); h_t = o_t * tanh(c_t).
    """

    c_prev: Array
    a_f: Array
    a_i: Array
    a_c: Array
    a_o: Array
    f: Array
    i: Array
    g: Array
    o: Array
    c: Array
    tanh_c: Array

    @property
    def state(self) -> State:
        """What the next step starts from: (h_t, c_t)."""
        return self.h, self.c

    def at(self, index: Index) -> "LSTMStep":  # noqa: D102
        return self._at(LSTMStep, index)


@dataclass(frozen=True, eq=False, kw_only=True)
class LSTMTrace(LSTMStep, Trace):
    """The quantities of all steps: those of `LSTMStep` with a leading axis of time, and of `Trace`.

    Attributes
    ----------
    c0 : ndarray, shape (B, H)
        The initial cell state.
    """

    c0: Array


@dataclass(frozen=True, eq=False, kw_only=True)
class LSTMGradients(Gradients):
    """The gradients of an LSTM: those of `Gradients`, and the following, each (T, B, H) but for c0.

    Attributes
    ----------
    c : ndarray
        The total dE/dc_t = c_future + c_hidden.
    c_future : ndarray
        What arrives along the cell state, f_{t+1} * dE/dc_{t+1}; at the last step the `dc` given, or zero.
    c_hidden : ndarray
        What arrives through h_t, dE/dh_t * o_t * (1 - tanh(c_t)^2).
    c0 : ndarray, shape (B, H)
        dE/dc_0.
    a_f, a_i, a_c, a_o : ndarray
        The gradients at the pre-activations.
    f, i, g, o : ndarray
        The gradients at the gates and the candidate (computed when first read).
    """

    c: Array
    c_future: Array
    c_hidden: Array
    c0: Array
    a_f: Array
    a_i: Array
    a_c: Array
    a_o: Array
    trace: LSTMTrace = field(repr=False)

    @cached_property
    def f(self) -> Array:
        """dE/df_t = dE/dc_t * c_{t-1}."""
        return product(self.c, self.trace.c_prev)

    @cached_property
    def i(self) -> Array:
        """dE/di_t = dE/dc_t * g_t."""
        return product(self.c, self.trace.g)

    @cached_property
    def g(self) -> Array:
        """dE/dg_t = dE/dc_t * i_t."""
        return product(self.c, self.trace.i)

    @cached_property
    def o(self) -> Array:
        """dE/do_t = dE/dh_t * tanh(c_t)."""
        return product(self.h, self.trace.tanh_c)


@dataclass(frozen=True, eq=False)
class LSTM(CellOf[LSTMStep, LSTMTrace, LSTMGradients]):
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
    step_type, trace_type, gradients_type = LSTMStep, LSTMTrace, LSTMGradients
    states: ClassVar[tuple[str, ...]] = ("h", "c")
    gates: ClassVar[Mapping[str, float]] = MappingProxyType({"f": 0.0, "i": 0.0, "g": -1.0, "o": 0.0})
    resting: ClassVar[Mapping[str, float]] = MappingProxyType({"f": 1.0})

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

    def blocks(self) -> dict[str, Block]:  # noqa: D102
        # The candidate is g, as in most books since; its parameters are the paper's W_c and b_c.
        return {
            "f": joint(("W_f", self.W_f), ("b_f", self.b_f), "a_f"),
            "i": joint(("W_i", self.W_i), ("b_i", self.b_i), "a_i"),
            "g": joint(("W_c", self.W_c), ("b_c", self.b_c), "a_c"),
            "o": joint(("W_o", self.W_o), ("b_o", self.b_o), "a_o"),
        }

    def step(self, x: Array, state: State, *, clamp: Mapping[str, ArrayLike] | None = None) -> LSTMStep:
        """Take one step, as the equations stand: x (B, D), state (h_{t-1}, c_{t-1}); see `Cell.step`."""
        h_prev, c_prev = parts(state)
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

    def step_back(self, step: Step, dy: Array, dstate: State) -> StepGradients:
        """Take one step of backpropagation, as the equations stand; see `Cell.step_back`.

        `dstate` is what arrives from step t+1 at h_t and, along f_{t+1}, at c_t.
        """
        step, (dh_next, dc_next) = self._own_step(step), parts(dstate)
        dh = dy @ self.W_hy + dh_next
        dc = dh * step.o * (1 - step.tanh_c**2) + dc_next
        da_f = step.unless_clamped("f", dc * step.c_prev * step.f * (1 - step.f))
        da_i = step.unless_clamped("i", dc * step.g * step.i * (1 - step.i))
        da_c = step.unless_clamped("g", dc * step.i * (1 - step.g**2))
        da_o = step.unless_clamped("o", dh * step.tanh_c * step.o * (1 - step.o))
        dhx = da_f @ self.W_f + da_i @ self.W_i + da_c @ self.W_c + da_o @ self.W_o
        dh_prev, dx = np.split(dhx, [self.hidden_size], axis=-1)
        dc_prev = step.f * dc

        params = self._params(step, dy, da_f, da_i, da_c, da_o)
        return StepGradients(params=params, x=dx, total=(dh, dc), previous=(dh_prev, dc_prev))

    @staticmethod
    def _params(
        step: LSTMStep, dy: Array, da_f: Array, da_i: Array, da_c: Array, da_o: Array
    ) -> dict[str, Array]:
        """Return what a step adds to the gradients of the parameters, given those at its sums."""
        hx = np.concatenate([step.h_prev, step.x], axis=-1)
        return {
            "W_f": da_f.T @ hx, "W_i": da_i.T @ hx, "W_c": da_c.T @ hx, "W_o": da_o.T @ hx,
            "b_f": da_f.sum(0), "b_i": da_i.sum(0), "b_c": da_c.sum(0), "b_o": da_o.sum(0),
            "W_hy": dy.T @ step.h, "b_y": dy.sum(0),
        }  # fmt: skip

    @property
    def activations(self) -> dict[str, str]:  # noqa: D102
        return {**super().activations, "c": "tanh"}

    def slopes(self, trace: Trace) -> dict[str, Array]:  # noqa: D102
        return {**super().slopes(trace), "c": 1 - self._own(trace).tanh_c ** 2}

    def _forward(self, x: Array, initial: tuple[Array, ...], held: Clamp) -> Pass:
        return kernel.forward(self, held, x, *initial)

    def _backward(self, trace: LSTMTrace, h_loss: Array, c_loss: Array | None) -> Pass:
        return kernel.backward(self, trace, h_loss, c_loss)

    def _linearise(self, record: LSTMStep) -> Linearised:
        return kernel.linearise(self, record)
