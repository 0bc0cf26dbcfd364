"""How a gradient flows through time: Jacobians between steps, their norms, and bounds on them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, products_after
from rnnlstm.core.arrays import norm as euclidean
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.lstm import LSTMTrace
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.flow.products import NORMS, Lags, lags_of, products, singular_values, spectral


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
    return _at_lags(cell, trace, of, lags, measure)[1]


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
    return _at_lags(cell, trace, of, lags, lambda J: J)[1]


def _at_lags(
    cell: Cell, trace: Trace, of: str, lags: ArrayLike | None, measure: Callable[[Array], Array]
) -> tuple[Lags, Array]:
    """Return the lags asked for, and the measure of each Jacobian, which must be proportional to it."""
    cell.check_trace(trace)
    wanted = lags_of(lags, len(trace.h))
    found: Array = np.empty(0)
    with np.errstate(all="ignore"):
        for where, J, exponent in products(cell, trace, of, wanted):
            measured = measure(J)
            if not found.size:
                found = np.empty((len(wanted), *measured.shape), cell.dtype)
            found[where] = np.ldexp(measured, exponent.reshape(-1, *(1,) * (measured.ndim - 1)))
    return wanted, found


def step_jacobian(cell: Cell, trace: Trace, step: int, sequence: int = 0) -> Array:
    """Return J_t = d state_t / d state_{t-1}: what one step does to a small change of the state.

    For an RNN it is diag(act'(a_t)) W_hh. The state of an LSTM is the pair (h, c), and its J_t has four
    blocks::

        dh_t/dh_{t-1}   dh_t/dc_{t-1}
        dc_t/dh_{t-1}   dc_t/dc_{t-1} = diag(f_t),

    as both parts of the pair are moved by themselves. The product of the J_s over s = t+1 .. T takes a change
    of the whole state at t to T.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    trace : trace
        What ``cell.forward`` returned.
    step : int
        t, from 1 to T as the equations count.
    sequence : int
        Which of the B sequences.

    Returns
    -------
    ndarray, shape (H, H), or (2H, 2H) for an LSTM
        Entry [j, k] is the derivative of entry j of the state at t with respect to entry k at t-1.

    Raises
    ------
    ValueError
        If there is no such step or sequence, or the trace is another cell's.
    """
    cell.check_trace(trace)
    T, B, H = trace.h.shape
    step = validate.whole("step", step, 1, T)
    maps = cell.linearise(trace, validate.whole("sequence", sequence, 0, B - 1))
    size = maps.parts * H
    rows = np.eye(size, dtype=cell.dtype).reshape(size, maps.parts, H).swapaxes(0, 1)[:, None, None]
    with np.errstate(all="ignore"):
        before = maps.pull(np.s_[step - 1 : step], rows)
    return np.ascontiguousarray(before[:, 0, 0].swapaxes(0, 1).reshape(size, size))


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
    wanted, values = _at_lags(cell, trace, of, lags, singular_values)
    with np.errstate(all="ignore"):
        floor = cell.hidden_size * np.finfo(cell.dtype).eps * values[..., 0]
    return JacobianSpectrum(wanted, values, floor)


def cell_highway(trace: Trace) -> Array:
    """Product of f_s over s = t+1 .. T: the direct path of dc_T/dc_t along the cell state.

    The gates are taken as constants, those that see the cell state by peepholes too: what goes through them
    leaves the cell state.

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
    return products_after(trace.f)


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
