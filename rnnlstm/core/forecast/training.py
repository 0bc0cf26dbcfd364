"""Training networks to forecast a series: one of each kind for each seed, in lockstep."""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TypeAlias

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.draw import draw
from rnnlstm.core.forecast.forecaster import free_running, one_step
from rnnlstm.core.forecast.problem import Examples, Problem
from rnnlstm.core.losses import mse
from rnnlstm.core.tasks.task import stream
from rnnlstm.core.training.gradients import Backpropagation, LossAndGradients
from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.training.train import Progress, beginning, updates

MAX_FREE = 200
"""Up to so many values a network forecasts freely; each costs a pass over its window."""
SNAPSHOTS = 10
"""How often in a training a network's forecasts are looked at, besides before it."""

Key: TypeAlias = tuple[str, int]
"""The kind of a network and its seed."""


@dataclass(frozen=True)
class ForecastRecipe:
    """How networks are trained to forecast: by Adam, on random windows of the training part.

    Attributes
    ----------
    hidden_size : int
    steps : int
        The number of updates.
    learning_rate : float
    batch_size : int
        Windows in each update, all where there are not so many.
    clip_norm : float
    forget_bias : float
        Of an LSTM, at the start.

    Raises
    ------
    ValueError
        If a number is out of range.
    """

    hidden_size: int = 16
    steps: int = 300
    learning_rate: float = 0.01
    batch_size: int = 64
    clip_norm: float = 1.0
    forget_bias: float = 1.0

    def __post_init__(self) -> None:
        for name in ("hidden_size", "steps", "batch_size"):
            validate.size(name, getattr(self, name))
        for name in ("learning_rate", "clip_norm"):
            validate.positive(name, getattr(self, name))
        validate.number("forget_bias", self.forget_bias)

    def cell(self, kind: str, seed: int) -> Cell:
        """Draw a network of a kind, in float32."""
        sizes = 1, self.hidden_size, 1
        return draw(kind, *sizes, seed=seed, forget_bias=self.forget_bias, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What a network forecasts at one moment of its training.

    Attributes
    ----------
    step : int
        The updates made by then.
    one_step : ndarray, shape (held out,)
        The forecast of each value held out, from the true values before it.
    free : ndarray, shape (min(held out, MAX_FREE),)
        The forecast that goes on from its own, from the end of the training part.
    """

    step: int
    one_step: Array
    free: Array


@dataclass(frozen=True, eq=False)
class Fit:
    """One network's training so far, and all that is needed to go on.

    Attributes
    ----------
    loss : ndarray, shape (k,)
        Of each update's windows, before it, on the scale of the network.
    snapshots : tuple of Snapshot
        The first is taken before the first update.
    progress : Progress
        The newest.
    seconds : float
        The time that the updates took.
    """

    loss: Array
    snapshots: tuple[Snapshot, ...]
    progress: Progress
    seconds: float = 0.0

    @property
    def step(self) -> int:
        """The updates made so far."""
        return len(self.loss)


def begin(
    problem: Problem, recipe: ForecastRecipe, kinds: Sequence[str], seeds: Sequence[int]
) -> dict[Key, Fit]:
    """Draw a network of each kind for each seed, and look at its forecasts before any update.

    Raises
    ------
    ValueError
        If there is no such kind, or a seed is negative.
    """
    fits = {}
    for kind, seed in itertools.product(kinds, seeds):
        cell = recipe.cell(kind, seed)
        first = Progress(0, math.nan, math.nan, cell, None)
        fits[kind, seed] = Fit(np.empty(0), (_look(problem, cell, 0),), first)
    return fits


def train_slice(
    problem: Problem,
    recipe: ForecastRecipe,
    fits: Mapping[Key, Fit],
    *,
    seconds: float = math.inf,
    updates: int | None = None,
) -> dict[Key, Fit]:
    """Go on with several trainings, one update each in turn, for some time or some updates.

    However a training is sliced, its numbers are the same.

    Parameters
    ----------
    problem, recipe
        As for `begin`.
    fits
        What `begin` or this has returned.
    seconds
        No round of updates begins after so long; at least one is made.
    updates
        Of each training, at most.

    Raises
    ------
    ValueError
        If `updates` is below 1.
    """
    rounds = itertools.count() if updates is None else range(validate.size("updates", updates))
    examples = problem.examples()
    trainings = {key: _advance(problem, recipe, examples, key[1], fit) for key, fit in fits.items()}
    newest, start = dict(fits), perf_counter()
    for _ in rounds:
        made = {key: next(training, None) for key, training in trainings.items()}
        later = {key: fit for key, fit in made.items() if fit is not None}
        newest |= later
        if not later or perf_counter() - start >= seconds:
            break
    return newest


def over(recipe: ForecastRecipe, fits: Mapping[Key, Fit]) -> bool:
    """Return whether no network has an update to come."""
    return all(fit.step >= recipe.steps or not fit.progress.finite for fit in fits.values())


def snapshot_steps(steps: int) -> set[int]:
    """Return the updates after which a network's forecasts are looked at: evenly, and after the last."""
    return {-(-steps * k // SNAPSHOTS) for k in range(1, SNAPSHOTS + 1)}


def _advance(
    problem: Problem, recipe: ForecastRecipe, examples: Examples, seed: int, fit: Fit
) -> Iterator[Fit]:
    """Yield a training after every further update; one that blew up has ended."""
    looks = snapshot_steps(recipe.steps)
    optimizer = Adam(recipe.learning_rate)

    backpropagation = Backpropagation()

    def gradients_of(cell: Cell, k: int) -> LossAndGradients:
        x, target = _batch(examples, seed, k, recipe.batch_size)
        return backpropagation(cell, x, lambda y: _loss(y, target))

    first = beginning(fit.progress.cell, optimizer, recipe.clip_norm, fit.progress if fit.step else None)
    left = recipe.steps - fit.step
    start = perf_counter()
    for progress in updates(first, gradients_of, optimizer, left, recipe.clip_norm) if left > 0 else ():
        fit = replace(
            fit,
            loss=np.append(fit.loss, progress.loss),
            progress=progress,
            seconds=fit.seconds + perf_counter() - start,
        )
        if progress.step in looks or not progress.finite:
            fit = replace(fit, snapshots=(*fit.snapshots, _look(problem, progress.cell, progress.step)))
        yield fit
        start = perf_counter()


def _batch(examples: Examples, seed: int, k: int, size: int) -> Examples:
    """Return the windows of update k: all, or a random part of them."""
    n = len(examples.target)
    if n <= size:
        return examples
    chosen = stream(seed, "training", k).choice(n, size, replace=False)
    return Examples(examples.x[:, chosen], examples.target[chosen])


def _loss(y: Array, target: Array) -> tuple[float, Array]:
    """Return the mean squared error of what is said after the last step, and its gradient."""
    last = np.zeros(y.shape[:2], bool)
    last[-1] = True
    answers = np.zeros_like(y)
    answers[-1, :, 0] = target
    return mse(y, answers, last)


def _look(problem: Problem, cell: Cell, step: int) -> Snapshot:
    forecaster = problem.forecaster(cell)
    return Snapshot(
        step,
        one_step(forecaster, problem.series, problem.train),
        free_running(forecaster, problem.past, min(problem.held_out, MAX_FREE)),
    )
