"""What this room measures: the forecasts of the baselines and of the networks, their errors, and who wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.forecast.errors import Errors, errors
from rnnlstm.core.forecast.forecaster import Forecaster, LastSeason, LastValue, free_running, one_step
from rnnlstm.core.forecast.problem import Problem
from rnnlstm.core.forecast.season import find_season
from rnnlstm.core.forecast.training import MAX_FREE
from rnnlstm.ui.lessons.forecast.plan import KINDS, Fits
from rnnlstm.ui.walk.cache import kept_within

Array = NDArray[np.floating[Any]]
LONGEST_SEASON = 400
ROUNDING = 1e-10
"""Of the largest value held out, in size: a forecast that is nearer than this to what came is right."""


@dataclass(frozen=True)
class Season:
    """A season, and its autocorrelation where it was found out."""

    length: int
    found: float | None = None


@dataclass(frozen=True, eq=False)
class Scored:
    """A forecaster, its forecasts of what is held out, and their errors.

    Attributes
    ----------
    key
        "RNN", "LSTM", "GRU", "last", "season" or "autoregression".
    one_step
        One step ahead, by each of the trainings: (S, n); S is 1 for a baseline.
    free
        Running free: (S, m).
    errors
        One step ahead, of each training.
    free_errors
        Running free, of each training; empty where none of those values was measured.
    """

    key: str
    one_step: Array
    free: Array
    errors: tuple[Errors, ...]
    free_errors: tuple[Errors, ...]

    @property
    def network(self) -> bool:
        """Whether it is a network."""
        return self.key in KINDS

    @property
    def mae(self) -> float:
        """The mean absolute error, the mean of all trainings."""
        return float(np.mean([each.mae for each in self.errors]))

    @property
    def rmse(self) -> float:
        """The root mean square error, the mean of all trainings."""
        return float(np.mean([each.rmse for each in self.errors]))

    @property
    def span(self) -> tuple[float, float]:
        """The least and the largest root mean square error of the trainings."""
        each = [error.rmse for error in self.errors]
        return min(each), max(each)

    @property
    def free_rmse(self) -> float:
        """The root mean square error running free, the mean of all trainings; NaN where it is not known."""
        return float(np.mean([each.rmse for each in self.free_errors])) if self.free_errors else np.nan


def season_of(problem: Problem, asked: int) -> Season | None:
    """Return the season that was asked for, or the one that the training part has; None without one."""
    if asked:
        return Season(asked) if asked <= problem.train else None
    found = find_season(problem.past, LONGEST_SEASON)
    return Season(*found) if found else None


@kept_within(32 * 2**20, 32)
def baselines(problem: Problem, season: Season | None) -> tuple[Scored, ...]:
    """Return the forecasters that need no training."""
    every: dict[str, Forecaster] = {"last": LastValue()}
    if season is not None:
        every["season"] = LastSeason(season.length)
    every["autoregression"] = problem.autoregression()
    free = min(problem.held_out, MAX_FREE)
    return tuple(
        _scored(
            problem,
            key,
            one_step(each, problem.series, problem.train)[None],
            free_running(each, problem.past, free)[None],
        )
        for key, each in every.items()
    )


def networks(problem: Problem, fits: Fits) -> tuple[Scored, ...]:
    """Return the networks as they were when they were last looked at."""
    found = []
    for kind in KINDS:
        looks = [fit.snapshots[-1] for fit in fits.of(kind)]
        ahead, free = np.array([look.one_step for look in looks]), np.array([look.free for look in looks])
        found.append(_scored(problem, kind, ahead, free))
    return tuple(found)


def course(problem: Problem, fits: Fits, kind: str) -> tuple[Array, Array]:
    """Return after which updates the networks of a kind were looked at, and their errors then: (S, k)."""
    v, known = problem.series[problem.train :], problem.measured[problem.train :]
    trainings = fits.of(kind)
    count = min(len(fit.snapshots) for fit in trainings)
    steps = np.array([look.step for look in trainings[0].snapshots[:count]])
    found = [[errors(look.one_step, v, known).rmse for look in fit.snapshots[:count]] for fit in trainings]
    return steps, np.array(found)


def _scored(problem: Problem, key: str, ahead: Array, free: Array) -> Scored:
    v, known = problem.series[problem.train :], problem.measured[problem.train :]
    m = free.shape[1]
    near = ROUNDING * float(np.abs(v).max())
    exact = np.where(np.abs(ahead - v) <= near, v, ahead), np.where(np.abs(free - v[:m]) <= near, v[:m], free)
    return Scored(
        key,
        ahead,
        free,
        tuple(errors(each, v, known) for each in exact[0]),
        tuple(errors(each, v[:m], known[:m]) for each in exact[1]) if known[:m].any() else (),
    )


@dataclass(frozen=True)
class Verdict:
    """Who forecasts best, one step ahead.

    Attributes
    ----------
    outcome
        "network": one kind has a smaller error than every baseline, with each seed; "baseline": a baseline
        has a smaller one than every network with any seed; "close": neither; "untrained": no network has
        made an update yet; "exact": the best error is 0.
    best
        The key of the best of all, by the mean of the trainings.
    network, baseline
        The keys of the best network and of the best baseline; no network before there is one.
    repeats
        Whether the best network's forecast is much nearer to the last value than to what came.
    """

    outcome: str
    best: str
    baseline: str
    network: str = ""
    repeats: bool = False


def verdict(problem: Problem, scores: Sequence[Scored], made: int) -> Verdict:
    """Say who wins among baselines and networks that have made so many updates."""
    naive = min((each for each in scores if not each.network), key=lambda each: each.rmse)
    trained = [each for each in scores if each.network] if made else []
    if not trained:
        return Verdict("exact" if naive.rmse == 0 else "untrained", naive.key, naive.key)
    network = min(trained, key=lambda each: each.rmse)
    best = network if network.rmse < naive.rmse else naive
    _low, high = network.span
    if naive.rmse == 0:
        outcome = "exact"
    elif high < naive.rmse:
        outcome = "network"
    elif min(each.span[0] for each in trained) > naive.rmse:
        outcome = "baseline"
    else:
        outcome = "close"
    return Verdict(outcome, best.key, naive.key, network.key, repeats(problem, network))


def repeats(problem: Problem, network: Scored) -> bool:
    """Return whether forecasts are at least twice as near to the value before as to the one that came."""
    v = problem.series
    before, came = v[problem.train - 1 : -1], v[problem.train :]
    said = network.one_step.mean(0)
    if not np.isfinite(said).all():
        return False
    to_before, to_came = (float(np.sqrt(np.mean((said - each) ** 2))) for each in (before, came))
    return to_came > 0 and to_before <= to_came / 2
