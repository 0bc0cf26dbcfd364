"""How a gradient flows through time: Jacobians between steps, their norms, and bounds on them."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.activations import ACTIVATIONS, Array
from rnnlstm.core.cells import AnyCell, AnyTrace
from rnnlstm.core.gru import GRU
from rnnlstm.core.gru_records import GRUStep
from rnnlstm.core.lstm import LSTM
from rnnlstm.core.lstm_records import LSTMStep, LSTMTrace
from rnnlstm.core.records import settle
from rnnlstm.core.rnn import RNN, RNNStep

Exponent: TypeAlias = NDArray[np.integer[Any]]


def jacobian_norms(cell: AnyCell, trace: AnyTrace, norm: str = "spectral", of: str = "h") -> Array:
    """Norm of dh_T/dh_t at every step t, exact, by products of step Jacobians.

    h_t is the node h_t of the graph: what moves with it is all that lies downstream of it. In an LSTM a
    change of h_t leaves c_t where it is, while a change of c_t moves h_t too.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    trace : trace
        What ``cell.forward`` returned.
    norm : {"spectral", "frobenius"}
        The largest singular value, or the root of the sum of squares.
    of : {"h", "c"}
        "c", for an LSTM, measures dc_T/dc_t.

    Returns
    -------
    ndarray, shape (T, B)
        The lag T - t falls along the first axis; the last row is the norm of the identity. Only a norm
        that itself exceeds the largest float is inf.

    Raises
    ------
    ValueError
        If a name is unknown, "c" is asked of a cell without cell state, or the trace is another cell's.
    """
    measure = {"spectral": _spectral, "frobenius": _frobenius}[
        validate.choice("norm", norm, ("spectral", "frobenius"))
    ]
    T, B, _ = _shape(cell, trace, of)
    norms = np.empty((T, B), cell.dtype)
    with np.errstate(all="ignore"):
        for t, (J, exponent) in zip(reversed(range(T)), _products(cell, trace, of), strict=True):
            norms[t] = np.ldexp(measure(J), exponent)
    return norms


def jacobians(cell: AnyCell, trace: AnyTrace, of: str = "h") -> Array:
    """Return dh_T/dh_t, or dc_T/dc_t, at every step t: the matrices whose norms `jacobian_norms` gives.

    Parameters
    ----------
    cell, trace, of
        As for `jacobian_norms`.

    Returns
    -------
    ndarray, shape (T, B, H, H)
        Entry [t, b, j, k] is the derivative of unit j at step T with respect to unit k at step t.

    Raises
    ------
    ValueError
        As `jacobian_norms` does.
    """
    T, B, H = _shape(cell, trace, of)
    result = np.empty((T, B, H, H), cell.dtype)
    with np.errstate(all="ignore"):
        for t, (J, exponent) in zip(reversed(range(T)), _products(cell, trace, of), strict=True):
            result[t] = _scale(J, exponent)
    return result


def cell_highway(trace: LSTMTrace) -> Array:
    """Product of f_s over s = t+1 .. T: the direct path of dc_T/dc_t along the cell state.

    Parameters
    ----------
    trace : LSTMTrace

    Returns
    -------
    ndarray, shape (T, B, H)
        Ones at the last step.

    Raises
    ------
    ValueError
        If the trace is not an LSTM's.
    """
    if not isinstance(trace, LSTMTrace):
        raise ValueError(f"cell_highway needs the trace of an LSTM, got {type(trace).__name__}")
    highway = np.ones_like(trace.f)
    with np.errstate(under="ignore"):
        np.cumprod(trace.f[:0:-1], axis=0, out=highway[-2::-1] if len(highway) > 1 else highway[:0])
    return highway


def vanishing_bound(cell: RNN, lags: ArrayLike) -> Array:
    """Upper bound of the spectral norm of dh_T/dh_t, (gamma * sigma_max(W_hh))^lag with lag = T - t.

    gamma is the largest slope of the activation: 1 for tanh and relu, 1/4 for sigmoid.
    Pascanu, Mikolov and Bengio (2013), *On the difficulty of training recurrent neural networks*,
    section 2.1 and equation 7.

    Parameters
    ----------
    cell : RNN
    lags : array_like of int
        T - t, at least 0, of any shape.

    Returns
    -------
    ndarray
        Of the shape of `lags`; inf where the bound overflows.

    Raises
    ------
    ValueError
        If the cell is not an RNN, or a lag is negative or not a number.
    """
    if not isinstance(cell, RNN):
        raise ValueError(f"the bound is known for an RNN, got {type(cell).__name__}")
    lags = validate.array("lags", lags, cell.dtype)
    if (lags < 0).any():
        raise ValueError(f"lags must be at least 0, got {lags.min():g}")
    with np.errstate(all="ignore"):
        sigma_max = _spectral(cell.W_hh[None])[0]
        return np.asarray((ACTIVATIONS[cell.activation].gamma * sigma_max) ** lags)


def _shape(cell: AnyCell, trace: AnyTrace, of: str) -> tuple[int, int, int]:
    """Return T, B, H once the trace is known to be the cell's and to have the state asked for."""
    cell.check_trace(trace)
    if validate.choice("of", of, ("h", "c")) == "c" and not isinstance(cell, LSTM):
        raise ValueError(f'of="c" needs an LSTM, got {type(cell).__name__}, which has no cell state')
    T, B, H = trace.h.shape
    return T, B, H


def _products(cell: AnyCell, trace: AnyTrace, of: str) -> Iterator[tuple[Array, Exponent]]:
    """Yield dh_T/dh_t (or dc_T/dc_t) for t = T, T-1, .., 1, as J * 2^exponent: (B, H, H) and (B,).

    The rows of the identity are pulled back through one step after the other. After each step they are
    brought back to a size near 1, so that neither a large nor a small product is lost on the way.
    """
    T, B, H = trace.h.shape
    identity = np.broadcast_to(np.eye(H, dtype=cell.dtype), (B, H, H))
    nothing = np.zeros_like(identity)
    dh, dc = (identity, nothing) if of == "h" else (nothing, identity)
    exponent = np.zeros(B, np.int_)
    for t in reversed(range(T)):
        step = trace.at(np.s_[t, :, None])
        if of == "h":
            yield dh, exponent
        elif isinstance(step, LSTMStep):
            yield dc + dh * step.o * (1 - step.tanh_c**2), exponent
        dh, dc = _pull_back(cell, step, dh, dc)
        settle(dh, dc)
        shift = np.maximum(_exponent(dh), _exponent(dc))
        exponent = exponent + shift
        dh, dc = _scale(dh, -shift), _scale(dc, -shift)


def _pull_back(
    cell: AnyCell, step: RNNStep | LSTMStep | GRUStep, dh: Array, dc: Array
) -> tuple[Array, Array]:
    """Return the rows (dh, dc) times the step's Jacobian; dc stays zero where there is no cell state."""
    if isinstance(cell, LSTM) and isinstance(step, LSTMStep):
        return cell.pull_back(step, (dh, dc))
    if isinstance(cell, RNN) and isinstance(step, RNNStep):
        return cell.pull_back(step, dh), dc
    if isinstance(cell, GRU) and isinstance(step, GRUStep):
        return cell.pull_back(step, dh), dc
    raise ValueError(f"the trace of {type(cell).__name__} is needed, got steps of {type(step).__name__}")


def _exponent(J: Array) -> Exponent:
    """Return the e of each matrix for which its largest entry lies in [2^(e-1), 2^e); 0 for a zero one."""
    exponent: Exponent = np.frexp(np.abs(J).max(axis=(1, 2)))[1]
    return exponent


def _scale(J: Array, exponent: Exponent) -> Array:
    """Return J * 2^exponent, exact unless it overflows."""
    return np.ldexp(J, exponent[:, None, None])


def _frobenius(J: Array) -> Array:
    exponent = _exponent(J)
    norm: Array = np.ldexp(np.sqrt(np.square(_scale(J, -exponent)).sum(axis=(1, 2))), exponent)
    return norm


def _spectral(J: Array) -> Array:
    """Return the largest singular values, as roots of the largest eigenvalues of J^T J.

    Several times faster than an SVD and, for the largest one, as accurate.
    """
    exponent = _exponent(J)
    overflowed = ~np.isfinite(J).all(axis=(1, 2), keepdims=True)
    scaled = _scale(np.where(overflowed, 0, J), -exponent)
    largest = np.linalg.eigvalsh(scaled.transpose(0, 2, 1) @ scaled)[:, -1]
    largest = np.where(overflowed.ravel(), np.inf, np.maximum(largest, 0))
    norm: Array = np.ldexp(np.sqrt(largest), exponent)
    return norm
