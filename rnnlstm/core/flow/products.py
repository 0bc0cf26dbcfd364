"""Products of step Jacobians, from the last step backward, and what is measured of them."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, settle
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace

Exponent: TypeAlias = NDArray[np.integer[Any]]
Lags: TypeAlias = NDArray[np.integer[Any]]


def spaced_lags(T: int, count: int) -> Lags:
    """Choose lags T - t, closer together where they are short, for measures too costly at every step.

    Parameters
    ----------
    T : int
        The number of steps.
    count : int
        How many lags at most; rounding to whole steps makes some of them the same.

    Returns
    -------
    ndarray of int, shape (at most count,)
        Falling as along the time axis, from T - 1 to 0, each once; all of them if `count` is T or more.

    Raises
    ------
    ValueError
        If `T` or `count` is not an integer of at least 1.
    """
    T, count = validate.size("T", T), validate.size("count", count)
    if count >= T:
        return np.arange(T - 1, -1, -1)
    rounded = np.rint(np.geomspace(1, T, count)).astype(np.int_) - 1
    return np.unique(rounded)[::-1]


def lags_of(lags: ArrayLike | None, T: int) -> Lags:
    """Return the lags T - t asked for, checked; None asks for all, in the order of the time axis."""
    if lags is None:
        return np.arange(T - 1, -1, -1)
    given = validate.wholes("lags", lags)
    if given.min() < 0 or given.max() >= T:
        raise ValueError(f"lags must lie in 0 .. T-1 = 0 .. {T - 1}, got {given.min()} .. {given.max()}")
    return given


def products(
    cell: Cell, trace: Trace, of: str, lags: Lags
) -> Iterator[tuple[NDArray[np.integer[Any]], Array, Exponent]]:
    """Yield dh_T/dh_t (or dc_T/dc_t) at the lags asked for, as J * 2^exponent: (B, H, H) and (B,).

    With each comes where its lag stands in `lags`. The rows of the identity are pulled back through one
    step after the other. After each step they are brought back to a size near 1, so that neither a large
    nor a small product is lost on the way. To be used under ``np.errstate(all="ignore")``.
    """
    maps = cell.linearise(trace)
    if validate.choice("of", of, ("h", "c")) not in cell.states:
        raise ValueError(f'of="c" needs an LSTM, got {type(cell).__name__}, which has no cell state')
    T, B, H = trace.h.shape
    rows = np.zeros((maps.parts, 1, B, H, H), cell.dtype)
    rows[cell.states.index(of)] = np.eye(H)
    exponent = np.zeros(B, np.int_)
    longest = lags.max()
    for lag in range(longest + 1):
        at = np.s_[T - 1 - lag : T - lag]
        where = np.flatnonzero(lags == lag)
        if where.size:
            yield where, maps.to_node(of, at, rows)[0], exponent
        if lag < longest:
            rows = maps.pull(at, rows)
            settle(rows)
            shift = np.max([exponent_of(part[0]) for part in rows], axis=0)
            exponent = exponent + shift
            rows = scale(rows, -shift)


def exponent_of(J: Array) -> Exponent:
    """Return the e of each matrix for which its largest entry lies in [2^(e-1), 2^e); 0 for a zero one."""
    exponent: Exponent = np.frexp(np.abs(J).max(axis=(-2, -1)))[1]
    return exponent


def scale(J: Array, exponent: Exponent) -> Array:
    """Return J * 2^exponent, exact unless it overflows or becomes subnormal."""
    return np.ldexp(J, exponent[..., None, None])


def frobenius(J: Array) -> Array:
    """Return the root of the sum of squares of each matrix (B, H, H)."""
    exponent = exponent_of(J)
    norm: Array = np.ldexp(np.sqrt(np.square(scale(J, -exponent)).sum(axis=(-2, -1))), exponent)
    return norm


def spectral(J: Array) -> Array:
    """Return the largest singular values, as roots of the largest eigenvalues of J^T J.

    Faster than an SVD and, for the largest one, as accurate.
    """
    scaled, exponent, overflowed = _for_lapack(J)
    if J.shape[-2] < J.shape[-1]:
        scaled = scaled.swapaxes(-2, -1)
    largest = np.linalg.eigvalsh(scaled.swapaxes(-2, -1) @ scaled)[..., -1]
    norm: Array = np.ldexp(np.sqrt(np.maximum(largest, 0)), exponent)
    return np.where(overflowed, np.inf, norm).astype(J.dtype)


def singular_values(J: Array) -> Array:
    """Return all singular values of each matrix, the largest first."""
    scaled, exponent, overflowed = _for_lapack(J)
    values = np.ldexp(np.linalg.svd(scaled, compute_uv=False), exponent[..., None])
    return np.where(overflowed[..., None], np.inf, values).astype(J.dtype)


NORMS = {"spectral": spectral, "frobenius": frobenius}


def _for_lapack(J: Array) -> tuple[Array, Exponent, NDArray[np.bool_]]:
    """Return the matrices near 1 in size, their exponents, and which had overflowed (they are 0 here)."""
    exponent = exponent_of(J)
    overflowed = np.asarray(~np.isfinite(J).all(axis=(-2, -1)))
    return scale(np.where(overflowed[..., None, None], 0, J), -exponent), exponent, overflowed
