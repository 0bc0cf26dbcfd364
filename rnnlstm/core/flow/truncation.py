"""Truncated backpropagation through time: what is cut off, and how wrong the gradient then is."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, flat, flush, linear, norm, settle
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Step, Trace

Lengths = NDArray[np.integer[Any]]

AT_ONCE = 2**16
"""So many numbers of gradients are compared at once."""


@dataclass(frozen=True, eq=False)
class Truncation:
    """How far truncated gradients are from the full ones, for K truncation lengths.

    Attributes
    ----------
    lengths : ndarray of int, shape (K,)
    error : dict of str to ndarray of shape (K,)
        For each parameter |truncated - full| / |full|, Euclidean; NaN where the full gradient is 0 or
        something overflowed.
    cosine : dict of str to ndarray of shape (K,)
        For each parameter the cosine of the angle between the two: 1 where only the length is wrong. NaN
        where one of them is 0 or something overflowed.
    """

    lengths: Lengths
    error: dict[str, Array]
    cosine: dict[str, Array]


def truncation_error(
    cell: Cell,
    trace: Trace,
    dy: ArrayLike | None = None,
    dh: ArrayLike | None = None,
    *,
    lengths: ArrayLike | None = None,
) -> Truncation:
    """Compare the truncated gradients of every parameter with the full one; see `truncated_gradients`.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    trace : trace
        What ``cell.forward`` returned.
    dy, dh : array_like, optional
        As for ``cell.backward``.
    lengths : array_like of int, optional
        Truncation lengths k, rising; 1 .. T if not given.

    Returns
    -------
    Truncation

    Raises
    ------
    ValueError
        As ``cell.backward`` does, if `lengths` do not rise or are not in 1 .. T, or the batch is padded.
    """
    full = cell.backward(trace, dy, dh).params
    wanted = _check(lengths, len(trace.h))
    error: dict[str, Array] = {name: np.empty(len(wanted)) for name in full}
    cosine: dict[str, Array] = {name: np.empty(len(wanted)) for name in full}
    truncated = truncated_gradients(cell, trace, dy, dh, lengths=wanted)
    # As many lengths at once as fit in the cache: a small network would spend its time on calls.
    at_once = max(1, AT_ONCE // sum(g.size for g in full.values()))
    for start in range(0, len(wanted), at_once):
        some = list(itertools.islice(truncated, at_once))
        of_some = slice(start, start + len(some))
        for name, g in full.items():
            rows = np.stack([grads[name].ravel() for grads in some])
            error[name][of_some], cosine[name][of_some] = _compared(rows, g.ravel())
    for values in (*error.values(), *cosine.values()):
        values[~np.isfinite(values)] = np.nan
    return Truncation(wanted, error, cosine)


def _compared(rows: Array, whole: Array) -> tuple[Array, Array]:
    """Return the error of each row relative to the whole gradient, and the cosine between the two."""
    with np.errstate(all="ignore"):
        # Each to length 1 first: the squares of small gradients are subnormal.
        size = norm(whole)
        whole, rows = whole / size, rows / size
        return norm(rows - whole), rows / norm(rows)[:, None] @ whole


def truncated_gradients(
    cell: Cell,
    trace: Trace,
    dy: ArrayLike | None = None,
    dh: ArrayLike | None = None,
    *,
    lengths: ArrayLike | None = None,
) -> Iterator[dict[str, Array]]:
    """Compute the gradients of all parameters by truncated backpropagation, for each truncation length.

    The variant is exact truncation at k steps, every step its own loss: what the loss at step t sends back
    reaches the parameters as used at steps t, t-1, .., t-k+1 and is then cut off. (Williams and Peng 1990
    call it BPTT(h) with h = k; Sutskever 2013, section 2.8.6: k1 = 1, k2 = k.) Each h_t is the one of the
    whole forward pass. k = T is the full gradient.

    All losses go back side by side: at lag j stands, for each step s at once, what the loss at s + j sends
    there. One product takes all of them a step further, T steps in all, O(T^2 H^2) together. What has come
    to each step since the last length asked for is summed up, and one `step_back` over all steps makes of
    it what it adds to the parameters' gradients.

    Parameters
    ----------
    cell, trace, dy, dh, lengths
        As for `truncation_error`.

    Returns
    -------
    iterator of dict of str to ndarray
        One a length, each as ``cell.backward(...).params``.

    Raises
    ------
    ValueError
        As `truncation_error` does.
    """
    wanted = _check(lengths, len(trace.h))
    cell.check_trace(trace)
    validate.unpadded("truncation", trace.lengths)
    dy, dh = validate.incoming(dy, dh, trace.y, trace.h, finite=trace.finite)
    return _truncated(cell, trace, dy, np.zeros_like(trace.h) if dh is None else dh, wanted)


def _truncated(
    cell: Cell, trace: Trace, dy: Array, dh: Array, lengths: Lengths
) -> Iterator[dict[str, Array]]:
    maps = cell.linearise(trace)
    T, B, H = trace.h.shape
    every_step = trace.at(np.divmod(np.arange(T * B), B))  # of every sequence, as one batch
    rows = np.zeros((maps.parts, T, B, 1, H), cell.dtype)
    with np.errstate(all="ignore"):
        rows[0, :, :, 0] = dh
        grads = _step_back(cell, every_step, dy, rows)
        rows[0, :, :, 0] += linear(dy, cell.W_hy.T)
    length = 1
    for k in lengths:
        if length < k and rows.any():
            with np.errstate(all="ignore"):
                left = T - length
                arrived = np.zeros((maps.parts, left, *rows.shape[2:]), cell.dtype)
                for lag in range(length, k):
                    if not rows.any():
                        break
                    rows = maps.pull(np.s_[1 : T - lag + 1], np.ascontiguousarray(rows[:, 1:]))
                    flush(rows)
                    arrived[:, : T - lag] += rows
                step = every_step.at(np.s_[: left * B])
                added = _step_back(cell, step, np.zeros_like(dy[:left]), arrived)
                grads = {name: g + added[name] for name, g in grads.items()}
            length = k
        settle(*grads.values())
        yield grads


def _step_back(cell: Cell, step: Step, dy: Array, arrived: Array) -> dict[str, Array]:
    """Return the parameters' gradients if `arrived` comes to the states of these steps from later ones."""
    return cell.step_back(step, flat(dy), tuple(flat(part) for part in arrived)).params


def _check(lengths: ArrayLike | None, T: int) -> Lengths:
    if lengths is None:
        return np.arange(1, T + 1)
    given = validate.wholes("lengths", lengths)
    if given.min() < 1 or given.max() > T or (np.diff(given) <= 0).any():
        raise ValueError(f"lengths must rise and lie in 1 .. T = 1 .. {T}, got {given.tolist()}")
    return given
