"""How the gradient of the last step fares on its way back through a network: measured, and beside theory.

Everything here takes walks, whatever network they are of: drawn from a seed or trained.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.cells.lstm import LSTM, LSTMTrace
from rnnlstm.core.cells.rnn import RNN, RNNTrace
from rnnlstm.core.flow.jacobians import (
    JacobianSpectrum,
    cell_highway,
    jacobian_norms,
    jacobian_spectrum,
    vanishing_bound,
)
from rnnlstm.core.flow.paths import cell_paths
from rnnlstm.core.flow.products import spaced_lags
from rnnlstm.core.flow.theory import typical_norms
from rnnlstm.ui.walk.cache import measured_once
from rnnlstm.ui.walk.walk import Walk, of_type

Array = NDArray[np.floating[Any]]
Lags = NDArray[np.integer[Any]]
Measure = Literal["loss", "jacobian"]
Norm = Literal["spectral", "frobenius"]

EVERY_LAG = 10_000
"""The largest product of steps and hidden units with which a Jacobian is measured at every lag."""
SPACED = 60
"""Lags at which a larger one is measured: 60 that lie closer where they are short, and 60 evenly spaced."""


@dataclass(frozen=True, eq=False)
class Flow:
    """A norm of one network by lag, and what theory says of it; each (L,), lag 0 first.

    What theory says starts where the measurement starts.

    Attributes
    ----------
    lags
        T - t.
    values
        What is measured: ‖∂E/∂h_t‖ of a loss at the last step only, or ‖∂h_T/∂h_t‖.
    bound
        Times (γ σ_max(W_hh))^lag: never exceeded. RNN only.
    typical
        Times the typical size of ∂h_T/∂h_t. RNN only.
    highway
        Times the norm of ∏ f, the direct part of ∂c_T/∂c_t. LSTM only.
    """

    lags: Lags
    values: Array
    bound: Array | None
    typical: Array | None
    highway: Array | None


@dataclass(frozen=True, eq=False)
class Paths:
    """Norms of ∂c_T/∂c_t of one LSTM by lag, in total and by its two parts; each (L,), lag 0 first.

    Attributes
    ----------
    lags
        T - t.
    total, direct, rest
        The norms of the whole, of the product of the forget gates, and of all paths that leave the cell.
    predicted
        The norm of the direct part if f were σ(b_f) at every step.
    """

    lags: Lags
    total: Array
    direct: Array
    rest: Array
    predicted: Array


def measured_lags(T: int, H: int) -> Lags:
    """Choose the lags at which Jacobians (H, H) of T steps are measured, 0 first: all while that is quick."""
    if T * H <= EVERY_LAG:
        return np.arange(T)
    even = np.rint(np.linspace(0, T - 1, SPACED)).astype(np.int_)
    return np.union1d(spaced_lags(T, SPACED), even)


@measured_once
def flow(walk: Walk, measure: Measure, norm: Norm = "spectral") -> Flow:
    """Measure ‖∂E/∂h_t‖ ("loss"), or ‖∂h_T/∂h_t‖ ("jacobian") in one of its norms."""
    cell, trace = walk.cell, walk.trace
    if measure == "loss":
        lags: Lags = np.arange(len(trace.h))
        values = walk.gradient_norms[::-1]
    else:
        lags = measured_lags(len(trace.h), cell.hidden_size)
        values = jacobian_norms(cell, trace, norm, lags=lags)[:, 0]
    with np.errstate(all="ignore"):
        if isinstance(cell, RNN):
            bound = values[0] * vanishing_bound(cell, lags)
            typical = values[0] * typical_norms(cell, of_type(trace, RNNTrace))[::-1, 0][lags]
            return Flow(lags, values, bound, typical, None)
        if "c" in cell.states:
            highway = cell_highway(trace)[::-1, 0][lags]
            size = _of_diagonal(highway, "spectral" if measure == "loss" else norm)
            return Flow(lags, values, None, None, values[0] * size / size[0])
    return Flow(lags, values, None, None, None)


@measured_once
def spectrum(walk: Walk) -> JacobianSpectrum:
    """Return all singular values of ∂h_T/∂h_t, lag 0 first."""
    return jacobian_spectrum(
        walk.cell, walk.trace, lags=measured_lags(len(walk.trace.h), walk.cell.hidden_size)
    )


def largest(walk: Walk) -> Flow:
    """Return the largest singular value of ∂h_T/∂h_t, as the flow of one network."""
    found = spectrum(walk)
    return Flow(found.lags, found.values[:, 0, 0], None, None, None)


@measured_once
def paths(walk: Walk, norm: Norm = "spectral") -> Paths:
    """Measure ∂c_T/∂c_t of an LSTM, in total and by its two parts."""
    lags = measured_lags(len(walk.trace.h), walk.cell.hidden_size)
    cell = of_type(walk.cell, LSTM)
    parts = cell_paths(cell, of_type(walk.trace, LSTMTrace), norm, lags=lags)
    with np.errstate(under="ignore"):
        predicted = _of_diagonal(sigmoid(cell.b_f) ** lags[:, None], norm)
    return Paths(lags, parts.total[:, 0], parts.direct[:, 0], parts.rest[:, 0], predicted)


def _of_diagonal(entries: Array, norm: Norm) -> Array:
    """Return the norms of diagonal matrices whose diagonals (L, H) are at least 0."""
    return np.asarray(entries.max(axis=-1) if norm == "spectral" else np.sqrt((entries**2).sum(axis=-1)))


def at_every_lag(lags: Lags, values: Array) -> Array:
    """Return a curve at each lag from 0 on, log-linear between those at which it was measured.

    Next to a 0 or an infinite norm, where a logarithm knows no line, the older one holds.
    """
    every = np.arange(lags[-1] + 1)
    if len(lags) == len(every):
        return values
    older = values[np.searchsorted(lags, every)]
    with np.errstate(all="ignore"):
        between = np.exp(np.interp(every, lags, np.log(values)))
    return np.where(np.isfinite(between) & (older > 0), between, older)


def first_lag(lags: Lags, values: Array, fails: Callable[[Array], NDArray[np.bool_]]) -> int | None:
    """Return the lag from which on a curve fails to its end, or None if it does not end so."""
    holds = np.flatnonzero(~fails(values))
    after = int(holds[-1]) + 1 if holds.size else 0
    return int(lags[after]) if after < len(lags) else None
