"""What the learner gives the network to read: a text, a list of numbers, a wave, or a sequence of a task."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rnnlstm.core.cells.cell import Cell
from rnnlstm.ui.walk.cache import kept_within
from rnnlstm.ui.walk.network import Model, Network
from rnnlstm.ui.walk.recordings import kept_at, trainings
from rnnlstm.ui.walk.sequence import Reading, read_numbers, read_text, read_wave
from rnnlstm.ui.walk.task_sequence import TaskChoice, held_out


@dataclass(frozen=True, kw_only=True)
class Source(ABC):
    """What a network reads, as the learner asks for it: compared by value.

    Attributes
    ----------
    scale
        The network reads everything multiplied by it; what is to come stays as it is.
    length
        Number of steps that a text or a list is repeated to; as it stands if None.
    learned
        What the network learns where it learns something else than what it reads here; of the same sizes.
    """

    scale: float = 1.0
    length: int | None = None
    learned: Source | None = None

    brings_networks: ClassVar[bool] = False
    """Whether it comes with networks of its own, which are neither drawn here nor learn here."""

    @property
    def kinds(self) -> tuple[Model, ...]:
        """The kinds of the networks that it comes with."""
        return ()

    def read(self) -> Reading:
        """Read the source as a sequence; one page asks for it again and again.

        Raises
        ------
        InputError
            If what was typed cannot be read.
        """
        return _read(self)

    def cell(self, model: Model, network: Network, reading: Reading) -> Cell:
        """Return the network that reads it, before any edit: drawn to fit what was read."""
        return network.build(model, reading)

    def about(self) -> dict[str, str]:
        """Return what the inputs and outputs of a network that reads it stand for, as far as it is known.

        Raises
        ------
        InputError
            If what was typed cannot be read.
        """
        return {}

    @abstractmethod
    def _read(self) -> Reading: ...


@dataclass(frozen=True, kw_only=True)
class Text(Source):
    """A text, one character a step; its characters share their places with those of an ``alphabet``."""

    text: str = "hello"
    alphabet: str = ""

    def _read(self) -> Reading:
        return read_text(self.text, self.length, self.alphabet)

    def about(self) -> dict[str, str]:
        """Return the characters, in the order of the inputs and of the outputs."""
        classes = self.read().classes
        says = f"a character a step: {self.scale:g} at its input, 0 at all others"
        return {"reads": says, "inputs": listed(classes[:-1]), "outputs": listed(classes)}


@dataclass(frozen=True, kw_only=True)
class Numbers(Source):
    """A list of numbers, as it was typed."""

    numbers: str = "1, 0, -1, 0.5"

    def _read(self) -> Reading:
        return read_numbers(self.numbers, self.length)

    def about(self) -> dict[str, str]:
        """Return that the network reads numbers."""
        return _about_numbers(self.scale)


@dataclass(frozen=True, kw_only=True)
class Wave(Source):
    """So many steps of a wave, by its name in `WAVES`."""

    wave: str = "sine"
    length: int = 24

    def _read(self) -> Reading:
        return read_wave(self.wave, self.length)

    def about(self) -> dict[str, str]:
        """Return that the network reads numbers."""
        return _about_numbers(self.scale)


@dataclass(frozen=True, kw_only=True)
class TaskSequence(Source):
    """A held-out sequence of a task; the networks are those that have trained on it."""

    choice: TaskChoice

    brings_networks: ClassVar[bool] = True

    @property
    def kinds(self) -> tuple[Model, ...]:
        """The kinds that have trained."""
        return tuple(trainings(self.choice))

    def cell(self, model: Model, network: Network, reading: Reading) -> Cell:  # noqa: ARG002
        """Return the trained network of this kind; sizes and weights are its own."""
        return kept_at(trainings(self.choice)[model], self.choice.share)[1]

    def _read(self) -> Reading:
        one = next(iter(trainings(self.choice).values()))
        return held_out(replace(one.recipe.task, T=self.choice.T), self.choice.sequence, one.seed)

    def about(self) -> dict[str, str]:
        """Return the task, and the classes in the order of the outputs."""
        classes = self.read().classes
        return {"task": self.choice.task} | ({"outputs": listed(classes)} if classes else {})


@kept_within(4 * 2**20, 64)
def _read(source: Source) -> Reading:
    reading = source._read()
    return reading if source.scale == 1 else replace(reading, x=source.scale * reading.x)


def listed(symbols: Sequence[str]) -> str:
    """Return symbols as a list in JSON."""
    return json.dumps(list(symbols), ensure_ascii=False)


def _about_numbers(scale: float) -> dict[str, str]:
    times = "" if scale == 1 else f" times {scale:g}"
    return {"reads": f"a number a step{times}", "outputs": "the number that comes next"}
