"""The trainings whose networks are looked into: those that ship with the course, and the learner's own."""

from __future__ import annotations

from functools import lru_cache

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.training.history import History
from rnnlstm.core.training.recording import Recording, load
from rnnlstm.ui.shell.catalogue import ASSETS
from rnnlstm.ui.walk.task_sequence import TaskChoice


@lru_cache(maxsize=8)
def recorded(task: str) -> Recording:
    """Return the recording of a task, by its name in the link."""
    return load(ASSETS / "runs" / f"{task}.npz")


def trainings(asked: TaskChoice) -> dict[str, History]:
    """Return the trainings asked for, by the kind of network: the learner's own, else the recorded ones."""
    return {each.kind: each for each in asked.own} or dict(recorded(asked.task).histories)


def kept_at(history: History, share: float) -> tuple[int, Cell]:
    """Return the network that is kept of a training nearest to a share of it, and the updates it has had."""
    kept = [(moment.step, moment.cell) for moment in history.moments if moment.cell is not None]
    return min(kept, key=lambda each: abs(each[0] - share * history.recipe.steps))
