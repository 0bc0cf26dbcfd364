"""How strongly each input moves each later output, in several networks: measured and gathered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.flow.influence import influence
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.cache import measured_once
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]


MOST_WORK = 20_000_000_000
"""Maximum number of multiplications for all networks together: about two seconds on one core."""


def check_work(walks: Mapping[str, Walk], of: str) -> None:
    """Make sure that the influences of all networks can be measured in a moment.

    A lag takes the narrower of input and outcome through every step of every gate: with R rows of the
    outcome, T^2 min(D, R) H (gates H + R) multiplications for each network.

    Raises
    ------
    InputError
        If they are too much; it says what to shorten.
    """
    work = 0
    for walk in walks.values():
        T, _batch, H = walk.trace.h.shape
        rows = walk.cell.output_size if of == "y" else H
        work += T**2 * min(walk.cell.input_size, rows) * H * (len(walk.cell.blocks()) * H + rows)
    if work > MOST_WORK:
        raise InputError(
            N_(
                "{steps} steps, {units} hidden units and an input of width {width} (one for each different "
                "character) are too much to measure in {networks} networks. Take at most {fewer} steps, or "
                "fewer units, networks or different characters."
            ),
            steps=T,
            units=H,
            width=walk.cell.input_size,
            networks=len(walks),
            fewer=int(T * (MOST_WORK / work) ** 0.5),
        )


@measured_once
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
