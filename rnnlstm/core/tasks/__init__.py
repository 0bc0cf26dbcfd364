"""The tasks of the training laboratory, from the papers that made the long time lag a problem.

Each is a frozen record under a short name, ``tasks.adding(T=100)``; `TASKS` lists them all.
"""

from rnnlstm.core.tasks.classes import CopyMemory, Parity, TemporalOrder
from rnnlstm.core.tasks.numbers import Adding, Sine
from rnnlstm.core.tasks.reber import Reber
from rnnlstm.core.tasks.task import Batch, Task, only, stream

adding = Adding
copy_memory = CopyMemory
temporal_order = TemporalOrder
reber = Reber
parity = Parity
sine = Sine

TASKS: dict[str, type[Task]] = {
    "adding": adding,
    "copy_memory": copy_memory,
    "temporal_order": temporal_order,
    "reber": reber,
    "parity": parity,
    "sine": sine,
}

__all__ = [
    "TASKS",
    "Adding",
    "Batch",
    "CopyMemory",
    "Parity",
    "Reber",
    "Sine",
    "Task",
    "TemporalOrder",
    "adding",
    "copy_memory",
    "only",
    "parity",
    "reber",
    "sine",
    "stream",
    "temporal_order",
]
