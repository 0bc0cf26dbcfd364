"""Spectra of the recurrent weights, powers of a matrix, and slopes of the activations."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.flow.products import exponent_of, scale, spectral


@dataclass(frozen=True, eq=False)
class WeightSpectrum:
    """Eigenvalues and singular values of one matrix (H, H), such as the recurrent weights.

    Attributes
    ----------
    eigenvalues : ndarray of complex, shape (H,)
        The largest in modulus first.
    singular_values : ndarray, shape (H,)
        The largest first.
    """

    eigenvalues: NDArray[np.complexfloating[Any, Any]]
    singular_values: Array

    @property
    def spectral_radius(self) -> float:
        """The largest modulus of an eigenvalue: what a power W^k grows by a step, for large k."""
        return float(np.abs(self.eigenvalues[0]))

    @property
    def spectral_norm(self) -> float:
        """The largest singular value: the most that one step can stretch a vector."""
        return float(self.singular_values[0])


def recurrent_weights(cell: Cell) -> dict[str, Array]:
    """Return the matrix (H, H) by which each pre-activation sees h_{t-1}, or r_t * h_{t-1} that was reset.

    Returns
    -------
    dict of str to ndarray
        "h" of an RNN (W_hh); "f", "i", "g", "o" of an LSTM; "r", "z", "n" of a GRU.
    """
    return {name: block.of_h.matrix for name, block in cell.blocks().items()}


def weight_spectra(cell: Cell) -> dict[str, WeightSpectrum]:
    """Return the spectrum of each of the cell's `recurrent_weights`.

    Raises
    ------
    ValueError
        If a weight is NaN or infinite, as after a training that blew up.
    """
    spectra = {}
    for name, W in recurrent_weights(cell).items():
        if not np.isfinite(W).all():
            raise ValueError(f"recurrent weights must be finite, got NaN or infinity in those of {name!r}")
        spectra[name] = matrix_spectrum(W)
    return spectra


def matrix_spectrum(matrix: ArrayLike) -> WeightSpectrum:
    """Return the eigenvalues and singular values of any square matrix, as of one step's Jacobian.

    Raises
    ------
    ValueError
        If it is not a square of finite numbers.
    """
    W = np.asarray(matrix)
    W = validate.square("matrix", W, W.dtype if W.dtype.kind == "f" else np.dtype(np.float64))
    eigenvalues = np.linalg.eigvals(W).astype(np.result_type(W, np.complex64))
    order = np.argsort(-np.abs(eigenvalues), kind="stable")
    return WeightSpectrum(eigenvalues[order], np.linalg.svd(W, compute_uv=False))


def slopes(cell: Cell, trace: Trace) -> dict[str, Array]:
    """Return the slope of every activation at the trace's values, each (T, B, H).

    Returns
    -------
    dict of str to ndarray
        "h" of an RNN; "f", "i", "g", "o" of an LSTM and "c", that of the tanh which h_t = o_t * tanh(c_t)
        puts on the cell state; "r", "z", "n" of a GRU. Where a gate is clamped its slope is 0.

    Raises
    ------
    ValueError
        If the trace is another cell's.
    """
    return cell.slopes(trace)


def saturation(cell: Cell, trace: Trace, below: float = 0.1) -> dict[str, float]:
    """Return the share of all steps, sequences and units at which an activation's slope is small.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    trace : trace
        What ``cell.forward`` returned.
    below : float
        Slopes under this count; for tanh 0.1 is where |h| > 0.949, for a sigmoid, whose largest slope is
        0.25, where it is under 0.113 or over 0.887.

    Returns
    -------
    dict of str to float
        With the names of `slopes`, each from 0 to 1. Padding does not count.

    Raises
    ------
    ValueError
        If the trace is another cell's, or `below` is not a finite number.
    """
    validate.number("below", below)
    return {name: float((slope < below)[trace.mask].mean()) for name, slope in cell.slopes(trace).items()}


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
    A = validate.square("matrix", matrix, np.dtype(np.float64))
    wanted = validate.wholes("powers", powers)
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
