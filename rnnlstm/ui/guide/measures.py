"""What the cards of a step page measure of a walk: facts of a step, properties of an array."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm, product
from rnnlstm.core.cells.lstm import LSTMGradients, LSTMTrace
from rnnlstm.core.flow.jacobians import cell_highway
from rnnlstm.ui.guide.fill import written
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]

VISIBLE = 0.01
"""Two numbers that differ by less than this share look the same in a drawing."""
ALIKE = 0.03
"""Two squares of a heat map that differ by less than this share have the same colour to the eye."""
_ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "tanh": np.tanh,
    "sigmoid": lambda a: (1 + np.tanh(a / 2)) / 2,
    "relu": lambda a: max(a, 0.0),
}


def lead(values: Array) -> int:
    """Return the number, from 1, of the value that is visibly the largest in size; 0 if there is none."""
    sizes = np.abs(values)
    first = int(sizes.argmax())
    others = np.delete(sizes, first)
    leads = np.isfinite(sizes).all() and sizes[first] > 0 and (others < (1 - VISIBLE) * sizes[first]).all()
    return first + 1 if leads else 0


def of_last_loss(walk: Walk) -> dict[str, Array]:
    """Return the gradients that the loss of the last step sends back by itself, a row a step.

    Where there is no cell state, nothing goes back along one: ``last_dc`` is 0.
    """
    grads, trace = walk.last_grads, walk.trace
    arrays = {"last_dh": grads.h[:, 0], "last_dc": np.zeros_like(grads.h[:, 0])}
    if isinstance(grads, LSTMGradients) and isinstance(trace, LSTMTrace):
        arrays["last_dc"] = grads.c[:, 0]
        arrays["last_highway"] = product(cell_highway(trace)[:, 0], grads.c[-1, 0])
    return arrays


def _prediction(walk: Walk, t: int) -> str | float:
    row = walk.probabilities[t - 1]
    return walk.reading.classes[int(row.argmax())] if walk.reading.classes else float(row[0])


def _p_target(walk: Walk, t: int) -> float:
    """Return the probability of the target of a text; of numbers, there is none."""
    if not walk.reading.classes:
        return 0.0
    return float(walk.probabilities[t - 1, int(walk.reading.target[t - 1, 0])])


def _repetition(walk: Walk) -> tuple[int, int]:
    """Return the first step that reads what an earlier one read, and the latest of these, or zeros."""
    seen: dict[bytes, int] = {}
    for t, row in enumerate(walk.trace.x[:, 0], start=1):
        key = row.tobytes()
        if key in seen:
            return t, seen[key]
        seen[key] = t
    return 0, 0


FACTS: dict[str, Callable[[Walk, int], Any]] = {
    "T": lambda walk, _t: walk.reading.steps,
    "H": lambda walk, _t: walk.cell.hidden_size,
    "D": lambda walk, _t: walk.cell.input_size,
    "model": lambda walk, _t: walk.model,
    "loss": lambda walk, _t: walk.loss,
    "step_loss": lambda walk, t: walk.step_losses[t - 1],
    "asked": lambda walk, _t: int(walk.has_loss.sum()),
    "classes": lambda walk, _t: len(walk.reading.classes),
    "symbol": lambda walk, t: walk.reading.symbols[t - 1],
    "target": lambda walk, t: walk.targets[t - 1],
    "right": lambda walk, _t: walk.right if walk.reading.classes else 0,  # of numbers none is counted
    "prediction": lambda walk, t: _prediction(walk, t),
    "sure": lambda walk, t: float(walk.probabilities[t - 1].max()),
    "p_target": _p_target,
    "again": lambda walk, _t: _repetition(walk)[0],
    "earlier": lambda walk, _t: _repetition(walk)[1],
    "activation": lambda walk, _t: getattr(walk.cell, "activation", "tanh"),
    "phi": lambda walk, _t: lambda a: float(_ACTIVATIONS[getattr(walk.cell, "activation", "tanh")](a)),
}
"""Names of what a walk has at a step -> how it is found."""


def _finite(table: Array) -> Array:
    return np.where(np.isfinite(table), np.abs(table), 0)


def _tops(table: Array) -> list[int]:
    largest = _finite(table).max(axis=1)
    return [int(k) + 1 for k in np.flatnonzero(largest >= (1 - ALIKE) * largest.max())]


def _factor(table: Array) -> float:
    norms = norm(table)
    first, last, steps = float(norms[0]), float(norms[-1]), len(norms) - 1
    known = steps > 0 and 0 < first < np.inf and 0 < last < np.inf
    return float(np.exp((np.log(first) - np.log(last)) / steps)) if known else 0.0


OF_ARRAYS: dict[str, Callable[[Array, int], Any]] = {
    "peak": lambda table, _t: float(_finite(table).max()),
    "lowest": lambda table, _t: float(_finite(table).min()),
    "mean": lambda table, _t: float(_finite(table).mean()),
    "most": lambda table, _t: int(_finite(table).max(axis=1).argmax()) + 1,
    "least": lambda table, _t: int(_finite(table).max(axis=1).argmin()) + 1,
    "unit_of_most": lambda table, t: int(_finite(table)[min(t, len(table)) - 1].argmax()) + 1,
    "unit_of_least": lambda table, t: int(_finite(table)[min(t, len(table)) - 1].argmin()) + 1,
    "count": lambda table, _t: int(np.count_nonzero(table)),
    "none": lambda table, _t: [int(k) + 1 for k in np.flatnonzero(~table.any(axis=1))],
    "tops": lambda table, _t: _tops(table),
    "factor": lambda table, _t: _factor(table),
}
"""Names of what an array has -> how it is found, of its rows and the step of this place."""
OF_UNITS: dict[str, Callable[[Array, int], Any]] = {
    "unit_peak": lambda table, unit: float(_finite(table)[:, unit].max()),
    "unit_low": lambda table, unit: float(_finite(table)[:, unit].min()),
    "unit_mean": lambda table, unit: float(_finite(table)[:, unit].mean()),
    "unit_most": lambda table, unit: int(_finite(table)[:, unit].argmax()) + 1,
    "unit_least": lambda table, unit: int(_finite(table)[:, unit].argmin()) + 1,
    "unit_tops": lambda table, unit: _tops(table[:, [unit]]),
    "unit_lows": lambda table, unit: _tops(1 - table[:, [unit]]),
    "keeper": lambda table, _unit: int(_finite(table).mean(axis=0).argmax()) + 1,
}
"""Names of what a unit has over all steps -> how it is found, of the array's rows and the unit."""
PLAIN: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "round": round,
    "sign": lambda value: "plus" if value > 0 else "minus" if value < 0 else "zero",
    "said": written,
    "clear": lambda *values: lead(np.array(values, dtype=np.float64)) > 0,
}
"""Names of plain functions of numbers; ``said`` writes one among words that a formula chooses."""
