"""The two passes over a batch of sequences, once for all cells."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, all_finite, in_a_row, linear, settle
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.linear import Linearised, Padded
from rnnlstm.core.cells.padding import Lengths, gather, read_lengths, rest, spread
from rnnlstm.core.cells.records import Factors, Gradients, Pass, Step, Trace, summed

StepT = TypeVar("StepT", bound=Step)
TraceT = TypeVar("TraceT", bound=Trace)
GradientsT = TypeVar("GradientsT", bound=Gradients)


class CellOf(Cell, Generic[StepT, TraceT, GradientsT]):
    """A cell with these records; its passes validate, call the cell's kernel, settle and wrap.

    Attributes
    ----------
    step_type, trace_type, gradients_type : type
        The cell's records.
    """

    step_type: type[StepT]
    trace_type: type[TraceT]
    gradients_type: type[GradientsT]

    @abstractmethod
    def _linearise(self, record: StepT) -> Linearised:
        """Return the linear maps of the steps of a record (T, B, ...)."""

    @abstractmethod
    def _forward(self, x: Array, initial: tuple[Array, ...], held: Clamp) -> Pass:
        """Return what a trace holds besides x, y and the initial states."""

    @abstractmethod
    def _backward(self, trace: TraceT, h_loss: Array, c_loss: Array | None) -> Pass:
        """Return what gradients hold besides y and h_loss and the parameters'; `c_loss` enters at c_T."""

    def forward(
        self,
        x: ArrayLike,
        h0: ArrayLike | None = None,
        c0: ArrayLike | None = None,
        *,
        clamp: Mapping[str, ArrayLike] | None = None,
        lengths: ArrayLike | None = None,
    ) -> TraceT:
        """Run the network over a batch of sequences.

        Parameters
        ----------
        x : array_like, shape (T, B, D)
        h0, c0 : array_like, shape (B, H) or (H,), optional
            The initial states; zeros if not given. c0 only where there is a cell state.
        clamp : mapping of str to array_like, optional
            Gate's name -> values to hold it at, broadcastable to (T, B, H), NaN where the gate stays free.
            See `gates` for the names and the smallest values; the largest is 1. The trace's gate then has
            this value, its pre-activation stays as computed, and backward no gradient passes from the one to
            the other.
        lengths : array_like of int, shape (B,), optional
            The number of steps of each sequence, at most T, where x is a padded batch; see `Trace.lengths`.
            What stands in x beyond the end of a sequence moves nothing and gets no gradient. y_t is read
            there from the last state, so that ``trace.y[-1]`` is what each sequence ends with; the loss of
            every step takes ``trace.mask``.

        Returns
        -------
        Trace
            Of the cell's own type.

        Raises
        ------
        ValueError
            If `x`, `h0` or `c0` has the wrong shape, is empty, or holds NaN or infinity, if there is no cell
            state for `c0`, if `clamp` names no gate, does not broadcast or lies outside the gate's range, or
            if `lengths` are not B whole numbers from 1 to T.
        """
        x = validate.sequence(x, self.input_size, self.dtype)
        (T, B, _), H = x.shape, self.hidden_size
        initial = self.first_states(h0, c0, B)
        held = Clamp.read(clamp, self.gates, (T, B, H), self.dtype)
        return self.run(x, initial, held, read_lengths(lengths, T, B))

    def first_states(  # noqa: D102
        self, h0: ArrayLike | None, c0: ArrayLike | None, batch: int
    ) -> dict[str, Array]:
        if c0 is not None and "c" not in self.states:
            raise ValueError(f"c0 needs an LSTM, got {type(self).__name__}, which has no cell state")
        return {
            f"{name}0": validate.state(f"{name}0", given, batch, self.hidden_size, self.dtype)
            for name, given in zip(self.states, (h0, c0), strict=False)
        }

    def run(  # noqa: D102
        self, x: Array, initial: dict[str, Array], held: Clamp, lengths: Lengths | None
    ) -> TraceT:
        with np.errstate(all="ignore"):
            values, sums = self._forward(x, tuple(initial.values()), held)
            if lengths is not None:
                rest(values, self.states, self.resting, lengths)
            y = linear(values["h"], self.W_hy, self.b_y)
        # An overflow shows first in a pre-activation or in what is read out.
        finite = all_finite(*sums, y)
        if not finite:
            settle(*values.values(), y)
        return self.trace_type(
            x=x, y=y, finite=finite, clamped=held.clamped, lengths=lengths, **initial, **values
        )

    def backward(
        self,
        trace: Trace,
        dy: ArrayLike | None = None,
        dh: ArrayLike | None = None,
        dc: ArrayLike | None = None,
    ) -> GradientsT:
        """Run backpropagation through time over a whole trace.

        Parameters
        ----------
        trace : Trace
            What `forward` of this cell returned.
        dy : array_like, shape (T, B, O), optional
            dE/dy_t.
        dh : array_like, shape (T, B, H), optional
            A further dE/dh_t that enters at step t. At least one of `dy` and `dh` is needed.
        dc : array_like, shape (B, H), optional
            A further dE/dc_T that enters at the last cell state, as of a sequence that is read on by another
            cell. Only where there is a cell state.

        Returns
        -------
        Gradients
            Of the cell's own type.

        Raises
        ------
        ValueError
            If the trace is another cell's, if both gradients are missing, if one has the wrong shape or
            holds NaN or infinity, or if there is no cell state for `dc`.
        """
        self.check_trace(trace)
        incoming = validate.incoming(dy, dh, trace.y, trace.h, finite=trace.finite)
        if dc is not None:
            if "c" not in self.states:
                raise ValueError(f"dc needs an LSTM, got {type(self).__name__}, which has no cell state")
            given = validate.array("dc", dc, self.dtype, finite=trace.finite)
            return self.run_back(trace, *incoming, validate.shape("dc", given, trace.h0.shape, "B, H"))
        return self.run_back(trace, *incoming)

    def run_back(  # noqa: D102
        self, trace: Trace, dy: Array, dh: Array | None, dc: Array | None = None
    ) -> GradientsT:
        own = self._own(trace)
        with np.errstate(all="ignore"):
            h_loss = linear(dy, self.W_hy.T)
            if dh is not None:
                h_loss += dh
            if trace.lengths is None:
                values, sums = self._backward(own, h_loss, dc)
            else:
                entering, later = gather(h_loss, trace.lengths)
                values, sums = self._backward(own, entering, dc)
                spread(values, later, trace.lengths)
            factors = self._factors(own, dy, values)
            params = summed(factors)
        # An overflow anywhere on the way back is still inf or NaN at a pre-activation, or lies behind it.
        ends = (values[name] for name in ("x", *(f"{name}0" for name in self.states)))
        added = in_a_row(params.values())
        finite = all_finite(*sums, *ends, added)
        if not finite:
            settle(h_loss, *values.values(), *params.values())
        return self.gradients_type(
            params=params, y=dy, h_loss=h_loss, finite=finite and trace.finite, trace=trace, factors=factors,
            **values,
        )  # fmt: skip

    def linearise(self, trace: Trace, sequence: int | None = None) -> Linearised:
        """Return the linear maps of the steps of a trace, or of one of its sequences alone.

        Raises
        ------
        ValueError
            If the trace is another cell's.
        """
        record = (
            self._own(trace) if sequence is None else self._own(trace).at(np.s_[:, sequence : sequence + 1])
        )
        with np.errstate(all="ignore"):
            maps = self._linearise(self._own_step(record))
        if trace.lengths is None:
            return maps
        every = trace.mask if sequence is None else trace.mask[:, sequence : sequence + 1]
        return Padded.of(maps, every)

    def _own(self, trace: Trace) -> TraceT:
        self.check_trace(trace)
        assert isinstance(trace, self.trace_type)
        return trace

    def _own_step(self, step: Step) -> StepT:
        if not isinstance(step, self.step_type):
            raise ValueError(
                f"step must be the {self.step_type.__name__} of this cell, got {type(step).__name__}"
            )
        return step

    def _factors(self, trace: TraceT, dy: Array, values: Mapping[str, Array]) -> dict[str, Factors]:
        """Return how each parameter enters; `values` holds the gradients at the pre-activations."""
        found = {"W_hy": Factors(dy, (trace.h,)), "b_y": Factors(dy)}
        for block in self.blocks().values():
            a, a_h = values[block.a], values[block.a_h]
            if block.of_x.name == block.of_h.name:  # one matrix, on [h_{t-1}, x_t]
                found[block.of_x.name] = Factors(a, (trace.h_prev, trace.x))
            else:
                found[block.of_x.name] = Factors(a, (trace.x,))
                found[block.of_h.name] = Factors(a_h, (getattr(trace, block.past),))
            for bias, delta in zip(block.biases, (a, a_h), strict=False):
                found[bias] = Factors(delta)
            for peephole, state in block.peepholes.items():
                found[peephole] = Factors(a * getattr(trace, state))
        return {name: found[name] for name in self.params}
