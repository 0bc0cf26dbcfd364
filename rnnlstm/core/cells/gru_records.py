"""What a GRU's forward and backward passes leave behind."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from rnnlstm.core.cells.activations import Array
from rnnlstm.core.cells.clamp import Clampable
from rnnlstm.core.cells.records import Gradients, product

_STEP = ("x", "h_prev", "a_r", "a_z", "a_xn", "a_hn", "a_n", "r", "z", "n", "h", "y")


@dataclass(frozen=True, eq=False, kw_only=True)
class GRUStep(Clampable):
    """The quantities of one step.

    Attributes
    ----------
    x : ndarray, shape (B, D)
        The input x_t.
    h_prev : ndarray, shape (B, H)
        h_{t-1}.
    a_r, a_z : ndarray, shape (B, H)
        The pre-activations W [h_{t-1}, x_t] + b of reset and update gate.
    a_xn, a_hn, a_n : ndarray, shape (B, H)
        The candidate's input part W_xn x_t + b_xn, its recurrent part W_hn h_{t-1} + b_hn, and its
        pre-activation a_xn + r_t * a_hn.
    r, z, n, h : ndarray, shape (B, H)
        Reset gate, update gate, candidate, and h_t = (1 - z_t) * n_t + z_t * h_{t-1}.
    y : ndarray, shape (B, O)
        y_t = W_hy h_t + b_y.
    clamped
        See `Clampable`.
    """

    x: Array
    h_prev: Array
    a_r: Array
    a_z: Array
    a_xn: Array
    a_hn: Array
    a_n: Array
    r: Array
    z: Array
    n: Array
    h: Array
    y: Array

    @property
    def state(self) -> Array:
        """What the next step starts from: h_t."""
        return self.h

    def at(self, index: Any) -> "GRUStep":
        """Return the record of some of the steps or sequences; `index` is any index of the leading axes."""
        values = {name: getattr(self, name)[index] for name in _STEP}
        return GRUStep(**values, clamped=self.clamped_at(index))

    def local(self) -> Array:
        """Return what takes dE/dh_t to a_r, a_z and a_hn within the step, of shape (..., 3, H)."""
        r, z, n, unless_clamped = self.r, self.z, self.n, self.unless_clamped
        n_of_h = unless_clamped("n", (1 - z) * (1 - n * n))
        r_of_h = unless_clamped("r", n_of_h * self.a_hn * r * (1 - r))
        z_of_h = unless_clamped("z", (self.h_prev - n) * z * (1 - z))
        return np.stack([r_of_h, z_of_h, n_of_h * r], axis=-2)


@dataclass(frozen=True, eq=False, kw_only=True)
class GRUTrace(GRUStep):
    """The quantities of all steps: those of `GRUStep` with a leading axis of time, (T, B, ...).

    Attributes
    ----------
    h0 : ndarray, shape (B, H)
        The initial state.
    finite : bool
        False when anything overflowed.
    """

    h0: Array
    finite: bool


@dataclass(frozen=True, eq=False, kw_only=True)
class GRUGradients(Gradients):
    """The gradients of a GRU: those of `Gradients`, and the following, each (T, B, H).

    Attributes
    ----------
    a_r, a_z : ndarray
        The gradients at the pre-activations of the gates.
    a_n, a_hn : ndarray
        The gradients at the candidate's pre-activation (the same as at a_xn) and at its recurrent part.
    r, z, n : ndarray
        The gradients at the gates and the candidate (computed when first read).
    """

    a_r: Array
    a_z: Array
    a_n: Array
    a_hn: Array
    trace: GRUTrace = field(repr=False)

    @cached_property
    def r(self) -> Array:
        """dE/dr_t = dE/da_n * (W_hn h_{t-1} + b_hn)."""
        return product(self.a_n, self.trace.a_hn)

    @cached_property
    def z(self) -> Array:
        """dE/dz_t = dE/dh_t * (h_{t-1} - n_t)."""
        return product(self.h, self.trace.h_prev - self.trace.n)

    @cached_property
    def n(self) -> Array:
        """dE/dn_t = dE/dh_t * (1 - z_t)."""
        return product(self.h, 1 - self.trace.z)
