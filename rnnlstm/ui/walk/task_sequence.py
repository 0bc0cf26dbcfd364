"""Held-out sequences of the tasks, as the stepper reads a sequence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rnnlstm.core.tasks import Task
from rnnlstm.core.training.history import HELD_OUT, History
from rnnlstm.ui.walk.sequence import Reading
from rnnlstm.ui.walk.task_notation import WRITTEN


@dataclass(frozen=True)
class TaskChoice:
    """Which trained networks read what.

    Attributes
    ----------
    task
        Its name in `TASKS`.
    T
        The length of the sequence, as the task measures it; the networks may have trained with another.
    sequence
        Which of the held-out sequences, from 1.
    share
        How much of the training the networks have had, from 0 to 1.
    own
        The trainings of the learner's own run; none for those of the recording.
    """

    task: str
    T: int
    sequence: int = 1
    share: float = 1.0
    own: tuple[History, ...] = ()


@lru_cache(maxsize=64)
def held_out(task: Task, sequence: int, seed: int = 0) -> Reading:
    """Return a held-out sequence as the stepper reads it.

    Parameters
    ----------
    task
        Of which length and sizes.
    sequence
        Which one, from 1, of the first batch that is held out with this seed.
    seed
        Of the training.
    """
    batch, one = task.held_out_batch(seed, HELD_OUT), slice(sequence - 1, sequence)
    # After the last answer there is only padding.
    steps = int(np.flatnonzero(batch.mask[:, sequence - 1])[-1]) + 1
    x, target, mask = batch.x[:steps, one], batch.target[:steps, one], batch.mask[:steps, one]
    written = WRITTEN[type(task)]
    symbols, classes = tuple(written.symbol(task, row) for row in x[:, 0]), written.classes(task)
    expected = target[:, 0] if classes else target[:, 0, 0]
    answers = tuple(
        (classes[int(value)] if classes else f"{value:.2f}") if counts else ""
        for value, counts in zip(expected, mask[:, 0], strict=True)
    )
    # Copies: a view of one would keep all.
    return Reading(symbols, x.astype(float), target.copy(), classes, answers)
