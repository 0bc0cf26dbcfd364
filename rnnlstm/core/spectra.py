"""What the recurrent weights and the activations alone say about the gradient."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace


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
    """Return the matrix (H, H) by which each pre-activation sees h_{t-1}.

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
    W = validate.array("matrix", W, W.dtype if W.dtype.kind == "f" else np.dtype(np.float64))
    if W.ndim != 2 or W.shape[0] != W.shape[1] or not W.size:
        raise ValueError(f"matrix must have shape (n, n), got {W.shape}")
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
        With the names of `slopes`, each from 0 to 1.

    Raises
    ------
    ValueError
        If the trace is another cell's, or `below` is not a finite number.
    """
    validate.number("below", below)
    return {name: float((slope < below).mean()) for name, slope in cell.slopes(trace).items()}
