"""The networks of a run as they are now, to be taken along."""

from __future__ import annotations

import json

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.names.lists import Names
from rnnlstm.core.names.task import NameLanguage
from rnnlstm.core.tasks import Task
from rnnlstm.ui.runs.task_plan import TaskRun, histories
from rnnlstm.ui.walk.source import listed
from rnnlstm.ui.walk.task_notation import WRITTEN


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
    } | _symbols(run.plan.recipe.task)


def about_names(names: Names) -> dict[str, str]:
    """Return what the inputs and outputs of a network that reads names stand for."""
    return {
        "reads": "a letter a step, in lower case, 1 at its input; the output at the last letter counts",
        "inputs": listed(names.alphabet),
        "outputs": listed(names.languages),
    }


def _symbols(task: Task) -> dict[str, str]:
    """Return what the inputs and outputs of a task stand for, as far as they are symbols."""
    if isinstance(task, NameLanguage):
        return about_names(task.names)
    classes = WRITTEN[type(task)].classes(task) if type(task) in WRITTEN else ()
    return {"outputs": listed(classes)} if classes else {}
