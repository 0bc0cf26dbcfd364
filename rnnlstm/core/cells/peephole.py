"""The LSTM whose gates see the cell state (Gers and Schmidhuber 2000)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from rnnlstm.core.arrays import Array, linear
from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.cells.blocks import Block
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.kernels import lstm as kernel
from rnnlstm.core.cells.linear import Linearised
from rnnlstm.core.cells.lstm import LSTM, LSTMStep, LSTMTrace
from rnnlstm.core.cells.records import Pass, State, Step, StepGradients, parts


@dataclass(frozen=True, eq=False, kw_only=True)
class PeepholeTrace(LSTMTrace):
    """The quantities of all steps: those of `LSTMTrace`; the pre-activations hold their peephole's part."""


class _Within(NamedTuple):
    """The gradients within a step, and what goes on to c_{t-1}."""

    a_f: Array
    a_i: Array
    a_c: Array
    a_o: Array
    c_hidden: Array
    c: Array
    c_prev: Array


@dataclass(frozen=True, eq=False)
class PeepholeLSTM(LSTM):
    """Long short-term memory with peepholes: forget and input gate see c_{t-1}, the output gate c_t.

    With [h_{t-1}, x_t] the two vectors one above the other::

        f_t = sigmoid(W_f [h_{t-1}, x_t] + p_f * c_{t-1} + b_f)
        i_t = sigmoid(W_i [h_{t-1}, x_t] + p_i * c_{t-1} + b_i)
        g_t = tanh(W_c [h_{t-1}, x_t] + b_c)
        c_t = f_t * c_{t-1} + i_t * g_t
        o_t = sigmoid(W_o [h_{t-1}, x_t] + p_o * c_t + b_o)
        h_t = o_t * tanh(c_t)
        y_t = W_hy h_t + b_y

    Gers and Schmidhuber (2000), *Recurrent nets that time and count*; equations as in Greff et al. (2017).
    With p_f = p_i = p_o = 0 it is the `LSTM`. In its gradients, c_hidden holds what c_t gets through h_t, by
    way of o_t too, and c_future what comes along f_{t+1} and through the gates f_{t+1} and i_{t+1}.

    Attributes
    ----------
    p_f, p_i, p_o : ndarray, shape (H,)
        The peepholes; the other parameters are those of `LSTM`.

    Raises
    ------
    ValueError
        If the shapes of the parameters do not fit together.
    """

    p_f: Array
    p_i: Array
    p_o: Array
    trace_type = PeepholeTrace

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
        """Draw a cell as `LSTM.init` does, with the same weights.

        The peepholes are drawn from U(-1/sqrt(H), 1/sqrt(H)), by a generator of their own.
        """
        lstm = LSTM.init(
            input_size, hidden_size, output_size, seed=seed, forget_bias=forget_bias, recurrent=recurrent,
            gain=gain, dtype=dtype,
        )  # fmt: skip
        rng, bound = np.random.default_rng(seed).spawn(4)[3], hidden_size**-0.5
        p_f, p_i, p_o = rng.uniform(-bound, bound, (3, hidden_size)).astype(dtype)
        return cls(**lstm.params, p_f=p_f, p_i=p_i, p_o=p_o)

    @staticmethod
    def shapes(D: int, H: int, O: int) -> dict[str, tuple[int, ...]]:  # noqa: D102, E741
        return {**LSTM.shapes(D, H, O), **dict.fromkeys(("p_f", "p_i", "p_o"), (H,))}

    def blocks(self) -> dict[str, Block]:  # noqa: D102
        seen = {"f": {"p_f": "c_prev"}, "i": {"p_i": "c_prev"}, "g": {}, "o": {"p_o": "c"}}
        return {gate: block._replace(peepholes=seen[gate]) for gate, block in super().blocks().items()}

    def step(self, x: Array, state: State, *, clamp: Mapping[str, ArrayLike] | None = None) -> LSTMStep:
        """Take one step, as the equations stand: x (B, D), state (h_{t-1}, c_{t-1}); see `Cell.step`."""
        h_prev, c_prev = parts(state)
        held = Clamp.read(clamp, self.gates, c_prev.shape, self.dtype)
        hx = np.concatenate([h_prev, x], axis=-1)
        a_f = hx @ self.W_f.T + self.p_f * c_prev + self.b_f
        a_i = hx @ self.W_i.T + self.p_i * c_prev + self.b_i
        a_c = hx @ self.W_c.T + self.b_c
        f, i = held.apply("f", sigmoid(a_f)), held.apply("i", sigmoid(a_i))
        g = held.apply("g", np.tanh(a_c))
        c = f * c_prev + i * g
        a_o = hx @ self.W_o.T + self.p_o * c + self.b_o
        o = held.apply("o", sigmoid(a_o))
        tanh_c = np.tanh(c)
        h = o * tanh_c
        y = h @ self.W_hy.T + self.b_y
        return LSTMStep(
            x=x, h_prev=h_prev, c_prev=c_prev, a_f=a_f, a_i=a_i, a_c=a_c, a_o=a_o,
            f=f, i=i, g=g, o=o, c=c, tanh_c=tanh_c, h=h, y=y, clamped=held.clamped,
        )  # fmt: skip

    def step_back(self, step: Step, dy: Array, dstate: State) -> StepGradients:
        """Take one step of backpropagation, as the equations stand; see `Cell.step_back`."""
        step, (dh_next, dc_next) = self._own_step(step), parts(dstate)
        dh = dy @ self.W_hy + dh_next
        da_f, da_i, da_c, da_o, _, dc, dc_prev = self._within(step, dh, dc_next)
        dhx = da_f @ self.W_f + da_i @ self.W_i + da_c @ self.W_c + da_o @ self.W_o
        dh_prev, dx = np.split(dhx, [self.hidden_size], axis=-1)

        params = self._params(step, dy, da_f, da_i, da_c, da_o) | {
            "p_f": (da_f * step.c_prev).sum(0),
            "p_i": (da_i * step.c_prev).sum(0),
            "p_o": (da_o * step.c).sum(0),
        }
        return StepGradients(params=params, x=dx, total=(dh, dc), previous=(dh_prev, dc_prev))

    def _within(self, step: LSTMStep, dh: Array, dc_next: Array) -> _Within:
        """Take dE/dh_t, and what arrives at c_t from step t+1, through the gates."""
        da_o = step.unless_clamped("o", dh * step.tanh_c * step.o * (1 - step.o))
        dc_hidden = dh * step.o * (1 - step.tanh_c**2) + da_o * self.p_o
        dc = dc_hidden + dc_next
        da_f = step.unless_clamped("f", dc * step.c_prev * step.f * (1 - step.f))
        da_i = step.unless_clamped("i", dc * step.g * step.i * (1 - step.i))
        da_c = step.unless_clamped("g", dc * step.i * (1 - step.g**2))
        dc_prev = step.f * dc + da_f * self.p_f + da_i * self.p_i
        return _Within(da_f, da_i, da_c, da_o, dc_hidden, dc, dc_prev)

    def _forward(self, x: Array, initial: tuple[Array, ...], held: Clamp) -> Pass:
        """Take one textbook step after the other."""
        clamps = {gate: np.where(held.where[gate], value, np.nan) for gate, value in held.values.items()}
        steps: list[LSTMStep] = []
        for t, x_t in enumerate(x):
            state = steps[-1].state if steps else initial
            steps.append(self.step(x_t, state, clamp={gate: value[t] for gate, value in clamps.items()}))
        names = ("h_prev", "c_prev", "a_f", "a_i", "a_c", "a_o", "f", "i", "g", "o", "c", "tanh_c", "h")
        values = {name: np.stack([getattr(step, name) for step in steps]) for name in names}
        return Pass(values, tuple(values[name] for name in ("a_f", "a_i", "a_c", "a_o")))

    def _backward(self, trace: LSTMTrace, h_loss: Array, c_loss: Array | None) -> Pass:
        """Take one textbook step back after the other."""
        W, _ = kernel.fused(self)
        W_h, W_x = W[:, : self.hidden_size], W[:, self.hidden_size :]
        T = len(h_loss)
        arriving_h, arriving_c = np.zeros((2, T + 1, *trace.h0.shape), self.dtype)
        arriving_c[T] = 0 if c_loss is None else c_loss
        total_h, total_c, c_hidden, a_f, a_i, a_c, a_o = np.empty((7, *h_loss.shape), self.dtype)
        for t in reversed(range(T)):
            total_h[t] = arriving_h[t + 1] + h_loss[t]
            a_f[t], a_i[t], a_c[t], a_o[t], c_hidden[t], total_c[t], arriving_c[t] = self._within(
                trace.at(t), total_h[t], arriving_c[t + 1]
            )
            arriving_h[t] = np.concatenate([a_o[t], a_f[t], a_i[t], a_c[t]], axis=-1) @ W_h
        values = {
            "a_f": a_f, "a_i": a_i, "a_c": a_c, "a_o": a_o,
            "c": total_c, "c_future": arriving_c[1:], "c_hidden": c_hidden, "c0": arriving_c[0],
            "h": total_h, "h_future": arriving_h[1:], "h0": arriving_h[0],
            "x": linear(np.concatenate([a_o, a_f, a_i, a_c], axis=-1), W_x.T),
        }  # fmt: skip
        return Pass(values, (a_f, a_i, a_c, a_o))

    def _linearise(self, record: LSTMStep) -> Linearised:
        of_o, of_f, of_i = (kernel.local(record)[1][:, :, k] for k in range(3))
        return kernel.linearise(self, record).with_peepholes(
            of_o * self.p_o, of_f * self.p_f + of_i * self.p_i
        )
