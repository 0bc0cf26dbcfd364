"""How strongly each input moves each later output, in several networks: measured and gathered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.core.flow.influence import influence
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]


@lru_cache(maxsize=32)
def influences(walk: Walk, of: str, relative: bool) -> Array:
    """Return ‖∂y_s/∂x_t‖, or ‖∂h_s/∂x_t‖, of every pair: (T, T), row s, column t.

    Parameters
    ----------
    walk
        Of any network, drawn at random or trained.
    of
        What is moved: "y" or "h".
    relative
        Divide each row by its newest entry, what s reads itself; NaN where that is 0.
    """
    triangle = influence(walk.cell, walk.trace, of)
    if not relative:
        return triangle
    newest = np.diag(triangle)[:, None]
    with np.errstate(all="ignore"):
        return np.where(newest > 0, triangle / newest, np.nan)


def row(triangles: Mapping[str, Array], s: int) -> dict[str, Array]:
    """Return the influences of the inputs 1 .. s on the output at s, of each network."""
    return {label: triangle[s - 1, :s] for label, triangle in triangles.items()}


def column(triangles: Mapping[str, Array], t: int) -> dict[str, Array]:
    """Return the influences of the input at t on the outputs t .. T, of each network."""
    return {label: triangle[t - 1 :, t - 1] for label, triangle in triangles.items()}


def influence_table(triangles: Mapping[str, Array], symbols: tuple[str, ...]) -> pd.DataFrame:
    """Return one row a pair of an input and a later output, one column a network."""
    s, t = np.tril_indices(len(symbols))
    reads = np.array(symbols, dtype=object)
    table = pd.DataFrame({"t": t + 1, _("reads"): reads[t], "s": s + 1, _("reads at s"): reads[s]})
    for label, triangle in triangles.items():
        table[label] = triangle[s, t]
    return table


def cut_table(cuts: Mapping[str, Array], first: int, symbols: tuple[str, ...], axis: str) -> pd.DataFrame:
    """Return one row a step, one column a network; ``axis`` names the step, "t" or "s"."""
    count = len(next(iter(cuts.values())))
    steps = np.arange(first, first + count)
    table = pd.DataFrame({axis: steps, _("reads"): list(symbols[first - 1 : first - 1 + count])})
    for label, values in cuts.items():
        table[label] = values
    return table
