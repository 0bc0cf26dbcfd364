"""The networks of a run as they are now, to be taken along."""

from __future__ import annotations

import json

from rnnlstm.core.cells.cell import Cell
from rnnlstm.ui.runs.task_plan import TaskRun, histories


def file_name(run: TaskRun) -> str:
    """Return what the file of a run's networks is called."""
    return f"{run.plan.task}.safetensors"


def networks(run: TaskRun) -> dict[str, Cell]:
    """Return a run's networks as they are now, by names such as "lstm"."""
    found = {
        kind.lower(): history.progress.cell if history.progress else history.snapshots[0].cell
        for kind, history in histories(run).items()
    }
    return {kind: cell for kind, cell in found.items() if cell is not None}


def about(run: TaskRun) -> dict[str, str]:
    """Return what a file says of its networks: their task, and how long each has trained."""
    return {
        "task": run.plan.task,
        "T": str(run.plan.recipe.task.T),
        "seed": str(run.plan.seed),
        "updates": json.dumps({kind: history.step for kind, history in histories(run).items()}),
    }
