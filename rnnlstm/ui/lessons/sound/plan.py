"""The live training of this room: networks that learn to listen, in lockstep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.sound.learning import Learner, Recipe, advance, begin, is_over
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.runs.plan import Plan
from rnnlstm.ui.walk.cache import kept_within

PAGE = "sound"


@dataclass(frozen=True, eq=False)
class Learned:
    """The training of each network so far."""

    recipe: Recipe
    each: Mapping[str, Learner]

    @property
    def step(self) -> int:
        """The updates made so far, of the network that has most."""
        return max(learner.progress.step for learner in self.each.values())

    @property
    def seconds(self) -> float:
        """The time that all updates took."""
        return sum(learner.seconds for learner in self.each.values())

    @property
    def over(self) -> bool:
        """Whether no network has an update to come."""
        return all(is_over(self.recipe, learner) for learner in self.each.values())


@dataclass(frozen=True)
class SoundPlan(Plan[Learned]):
    """A recipe: what is asked, and how it is learned."""

    recipe: Recipe

    def begin(self) -> Learned:
        """Draw the networks."""
        return Learned(self.recipe, begin(self.recipe))

    def advance(self, made: Learned, *, seconds: float, updates: int | None) -> Learned:
        """Train all networks, one update each in turn."""
        return Learned(self.recipe, advance(self.recipe, made.each, seconds=seconds, rounds=updates))


SoundRun: TypeAlias = Run[SoundPlan, Learned]


def cells(run: SoundRun) -> dict[str, Cell]:
    """Return the networks of a run as they are now; none before they are drawn."""
    return {kind: learner.progress.cell for kind, learner in run.made.each.items()} if run.made else {}


@kept_within(16 * 2**20, 16)
def drawn(recipe: Recipe) -> dict[str, Cell]:
    """Return the networks of a recipe as they are before any update."""
    return {kind: recipe.cell(kind) for kind in recipe.kinds}
