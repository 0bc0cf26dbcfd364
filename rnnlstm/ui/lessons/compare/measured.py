"""How far two sequences drive the states of one and the same network apart, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm
from rnnlstm.ui.walk.walk import Walk


def differences(left: Walk, right: Walk) -> dict[str, NDArray[Any]]:
    """Return ‖h_t − h′_t‖ of each step that both sequences have, for an LSTM ‖c_t − c′_t‖ too."""
    steps = common_steps(left, right)
    with np.errstate(invalid="ignore"):  # ∞ − ∞ of two exploded networks
        return {
            name: norm(getattr(left.trace, name)[:steps, 0] - getattr(right.trace, name)[:steps, 0])
            for name in left.cell.states
        }


def common_steps(left: Walk, right: Walk) -> int:
    """Return the number of steps that both sequences have."""
    return min(left.reading.steps, right.reading.steps)


def common_reads(left: Walk, right: Walk) -> list[tuple[str, str]]:
    """Return what the two networks read at each step that both have."""
    return list(zip(left.reading.symbols, right.reading.symbols, strict=False))
