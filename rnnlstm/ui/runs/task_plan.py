"""The training of several networks on one of the tasks, in lockstep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from rnnlstm.core.training.history import History
from rnnlstm.core.training.recipes import Recipe
from rnnlstm.core.training.slices import Delta, begin_all, train_slice
from rnnlstm.ui.runs import session
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.runs.plan import Plan

PAGE = "training"
"""The page that trains on the tasks; its runs are opened on other pages too."""


@dataclass(frozen=True, eq=False)
class Histories:
    """The training of each kind of network so far."""

    each: Mapping[str, History]

    @property
    def step(self) -> int:
        """The updates made so far, of the network that has most."""
        return max((history.step for history in self.each.values()), default=0)

    @property
    def seconds(self) -> float:
        """The time that all updates took."""
        return sum(history.seconds for history in self.each.values())

    @property
    def over(self) -> bool:
        """Whether no network has an update to come."""
        return all(history.over for history in self.each.values())


@dataclass(frozen=True)
class TaskPlan(Plan[Histories]):
    """A recipe, the kinds of networks that it is for, and the seed of them all."""

    task: str
    """The name in `TASKS` and in the link."""
    recipe: Recipe
    kinds: tuple[str, ...]
    seed: int

    def begin(self) -> Histories:
        """Draw the networks."""
        return Histories(begin_all(self.recipe, self.kinds, self.seed))

    def advance(
        self, made: Mapping[str, History], *, seconds: float, updates: int | None
    ) -> Mapping[str, Delta]:
        """Train all networks, one update each in turn; return what that added to each."""
        return train_slice(made, seconds=seconds, updates=updates)

    def without_past(self, made: Histories) -> Mapping[str, History]:
        """Leave out the snapshots: they are most of a history, and are not needed to go on."""
        return {kind: replace(history, snapshots=()) for kind, history in made.each.items()}

    def joined(self, made: Histories, new: Mapping[str, Delta]) -> Histories:
        """Return each history with what is new at its end."""
        return Histories({kind: new[kind].added_to(history) for kind, history in made.each.items()})


TaskRun: TypeAlias = Run[TaskPlan, Histories]


def histories(run: TaskRun) -> Mapping[str, History]:
    """Return the history of each kind of network; none before they are drawn."""
    return run.made.each if run.made else {}


def current_run() -> TaskRun | None:
    """Return the session's run on a task as it is now; None without one."""
    return session.current(PAGE)
