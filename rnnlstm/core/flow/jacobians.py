"""How a gradient flows through time: Jacobians between steps, their norms, and bounds on them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.arrays import norm as euclidean
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.lstm import LSTMTrace
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.flow.products import NORMS, Lags, lags_of, products, scale, singular_values, spectral


def jacobian_norms(
    cell: Cell,
    trace: Trace,
    norm: str = "spectral",
    of: str = "h",
    *,
    lags: ArrayLike | None = None,
) -> Array:
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
    lags : array_like of int, optional
        The lags T - t to measure at, for instance ``spaced_lags(T, 60)``; every step if not given.

    Returns
    -------
    ndarray, shape (T, B), or (len(lags), B) in the order of `lags`
        The lag T - t falls along the first axis; the last row is the norm of the identity. Only a norm
        that itself exceeds the largest float is inf.

    Raises
    ------
    ValueError
        If a name is unknown, "c" is asked of a cell without cell state, a lag is not in 0 .. T-1, or the
        trace is another cell's.
    """
    measure = NORMS[validate.choice("norm", norm, NORMS)]
    cell.check_trace(trace)
    wanted = lags_of(lags, len(trace.h))
    norms = np.empty((len(wanted), trace.h.shape[1]), cell.dtype)
    with np.errstate(all="ignore"):
        for where, J, exponent in products(cell, trace, of, wanted):
            norms[where] = np.ldexp(measure(J), exponent)
    return norms


def jacobians(cell: Cell, trace: Trace, of: str = "h", *, lags: ArrayLike | None = None) -> Array:
    """Return dh_T/dh_t, or dc_T/dc_t, at every step t: the matrices whose norms `jacobian_norms` gives.

    Parameters
    ----------
    cell, trace, of, lags
        As for `jacobian_norms`.

    Returns
    -------
    ndarray, shape (T, B, H, H), or (len(lags), B, H, H) in the order of `lags`
        Entry [t, b, j, k] is the derivative of unit j at step T with respect to unit k at step t.

    Raises
    ------
    ValueError
        As `jacobian_norms` does.
    """
    cell.check_trace(trace)
    wanted = lags_of(lags, len(trace.h))
    H = cell.hidden_size
    result = np.empty((len(wanted), trace.h.shape[1], H, H), cell.dtype)
    with np.errstate(all="ignore"):
        for where, J, exponent in products(cell, trace, of, wanted):
            result[where] = scale(J, exponent)
    return result


@dataclass(frozen=True, eq=False)
class JacobianSpectrum:
    """All singular values of dh_T/dh_t, or of dc_T/dc_t, at L lags.

    Attributes
    ----------
    lags : ndarray of int, shape (L,)
        T - t.
    values : ndarray, shape (L, B, H)
        The singular values, the largest first.
    floor : ndarray, shape (L, B)
        H * eps * the largest: a value below is rounding, whatever it says. Singular values of a product
        spread over many orders of magnitude, and a float matrix holds only the upper sixteen of them.
    """

    lags: Lags
    values: Array
    floor: Array

    @property
    def spectral(self) -> Array:
        """The spectral norm, which is the largest singular value: (L, B)."""
        return self.values[..., 0]

    @property
    def frobenius(self) -> Array:
        """The Frobenius norm, the root of the sum of their squares: (L, B)."""
        return euclidean(self.values)


def jacobian_spectrum(
    cell: Cell, trace: Trace, of: str = "h", *, lags: ArrayLike | None = None
) -> JacobianSpectrum:
    """Return all singular values of dh_T/dh_t, or of dc_T/dc_t: what a step does to every direction.

    Parameters
    ----------
    cell, trace, of, lags
        As for `jacobian_norms`.

    Returns
    -------
    JacobianSpectrum

    Raises
    ------
    ValueError
        As `jacobian_norms` does.
    """
    cell.check_trace(trace)
    wanted = lags_of(lags, len(trace.h))
    H = cell.hidden_size
    values = np.empty((len(wanted), trace.h.shape[1], H), cell.dtype)
    with np.errstate(all="ignore"):
        for where, J, exponent in products(cell, trace, of, wanted):
            values[where] = np.ldexp(singular_values(J), exponent[:, None])
        floor = H * np.finfo(cell.dtype).eps * values[..., 0]
    return JacobianSpectrum(wanted, values, floor)


def cell_highway(trace: Trace) -> Array:
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
        sigma_max = spectral(cell.W_hh)
        return np.asarray((ACTIVATIONS[cell.activation].gamma * sigma_max) ** lags)
