"""What every forecaster is: a function from the last values to the next; and the two naive ones."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array


class Forecaster(ABC):
    """Base of the forecasters."""

    @property
    @abstractmethod
    def reach(self) -> int:
        """How many of the last values it looks at."""

    @abstractmethod
    def next(self, past: Array) -> Array:
        """Return the next value of each of several pasts.

        Parameters
        ----------
        past : ndarray, shape (reach, B)
            The oldest first.

        Returns
        -------
        ndarray, shape (B,)
        """


@dataclass(frozen=True)
class LastValue(Forecaster):
    """The next value is the last one again."""

    reach = 1

    def next(self, past: Array) -> Array:
        """Return the last value."""
        last: Array = past[-1]
        return last


@dataclass(frozen=True)
class LastSeason(Forecaster):
    """The next value is the one a season before it.

    Attributes
    ----------
    season : int
        At least 1.
    """

    season: int

    def __post_init__(self) -> None:
        validate.size("season", self.season)

    @property
    def reach(self) -> int:
        """The season."""
        return self.season

    def next(self, past: Array) -> Array:
        """Return the oldest value given."""
        before: Array = past[0]
        return before


def pasts(values: Array, reach: int, start: int, stop: int) -> Array:
    """Return what stands before each of the times start .. stop-1.

    Parameters
    ----------
    values : ndarray, shape (N,)
    reach : int
        How many values each past has.
    start, stop : int
        From `reach` to N.

    Returns
    -------
    ndarray, shape (reach, stop - start)
        The oldest first; a view.

    Raises
    ------
    ValueError
        If the times are out of range.
    """
    validate.whole("start", start, validate.size("reach", reach), len(values))
    validate.whole("stop", stop, start, len(values))
    return np.lib.stride_tricks.sliding_window_view(values, reach)[start - reach : stop - reach].T


def one_step(forecaster: Forecaster, values: ArrayLike, start: int) -> Array:
    """Return the forecast of each value from `start` on, made from the true values before it.

    Parameters
    ----------
    forecaster : Forecaster
    values : array_like, shape (N,)
    start : int
        From the forecaster's reach to N - 1.

    Returns
    -------
    ndarray, shape (N - start,)

    Raises
    ------
    ValueError
        If the values are not finite numbers, or too few stand before `start`.
    """
    v = validate.array("values", values, np.dtype(np.float64))
    validate.whole("start", start, forecaster.reach, len(v) - 1)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.array(forecaster.next(pasts(v, forecaster.reach, start, len(v))), np.float64)


def free_running(forecaster: Forecaster, past: ArrayLike, steps: int) -> Array:
    """Return a forecast that goes on from its own forecasts, without a look at what came.

    Parameters
    ----------
    forecaster : Forecaster
    past : array_like, shape (n,)
        What is known; n is at least the forecaster's reach.
    steps : int
        How far it goes on.

    Returns
    -------
    ndarray, shape (steps,)
        Infinite from where it has overflowed.

    Raises
    ------
    ValueError
        If the past is too short or not finite, or `steps` below 1.
    """
    known = validate.array("past", past, np.dtype(np.float64))
    if known.ndim != 1 or len(known) < forecaster.reach:
        raise ValueError(f"past must have at least {forecaster.reach} values, got shape {known.shape}")
    reach, steps = forecaster.reach, validate.size("steps", steps)
    v = np.full(reach + steps, np.inf)
    v[:reach] = known[-reach:]
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(reach, reach + steps):
            following = forecaster.next(v[t - reach : t, None])[0]
            if not np.isfinite(following):
                break
            v[t] = following
    return v[reach:]
