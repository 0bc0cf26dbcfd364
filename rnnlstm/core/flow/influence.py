"""Influence: how strongly each input step moves each later step, the memory of a network made visible."""

from collections.abc import Callable, Iterator

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, flush, settle
from rnnlstm.core.arrays import norm as euclidean
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.linear import Linearised
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.flow.products import spectral

# Entries of a state's part that are taken a step further at a time.
PIECE = 32768


def influence(cell: Cell, trace: Trace, of: str = "y", norm: str = "frobenius", sequence: int = 0) -> Array:
    """Norm of dy_s/dx_t, or of dh_s/dx_t, for every pair of an input step t and a later step s.

    All pairs of one lag s - t are one batch: it starts with the derivatives within a step, and one product
    takes all of them a step further, forward in time with the D columns of dh_t/dx_t or backward with the
    rows of dy_s/dh_s, whichever are fewer. That is O(T^2 H^2 min(D, O)).

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    trace : trace
        What ``cell.forward`` returned.
    of : {"y", "h"}
        What is moved.
    norm : {"frobenius", "spectral"}
        Of each matrix (O, D) or (H, D). The spectral norms need an eigenvalue problem a pair.
    sequence : int
        Which of the B sequences.

    Returns
    -------
    ndarray, shape (T, T)
        Row s, column t; 0 above the diagonal, as no input moves what was before it. inf where it overflows.

    Raises
    ------
    ValueError
        If a name is unknown, there is no such sequence, or the trace is another cell's.
    """
    validate.choice("of", of, ("y", "h"))
    validate.choice("norm", norm, ("frobenius", "spectral"))
    cell.check_trace(trace)
    T, B, H = trace.h.shape
    sequence = validate.whole("sequence", sequence, 0, B - 1)
    outcome = cell.W_hy if of == "y" else np.eye(H, dtype=cell.dtype)
    triangle = np.zeros((T, T), cell.dtype)
    with np.errstate(all="ignore"):
        maps = cell.linearise(trace, sequence)
        walk = _forward if cell.input_size <= len(outcome) else _backward
        for lag, matrices in enumerate(walk(maps, outcome)):
            settle(matrices)
            sizes = spectral(matrices) if norm == "spectral" else euclidean(matrices.reshape(T - lag, -1))
            triangle[np.arange(lag, T), np.arange(T - lag)] = sizes
    return triangle


def _forward(maps: Linearised, outcome: Array) -> Iterator[Array]:
    """Yield (d outcome_{t+lag} / d x_t)^T for lag 0, 1, ..: each (T - lag, D, rows of the outcome)."""
    columns = maps.inputs()
    T = columns.shape[1]
    for lag in range(T):
        if lag:
            columns = _in_pieces(maps.push, lag, columns[:, :-1])
        if not columns.any():
            return
        yield columns[0, :, 0] @ outcome.T


def _in_pieces(through: Callable[[slice, Array], Array], first: int, vectors: Array) -> Array:
    """Take vectors through the steps from `first` on, a few steps at a time, so that the cache holds them."""
    after = np.empty_like(vectors)
    many = max(1, PIECE // vectors[0, 0].size)
    for k in range(0, vectors.shape[1], many):
        piece = np.ascontiguousarray(vectors[:, k : k + many])
        piece = through(np.s_[first + k : first + k + piece.shape[1]], piece)
        flush(piece)
        after[:, k : k + many] = piece
    return after


def _backward(maps: Linearised, outcome: Array) -> Iterator[Array]:
    """Yield d outcome_{t+lag} / d x_t for lag 0, 1, ..: each (T - lag, rows of the outcome, D)."""
    inputs = maps.inputs()[:, :, 0]
    T = inputs.shape[1]
    rows = np.zeros((maps.parts, T, 1, *outcome.shape), outcome.dtype)
    rows[0] = outcome
    for lag in range(T):
        if lag:
            rows = _in_pieces(maps.pull, 1, rows[:, 1:])
        if not rows.any():
            return
        yield (rows[:, :, 0] @ inputs[:, : T - lag].swapaxes(-2, -1)).sum(axis=0)
