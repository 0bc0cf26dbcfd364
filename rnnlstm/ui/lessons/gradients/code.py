"""The code of the laboratory's main room: the lines that compute each of its quantities."""

from __future__ import annotations

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.show.code import walk_code

# Of a network without gates.
_THEORY = {
    "bound": ("vanishing_bound", "bound = norms[0] * vanishing_bound(cell, np.arange(T))"),
    "typical": ("typical_norms", "typical = norms[0] * typical_norms(cell, trace)[::-1, 0]"),
}


def flow_code(setup: Setup, name: str, measure: str, norm: str) -> str:
    """Return the code of one network's quantity, the newest lag first.

    Parameters
    ----------
    setup
        What is measured.
    name
        Of the network, as in the link.
    measure
        "loss", "jacobian" or "paths".
    norm
        "spectral", "frobenius", or for the Jacobian "singular".
    """
    if measure == "paths":
        uses, lines = _paths(norm)
    elif measure == "jacobian" and norm == "singular":
        uses = ["jacobian_spectrum"]
        lines = [
            "spectrum = jacobian_spectrum(cell, trace)",
            "values = spectrum.values[::-1, 0]  # (T, H): lag 0 first, the largest first",
            "floor = spectrum.floor[::-1, 0]  # below it a value is rounding",
        ]
    else:
        uses, lines = _norms(measure, norm)
        uses, lines = [*uses, "half_life"], [*lines, "print(half_life(norms[::-1]))  # in steps"]
        if not CELLS[VARIANTS[name].model].gates:
            uses += [use for use, _line in _THEORY.values()]
            lines += [line for _use, line in _THEORY.values()]
    model, network = setup.network_of(name)
    start = walk_code(model, setup.source, network, uses)
    return "\n".join([start, "", *lines])


def _norms(measure: str, norm: str) -> tuple[list[str], list[str]]:
    if measure == "loss":
        return [], [
            "grads = cell.backward(trace, dy=dy)",
            "norms = np.linalg.norm(grads.h[:, 0], axis=-1)[::-1]  # of dE/dh_t, lag 0 first",
        ]
    return ["jacobian_norms"], [
        f'norms = jacobian_norms(cell, trace, "{norm}")[::-1, 0]  # of dh_T/dh_t, lag 0 first'
    ]


def _paths(norm: str) -> tuple[list[str], list[str]]:
    size = "max" if norm == "spectral" else "norm"
    of_diagonal = {"max": "kept.max(axis=-1)", "norm": "np.linalg.norm(kept, axis=-1)"}[size]
    return ["cell_paths", "half_life_of_bias"], [
        f'paths = cell_paths(cell, trace, "{norm}")',
        "total, direct, rest = (part[::-1, 0] for part in (paths.total, paths.direct, paths.rest))",
        "kept = (1 / (1 + np.exp(-cell.b_f))) ** np.arange(T)[:, None]  # f = sigmoid(b_f) at every step",
        f"predicted = {of_diagonal}",
        "print(half_life_of_bias(cell.b_f[0]))  # in steps",
    ]
