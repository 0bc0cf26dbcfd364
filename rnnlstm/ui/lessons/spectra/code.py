"""The code of the room of spectra: what each figure shows, in a few lines that run as they stand."""

from __future__ import annotations

from rnnlstm.ui.lessons.laboratory import Setup
from rnnlstm.ui.lessons.spectra.measured import POWERS, MatrixChoice, steepest
from rnnlstm.ui.walk.walk import Walk

_MATRIX = {
    "weights": ('A = recurrent_weights(cell)["{gate}"]', ["recurrent_weights"]),
    "mean": (
        'slope = slopes(cell, trace)["{gate}"][:, 0].mean(axis=0)\n'
        'A = slope[:, None] * recurrent_weights(cell)["{gate}"]',
        ["recurrent_weights", "slopes"],
    ),
    "step": ("A = step_jacobian(cell, trace, {step})", ["step_jacobian"]),
}


def matrix_code(view: str, setup: Setup, walk: Walk, choice: MatrixChoice) -> str:
    """Return the lines that compute a matrix of a walk and what the view shows of it."""
    label = next(iter(setup.networks()))
    if choice.kind == "gamma":
        lines = (
            f"gamma = {steepest(walk, choice.gate):g}  # the steepest slope\n"
            f'A = gamma * recurrent_weights(cell)["{choice.gate}"]'
        )
        uses = ["recurrent_weights"]
    else:
        lines, uses = _MATRIX[choice.kind]
        lines = lines.format(gate=choice.gate, step=choice.step)
    if view == "powers":
        uses = [*uses, "power_norms"]
        lines += (
            f"\nk = np.arange({POWERS + 1})"
            "\nnorms = power_norms(A, k)"
            "\nradius = np.abs(np.linalg.eigvals(A)).max() ** k"
            "\nbound = np.linalg.norm(A, 2) ** k"
        )
    else:
        lines += (
            "\neigenvalues = np.linalg.eigvals(A)"
            "\nsingular_values = np.linalg.svd(A, compute_uv=False)"
            "\nprint(np.abs(eigenvalues).max(), singular_values.max())"
        )
    return setup.codes(uses, lines)[label]


def slope_code(setup: Setup, gate: str, below: float) -> str:
    """Return the lines that compute the slopes and how many of them are small."""
    label = next(iter(setup.networks()))
    lines = (
        f'slope = slopes(cell, trace)["{gate}"][:, 0]  # (T, H)\n'
        f"share = (slope < {below:g}).mean(axis=1)  # of the units, at each step\n"
        f'print(saturation(cell, trace, {below:g})["{gate}"])'
    )
    return setup.codes(["slopes", "saturation"], lines)[label]


def bias_code(setup: Setup, bias: float, needed: float) -> str:
    """Return the lines that compute the half-lives, and the bias that a half-life asks for."""
    label = next(iter(setup.networks()))
    lines = (
        f"theory = half_life_of_bias({bias:g})\n"
        "measured = np.median(half_life(cell_highway(trace)[:, 0]))\n"
        f"needed = bias_of_half_life({needed:g})\n"
        "print(theory, measured, needed)"
    )
    uses = ["half_life_of_bias", "half_life", "cell_highway", "bias_of_half_life"]
    return setup.codes(uses, lines)[label]
