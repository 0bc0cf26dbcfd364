"""Held-out sequences of the tasks, as the stepper reads a sequence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.tasks import Adding, CopyMemory, Parity, Reber, Sine, Task, TemporalOrder
from rnnlstm.core.training.history import HELD_OUT, History
from rnnlstm.ui.walk.sequence import Reading, as_written

MARK = "•"
"""Follows a number of the adding problem that is to be added."""
BLANK, DELIMITER, NOTHING = "–", "?", "·"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
    symbols, classes = _symbols(task, x[:, 0]), _classes(task)
    expected = target[:, 0] if classes else target[:, 0, 0]
    answers = tuple(
        (classes[int(value)] if classes else f"{value:.2f}") if counts else ""
        for value, counts in zip(expected, mask[:, 0], strict=True)
    )
    return Reading(symbols, x.astype(float), target, classes, answers)


def _symbols(task: Task, x: NDArray[np.floating[Any]]) -> tuple[str, ...]:
    """Return what is read at each step, x (steps, D), as a person writes it."""
    as_symbol: Mapping[type[Task], Callable[[NDArray[np.floating[Any]]], str]] = {
        Adding: lambda row: f"{row[0]:.2f}{MARK if row[1] else ''}",
        CopyMemory: lambda row: _letter(task, int(row.argmax())),
        TemporalOrder: lambda row: TemporalOrder.symbols[int(row.argmax())],
        Reber: lambda row: Reber.symbols[int(row.argmax())],
        Parity: lambda row: as_written(row[0]),
        Sine: lambda row: f"{row[0]:.2f}" if row[1] else NOTHING,
    }
    return tuple(as_symbol[type(task)](row) for row in x)


def _letter(task: Task, symbol: int) -> str:
    blank = getattr(task, "symbols", 0)
    return LETTERS[symbol] if symbol < blank else BLANK if symbol == blank else DELIMITER


def _classes(task: Task) -> tuple[str, ...]:
    """Return the names of the classes that a network chooses among; none where it answers with a number."""
    if isinstance(task, CopyMemory):
        return tuple(_letter(task, k) for k in range(task.output_size))
    if isinstance(task, TemporalOrder):
        return task.classes
    if isinstance(task, Reber):
        return tuple(task.symbols)
    return ("0", "1") if isinstance(task, Parity) else ()
