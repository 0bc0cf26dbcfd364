"""A cell as a language model: it reads characters, and says how likely each one is to come next."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import Array, DType, all_finite, flat, linear, times
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.kernels import lstm_one_hot as kernel
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.language.corpus import Ids

States: TypeAlias = dict[str, Array]
"""The state that a stream is in: "h0", and "c0" where there is a cell state, each (B, H)."""

BITS = 1 / math.log(2)
"""Bits in a nat."""


class Learned(NamedTuple):
    """What an excerpt gives.

    Attributes
    ----------
    bits : float
        The mean of -log2 p(next character) over the excerpt; inf where it overflowed.
    grads : dict of str to ndarray, or None
        The gradient of the same mean in nats; None where it overflowed.
    states : States
        Those at the excerpt's end, for the next one to begin with. No gradient goes back through them.
    """

    bits: float
    grads: dict[str, Array] | None
    states: States


def one_hot(ids: NDArray[np.integer], size: int, dtype: DType) -> Array:
    """Return a 1 at the place of each character: (...) -> (..., V)."""
    x = np.zeros((ids.size, size), dtype)
    x[np.arange(ids.size), ids.ravel()] = 1
    return x.reshape(*ids.shape, size)


def end_of(cell: Cell, trace: Trace) -> States:
    """Return the states in which a trace ends."""
    return {f"{name}0": np.array(getattr(trace, name)[-1]) for name in cell.states}


def read(cell: Cell, ids: Ids, states: States | None = None) -> Trace:
    """Run a network over characters (T, B), from the states given or from zero, and keep everything.

    Returns
    -------
    Trace
        ``trace.y[t]`` are the logits of what comes after character t.
    """
    given = states or {}
    return cell.forward(one_hot(ids, cell.input_size, cell.dtype), given.get("h0"), given.get("c0"))


def reader(cell: Cell) -> Callable[[Ids, States | None], tuple[Array, States]]:
    """Return a function that does what `read` does of the outputs, and gives the states at the end.

    It is quicker, as nothing else is kept, and what it needs of the weights is prepared once.
    """

    def quickly(ids: Ids, states: States | None) -> tuple[Array, States]:
        steps = _steps(cell, weights, ids, states)
        with np.errstate(all="ignore"):
            # A step at a time is read: on several threads each would wait for the others.
            return _finite(times(steps.h[1:], readout) + cell.b_y), _ends(steps)

    def whole(ids: Ids, states: States | None) -> tuple[Array, States]:
        trace = read(cell, ids, states)
        return _finite(trace.y), end_of(cell, trace)

    if type(cell) is not LSTM:
        return whole
    weights, readout = kernel.halve(cell), np.ascontiguousarray(cell.W_hy.T)
    return quickly


def _finite(y: Array) -> Array:
    """Return the outputs, infinite ones of a network that has blown up as huge ones."""
    largest = float(np.finfo(y.dtype).max)
    return np.nan_to_num(y, nan=0.0, posinf=largest, neginf=-largest)


def learn(cell: Cell, ids: Ids, targets: Ids, states: States | None = None) -> Learned:
    """Return the bits per character of an excerpt, and the gradient that an update goes by.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
        With as many inputs and outputs as the alphabet has places.
    ids, targets : ndarray of int32, shape (T, B)
        See `Excerpt`.
    states : States, optional
        What the excerpt before ended in. It is taken as a constant: this is where the gradient is truncated.
    """
    if type(cell) is LSTM:
        return _learn_lstm(cell, ids, targets, states)
    trace = read(cell, ids, states)
    nats, dy = _cross_entropy(trace.y, targets)
    if not (trace.finite and math.isfinite(nats)):
        return Learned(math.inf, None, end_of(cell, trace))
    grads = cell.backward(trace, dy=dy)
    return Learned(BITS * nats, grads.params if grads.finite else None, end_of(cell, trace))


def _learn_lstm(cell: LSTM, ids: Ids, targets: Ids, states: States | None) -> Learned:
    with np.errstate(all="ignore"):
        steps = _steps(cell, kernel.halve(cell), ids, states)
        nats, dy = _cross_entropy(linear(steps.h[1:], cell.W_hy, cell.b_y), targets)
        if not math.isfinite(nats):
            return Learned(math.inf, None, _ends(steps))
        grads = kernel.backward(cell, ids, steps, linear(dy, cell.W_hy.T))
        rows = flat(dy)
        grads |= {"W_hy": rows.T @ flat(steps.h[1:]), "b_y": np.ones(len(rows), rows.dtype) @ rows}
    whole = {name: grads[name] for name in cell.params}
    return Learned(BITS * nats, whole if all_finite(*whole.values()) else None, _ends(steps))


def _steps(cell: Cell, weights: kernel.Halved, ids: Ids, states: States | None) -> kernel.Steps:
    given = states or {}
    initial = cell.first_states(given.get("h0"), given.get("c0"), ids.shape[1])
    with np.errstate(all="ignore"):
        return kernel.forward(weights, ids, *initial.values())


def _ends(steps: kernel.Steps) -> States:
    return {"h0": steps.h[-1].copy(), "c0": steps.c.copy()}


def _cross_entropy(y: Array, targets: Ids) -> tuple[float, Array]:
    """Return what `cross_entropy` does, in place where it can be: the logits are most of an excerpt."""
    rows = flat(y)
    with np.errstate(all="ignore"):
        dy = rows - rows.max(axis=-1, keepdims=True)
        at = np.arange(len(rows)), targets.ravel()
        of_target = dy[at]
        np.exp(dy, out=dy)
        total = dy.sum(axis=-1)
        nats = float(np.mean(np.log(total) - of_target, dtype=np.float64))
        dy /= (total * len(rows))[:, None]
        dy[at] -= dy.dtype.type(1 / len(rows))
    return nats, dy.reshape(y.shape)


def surprise(y: Array, targets: Ids) -> Array:
    """Return -log2 p of the characters that came, (...), from the logits (..., V)."""
    with np.errstate(all="ignore"):
        logits = y - y.max(axis=-1, keepdims=True)
        of_target = np.take_along_axis(logits, targets[..., None], axis=-1)[..., 0].astype(np.float64)
        total = np.exp(logits, out=logits).sum(axis=-1, dtype=np.float64)
        return np.asarray(BITS * (np.log(total) - of_target))


def log2_softmax(y: Array) -> Array:
    """Return log2 p of each character, from logits (..., V), in float64."""
    logits = y.astype(np.float64) - y.max(axis=-1, keepdims=True)
    return np.asarray(BITS * (logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))))
