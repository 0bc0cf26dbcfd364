"""Linear autoregression: the next value as a weighted sum of the last ones, by least squares."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, Mask
from rnnlstm.core.forecast.forecaster import Forecaster, pasts
from rnnlstm.core.forecast.scaling import Scaler


@dataclass(frozen=True, eq=False)
class Autoregression(Forecaster):
    """z_t = b + a_1 z_{t-1} + ... + a_p z_{t-p}, on the standardised series (Yule 1927, with an intercept).

    Attributes
    ----------
    scaler : Scaler
    intercept : float
        b.
    coefficients : ndarray, shape (p,)
        a_1, ..., a_p: that of the last value first.
    """

    scaler: Scaler
    intercept: float
    coefficients: Array

    @classmethod
    def fit(cls, values: ArrayLike, lags: int, known: Mask | None = None) -> Self:
        """Fit by least squares; of several solutions the shortest is taken.

        Parameters
        ----------
        values : array_like, shape (n,)
            The training part.
        lags : int
            p, below n.
        known : ndarray of bool, shape (n,), optional
            Where a value was measured: what was filled in is not learned to be forecast.

        Raises
        ------
        ValueError
            If a shape does not fit, or there is nothing to learn from.
        """
        v = validate.array("values", values, np.dtype(np.float64))
        validate.whole("lags", lags, 1, max(len(v) - 1, 0))
        keep = np.ones(len(v), bool) if known is None else np.asarray(known, bool)
        if keep.shape != v.shape:
            raise ValueError(f"known must have shape {v.shape}, got {keep.shape}")
        scaler = Scaler.fit(v)
        z = scaler.scaled(v)
        asked = keep[lags:]
        if not asked.any():
            raise ValueError("known must keep at least one value after the first lags, got none")
        rows = pasts(z, lags, lags, len(z)).T[asked][:, ::-1]
        design = np.column_stack([np.ones(len(rows)), rows])
        solution = np.linalg.lstsq(design, z[lags:][asked], rcond=None)[0]
        return cls(scaler, float(solution[0]), solution[1:])

    @property
    def reach(self) -> int:
        """The number of lags."""
        return len(self.coefficients)

    def next(self, past: Array) -> Array:
        """Return the weighted sum."""
        z = self.scaler.scaled(past)
        return self.scaler.unscaled(self.intercept + self.coefficients @ z[::-1])
