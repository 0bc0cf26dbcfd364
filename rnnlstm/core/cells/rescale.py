"""One cause at a time: the same network with other sizes of its input weights or its recurrent ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell

CellT = TypeVar("CellT", bound=Cell)


def scale_input_weights(cell: CellT, factor: float) -> CellT:
    """Return the cell with every weight that x_t meets multiplied.

    Parameters
    ----------
    cell : Cell
    factor : float
        At least 0.

    Returns
    -------
    Cell
        Of the kind given. The weights are those of each block's `of_x`.

    Raises
    ------
    ValueError
        If the factor is not a finite number of at least 0.
    """
    by = validate.number("factor", factor, minimum=0)
    return _map(cell, lambda W_h: W_h, lambda W_x: by * W_x)


def with_spectral_radius(cell: CellT, radius: float) -> CellT:
    """Return the cell with each recurrent matrix scaled so that its largest eigenvalue has a given modulus.

    The spectral radius decides how a high power of the matrix grows; see `WeightSpectrum`.

    Parameters
    ----------
    cell : Cell
    radius : float
        At least 0.

    Returns
    -------
    Cell
        Of the kind given. A matrix without an eigenvalue other than 0 stays as it is.

    Raises
    ------
    ValueError
        If the radius is not a finite number of at least 0.
    """
    wanted = validate.number("radius", radius, minimum=0)

    def scaled(W_h: Array) -> Array:
        largest = np.abs(np.linalg.eigvals(W_h)).max()
        return W_h * (wanted / largest) if largest > 0 else W_h

    return _map(cell, scaled, lambda W_x: W_x)


def _map(cell: CellT, of_h: Callable[[Array], Array], of_x: Callable[[Array], Array]) -> CellT:
    """Return the cell with its recurrent matrices (H, H) and its input matrices (H, D) mapped."""
    changed = {name: value.copy() for name, value in cell.params.items()}
    for block in cell.blocks().values():
        for weight, mapped in ((block.of_h, of_h), (block.of_x, of_x)):
            changed[weight.name][:, weight.columns] = mapped(weight.matrix)
    return cell.with_params(changed)
