"""What an LSTM's forward and backward passes leave behind."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from rnnlstm.core.cells.activations import Array
from rnnlstm.core.cells.clamp import Clampable
from rnnlstm.core.cells.records import Gradients, empties, product

_STEP = ("x", "h_prev", "c_prev", "a_f", "a_i", "a_c", "a_o", "f", "i", "g", "o", "c", "tanh_c", "h", "y")


@dataclass(frozen=True, eq=False, kw_only=True)
class LSTMStep(Clampable):
    """The quantities of one step.

    Attributes
    ----------
    x : ndarray, shape (B, D)
        The input x_t.
    h_prev, c_prev : ndarray, shape (B, H)
        h_{t-1} and c_{t-1}.
    a_f, a_i, a_c, a_o : ndarray, shape (B, H)
        The pre-activations W [h_{t-1}, x_t] + b of forget gate, input gate, candidate, output gate.
    f, i, g, o : ndarray, shape (B, H)
        Forget gate, input gate, candidate, output gate.
    c, tanh_c, h : ndarray, shape (B, H)
        c_t = f_t * c_{t-1} + i_t * g_t; tanh(c_t); h_t = o_t * tanh(c_t).
    y : ndarray, shape (B, O)
        y_t = W_hy h_t + b_y.
    clamped
        See `Clampable`.
    """

    x: Array
    h_prev: Array
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
    h: Array
    y: Array

    @property
    def state(self) -> tuple[Array, Array]:
        """What the next step starts from: (h_t, c_t)."""
        return self.h, self.c

    def at(self, index: Any) -> "LSTMStep":
        """Return the record of some of the steps or sequences; `index` is any index of the leading axes."""
        values = {name: getattr(self, name)[index] for name in _STEP}
        return LSTMStep(**values, clamped=self.clamped_at(index))

    def local(self, out: tuple[Array, Array] | None = None) -> tuple[Array, Array]:
        """Return the derivatives within the step, which do not depend on what comes back from the future.

        Two arrays, those of `out` if given: o_t * (1 - tanh(c_t)^2) of shape (..., H), which takes dE/dh_t to
        c_t; and one of shape (..., 4, H), which takes dE/dh_t to a_o, and dE/dc_t to a_f, a_i and a_c.
        """
        o, f, i, g = self.o, self.f, self.i, self.g
        of_tanh, of_a = out or empties(o.dtype, o.shape, (*o.shape[:-1], 4, o.shape[-1]))
        for k, (gate, multiplied) in enumerate(((o, self.tanh_c), (f, self.c_prev), (i, g))):
            slope = np.subtract(1, gate, out=of_a[..., k, :])
            slope *= gate
            slope *= multiplied
        for value, multiplied, place in ((self.tanh_c, o, of_tanh), (g, i, of_a[..., 3, :])):
            slope = np.multiply(value, value, out=place)
            np.subtract(1, slope, out=slope)
            slope *= multiplied
        for gate_name, where in (self.clamped or {}).items():
            of_a[..., "ofig".index(gate_name), :][where] = 0
        return of_tanh, of_a


@dataclass(frozen=True, eq=False, kw_only=True)
class LSTMTrace(LSTMStep):
    """The quantities of all steps: those of `LSTMStep` with a leading axis of time, (T, B, ...).

    Attributes
    ----------
    h0, c0 : ndarray, shape (B, H)
        The initial states.
    finite : bool
        False when anything overflowed.
    """

    h0: Array
    c0: Array
    finite: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class LSTMGradients(Gradients):
    """The gradients of an LSTM: those of `Gradients`, and the following, each (T, B, H) but for c0.

    Attributes
    ----------
    c : ndarray
        The total dE/dc_t = c_future + c_hidden.
    c_future : ndarray
        What arrives along the cell state, f_{t+1} * dE/dc_{t+1}; zero at the last step.
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
