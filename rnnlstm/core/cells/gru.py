"""The gated recurrent unit (Cho et al. 2014), in the paper's form and in the one that PyTorch computes."""

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
from rnnlstm.core.cells.blocks import Block, apart, joint
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.initialise import Initialiser
from rnnlstm.core.cells.kernels import gru as after
from rnnlstm.core.cells.kernels import gru_before as before
from rnnlstm.core.cells.linear import Linearised
from rnnlstm.core.cells.passes import CellOf
from rnnlstm.core.cells.records import Gradients, Index, Pass, State, Step, StepGradients, Trace, parts

RESETS = {"after": after, "before": before}
"""Where the reset gate stands, after the recurrent product or before it, and the passes of that form."""


@dataclass(frozen=True, eq=False, kw_only=True)
class GRUStep(Step):
    """The quantities of one step: those of `Step`, and the following, each (B, H).

    Attributes
    ----------
    a_r, a_z : ndarray
        The pre-activations W [h_{t-1}, x_t] + b of reset and update gate.
    a_xn, a_hn, a_n : ndarray
        The candidate's input part W_xn x_t + b_xn, its recurrent part W_hn h_{t-1} + b_hn, and its
        pre-activation a_xn + r_t * a_hn. With the reset before: W_hn (r_t * h_{t-1}) + b_hn and a_xn + a_hn.
    r, z, n : ndarray
        Reset gate, update gate, candidate; h_t = (1 - z_t) * n_t + z_t * h_{t-1}.
    rh : ndarray or None
        r_t * h_{t-1} with the reset before, where W_hn acts on it; None with the reset after.
    """

    a_r: Array
    a_z: Array
    a_xn: Array
    a_hn: Array
    a_n: Array
    r: Array
    z: Array
    n: Array
    rh: Array | None = None

    def at(self, index: Index) -> "GRUStep":  # noqa: D102
        return self._at(GRUStep, index)


@dataclass(frozen=True, eq=False, kw_only=True)
class GRUTrace(GRUStep, Trace):
    """The quantities of all steps: those of `GRUStep` with a leading axis of time, and of `Trace`."""


@dataclass(frozen=True, eq=False, kw_only=True)
class GRUGradients(Gradients):
    """The gradients of a GRU: those of `Gradients`, and the following, each (T, B, H).

    Attributes
    ----------
    a_r, a_z : ndarray
        The gradients at the pre-activations of the gates.
    a_n, a_hn : ndarray
        The gradients at the candidate's pre-activation (the same as at a_xn) and at its recurrent part.
    rh : ndarray or None
        With the reset before: the gradient at r_t * h_{t-1}.
    r, z, n : ndarray
        The gradients at the gates and the candidate (computed when first read).
    """

    a_r: Array
    a_z: Array
    a_n: Array
    a_hn: Array
    rh: Array | None = None
    trace: GRUTrace = field(repr=False)

    @cached_property
    def r(self) -> Array:
        """dE/dr_t = dE/da_n * (W_hn h_{t-1} + b_hn); with the reset before, dE/d(r_t * h_{t-1}) * h_{t-1}."""
        if self.rh is not None:
            return product(self.rh, self.trace.h_prev)
        return product(self.a_n, self.trace.a_hn)

    @cached_property
    def z(self) -> Array:
        """dE/dz_t = dE/dh_t * (h_{t-1} - n_t)."""
        step = self.trace.mask[..., None]  # beyond its end a sequence has no gate, but dE/dh_t
        return product(np.where(step, self.h, 0), self.trace.h_prev - self.trace.n)

    @cached_property
    def n(self) -> Array:
        """dE/dn_t = dE/dh_t * (1 - z_t)."""
        return product(self.h, 1 - self.trace.z)


@dataclass(frozen=True, eq=False)
class GRU(CellOf[GRUStep, GRUTrace, GRUGradients]):
    """Gated recurrent unit with a linear read-out.

    With [h_{t-1}, x_t] the two vectors one above the other::

        r_t = sigmoid(W_r [h_{t-1}, x_t] + b_r)                              reset gate
        z_t = sigmoid(W_z [h_{t-1}, x_t] + b_z)                              update gate
        n_t = tanh(W_xn x_t + b_xn + r_t * (W_hn h_{t-1} + b_hn))            candidate
        h_t = (1 - z_t) * n_t + z_t * h_{t-1}
        y_t = W_hy h_t + b_y

    This is the formulation of PyTorch's ``torch.nn.GRU``, which applies the reset gate after the
    recurrent product. Cho et al. (2014), equations 5 to 8, apply it before, and so does Keras with
    ``reset_after=False``; with ``reset="before"`` the candidate is

        n_t = tanh(W_xn x_t + b_xn + W_hn (r_t * h_{t-1}) + b_hn).

    Attributes
    ----------
    W_r, W_z : ndarray, shape (H, H + D)
    W_xn : ndarray, shape (H, D)
    W_hn : ndarray, shape (H, H)
    b_r, b_z, b_xn, b_hn : ndarray, shape (H,)
    W_hy : ndarray, shape (O, H)
    b_y : ndarray, shape (O,)
    reset : {"after", "before"}
        Where the reset gate stands, seen from the recurrent product.

    Raises
    ------
    ValueError
        If the shapes of the parameters do not fit together, or `reset` is unknown.
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
    reset: str = "after"
    step_type, trace_type, gradients_type = GRUStep, GRUTrace, GRUGradients
    gates: ClassVar[Mapping[str, float]] = MappingProxyType({"r": 0.0, "z": 0.0, "n": -1.0})
    resting: ClassVar[Mapping[str, float]] = MappingProxyType({"z": 1.0})

    @classmethod
    def init(
        cls,
        input_size: int,
        hidden_size: int,
        output_size: int,
        *,
        seed: int,
        reset: str = "after",
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
        reset : {"after", "before"}
            The two forms are drawn with the same weights.

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
            W_hy=draw.readout_weights(), b_y=draw.bias(output_size), reset=reset,
        )  # fmt: skip

    def __post_init__(self) -> None:
        validate.choice("reset", self.reset, RESETS)
        super().__post_init__()

    @staticmethod
    def shapes(D: int, H: int, O: int) -> dict[str, tuple[int, ...]]:  # noqa: D102, E741
        weights = {"W_r": (H, H + D), "W_z": (H, H + D), "W_xn": (H, D), "W_hn": (H, H)}
        biases = dict.fromkeys(("b_r", "b_z", "b_xn", "b_hn"), (H,))
        return {**weights, **biases, "W_hy": (O, H), "b_y": (O,)}

    @property
    def input_size(self) -> int:
        """D, the width of the input."""
        return int(self.W_xn.shape[1])

    def blocks(self) -> dict[str, Block]:  # noqa: D102
        of_x, of_h = ("W_xn", self.W_xn), ("W_hn", self.W_hn)
        candidate = apart(of_x, of_h, {"b_xn": self.b_xn, "b_hn": self.b_hn}, a="a_n", a_h="a_hn")
        return {
            "r": joint(("W_r", self.W_r), ("b_r", self.b_r), "a_r"),
            "z": joint(("W_z", self.W_z), ("b_z", self.b_z), "a_z"),
            "n": candidate._replace(past="rh") if self.reset == "before" else candidate,
        }

    def step(self, x: Array, state: State, *, clamp: Mapping[str, ArrayLike] | None = None) -> GRUStep:
        """Take one step, as the equations stand: x (B, D), state h_{t-1} (B, H); see `Cell.step`."""
        (h_prev,) = parts(state)
        held = Clamp.read(clamp, self.gates, h_prev.shape, self.dtype)
        hx = np.concatenate([h_prev, x], axis=-1)
        a_r = hx @ self.W_r.T + self.b_r
        a_z = hx @ self.W_z.T + self.b_z
        r, z = held.apply("r", sigmoid(a_r)), held.apply("z", sigmoid(a_z))
        a_xn = x @ self.W_xn.T + self.b_xn
        if self.reset == "before":
            rh = r * h_prev
            a_hn = rh @ self.W_hn.T + self.b_hn
            a_n = a_xn + a_hn
        else:
            rh = None
            a_hn = h_prev @ self.W_hn.T + self.b_hn
            a_n = a_xn + r * a_hn
        n = held.apply("n", np.tanh(a_n))
        h = (1 - z) * n + z * h_prev
        y = h @ self.W_hy.T + self.b_y
        return GRUStep(
            x=x, h_prev=h_prev, a_r=a_r, a_z=a_z, a_xn=a_xn, a_hn=a_hn, a_n=a_n,
            r=r, z=z, n=n, rh=rh, h=h, y=y, clamped=held.clamped,
        )  # fmt: skip

    def step_back(self, step: Step, dy: Array, dstate: State) -> StepGradients:
        """Take one step of backpropagation, as the equations stand; see `Cell.step_back`."""
        step, (dh_next,) = self._own_step(step), parts(dstate)
        dh = dy @ self.W_hy + dh_next
        da_n = step.unless_clamped("n", dh * (1 - step.z) * (1 - step.n**2))
        if step.rh is not None:  # the reset gate stands before the product
            da_hn, past = da_n, step.rh
            drh = da_hn @ self.W_hn
            dr, dh_candidate = drh * step.h_prev, drh * step.r
        else:
            da_hn, past = da_n * step.r, step.h_prev
            dr, dh_candidate = da_n * step.a_hn, da_hn @ self.W_hn
        da_r = step.unless_clamped("r", dr * step.r * (1 - step.r))
        da_z = step.unless_clamped("z", dh * (step.h_prev - step.n) * step.z * (1 - step.z))
        dh_gates, dx_gates = np.split(da_r @ self.W_r + da_z @ self.W_z, [self.hidden_size], axis=-1)
        dh_prev = dh * step.z + dh_gates + dh_candidate
        dx = dx_gates + da_n @ self.W_xn

        hx = np.concatenate([step.h_prev, step.x], axis=-1)
        params = {
            "W_r": da_r.T @ hx, "W_z": da_z.T @ hx, "W_xn": da_n.T @ step.x, "W_hn": da_hn.T @ past,
            "b_r": da_r.sum(0), "b_z": da_z.sum(0), "b_xn": da_n.sum(0), "b_hn": da_hn.sum(0),
            "W_hy": dy.T @ step.h, "b_y": dy.sum(0),
        }  # fmt: skip
        return StepGradients(params=params, x=dx, total=dh, previous=dh_prev)

    def check_trace(self, trace: object) -> None:  # noqa: D102
        super().check_trace(trace)
        if (made := "after" if getattr(trace, "rh", None) is None else "before") != self.reset:
            raise ValueError(f"trace must be of a GRU with reset={self.reset!r}, got one of reset={made!r}")

    def _forward(self, x: Array, initial: tuple[Array, ...], held: Clamp) -> Pass:
        passed: Pass = RESETS[self.reset].forward(self, held, x, *initial)
        return passed

    def _backward(self, trace: GRUTrace, h_loss: Array, c_loss: Array | None) -> Pass:
        del c_loss  # there is no cell state
        passed: Pass = RESETS[self.reset].backward(self, trace, h_loss)
        return passed

    def _linearise(self, record: GRUStep) -> Linearised:
        maps: Linearised = RESETS[self.reset].linearise(self, record)
        return maps
