"""How each task is written: its symbols and answers as a person writes them, and lengths that suit a page.

All that shows sequences of a task asks `WRITTEN`: the stepper, the live training, the film, the settings.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.tasks import Adding, Batch, CopyMemory, Parity, Reber, Sine, Task, TemporalOrder
from rnnlstm.core.tasks.reber import legal_successors
from rnnlstm.core.training.history import HELD_OUT
from rnnlstm.figures.answers import marked_numbers
from rnnlstm.figures.palette import NETWORKS, Hue
from rnnlstm.figures.steps import MARK
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.sequence import as_written

Array = NDArray[np.floating[Any]]
Inputs: TypeAlias = Literal["symbols", "bits", "numbers"]
T = TypeVar("T", bound=Task)

EXAMPLES = 6
"""Held-out sequences whose outputs are kept with every snapshot of a training."""
BLANK, DELIMITER, NOTHING = "–", "?", "·"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Sign:
    """One sign of a row: its text, and whether it is a right or a wrong answer, or one to look at."""

    text: str
    right: bool | None = None
    marked: bool = False


@dataclass(frozen=True)
class Row:
    """A row of signs, one a step: its name, to be translated, and its hue where it is a network's."""

    name: str
    signs: tuple[Sign, ...]
    hue: Hue | None = None


class Written(ABC, Generic[T]):
    """How a task is written.

    Attributes
    ----------
    label
        What it is called.
    longest
        The largest length T that can be set; longer ones would let a learner wait for minutes.
    to_read
        A length that is read step by step with ease, and at which what was learned still shows.
    drawn
        How a live training shows its examples: as rows of signs, or as a figure of sums or of waves.
    examples, in_film
        How many examples a live training and the film show as rows of signs.
    inputs
        What is read at a step: a symbol as a one-hot vector, a bit, or a number as the first component.
    title
        What stands over an example in the film.
    """

    label: ClassVar[str]
    longest: ClassVar[int]
    to_read: ClassVar[int]
    drawn: ClassVar[Literal["signs", "sums", "waves"]] = "signs"
    examples: ClassVar[int] = 3
    in_film: ClassVar[int] = 3
    inputs: ClassVar[Inputs] = "symbols"
    title: ClassVar[str] = N_("Example {number}")

    @abstractmethod
    def symbol(self, task: T, x: Array) -> str:
        """Return what is read at a step, x (D,)."""

    def classes(self, task: T) -> tuple[str, ...]:  # noqa: ARG002
        """Return the names of the classes that a network chooses among; none where it answers a number."""
        return ()

    def asked(self, task: T, batch: Batch, k: int) -> list[Row]:  # noqa: ARG002
        """Return what example `k` of a batch reads, and what is right."""
        raise TypeError(f"no rows of signs for {type(task).__name__}")

    def answered(self, task: T, batch: Batch, y: Array, k: int) -> tuple[Sign, ...]:  # noqa: ARG002
        """Return a network's answer to example `k`, of its outputs y (steps, B, O)."""
        raise TypeError(f"no rows of signs for {type(task).__name__}")


class WrittenAdding(Written[Adding]):
    """Numbers, two of them marked; all examples stand in one row."""

    label, longest, to_read = N_("Adding problem"), 200, 20
    drawn: ClassVar[Literal["signs", "sums", "waves"]] = "sums"
    inputs: ClassVar[Inputs] = "numbers"
    in_film = 1
    title = N_("Six held-out sequences")

    def symbol(self, task: Adding, x: Array) -> str:  # noqa: ARG002, D102
        return f"{x[0]:.2f}{MARK if x[1] else ''}"

    def asked(self, task: Adding, batch: Batch, k: int) -> list[Row]:  # noqa: ARG002, D102
        numbers = tuple(Sign(f"{a:.2f} + {b:.2f}") for a, b in marked_numbers(batch).T)
        sums = tuple(Sign(f"{value:.2f}") for value in batch.target[-1, :, 0])
        return [Row(N_("to be added"), numbers), Row(N_("right answer"), sums)]

    def answered(self, task: Adding, batch: Batch, y: Array, k: int) -> tuple[Sign, ...]:  # noqa: ARG002, D102
        given, target = y[-1, :, 0], batch.target[-1, :, 0]
        near = np.abs(given - target) < task.tolerance
        return tuple(Sign(f"{v + 0.0:.2f}", bool(right)) for v, right in zip(given, near, strict=True))


class WrittenCopyMemory(Written[CopyMemory]):
    """Letters to be repeated, blanks, and a question mark."""

    label, longest, to_read = N_("Copy memory"), 100, 10
    examples = 2

    def symbol(self, task: CopyMemory, x: Array) -> str:  # noqa: D102
        return self._letter(task, int(x.argmax()))

    def classes(self, task: CopyMemory) -> tuple[str, ...]:  # noqa: D102
        return tuple(self._letter(task, k) for k in range(task.output_size))

    def asked(self, task: CopyMemory, batch: Batch, k: int) -> list[Row]:  # noqa: D102
        target = batch.target[-task.length :, k]
        return [Row(N_("shown"), tuple(Sign(self._letter(task, int(symbol))) for symbol in target))]

    def answered(self, task: CopyMemory, batch: Batch, y: Array, k: int) -> tuple[Sign, ...]:  # noqa: D102
        n, names = task.length, self.classes(task)
        return _classified(names, y[-n:, k], batch.target[-n:, k])

    def _letter(self, task: CopyMemory, symbol: int) -> str:
        blank = task.symbols
        return LETTERS[symbol] if symbol < blank else BLANK if symbol == blank else DELIMITER


class WrittenTemporalOrder(Written[TemporalOrder]):
    """Letters, of which X and Y count."""

    label, longest, to_read = N_("Temporal order"), 150, 33
    examples = in_film = 2

    def symbol(self, task: TemporalOrder, x: Array) -> str:  # noqa: D102
        return task.symbols[int(x.argmax())]

    def classes(self, task: TemporalOrder) -> tuple[str, ...]:  # noqa: D102
        return task.classes

    def asked(self, task: TemporalOrder, batch: Batch, k: int) -> list[Row]:  # noqa: D102
        end = int(np.argmax(batch.mask[:, k]))
        letters = [self.symbol(task, x) for x in batch.x[: end + 1, k]]
        read = Row(N_("reads"), tuple(Sign(letter, marked=letter in "XY") for letter in letters))
        return [read, Row(N_("order, at B"), (Sign(task.classes[int(batch.target[end, k])]),))]

    def answered(self, task: TemporalOrder, batch: Batch, y: Array, k: int) -> tuple[Sign, ...]:  # noqa: D102
        end = int(np.argmax(batch.mask[:, k]))
        return _classified(task.classes, y[end : end + 1, k], batch.target[end : end + 1, k])


class WrittenReber(Written[Reber]):
    """The symbols of the grammar, and those that may follow each."""

    label, longest, to_read = N_("Embedded Reber grammar"), 60, 40

    def symbol(self, task: Reber, x: Array) -> str:  # noqa: D102
        return task.symbols[int(x.argmax())]

    def classes(self, task: Reber) -> tuple[str, ...]:  # noqa: D102
        return tuple(task.symbols)

    def asked(self, task: Reber, batch: Batch, k: int) -> list[Row]:  # noqa: D102
        legal = self._legal(batch, k)
        signs = (Sign(self.symbol(task, x), marked=t in (1, len(legal) - 1)) for t, x in self._read(batch, k))
        follow = tuple(Sign("/".join(self._names(task, each))) for each in legal)
        return [Row(N_("reads"), tuple(signs)), Row(N_("may follow"), follow)]

    def answered(self, task: Reber, batch: Batch, y: Array, k: int) -> tuple[Sign, ...]:  # noqa: D102
        legal, signs = self._legal(batch, k), []
        for scores, allowed in zip(y[: len(legal), k], legal, strict=True):
            best = np.zeros(len(scores), bool)
            best[np.argsort(-scores)[: allowed.sum()]] = True
            signs.append(Sign("/".join(self._names(task, best)), bool(allowed[best].all())))
        return tuple(signs)

    def _read(self, batch: Batch, k: int) -> list[tuple[int, Array]]:
        return list(enumerate(batch.x[: int(batch.mask[:, k].sum()), k]))

    def _legal(self, batch: Batch, k: int) -> NDArray[np.bool_]:
        """Return which symbols may follow each step that the string has: (steps, 7)."""
        return legal_successors(batch.x[:, k : k + 1])[: int(batch.mask[:, k].sum()), 0]

    def _names(self, task: Reber, chosen: NDArray[np.bool_]) -> list[str]:
        return [symbol for symbol, one in zip(task.symbols, chosen, strict=True) if one]


class WrittenParity(Written[Parity]):
    """Bits, and whether there were an odd number of ones."""

    label, longest, to_read = N_("Parity"), 60, 12
    inputs: ClassVar[Inputs] = "bits"

    def symbol(self, task: Parity, x: Array) -> str:  # noqa: ARG002, D102
        return as_written(x[0])

    def classes(self, task: Parity) -> tuple[str, ...]:  # noqa: ARG002, D102
        return ("0", "1")

    def asked(self, task: Parity, batch: Batch, k: int) -> list[Row]:  # noqa: ARG002, D102
        bits = tuple(Sign(str(int(bit))) for bit in batch.x[:, k, 0])
        odd = tuple(Sign(str(int(each))) for each in batch.target[:, k])
        return [Row(N_("bits"), bits), Row(N_("ones so far, odd = 1"), odd)]

    def answered(self, task: Parity, batch: Batch, y: Array, k: int) -> tuple[Sign, ...]:  # noqa: D102
        return _classified(self.classes(task), y[:, k], batch.target[:, k])


class WrittenSine(Written[Sine]):
    """A wave that is given for a while."""

    label, longest, to_read = N_("A sine to continue"), 120, 60
    drawn: ClassVar[Literal["signs", "sums", "waves"]] = "waves"
    inputs: ClassVar[Inputs] = "numbers"
    in_film = 0

    def symbol(self, task: Sine, x: Array) -> str:  # noqa: ARG002, D102
        return f"{x[0]:.2f}" if x[1] else NOTHING


def _classified(names: tuple[str, ...], scores: Array, labels: NDArray[Any]) -> tuple[Sign, ...]:
    """Return the classes with the largest scores (n, O) as signs, right where they are the labels (n,)."""
    given = scores.argmax(axis=-1)
    return tuple(Sign(names[int(g)], bool(g == t)) for g, t in zip(given, labels, strict=True))


WRITTEN: dict[type[Task], Written[Any]] = {
    Adding: WrittenAdding(),
    CopyMemory: WrittenCopyMemory(),
    TemporalOrder: WrittenTemporalOrder(),
    Reber: WrittenReber(),
    Parity: WrittenParity(),
    Sine: WrittenSine(),
}
"""How each task is written, by its type."""


@lru_cache(maxsize=16)
def examples(task: Task, seed: int) -> Batch:
    """Return the held-out sequences whose outputs a training keeps."""
    x, target, mask = task.held_out_batch(seed, HELD_OUT)
    # Copies: a view of a few would keep all.
    return Batch(x[:, :EXAMPLES].copy(), target[:, :EXAMPLES].copy(), mask[:, :EXAMPLES].copy())


def rows(task: Task, batch: Batch, answers: Mapping[str, Array], k: int) -> list[Row]:
    """Return example `k` of a task: what is read, what is right, and each network's answer by its kind."""
    written = WRITTEN[type(task)]
    given = [Row(kind, written.answered(task, batch, y, k), NETWORKS[kind]) for kind, y in answers.items()]
    return written.asked(task, batch, k) + given
