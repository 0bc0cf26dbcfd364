"""What a forward and a backward pass through several cells leave behind."""

from dataclasses import dataclass
from typing import TypeAlias

from rnnlstm.core.arrays import Array, Mask
from rnnlstm.core.cells.padding import Lengths, mask_of
from rnnlstm.core.cells.records import Gradients, Trace


@dataclass(frozen=True, eq=False, kw_only=True)
class BidirectionalTrace:
    """The quantities of all steps of both cells.

    Attributes
    ----------
    x : ndarray, shape (T, B, D)
    h : ndarray, shape (T, B, 2H)
        At each step the state of the one cell, and beside it that of the other.
    left_to_right : Trace
    right_to_left : Trace
        In the order in which this cell reads: its first step is the last one of each sequence. `turned` turns
        an array of it.
    lengths : ndarray of int, shape (B,), or None
        As in `Trace`. Beyond the end of a sequence each cell's state is the one that it ended with.
    """

    x: Array
    h: Array
    left_to_right: Trace
    right_to_left: Trace
    lengths: Lengths | None

    @property
    def finite(self) -> bool:
        """False when anything overflowed."""
        return self.left_to_right.finite and self.right_to_left.finite

    @property
    def mask(self) -> Mask:
        """True where a sequence takes a step, (T, B)."""
        return mask_of(self.lengths, *self.h.shape[:2])


@dataclass(frozen=True, eq=False, kw_only=True)
class BidirectionalGradients:
    """Every gradient of a backward pass.

    Attributes
    ----------
    params : dict of str to ndarray
        In the order of `Bidirectional.params`.
    x : ndarray, shape (T, B, D)
        dE/dx_t, the sum of what comes back through both cells.
    h : ndarray, shape (T, B, 2H)
        The total dE/dh_t, in the order of time.
    left_to_right : Gradients
    right_to_left : Gradients
        In the order in which this cell reads, as its trace.
    """

    params: dict[str, Array]
    x: Array
    h: Array
    left_to_right: Gradients
    right_to_left: Gradients

    @property
    def finite(self) -> bool:
        """False when anything overflowed."""
        return self.left_to_right.finite and self.right_to_left.finite


LayerTrace: TypeAlias = Trace | BidirectionalTrace
LayerGradients: TypeAlias = Gradients | BidirectionalGradients


@dataclass(frozen=True, eq=False, kw_only=True)
class StackTrace:
    """The quantities of all steps, layer by layer.

    Attributes
    ----------
    x : ndarray, shape (T, B, D)
    h : ndarray, shape (T, B, K)
        The states of the last layer.
    y : ndarray, shape (T, B, O)
    layers : tuple of Trace or BidirectionalTrace
        Each layer's own trace; its x is the h of the one below.
    finite : bool
        False when anything overflowed.
    lengths : ndarray of int, shape (B,), or None
        As in `Trace`.
    """

    x: Array
    h: Array
    y: Array
    layers: tuple[LayerTrace, ...]
    finite: bool
    lengths: Lengths | None

    @property
    def mask(self) -> Mask:
        """True where a sequence takes a step, (T, B): the mask that a loss takes."""
        return mask_of(self.lengths, *self.h.shape[:2])


@dataclass(frozen=True, eq=False, kw_only=True)
class StackGradients:
    """Every gradient of a backward pass, layer by layer.

    Attributes
    ----------
    params : dict of str to ndarray
        In the order of `Stack.params`.
    x : ndarray, shape (T, B, D)
        dE/dx_t.
    y : ndarray, shape (T, B, O)
        dE/dy_t, as given.
    h : ndarray, shape (T, B, K)
        The total dE/dh_t of the last layer.
    layers : tuple of Gradients or BidirectionalGradients
    finite : bool
        False when anything overflowed.
    trace : StackTrace
    """

    params: dict[str, Array]
    x: Array
    y: Array
    h: Array
    layers: tuple[LayerGradients, ...]
    finite: bool
    trace: StackTrace
