"""What the cards of this room can speak of: a matrix, its powers, the slopes, or the forget bias."""

from __future__ import annotations

from rnnlstm.core.flow.theory import bias_of_half_life, half_life_of_bias
from rnnlstm.core.spectra import saturation
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.spectra.measured import MatrixChoice, powers, spectrum
from rnnlstm.ui.walk.walk import Walk


def of_matrix(walk: Walk, choice: MatrixChoice) -> Scene:
    """Return the numbers of a matrix.

    ``n`` is its rows, ``radius`` its spectral radius, ``norm`` and ``least`` its largest and its smallest
    singular value; ``round`` is whether it stretches all directions alike. In an RNN, where ``rnn`` is true,
    ``weights_norm`` is the largest singular value of its recurrent weights.
    """
    of = spectrum(walk, choice)
    sigma = of.singular_values
    rnn = not walk.cell.gates
    return {
        "n": len(sigma),
        "radius": of.spectral_radius,
        "norm": of.spectral_norm,
        "least": float(sigma[-1]),
        "round": bool(sigma[0] > 0 and sigma[0] - sigma[-1] <= 1e-9 * sigma[0]),
        "rnn": rnn,
        "weights_norm": spectrum(walk, MatrixChoice()).spectral_norm if rnn else 0.0,
        "step": choice.step,
    }


def of_powers(walk: Walk, choice: MatrixChoice) -> Scene:
    """Return the numbers of a matrix and of its powers.

    ``peak`` is the largest norm of a power from the first on, ``peak_at`` that power; ``last`` is the norm of
    the highest power, ``last_k``.
    """
    k, norms = powers(walk, choice)
    peak = 1 + int(norms[1:].argmax())
    of_it = {"peak": float(norms[peak]), "peak_at": int(k[peak])}
    return {**of_matrix(walk, choice), **of_it, "last": float(norms[-1]), "last_k": int(k[-1])}


def of_slopes(walk: Walk, gate: str, below: float, scale: float) -> Scene:
    """Return the share of an activation's slopes that are small, and the scale of the input."""
    return {"share": saturation(walk.cell, walk.trace, below)[gate], "below": below, "scale": scale}


def of_bias(bias: float, needed: float) -> Scene:
    """Return a forget bias and its half-life in theory, and the bias that a half-life needs."""
    return {
        "bias": bias,
        "theory": float(half_life_of_bias(bias)),
        "needed": needed,
        "needed_bias": float(bias_of_half_life(needed)),
    }
