"""The tasks of the training laboratory, from the papers that made the long time lag a problem.

Each is a frozen record under a short name, ``tasks.adding(T=100)``; `TASKS` lists them all.
"""

from rnnlstm.core.tasks.adding import Adding
from rnnlstm.core.tasks.copy_memory import CopyMemory
from rnnlstm.core.tasks.parity import Parity
from rnnlstm.core.tasks.reber import Reber
from rnnlstm.core.tasks.sine import Sine
from rnnlstm.core.tasks.task import Batch, Task, only, stream
from rnnlstm.core.tasks.temporal_order import TemporalOrder

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
