"""One step as a matrix, and what many steps of one matrix do."""

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.activations import Array
from rnnlstm.core.cells import AnyCell, AnyTrace
from rnnlstm.core.linearised import linearise
from rnnlstm.core.products import exponent_of, scale, spectral


def step_jacobian(cell: AnyCell, trace: AnyTrace, step: int, sequence: int = 0) -> Array:
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
    for name, value, low, high in (("step", step, 1, T), ("sequence", sequence, 0, B - 1)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
            raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}")
    maps = linearise(cell, trace, int(sequence))
    size = maps.parts * H
    rows = np.eye(size, dtype=cell.dtype).reshape(size, maps.parts, H).swapaxes(0, 1)[:, None, None]
    with np.errstate(all="ignore"):
        before = maps.pull(np.s_[step - 1 : step], rows)
    return np.ascontiguousarray(before[:, 0, 0].swapaxes(0, 1).reshape(size, size))


def power_norms(matrix: ArrayLike, highest: int) -> Array:
    """Spectral norms of the powers A^0, A^1, .., A^highest: the most that so many steps of A can stretch.

    No root |A^k|^(1/k) is below the spectral radius, and it is their limit (Gelfand 1941). A normal
    matrix, one that commutes with its transpose, has |A^k| = radius^k at once; any other one can stretch for
    a while, up to |A|^k, before its eigenvalues have their way (Trefethen and Embree 2005, chapter 3).

    Parameters
    ----------
    matrix : array_like, shape (n, n)
    highest : int
        At least 1.

    Returns
    -------
    ndarray, shape (highest + 1,)
        1 first; inf where a norm itself exceeds the largest float.

    Raises
    ------
    ValueError
        If the matrix is not a square of finite numbers, or `highest` not an integer of at least 1.
    """
    A = validate.array("matrix", matrix, np.dtype(np.float64))
    if A.ndim != 2 or A.shape[0] != A.shape[1] or not A.size:
        raise ValueError(f"matrix must have shape (n, n), got {A.shape}")
    powers = np.empty((validate.size("highest", highest) + 1, *A.shape))
    exponents = np.zeros(len(powers), np.int_)
    powers[0] = np.eye(len(A))
    with np.errstate(all="ignore"):
        for k in range(1, len(powers)):
            product = A @ powers[k - 1]
            shift = exponent_of(product)
            powers[k], exponents[k] = scale(product, -shift), exponents[k - 1] + shift
        return np.asarray(np.ldexp(spectral(powers), exponents))
