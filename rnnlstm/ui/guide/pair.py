"""What the cards of "Side by side" measure of two walks at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rnnlstm.core.arrays import norm
from rnnlstm.ui.walk.walk import Walk


def same_text(left: Walk, right: Walk) -> bool:
    """Return whether both read the same, to the end."""
    return left.reading.symbols == right.reading.symbols


def same_weights(left: Walk, right: Walk) -> bool:
    """Return whether both are one network: the same cell, number by number."""
    mine, theirs = left.cell.params, right.cell.params
    return left.model == right.model and all(np.array_equal(mine[name], theirs[name]) for name in mine)


def same_input(left: Walk, right: Walk, t: int) -> bool:
    """Return whether both read the same at a step that both have."""
    return np.array_equal(left.trace.x[t - 1], right.trace.x[t - 1])


def parting(left: Walk, right: Walk) -> int:
    """Return the first step at which they read something different, 0 if there is none that both have."""
    steps = range(1, _common(left, right) + 1)
    return next((t for t in steps if not same_input(left, right, t)), 0)


def apart(left: Walk, right: Walk, t: int) -> float:
    """Return ‖h_t − h′_t‖, infinite where it overflows."""
    with np.errstate(invalid="ignore"):
        distance = float(norm(left.trace.h[t - 1, 0] - right.trace.h[t - 1, 0]))
    return distance if np.isfinite(distance) else np.inf


def _common(left: Walk, right: Walk) -> int:
    return min(left.reading.steps, right.reading.steps)


PAIR: dict[str, Callable[[Walk, Walk], Any]] = {
    "common": _common,
    "same_text": same_text,
    "same_weights": same_weights,
    "parting": parting,
    "same_after": lambda left, right: (
        lambda t: all(same_input(left, right, s) for s in range(int(t) + 1, _common(left, right) + 1))
    ),
    "apart": lambda left, right: lambda t: apart(left, right, int(t)),
}
"""Names of what two walks have together -> how it is found."""
