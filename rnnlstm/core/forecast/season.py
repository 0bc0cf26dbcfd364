"""The season of a series: the lag at which it is most like itself."""

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array

CLEAR = 0.2
"""The least autocorrelation that is taken for a season."""
NEARLY = 0.9
"""A peak of so much of the highest one is as good: of a season and its multiples the season is meant."""


def autocorrelation(values: ArrayLike, longest: int) -> Array:
    """Return the autocorrelation of a series at lags 0 to `longest`, its straight-line trend taken out.

    With e the residuals of the line, r_k = sum_t e_t e_{t-k} / sum_t e_t^2 (Box and Jenkins 1970, the biased
    estimate, which falls with the lag).

    Parameters
    ----------
    values : array_like, shape (n,)
    longest : int
        Below n.

    Returns
    -------
    ndarray, shape (longest + 1,)
        All zero but the first, 1, where the series is its line.

    Raises
    ------
    ValueError
        If the values are not a list of finite numbers, or the lag is out of range.
    """
    v = validate.array("values", values, np.dtype(np.float64))
    if v.ndim != 1 or not v.size:
        raise ValueError(f"values must have shape (n,) with n at least 1, got {v.shape}")
    validate.whole("longest", longest, 0, len(v) - 1)
    t = np.arange(len(v)) - (len(v) - 1) / 2
    centred = v - v.mean()
    slope = t @ centred / (t @ t) if len(v) > 1 else 0.0
    e = centred - slope * t
    r = np.zeros(longest + 1)
    r[0] = 1.0
    # What is left of a straight line after subtraction is rounding.
    if np.abs(e).max() > 1e-9 * max(np.abs(v).max(), np.finfo(float).tiny):
        e = e / np.abs(e).max()
        whole = e @ e
        r[1:] = [e[k:] @ e[:-k] / whole for k in range(1, longest + 1)]
    return r


def find_season(values: ArrayLike, longest: int) -> tuple[int, float] | None:
    """Return the season of a series and its autocorrelation there, None if there is none that is clear.

    It is the lag of the first peak of the autocorrelation that is nearly as high as the highest: higher than
    both its neighbours, at least `CLEAR`, and at least 2 / sqrt(n), which noise seldom reaches.

    Parameters
    ----------
    values : array_like, shape (n,)
        The training part alone.
    longest : int
        The longest season looked for; at most half of the series is.

    Raises
    ------
    ValueError
        As `autocorrelation`.
    """
    n = len(np.asarray(values))
    r = autocorrelation(values, min(longest + 1, n - 1)) if n > 1 else np.ones(1)
    peaks = [
        k
        for k in range(2, min(longest, n // 2, len(r) - 2) + 1)
        if r[k] >= max(CLEAR, 2 / n**0.5) and r[k] > r[k - 1] and r[k] >= r[k + 1]
    ]
    if not peaks:
        return None
    highest = max(r[k] for k in peaks)
    season = next(k for k in peaks if r[k] >= NEARLY * highest)
    return season, float(r[season])
