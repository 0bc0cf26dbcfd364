"""A series to be forecast: where it is split by time, and what a network is given of it."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, Mask
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.forecast.autoregression import Autoregression
from rnnlstm.core.forecast.forecaster import pasts
from rnnlstm.core.forecast.network import NetworkForecaster
from rnnlstm.core.forecast.scaling import Scaler


class Examples(NamedTuple):
    """What a network learns from.

    Attributes
    ----------
    x : ndarray, shape (T, n, 1)
        The windows before each of n values, scaled; T is the window, one less where changes are read.
    target : ndarray, shape (n,)
        What came next, scaled.
    """

    x: Array
    target: Array


@dataclass(frozen=True)
class Problem:
    """A series, split by time: the first values are learned from, the rest is held out.

    Attributes
    ----------
    values : tuple of float
        Evenly spaced, without a gap.
    train : int
        How many of them are learned from.
    window : int
        How many of the last values a network and the autoregression look at.
    changes : bool
        Whether the networks read and forecast the change from one value to the next.
    known : tuple of bool
        Where a value was measured; the others were filled in, are read, but neither learned to be forecast
        nor counted in an error. Empty: all were.

    Raises
    ------
    ValueError
        If a value is not finite, there is no measured value to learn to forecast or to be held out, or the
        window does not fit into the training part.
    """

    values: tuple[float, ...]
    train: int
    window: int
    changes: bool = False
    known: tuple[bool, ...] = ()

    def __post_init__(self) -> None:
        v = self.series
        if not np.isfinite(v).all():
            raise ValueError("values must be finite numbers")
        if self.known and len(self.known) != len(v):
            raise ValueError(f"known must be as many as values, {len(v)}, got {len(self.known)}")
        validate.whole("train", self.train, 2, len(v) - 1)
        validate.whole("window", self.window, 1 + self.changes, self.train - 1)
        known = self.measured
        if not known[self.window : self.train].any():
            raise ValueError("known must keep a value to learn to forecast, got none")
        if not known[self.train :].any():
            raise ValueError("known must keep a value that is held out, got none")

    @property
    def series(self) -> Array:
        """All values, (N,)."""
        return np.array(self.values, np.float64)

    @property
    def past(self) -> Array:
        """The training part, (train,)."""
        return self.series[: self.train]

    @property
    def measured(self) -> Mask:
        """Where a value was measured, (N,)."""
        return np.array(self.known or np.ones(len(self.values)), bool)

    @property
    def held_out(self) -> int:
        """How many values are held out."""
        return len(self.values) - self.train

    def scaler(self) -> Scaler:
        """Return the scale of what the networks read, fitted on the training part alone."""
        return Scaler.fit(np.diff(self.past) if self.changes else self.past)

    def examples(self, dtype: DTypeLike = np.float32) -> Examples:
        """Return the windows of the training part and what came after each."""
        scaler, past = self.scaler(), self.past
        times = np.flatnonzero(self.measured[self.window : self.train])
        windows = pasts(past, self.window, self.window, self.train)[:, times]
        following = past[self.window :][times]
        if self.changes:
            windows, following = np.diff(windows, axis=0), following - windows[-1]
        x, target = scaler.scaled(windows), scaler.scaled(following)
        return Examples(x[..., None].astype(dtype), target.astype(dtype))

    def forecaster(self, cell: Cell) -> NetworkForecaster:
        """Return a network as a forecaster of this series."""
        return NetworkForecaster(cell, self.scaler(), self.window, self.changes)

    def autoregression(self) -> Autoregression:
        """Return the linear autoregression on as many values as the networks read."""
        return Autoregression.fit(self.past, self.window, self.measured[: self.train])
