"""Why a gradient vanishes or survives: a network's matrices, slopes and forget gates, measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.flow.curves import half_life
from rnnlstm.core.flow.jacobians import cell_highway, step_jacobian
from rnnlstm.core.flow.theory import bias_of_half_life, half_life_of_bias
from rnnlstm.core.spectra import WeightSpectrum, matrix_spectrum, power_norms, recurrent_weights, slopes
from rnnlstm.figures.half_lives import HalfLives
from rnnlstm.figures.palette import NETWORKS, Hue, gate_hue
from rnnlstm.ui.walk.cache import measured_once
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]

POWERS = 60
"""The highest power of a matrix that is drawn."""
BIASES = np.arange(-3.0, 7.0)
"""Where half-lives are measured."""


@dataclass(frozen=True)
class MatrixChoice:
    """One of the matrices of a network.

    Attributes
    ----------
    kind
        "weights", the recurrent weights as they are; "gamma", times the activation's steepest slope; "mean",
        times each unit's mean slope; "step", the whole Jacobian of one step.
    gate
        Whose recurrent weights: a name of ``recurrent_weights``.
    step
        Of the Jacobian, from 1.
    """

    kind: str = "weights"
    gate: str = "h"
    step: int = 1


def steepest(walk: Walk, gate: str) -> float:
    """Return the largest slope that an activation can have; ``gate`` is a name of `slopes`."""
    return ACTIVATIONS[walk.cell.activations[gate]].gamma


def matrix(walk: Walk, choice: MatrixChoice) -> Array:
    """Return a matrix of a network."""
    if choice.kind == "step":
        return step_jacobian(walk.cell, walk.trace, choice.step)
    W = recurrent_weights(walk.cell)[choice.gate]
    if choice.kind == "gamma":
        return steepest(walk, choice.gate) * W
    if choice.kind == "mean":
        mean: Array = slopes(walk.cell, walk.trace)[choice.gate][:, 0].mean(axis=0)[:, None]
        return mean * W
    return W


@measured_once
def spectrum(walk: Walk, choice: MatrixChoice) -> WeightSpectrum:
    """Return the eigenvalues and singular values of a matrix of a network."""
    return matrix_spectrum(matrix(walk, choice))


def matrix_hue(walk: Walk, label: str, choice: MatrixChoice) -> Hue:
    """Return the hue of a matrix: that of its gate, or of the whole network."""
    of_gate = walk.cell.gates and choice.kind != "step"
    return gate_hue(choice.gate) if of_gate else NETWORKS[label]


@measured_once
def powers(walk: Walk, choice: MatrixChoice) -> tuple[NDArray[np.int_], Array]:
    """Return some powers k from 0 on, all of them for a small matrix, and ‖A^k‖ of each."""
    A = matrix(walk, choice)
    count = int(np.clip(200_000 // len(A) ** 2, 12, POWERS + 1))
    k = np.unique(np.rint(np.geomspace(1, POWERS + 1, count)).astype(np.int_) - 1)
    k = np.arange(POWERS + 1) if count > POWERS else k
    return k, power_norms(A, k)


@measured_once
def measured_half_life(walk: Walk, bias: float) -> float:
    """Return the half-life of an LSTM's direct path with a forget bias on the walk's sequence.

    It is the median over the units, inf where half of them or more do not reach the half within the sequence.
    """
    b_f = np.full(walk.cell.hidden_size, bias, walk.cell.dtype)
    trace = walk.cell.with_params({"b_f": b_f}).forward(walk.trace.x)
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
        The half-life that the learner asks for, in steps.
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
