"""Two cells over one sequence, from its beginning and from its end (Schuster and Paliwal 1997)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, DType, settle
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.padding import Lengths, read_lengths
from rnnlstm.core.networks.layers import Initial, named, run_cell, run_cell_back, under, without_readout
from rnnlstm.core.networks.records import BidirectionalGradients, BidirectionalTrace

DIRECTIONS = ("left_to_right", "right_to_left")


@dataclass(frozen=True, eq=False)
class Bidirectional:
    """A layer that reads its sequence in both directions.

    With h_t of the cell that has read x_1 .. x_t, and g_t of the cell that has read x_T .. x_t::

        h_t = f(x_t, h_{t-1})
        g_t = f'(x_t, g_{t+1})

    and the layer's state at t is [h_t, g_t]. Goodfellow, Bengio and Courville, *Deep Learning* (2016),
    section 10.3.

    Attributes
    ----------
    left_to_right, right_to_left : Cell
        Of one input size and without a read-out, which a `Stack` has; that of a cell given is left away.

    Raises
    ------
    ValueError
        If the two cells differ in input size or floating type.
    """

    left_to_right: Cell
    right_to_left: Cell

    def __post_init__(self) -> None:
        for name in DIRECTIONS:
            object.__setattr__(self, name, without_readout(getattr(self, name)))
        one, other = self.left_to_right, self.right_to_left
        given = [(cell.input_size, str(cell.dtype)) for cell in (one, other)]
        if given[0] != given[1]:
            raise ValueError(f"both cells must have the same input size and floating type, got {given}")

    @property
    def input_size(self) -> int:
        """D, the width of the input."""
        return self.left_to_right.input_size

    @property
    def hidden_size(self) -> int:
        """The width of h: the hidden units of both cells."""
        return self.left_to_right.hidden_size + self.right_to_left.hidden_size

    @property
    def dtype(self) -> DType:
        """The floating type of the parameters."""
        return self.left_to_right.dtype

    @property
    def params(self) -> dict[str, Array]:
        """The parameters by names such as "left_to_right.W_f"."""
        return named({k: getattr(self, k).params for k in DIRECTIONS})

    def with_params(self, params: Mapping[str, Array]) -> Self:
        """Return the layer with some of its parameters replaced.

        Raises
        ------
        ValueError
            If there is no such parameter, or the shapes do not fit together.
        """
        validate.names(params, self.params)
        return replace(self, **{k: getattr(self, k).with_params(under(k, params)) for k in DIRECTIONS})

    def forward(
        self,
        x: ArrayLike,
        initial: tuple[Initial, Initial] | None = None,
        *,
        lengths: ArrayLike | None = None,
    ) -> BidirectionalTrace:
        """Run both cells over a batch of sequences.

        Parameters
        ----------
        x : array_like, shape (T, B, D)
        initial : pair, optional
            The state in which each cell begins, the second one at the end of a sequence: h0, or (h0, c0), or
            None for zeros.
        lengths : array_like of int, shape (B,), optional
            The number of steps of each sequence, where x is a padded batch; the second cell begins at the
            last of them.

        Raises
        ------
        ValueError
            As a cell's `forward` does.
        """
        x = validate.sequence(x, self.input_size, self.dtype)
        return self.run(x, initial, read_lengths(lengths, *x.shape[:2]))

    def run(
        self, x: Array, initial: tuple[Initial, Initial] | None, lengths: Lengths | None
    ) -> BidirectionalTrace:
        """Do what `forward` does with an input that is checked already, or has overflowed below."""
        first, last = initial or (None, None)
        one = run_cell(self.left_to_right, x, first, lengths)
        other = run_cell(self.right_to_left, turned(x, lengths), last, lengths)
        h = np.concatenate([one.h, turned(other.h, lengths)], axis=-1)
        return BidirectionalTrace(x=x, h=h, left_to_right=one, right_to_left=other, lengths=lengths)

    def backward(self, trace: BidirectionalTrace, dh: ArrayLike) -> BidirectionalGradients:
        """Run backpropagation through time over a whole trace, for each cell against its own direction.

        Parameters
        ----------
        trace : BidirectionalTrace
            What `forward` returned.
        dh : array_like, shape (T, B, 2H)
            dE/dh_t.

        Raises
        ------
        ValueError
            As a cell's `backward` does.
        """
        entering, _ = validate.incoming(dh, None, trace.h, trace.h, finite=trace.finite)
        return self.run_back(trace, entering)

    def run_back(self, trace: BidirectionalTrace, dh: Array) -> BidirectionalGradients:
        """Do what `backward` does with what is checked already, or has overflowed above."""
        lengths, H = trace.lengths, self.left_to_right.hidden_size
        one = run_cell_back(self.left_to_right, trace.left_to_right, dh[..., :H])
        other = run_cell_back(self.right_to_left, trace.right_to_left, turned(dh[..., H:], lengths))
        with np.errstate(all="ignore"):
            x = one.x + turned(other.x, lengths)
        settle(x)
        params = named(dict(zip(DIRECTIONS, (one.params, other.params), strict=True)))
        h = np.concatenate([one.h, turned(other.h, lengths)], axis=-1)
        return BidirectionalGradients(params=params, x=x, h=h, left_to_right=one, right_to_left=other)


def turned(values: Array, lengths: Lengths | None = None) -> Array:
    """Return each sequence of (T, B, ...) from its last step to its first; padding stays behind it."""
    if lengths is None:
        return values[::-1]
    t = np.arange(len(values))[:, None]
    order = np.where(t < lengths, lengths - 1 - t, t)
    result: Array = values[order, np.arange(len(lengths))]
    return result
