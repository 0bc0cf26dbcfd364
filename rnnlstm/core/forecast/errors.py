"""How far forecasts are off."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import settle


class Errors(NamedTuple):
    """The errors of a forecast.

    Attributes
    ----------
    mae : float
        The mean absolute error.
    rmse : float
        The root of the mean squared error, which is at least the former.
    """

    mae: float
    rmse: float


def errors(forecast: ArrayLike, values: ArrayLike, known: ArrayLike | None = None) -> Errors:
    """Return the errors of a forecast where values are known.

    Parameters
    ----------
    forecast, values : array_like, shape (n,)
        What was forecast, infinite where it has overflowed, and what came.
    known : array_like of bool, shape (n,), optional
        Where a value was measured; all were if not given.

    Raises
    ------
    ValueError
        If the shapes differ, a value is not finite, or none is known.
    """
    v = validate.array("values", values, np.dtype(np.float64))
    f = validate.shape("forecast", validate.real("forecast", forecast, v.dtype), v.shape, "n")
    keep = np.ones(v.shape, bool) if known is None else np.asarray(known, bool)
    if keep.shape != v.shape or not keep.any():
        raise ValueError(f"known must have shape {v.shape} and keep at least one value, got {keep.shape}")
    off = np.abs(f[keep] - v[keep])
    settle(off)
    largest = off.max()
    if not 0 < largest < np.inf:
        return Errors(float(largest), float(largest))
    # By the largest, so that no square overflows.
    return Errors(float(off.mean()), float(largest * np.sqrt(np.mean((off / largest) ** 2))))
