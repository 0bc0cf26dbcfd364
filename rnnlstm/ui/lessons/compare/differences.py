"""How far two sequences drive the states of one and the same network apart, step by step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.palette import QUANTITIES
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.walk import Walk


def differences(left: Walk, right: Walk) -> dict[str, NDArray[Any]]:
    """Return ‖h_t − h′_t‖ of each step that both sequences have, for an LSTM ‖c_t − c′_t‖ too."""
    steps = common_steps(left, right)
    names = [name for name in ("h", "c") if hasattr(left.trace, name)]
    with np.errstate(invalid="ignore"):  # ∞ − ∞ of two exploded networks
        return {
            name: norm(getattr(left.trace, name)[:steps, 0] - getattr(right.trace, name)[:steps, 0])
            for name in names
        }


def common_steps(left: Walk, right: Walk) -> int:
    """Return the number of steps that both sequences have."""
    return min(left.reading.steps, right.reading.steps)


def difference_curves(left: Walk, right: Walk) -> list[Curve]:
    """Return the differences as curves, each in the colour of its state."""
    return [
        Curve(f"‖{name}<sub>t</sub> − {name}′<sub>t</sub>‖", values, QUANTITIES[name])
        for name, values in differences(left, right).items()
    ]


def common_reads(left: Walk, right: Walk) -> list[tuple[str, str]]:
    """Return what the two networks read at each step that both have."""
    return list(zip(left.reading.symbols, right.reading.symbols, strict=False))


def difference_table(left: Walk, right: Walk) -> pd.DataFrame:
    """Return one row a step: what both read, and how far apart they are."""
    reads = common_reads(left, right)
    table = pd.DataFrame(
        {
            "t": np.arange(1, len(reads) + 1),
            _("left reads"): [one for one, _other in reads],
            _("right reads"): [other for _one, other in reads],
        }
    )
    for name, values in differences(left, right).items():
        table[f"‖{name} − {name}′‖"] = values
    return table
