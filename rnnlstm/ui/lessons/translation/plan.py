"""The live training of both networks, without attention and with it, in lockstep on the same phrases."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import perf_counter

from rnnlstm.core.translation.training import (
    Translating,
    TranslationRecipe,
    begin_translating,
    go_on_translating,
)
from rnnlstm.ui.runs.plan import Plan

WAYS = ("plain", "attention")
"""The two networks: without attention, and with it."""


@dataclass(frozen=True, eq=False)
class Both:
    """The training of each network so far, by its way."""

    each: Mapping[str, Translating]

    @property
    def step(self) -> int:
        """The updates made so far, of the network that has most."""
        return max(training.step for training in self.each.values())

    @property
    def seconds(self) -> float:
        """The time that all updates took."""
        return sum(training.seconds for training in self.each.values())

    @property
    def over(self) -> bool:
        """Whether no network has an update to come."""
        return all(training.over for training in self.each.values())


@dataclass(frozen=True)
class TranslationPlan(Plan[Both]):
    """What both networks are trained on, and how; the recipe's `attention` says nothing here."""

    recipe: TranslationRecipe

    def begin(self) -> Both:
        """Draw the networks."""
        return Both(
            {way: begin_translating(replace(self.recipe, attention=way == "attention")) for way in WAYS}
        )

    def advance(self, made: Both, *, seconds: float, updates: int | None) -> Both:
        """Train both networks, one update each in turn."""
        trainings = {way: go_on_translating(training) for way, training in made.each.items()}
        newest, start = dict(made.each), perf_counter()
        for _ in itertools.count() if updates is None else range(updates):
            later = {way: next(training, None) for way, training in trainings.items()}
            newest |= {way: training for way, training in later.items() if training is not None}
            if not any(later.values()) or perf_counter() - start >= seconds:
                break
        return Both(newest)
