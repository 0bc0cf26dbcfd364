"""What the recurrent weights and the activations alone say about the gradient."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.cells.activations import ACTIVATIONS, Array
from rnnlstm.core.cells.kinds import AnyCell, AnyTrace
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.lstm_records import LSTMTrace
from rnnlstm.core.cells.rnn import RNN, RNNTrace


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


def recurrent_weights(cell: AnyCell) -> dict[str, Array]:
    """Return the matrix (H, H) by which each pre-activation sees h_{t-1}.

    Returns
    -------
    dict of str to ndarray
        "h" of an RNN (W_hh); "f", "i", "g", "o" of an LSTM; "r", "z", "n" of a GRU.
    """
    H = cell.hidden_size
    if isinstance(cell, RNN):
        return {"h": cell.W_hh}
    if isinstance(cell, LSTM):
        return {"f": cell.W_f[:, :H], "i": cell.W_i[:, :H], "g": cell.W_c[:, :H], "o": cell.W_o[:, :H]}
    return {"r": cell.W_r[:, :H], "z": cell.W_z[:, :H], "n": cell.W_hn}


def weight_spectra(cell: AnyCell) -> dict[str, WeightSpectrum]:
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


def slopes(cell: AnyCell, trace: AnyTrace) -> dict[str, Array]:
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
    cell.check_trace(trace)
    if isinstance(trace, RNNTrace):
        assert isinstance(cell, RNN)
        return {"h": ACTIVATIONS[cell.activation].slope(trace.h)}
    kinds = {name: "tanh" if lowest < 0 else "sigmoid" for name, lowest in cell.gates.items()}
    of_gates = {
        name: trace.unless_clamped(name, ACTIVATIONS[kind].slope(getattr(trace, name)))
        for name, kind in kinds.items()
    }
    return {**of_gates, "c": 1 - trace.tanh_c**2} if isinstance(trace, LSTMTrace) else of_gates


def saturation(cell: AnyCell, trace: AnyTrace, below: float = 0.1) -> dict[str, float]:
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
    return {name: float((slope < below).mean()) for name, slope in slopes(cell, trace).items()}
