"""The two ways from c_t to c_T in an LSTM: straight along the cell state, and by way of the hidden state."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, settle
from rnnlstm.core.cells.kernels.lstm import LinearLSTM
from rnnlstm.core.cells.lstm import LSTM, LSTMTrace
from rnnlstm.core.flow.jacobians import cell_highway
from rnnlstm.core.flow.products import NORMS, Exponent, Lags, exponent_of, lags_of, scale


@dataclass(frozen=True, eq=False)
class CellPaths:
    """Norms of dc_T/dc_t and of its two parts, at L lags.

    The parts sum up as matrices; their norms need not, as the parts may cancel.

    Attributes
    ----------
    lags : ndarray of int, shape (L,)
        T - t.
    total, direct, rest : ndarray, shape (L, B)
        The norms of dc_T/dc_t, of its direct part, and of the rest.
    """

    lags: Lags
    total: Array
    direct: Array
    rest: Array


def cell_paths(
    cell: LSTM, trace: LSTMTrace, norm: str = "spectral", *, lags: ArrayLike | None = None
) -> CellPaths:
    """Return the norms of dc_T/dc_t, of its direct part and of the rest; see `cell_path_jacobians`.

    Parameters
    ----------
    cell : LSTM
    trace : LSTMTrace
        What ``cell.forward`` returned.
    norm : {"spectral", "frobenius"}
    lags : array_like of int, optional
        The lags T - t to measure at; every step, in the order of time, if not given.

    Returns
    -------
    CellPaths

    Raises
    ------
    ValueError
        If the cell is not an LSTM, the trace another cell's or of a padded batch, the norm unknown, or a lag
        not in 0 .. T-1.
    """
    measure = NORMS[validate.choice("norm", norm, NORMS)]
    wanted = _check(cell, trace, lags)
    total, direct, rest = np.empty((3, len(wanted), trace.h.shape[1]), cell.dtype)
    with np.errstate(all="ignore"):
        for where, diagonal, matrix, exponent in _split(cell, trace, wanted):
            total[where] = np.ldexp(measure(matrix + _diagonal(diagonal)), exponent)
            rest[where] = np.ldexp(measure(matrix), exponent)
        highway = cell_highway(trace)[len(trace.h) - 1 - wanted]
        direct[:] = highway.max(axis=-1) if norm == "spectral" else NORMS[norm](_diagonal(highway))
    return CellPaths(wanted, total, direct, rest)


def cell_path_jacobians(
    cell: LSTM, trace: LSTMTrace, *, lags: ArrayLike | None = None
) -> tuple[Array, Array]:
    """Split dc_T/dc_t into its direct part and the rest.

    From c_t = f_t * c_{t-1} + i_t * g_t, where f, i and g depend on h_{t-1} and so on c_{t-1}:
    dc_t/dc_{t-1} = diag(f_t) + R_t. The product over s = t+1 .. T of diag(f_s) alone is the direct part, the
    constant error carousel of Hochreiter and Schmidhuber (1997); the rest is every path that leaves the
    cell state at least once. It is summed up by itself, not taken as a difference, and so stays exact
    where it is small beside the direct part. With peepholes the gates see c_{t-1} itself too; these paths
    leave the cell state and belong to the rest.

    Parameters
    ----------
    cell, trace, lags
        As for `cell_paths`.

    Returns
    -------
    direct : ndarray, shape (L, B, H)
        The diagonal of the direct part; `cell_highway` at these lags.
    rest : ndarray, shape (L, B, H, H)
        dc_T/dc_t is diag(direct) + rest.

    Raises
    ------
    ValueError
        As `cell_paths` does.
    """
    wanted = _check(cell, trace, lags)
    H = cell.hidden_size
    rest = np.empty((len(wanted), trace.h.shape[1], H, H), cell.dtype)
    with np.errstate(all="ignore"):
        for where, _, matrix, exponent in _split(cell, trace, wanted):
            rest[where] = scale(matrix, exponent)
    return cell_highway(trace)[len(trace.h) - 1 - wanted], rest


def _check(cell: LSTM, trace: LSTMTrace, lags: ArrayLike | None) -> Lags:
    if not isinstance(cell, LSTM):
        raise ValueError(f"the paths of the cell state need an LSTM, got {type(cell).__name__}")
    cell.check_trace(trace)
    validate.unpadded("the split into paths", trace.lengths)
    return lags_of(lags, len(trace.h))


def _split(
    cell: LSTM, trace: LSTMTrace, lags: Lags
) -> Iterator[tuple[NDArray[np.integer[Any]], Array, Array, Exponent]]:
    """Yield where a lag stands in `lags`, the direct part's diagonal, the rest, and their common exponent.

    As in `products`, rows are pulled back from step T, here with three accounts: what stands at h_t, and
    what stands at c_t having come straight (`direct`) or not (`rest`).
    """
    maps = cell.linearise(trace)
    assert isinstance(maps, LinearLSTM)
    T, B, H = trace.h.shape
    hidden = np.zeros((B, H, H), cell.dtype)
    rest = np.zeros_like(hidden)
    direct = np.ones((B, H), cell.dtype)
    exponent = np.zeros(B, np.int_)
    for lag in range(lags.max() + 1):
        at = np.s_[T - 1 - lag : T - lag]
        rest_here = maps.to_node("c", at, np.stack([hidden, rest])[:, None])[0]
        where = np.flatnonzero(lags == lag)
        if where.size:
            yield where, direct, rest_here, exponent
        hidden = maps.pull(at, np.stack([hidden, rest + _diagonal(direct)])[:, None])[0, 0]
        left = direct * np.broadcast_to(maps.c_of_gates, trace.f.shape)[T - 1 - lag]
        rest = rest_here * maps.c_of_c[T - 1 - lag][:, None] + _diagonal(left)
        direct = direct * trace.f[T - 1 - lag]
        settle(hidden, rest)
        shift = np.max([exponent_of(hidden), exponent_of(rest), exponent_of(direct[:, None])], axis=0)
        exponent = exponent + shift
        hidden, rest = scale(hidden, -shift), scale(rest, -shift)
        direct = np.ldexp(direct, -shift[:, None])


def _diagonal(entries: Array) -> Array:
    """Return the diagonal matrices (..., H, H) with these diagonals (..., H)."""
    matrices: Array = entries[..., None] * np.eye(entries.shape[-1], dtype=entries.dtype)
    return matrices
