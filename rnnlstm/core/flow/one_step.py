"""One step as a matrix, and what many steps of one matrix do."""

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.flow.products import exponent_of, scale, spectral


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
    for name, value, low, high in (("step", step, 1, T), ("sequence", sequence, 0, B - 1)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or not low <= value <= high:
            raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}")
    maps = cell.linearise(trace, int(sequence))
    size = maps.parts * H
    rows = np.eye(size, dtype=cell.dtype).reshape(size, maps.parts, H).swapaxes(0, 1)[:, None, None]
    with np.errstate(all="ignore"):
        before = maps.pull(np.s_[step - 1 : step], rows)
    return np.ascontiguousarray(before[:, 0, 0].swapaxes(0, 1).reshape(size, size))


def power_norms(matrix: ArrayLike, powers: ArrayLike) -> Array:
    """Spectral norm of A^k for each of some powers k: the most that k steps of A can stretch.

    No root |A^k|^(1/k) is below the spectral radius, and it is their limit (Gelfand 1941). A normal
    matrix, one that commutes with its transpose, has |A^k| = radius^k at once; any other one can stretch for
    a while, up to |A|^k, before its eigenvalues have their way (Trefethen and Embree 2005, chapter 3).

    Parameters
    ----------
    matrix : array_like, shape (n, n)
    powers : array_like of int, shape (K,)
        At least 0, rising.

    Returns
    -------
    ndarray, shape (K,)
        inf where a norm itself exceeds the largest float.

    Raises
    ------
    ValueError
        If the matrix is not a square of finite numbers, or the powers do not rise from at least 0.
    """
    A = validate.array("matrix", matrix, np.dtype(np.float64))
    if A.ndim != 2 or A.shape[0] != A.shape[1] or not A.size:
        raise ValueError(f"matrix must have shape (n, n), got {A.shape}")
    wanted = np.asarray(powers)
    if wanted.ndim != 1 or not wanted.size or wanted.dtype.kind not in "iu":
        raise ValueError(f"powers must be a list of whole numbers, got {powers!r}")
    gaps = np.diff(wanted, prepend=0)
    if (gaps < 0).any():
        raise ValueError(f"powers must rise from at least 0, got {powers!r}")
    products = np.empty((len(wanted), *A.shape))
    exponents = np.empty(len(wanted), np.int_)
    squares = [(A, 0)]
    P: Array = np.eye(len(A))
    exponent = 0
    with np.errstate(all="ignore"):
        for k, gap in enumerate(gaps.tolist()):
            # By the binary digits of the gap: a long way costs few products.
            for digit, bit in enumerate(reversed(f"{gap:b}")):
                if len(squares) == digit:
                    squares.append(_near_one(*squares[-1], *squares[-1]))
                if bit == "1":
                    P, exponent = _near_one(*squares[digit], P, exponent)
            products[k], exponents[k] = P, exponent
        return np.asarray(np.ldexp(spectral(products), exponents))


def _near_one(A: Array, a: int, B: Array, b: int) -> tuple[Array, int]:
    """Return A * 2^a times B * 2^b as a matrix near 1 in size and its exponent."""
    product = A @ B
    shift = exponent_of(product)
    return scale(product, -shift), a + b + int(shift)
