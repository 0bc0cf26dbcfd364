"""What is read off a curve of norms over time: how fast it falls, and where it is lost."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, last_true


def half_life(norms: ArrayLike) -> Array:
    """Lag at which a gradient has fallen to half of its newest part.

    It is where the curve first crosses the half, log-linear between the steps: the curve is followed as it
    stands, without a model of what comes later, and a curve that falls by a constant factor f a step gives
    exactly ln(1/2) / ln f. (A line fitted to the whole curve would let lags at which nothing is left, or a
    plateau long after, decide about its beginning.)

    Parameters
    ----------
    norms : array_like, shape (T, ...)
        Along the first axis time, the newest last, as `jacobian_norms` gives it or the norms of
        ``grads.h``. Not below 0; inf where it overflowed.

    Returns
    -------
    ndarray, shape (...)
        In steps: 0 where nothing of the newest part reaches the step before, inf where the curve never
        falls under the half, NaN where the newest part is 0 or inf.

    Raises
    ------
    ValueError
        If `norms` is empty or holds NaN or a number below 0.
    """
    return _first_below(_newest_first(norms), 0.5)


def resolution_lag(norms: ArrayLike, epsilon: float = float(np.finfo(np.float64).eps)) -> Array:
    """Smallest lag from which on nothing of a gradient can be seen beside its newest part.

    A sum of terms of such sizes, as a parameter's gradient is, does not change when the term is left out:
    it is under `epsilon` times the newest one.

    Parameters
    ----------
    norms : array_like, shape (T, ...)
        As for `half_life`.
    epsilon : float
        The spacing of the floats next to 1: 2.2e-16 for float64, 1.2e-7 for float32. Above 0, under 1.

    Returns
    -------
    ndarray, shape (...)
        A whole number of steps, the smallest lag at which the norm and all older ones are that small; inf
        where the oldest can still be seen, NaN where the newest part is 0 or inf.

    Raises
    ------
    ValueError
        As `half_life` does, or if `epsilon` is not between 0 and 1.
    """
    if not 0 < validate.number("epsilon", epsilon) < 1:
        raise ValueError(f"epsilon must lie between 0 and 1, got {epsilon!r}")
    curve = _newest_first(norms)
    with np.errstate(all="ignore"):
        seen = curve >= epsilon * curve[0]
        last_seen = last_true(seen)
        lag = np.where(last_seen == len(curve) - 1, np.inf, last_seen + 1.0)
    return np.where(_usable(curve[0]), lag, np.nan)


def growth_per_step(norms: ArrayLike) -> Array:
    """Mean factor by which a gradient grows with each step back: exp of its mean log growth.

    It is taken from the newest norm to the oldest that is neither 0 nor inf. For long products it tends to
    exp of the largest Lyapunov exponent (Oseledets 1968).

    Parameters
    ----------
    norms : array_like, shape (T, ...)
        As for `half_life`.

    Returns
    -------
    ndarray, shape (...)
        Under 1 the gradient vanishes, over 1 it explodes; NaN where the newest part is 0 or inf, or no
        other norm is left.

    Raises
    ------
    ValueError
        As `half_life` does.
    """
    curve = _newest_first(norms)
    lag = last_true(_usable(curve))
    oldest = np.take_along_axis(curve, lag[None], axis=0)[0]
    with np.errstate(all="ignore"):
        factor = np.exp((np.log(oldest) - np.log(curve[0])) / lag)
    return np.where(_usable(curve[0]) & (lag > 0), factor, np.nan)


def _newest_first(norms: ArrayLike) -> Array:
    curve = validate.array("norms", norms, np.dtype(np.float64), finite=False)
    if curve.ndim < 1 or len(curve) < 1:
        raise ValueError(f"norms must have shape (T, ...) with at least one step, got {curve.shape}")
    if (curve < 0).any():
        raise ValueError(f"norms must be at least 0, got {curve.min():g}")
    return curve[::-1]


def _usable(norms: Array) -> NDArray[np.bool_]:
    usable: NDArray[np.bool_] = (norms > 0) & np.isfinite(norms)
    return usable


def _first_below(curve: Array, share: float) -> Array:
    """Return the lag at which the curve first crosses `share` of its newest part, log-linear in between."""
    with np.errstate(all="ignore"):
        level = np.log(curve) - np.log(curve[0]) - np.log(share)
        below = level < 0
        after = np.argmax(below, axis=0)  # 0 where never: the newest part is not below its own half
        above, under = (
            np.take_along_axis(level, k[None], axis=0)[0] for k in (np.maximum(after - 1, 0), after)
        )
        lag: NDArray[np.floating[Any]] = after - 1 + above / (above - under)
        lag = np.where(np.isneginf(under), after - 1.0, lag)
        lag = np.where(np.isposinf(above), after, lag)
    return np.where(_usable(curve[0]), np.where(below.any(axis=0), lag, np.inf), np.nan)
