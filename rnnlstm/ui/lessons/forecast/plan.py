"""The training of this room as the workers see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rnnlstm.core.forecast.problem import Problem
from rnnlstm.core.forecast.training import Fit, ForecastRecipe, Key, begin, over, train_slice
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.runs.plan import Plan

KINDS = ("RNN", "LSTM", "GRU")
SEEDS = 3
"""Each kind of network is drawn and trained so many times."""


@dataclass(frozen=True, eq=False)
class Fits:
    """The trainings so far."""

    each: Mapping[Key, Fit]
    over: bool = False

    @property
    def step(self) -> int:
        """The updates made so far, of the network that has most."""
        return max(fit.step for fit in self.each.values())

    @property
    def seconds(self) -> float:
        """The time that all updates took."""
        return sum(fit.seconds for fit in self.each.values())

    def of(self, kind: str) -> list[Fit]:
        """Return the trainings of one kind of network, one for each seed."""
        return [fit for (each, _seed), fit in self.each.items() if each == kind]


@dataclass(frozen=True)
class ForecastPlan(Plan[Fits]):
    """A series and where it is split, how networks are trained on it, and the first of their seeds.

    Attributes
    ----------
    series
        The name of the series in the link.
    pasted
        The learner's table, where it was pasted.
    held_out
        How many in a hundred values are held out.
    labels
        When each value was measured.
    """

    series: str
    pasted: str
    held_out: int
    labels: tuple[str, ...]
    problem: Problem
    recipe: ForecastRecipe
    seed: int

    @property
    def seeds(self) -> tuple[int, ...]:
        """The seeds of the networks."""
        return tuple(range(self.seed, self.seed + SEEDS))

    def begin(self) -> Fits:
        """Draw all networks."""
        return Fits(begin(self.problem, self.recipe, KINDS, self.seeds))

    def advance(self, made: Fits, *, seconds: float, updates: int | None) -> Fits:
        """Train all networks, one update each in turn."""
        each = train_slice(self.problem, self.recipe, made.each, seconds=seconds, updates=updates)
        return Fits(each, over(self.recipe, each))


ForecastRun: TypeAlias = Run[ForecastPlan, Fits]
