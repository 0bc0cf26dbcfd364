"""A short training, as the session of a page that trains live has it."""

from collections import deque
from dataclasses import replace

from rnnlstm import RECIPES, advance, begin, tasks
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.runs.task_plan import Histories, TaskPlan


def live_run(*kinds):
    """Return a run of three updates of networks of these kinds."""
    recipe = replace(RECIPES["parity"], task=tasks.parity(6), hidden_size=5, steps=3)
    histories = {kind: deque(advance(begin(recipe, kind, 7)), maxlen=1).pop() for kind in kinds}
    return Run(TaskPlan("parity", recipe, kinds, 7), Histories(histories), state="over")
