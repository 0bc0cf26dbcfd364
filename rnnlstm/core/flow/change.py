"""A change of the input followed to the end: what it does for real, and what the derivative says of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, flush, settle
from rnnlstm.core.arrays import norm as euclidean
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace


@dataclass(frozen=True, eq=False)
class Change:
    """What a change dx of the input does at every step.

    Attributes
    ----------
    trace : Trace
        Of the changed input x + dx.
    real : dict of str to ndarray
        By "h", "c" (in a cell that has one) and "y": what the changed network has at each step minus what it
        had, each (T, B, ...). inf where it is too large to be known.
    predicted : dict of str to ndarray
        The same to first order in dx: the sum over t <= s of d h_s/d x_t dx_t, and likewise for c and y.
    """

    trace: Trace
    real: Mapping[str, Array]
    predicted: Mapping[str, Array]

    def sizes(self, of: str = "h") -> tuple[Array, Array]:
        """Return the Euclidean norms of what changes, for real and as predicted, each (T, B).

        Raises
        ------
        ValueError
            If the cell has no such part.
        """
        validate.choice("of", of, self.real)
        return euclidean(self.real[of]), euclidean(self.predicted[of])


def follow_change(cell: Cell, trace: Trace, dx: ArrayLike) -> Change:
    """Change the input of a trace, run the network again, and compare.

    The prediction goes forward in time beside it: with J_t = d state_t/d state_{t-1},

        v_t = J_t v_{t-1} + d state_t/d x_t dx_t,    v_0 = 0,

    which is exact for an infinitesimal dx. A network that has put one bit into one of two stable states keeps
    it for ever while v vanishes: what is safe from small changes has no derivative (Bengio, Simard and
    Frasconi 1994).

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    trace : trace
        What ``cell.forward`` returned; its first state and its clamped gates stay as they are.
    dx : array_like
        What is added to the input, (T, B, D) or broadcastable to it.

    Returns
    -------
    Change

    Raises
    ------
    ValueError
        If the trace is another cell's, or `dx` does not fit it or holds what is no number.
    """
    cell.check_trace(trace)
    given = validate.array("dx", dx, cell.dtype)
    try:
        added = np.broadcast_to(given, trace.x.shape)
    except ValueError:
        where = f"(T, B, D) = {trace.x.shape}, got shape {given.shape}"
        raise ValueError(f"dx must broadcast to {where}") from None
    changed = _again(cell, trace, trace.x + added)
    with np.errstate(all="ignore"):
        real = {name: getattr(changed, name) - getattr(trace, name) for name in (*cell.states, "y")}
        predicted = dict(zip(cell.states, _predict(cell, trace, added), strict=True))
        predicted["y"] = predicted["h"] @ cell.W_hy.T
    settle(*real.values(), *predicted.values())
    return Change(changed, real, predicted)


def _again(cell: Cell, trace: Trace, x: Array) -> Trace:
    """Run the network of a trace on another input, from the same first state, the same gates held."""
    first = {f"{state}0": getattr(trace, f"{state}0") for state in cell.states}
    clamp = {
        gate: np.where(held, getattr(trace, gate), np.nan) for gate, held in (trace.clamped or {}).items()
    }
    return cell.forward(x, **first, clamp=clamp or None, lengths=trace.lengths)


def _predict(cell: Cell, trace: Trace, dx: Array) -> Array:
    """Return v_t of every step, by the parts of the state: (S, T, B, H)."""
    maps = cell.linearise(trace)
    after = np.zeros((maps.parts, *trace.h.shape), cell.dtype)
    v = after[:, :1, :, None]
    for t in range(len(dx)):
        at = np.s_[t : t + 1]
        v = maps.push(at, v)
        if dx[t].any():
            v = v + dx[at, :, None] @ maps.inputs(at)
        flush(v)
        after[:, t] = v[:, 0, :, 0]
    return after
