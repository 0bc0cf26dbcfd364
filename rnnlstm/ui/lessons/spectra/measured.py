"""Why a gradient vanishes or survives: a network's matrices, slopes and forget gates, measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.flow.curves import half_life
from rnnlstm.core.flow.jacobians import cell_highway
from rnnlstm.core.flow.one_step import power_norms, step_jacobian
from rnnlstm.core.flow.theory import bias_of_half_life, half_life_of_bias
from rnnlstm.core.spectra import WeightSpectrum, matrix_spectrum, recurrent_weights, slopes
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.half_lives import HalfLives
from rnnlstm.figures.palette import GRU_GATES, MUTED, NETWORKS, QUANTITIES, Hue
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]

POWERS = 60
"""The highest power of a matrix that is drawn."""
BIASES = np.arange(-3.0, 7.0)
"""Where half-lives are measured."""


@dataclass(frozen=True)
class Look:
    """Which matrix of a network is looked at.

    Attributes
    ----------
    seen
        "weights", the recurrent weights as they are; "gamma", times the activation's steepest slope; "mean",
        times each unit's mean slope; "step", the whole Jacobian of one step.
    gate
        Whose recurrent weights: a name of ``recurrent_weights``.
    step
        Of the Jacobian, from 1.
    """

    seen: str = "weights"
    gate: str = "h"
    step: int = 1


def steepest(walk: Walk, gate: str) -> float:
    """Return the largest slope that an activation can have; ``gate`` is a name of `slopes`."""
    if isinstance(walk.cell, RNN):
        return ACTIVATIONS[walk.cell.activation].gamma
    tanh = gate == "c" or walk.cell.gates[gate] < 0
    return ACTIVATIONS["tanh" if tanh else "sigmoid"].gamma


def matrix(walk: Walk, look: Look) -> Array:
    """Return the matrix that is looked at."""
    if look.seen == "step":
        return step_jacobian(walk.cell, walk.trace, look.step)
    W = recurrent_weights(walk.cell)[look.gate]
    if look.seen == "gamma":
        return steepest(walk, look.gate) * W
    if look.seen == "mean":
        mean: Array = slopes(walk.cell, walk.trace)[look.gate][:, 0].mean(axis=0)[:, None]
        return mean * W
    return W


@lru_cache(maxsize=32)
def spectrum(walk: Walk, look: Look) -> WeightSpectrum:
    """Return the eigenvalues and singular values of the matrix that is looked at."""
    return matrix_spectrum(matrix(walk, look))


def gate_hue(walk: Walk, gate: str) -> Hue:
    """Return the hue of what an activation belongs to."""
    return GRU_GATES[gate] if walk.model == "GRU" else QUANTITIES[gate]


def look_hue(walk: Walk, label: str, look: Look) -> Hue:
    """Return the hue of a matrix: that of its gate, or of the whole network."""
    gated = walk.model != "RNN" and look.seen != "step"
    return gate_hue(walk, look.gate) if gated else NETWORKS[label]


@lru_cache(maxsize=32)
def powers(walk: Walk, look: Look) -> tuple[NDArray[np.int_], Array]:
    """Return some powers k from 0 on, all of them for a small matrix, and ‖A^k‖ of each."""
    A = matrix(walk, look)
    count = int(np.clip(200_000 // len(A) ** 2, 12, POWERS + 1))
    k = np.unique(np.rint(np.geomspace(1, POWERS + 1, count)).astype(np.int_) - 1)
    k = np.arange(POWERS + 1) if count > POWERS else k
    return k, power_norms(A, k)


def power_curves(walk: Walk, label: str, look: Look) -> list[Curve]:
    """Return ‖A^k‖ with what its eigenvalues and what its singular values say of it."""
    k, norms = powers(walk, look)
    values = spectrum(walk, look)
    hue = look_hue(walk, label, look)
    with np.errstate(over="ignore"):
        return [
            Curve(_("‖A<sup>k</sup>‖, this matrix"), norms, hue, lags=k),
            Curve(
                _("ρ<sup>k</sup>, a normal matrix with the same eigenvalues"),
                values.spectral_radius**k,
                hue,
                "dot",
                k,
            ),
            Curve(_("σ<sub>max</sub><sup>k</sup>, the bound"), values.spectral_norm**k, MUTED, "dash", k),
        ]


def spectrum_table(values: WeightSpectrum) -> pd.DataFrame:
    """Return one row a rank: an eigenvalue, its modulus, and a singular value."""
    return pd.DataFrame(
        {
            _("rank"): np.arange(1, len(values.singular_values) + 1),
            "Re λ": values.eigenvalues.real,
            "Im λ": values.eigenvalues.imag,
            "|λ|": np.abs(values.eigenvalues),
            "σ": values.singular_values,
        }
    )


def power_table(curves: list[Curve]) -> pd.DataFrame:
    """Return one row a power, from the curves of `power_curves`."""
    norms, radius, bound = curves
    return pd.DataFrame({"k": norms.x, "‖A^k‖": norms.values, "ρ^k": radius.values, "σ_max^k": bound.values})


def slope_table(walk: Walk, gate: str) -> pd.DataFrame:
    """Return one row a step: what was read, and each unit's slope."""
    values = slopes(walk.cell, walk.trace)[gate][:, 0]
    table = pd.DataFrame(values, columns=[f"{gate}′[{unit}]" for unit in range(1, values.shape[1] + 1)])
    table.insert(0, _("reads"), list(walk.reading.symbols))
    table.insert(0, "t", np.arange(1, len(values) + 1))
    return table


@lru_cache(maxsize=44)
def measured_half_life(walk: Walk, bias: float) -> float:
    """Return the half-life of an LSTM's direct path with a forget bias on the walk's sequence.

    It is the median over the units, inf where half of them or more do not reach the half within the sequence.
    """
    cell = walk.cell
    assert isinstance(cell, LSTM)
    trace = replace(cell, b_f=np.full_like(cell.b_f, bias)).forward(walk.trace.x)
    return float(np.median(half_life(cell_highway(trace)[:, 0])))


def half_lives(walk: Walk, bias: float, needed: float) -> HalfLives:
    """Return theory and measurement of what forget bias gives what half-life.

    Parameters
    ----------
    walk
        Of an LSTM; its forget bias does not matter.
    bias
        The learner's.
    needed
        The half-life that he asks for, in steps.
    """
    biases = np.linspace(BIASES[0], max(BIASES[-1], np.ceil(float(bias_of_half_life(needed)))), 121)
    at = sorted({*BIASES.tolist(), bias})
    return HalfLives(
        biases=biases,
        theory=half_life_of_bias(biases),
        measured_at=np.array(at),
        measured=np.array([measured_half_life(walk, each) for each in at]),
        longest=walk.reading.steps - 1,
        bias=bias,
        needed_bias=float(bias_of_half_life(needed)),
        needed=needed,
    )


def half_life_table(lives: HalfLives) -> pd.DataFrame:
    """Return one row a measured bias: the half-life by theory, and as measured."""
    return pd.DataFrame(
        {
            _("forget bias"): lives.measured_at,
            _("half-life, theory"): half_life_of_bias(lives.measured_at),
            _("half-life, measured"): lives.measured,
        }
    )
