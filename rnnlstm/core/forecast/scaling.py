"""The scale on which a network reads a series, fitted on the part that it learns from."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array

CONSTANT = 1e-12
"""A standard deviation so small beside the largest value is rounding."""


@dataclass(frozen=True)
class Scaler:
    """Standardisation: z = (v - mean) / spread.

    Attributes
    ----------
    mean : float
    spread : float
        The standard deviation of what it was fitted on; 1 where that is constant, so that nothing is divided
        by zero.
    constant : bool
        Whether what it was fitted on is constant.
    """

    mean: float
    spread: float
    constant: bool = False

    @classmethod
    def fit(cls, values: ArrayLike) -> Self:
        """Fit mean and standard deviation.

        Parameters
        ----------
        values : array_like, shape (n,)
            The training part alone: what is held out must leave no trace in a forecast of it.

        Raises
        ------
        ValueError
            If there is no value, or one is not finite.
        """
        checked = validate.array("values", values, np.dtype(np.float64))
        if checked.ndim != 1 or not checked.size:
            raise ValueError(f"values must have shape (n,) with n at least 1, got {checked.shape}")
        mean, spread = float(checked.mean()), float(checked.std())
        constant = spread <= CONSTANT * float(np.abs(checked).max())
        return cls(mean, 1.0 if constant else spread, constant)

    def scaled(self, values: Array) -> Array:
        """Return values on the scale of the network."""
        result: Array = (values - self.mean) / self.spread
        return result

    def unscaled(self, values: Array) -> Array:
        """Return what the network answers on the scale of the series."""
        result: Array = values * self.spread + self.mean
        return result
