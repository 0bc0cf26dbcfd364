"""The numbers of a walk as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.walk import Walk


def walk_table(walk: Walk, *, back: bool) -> pd.DataFrame:
    """Return the numbers of a walk through a network, forward or back."""
    return backward_table(walk) if back else forward_table(walk)


def forward_table(walk: Walk) -> pd.DataFrame:
    """Return one row a time step: what was read, its loss, every unit of every quantity, the outputs.

    For a text, the probability of each character that could come next stands beside the scores.
    """
    trace, reading = walk.trace, walk.reading
    cell = walk.cell
    gates = list(cell.gates) or [block.a for block in cell.blocks().values()]
    names = [*gates, *reversed(cell.states), "x", "y"]
    columns = {name: getattr(trace, name) for name in names}
    table = _wide(walk, columns)
    if not reading.classes:
        return table
    chances = [f"p[{k}] {symbol}" for k, symbol in enumerate(reading.classes, start=1)]
    return pd.concat([table, pd.DataFrame(walk.probabilities, columns=chances)], axis=1)


def backward_table(walk: Walk) -> pd.DataFrame:
    """Return one row a time step: the gradient of each unit, and what the weights receive."""
    grads = walk.grads
    names = ["h", "h_future", "h_loss", "c", "c_future", "c_hidden", "a", "a_f", "a_i", "a_c", "a_o"]
    names += ["a_r", "a_z", "a_n", "a_hn", "x"]
    columns = {f"d{name}": getattr(grads, name, None) for name in names}
    table = _wide(walk, {n: v for n, v in columns.items() if v is not None})
    for name, norms in grads.contribution_norms.items():
        table[f"‖d{name}‖"] = norms
    return table


def _wide(walk: Walk, columns: Mapping[str, NDArray[Any]]) -> pd.DataFrame:
    told = {"t": np.arange(1, walk.reading.steps + 1), _("reads"): walk.reading.symbols}
    told |= {_("target"): walk.targets, _("loss"): walk.step_losses}
    parts = [pd.DataFrame(told)]
    for name, values in columns.items():
        labels = [f"{name}[{unit + 1}]" for unit in range(values.shape[-1])]
        parts.append(pd.DataFrame(values[:, 0], columns=labels))
    return pd.concat(parts, axis=1)
