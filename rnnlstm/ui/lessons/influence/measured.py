"""How strongly each input moves each later output, in several networks: measured and gathered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.flow.influence import influence
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
