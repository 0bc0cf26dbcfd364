"""One cause at a time: the same network with other sizes of its input weights or its recurrent ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.cells.activations import Array
from rnnlstm.core.cells.kinds import AnyCell
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.rnn import RNN


def scale_input_weights(cell: AnyCell, factor: float) -> AnyCell:
    """Return the cell with every weight that x_t meets multiplied.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    factor : float
        At least 0.

    Returns
    -------
    RNN, LSTM or GRU
        Of the kind given. W_xh of an RNN; the columns of W_f, W_i, W_c, W_o or W_r, W_z that act on x_t, and
        W_xn.

    Raises
    ------
    ValueError
        If the factor is not a finite number of at least 0.
    """
    by = validate.number("factor", factor, minimum=0)
    return _map(cell, lambda W_h: W_h, lambda W_x: by * W_x)


def with_spectral_radius(cell: AnyCell, radius: float) -> AnyCell:
    """Return the cell with each recurrent matrix scaled so that its largest eigenvalue has a given modulus.

    The spectral radius decides how a high power of the matrix grows; see `WeightSpectrum`.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    radius : float
        At least 0.

    Returns
    -------
    RNN, LSTM or GRU
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


def _map(cell: AnyCell, of_h: Callable[[Array], Array], of_x: Callable[[Array], Array]) -> AnyCell:
    """Return the cell with its recurrent matrices (H, H) and its input matrices (H, D) mapped."""
    if isinstance(cell, RNN):
        return replace(cell, W_hh=of_h(cell.W_hh), W_xh=of_x(cell.W_xh))
    H = cell.hidden_size

    def both(W: Array) -> Array:
        return np.concatenate([of_h(W[:, :H]), of_x(W[:, H:])], axis=1)

    if isinstance(cell, LSTM):
        return replace(cell, W_f=both(cell.W_f), W_i=both(cell.W_i), W_c=both(cell.W_c), W_o=both(cell.W_o))
    return replace(cell, W_r=both(cell.W_r), W_z=both(cell.W_z), W_hn=of_h(cell.W_hn), W_xn=of_x(cell.W_xn))
