"""A trace seen close up: every step as the linear map that it is for small changes of its state.

What flows back multiplies these maps from the left, row by row (`pull`: reverse mode); what a change does
later multiplies them from the right, column by column (`push`: forward mode). Griewank and Walther,
*Evaluating Derivatives* (2008), chapter 3.

Rows and columns are both arrays (S, n, B, R, H): S parts of the state (h, and c for an LSTM), n steps at
once, R vectors of each sequence. `at` says which steps, as a slice of the time axis.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from rnnlstm.core.arrays import Array, Mask, times

EVERY = slice(None)
"""All steps."""


@dataclass(frozen=True, eq=False)
class Linearised(ABC):
    """The maps J_t = d state_t / d state_{t-1} of a trace, never written out as matrices.

    Attributes
    ----------
    W_h, W_x : ndarray, shape (K*H, H) and (K*H, D)
        The recurrent and the input weights of the K gates, one above the other.
    local : ndarray, shape (T, B, K, H)
        What takes a gradient within the step to the K pre-activations' recurrent parts.
    """

    W_h: Array
    W_x: Array
    local: Array
    parts: ClassVar[int] = 1

    @abstractmethod
    def pull(self, at: slice, rows: Array) -> Array:
        """Return rows J_t for the steps t of `at`."""

    @abstractmethod
    def push(self, at: slice, columns: Array) -> Array:
        """Return J_t columns for the steps t of `at`."""

    @abstractmethod
    def inputs(self, at: slice = EVERY) -> Array:
        """Return d state_t / d x_t for the steps t of `at`, columns one under the other: (S, n, B, D, H)."""

    def to_node(self, of: str, at: slice, rows: Array) -> Array:
        """Take rows at the parts of the state, each moved by itself, to the node "h" or "c": (n, B, R, H).

        In a cell with a cell state a change of the node c_t moves h_t too.
        """
        del of, at
        node: Array = rows[0]
        return node

    def _to_state(self, da: Array) -> Array:
        """Take gradients at the pre-activations (n, B, R, K*H) to h_{t-1}: (n, B, R, H)."""
        return times(da, self.W_h)

    def _to_gates(self, columns: Array) -> Array:
        """Take changes of h_{t-1} (n, B, R, H) to the pre-activations: (n, B, R, K, H)."""
        return times(columns, self.W_h.T).reshape(*columns.shape[:-1], -1, self.W_h.shape[1])


@dataclass(frozen=True, eq=False)
class Padded(Linearised):
    """The maps of a padded batch: those of its steps, and the identity beyond the ends of its sequences.

    Attributes
    ----------
    maps : Linearised
    mask : ndarray of bool, shape (T, B)
        True where a sequence takes a step.
    """

    maps: Linearised
    mask: Mask

    @classmethod
    def of(cls, maps: Linearised, mask: Mask) -> Self:
        """Return the maps with the identity where the mask is False."""
        return cls(maps.W_h, maps.W_x, maps.local, maps, mask)

    @property
    def parts(self) -> int:  # type: ignore[override]
        """How many parts the state has."""
        return self.maps.parts

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        return np.where(self._steps(at), self.maps.pull(at, rows), rows)

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        return np.where(self._steps(at), self.maps.push(at, columns), columns)

    def inputs(self, at: slice = EVERY) -> Array:  # noqa: D102
        return np.where(self._steps(at), self.maps.inputs(at), 0)

    def to_node(self, of: str, at: slice, rows: Array) -> Array:  # noqa: D102
        # Beyond the end h_t is no longer made from c_t.
        moved = rows["hc".index(of)]
        return np.where(self._steps(at), self.maps.to_node(of, at, rows), moved)

    def _steps(self, at: slice) -> Mask:
        return self.mask[at][:, :, None, None]
