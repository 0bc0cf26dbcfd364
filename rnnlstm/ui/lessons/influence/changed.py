"""One input changed for real: what it becomes, and how far every network then goes another way."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.flow.change import Change, follow_change
from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.history import HELD_OUT
from rnnlstm.ui.lessons.influence.measured import Array
from rnnlstm.ui.walk.cache import measured_once
from rnnlstm.ui.walk.recordings import trainings
from rnnlstm.ui.walk.sequence import Reading, as_written
from rnnlstm.ui.walk.source import Source, TaskSequence, Text
from rnnlstm.ui.walk.task_notation import WRITTEN, Inputs
from rnnlstm.ui.walk.walk import Walk

NOTHING = "none"
"""In the link, what a symbol becomes whose input is set to zeros."""
EMPTY = "∅"
"""How that is written."""
MOST_STEPS = 60 * HELD_OUT
"""Of all held-out sequences together: half a second for three networks."""


@dataclass(frozen=True)
class Alphabet:
    """What can be read at a step.

    Attributes
    ----------
    inputs
        Symbols, bits or numbers.
    names
        The symbols, in the order of the components of the one-hot vectors.
    scale
        By which everything is multiplied before it is read.
    """

    inputs: Inputs
    names: tuple[str, ...] = ()
    scale: float = 1.0

    def others(self, name: str) -> tuple[str, ...]:
        """Return the other symbols, beginning with the one after this name."""
        place = self.names.index(name) + 1 if name in self.names else 0
        return tuple(each for each in (*self.names[place:], *self.names[:place]) if each != name)


@dataclass(frozen=True)
class InputChange:
    """Which input is changed, and into what.

    Attributes
    ----------
    step
        From 1.
    amount
        What is added to a number; of a symbol or a bit, how much of the way to the other is gone.
    becomes
        The other symbol, or `NOTHING`; a bit becomes the other bit.
    """

    step: int
    amount: float = 1.0
    becomes: str = NOTHING

    def added(self, x: Array, alphabet: Alphabet) -> Array:
        """Return what is added to the inputs (..., D) of the step."""
        if alphabet.inputs == "numbers":
            return np.asarray(self.amount * alphabet.scale * np.eye(x.shape[-1])[0])
        if alphabet.inputs == "bits":
            other = alphabet.scale - x
        elif self.becomes == NOTHING:
            other = np.zeros(x.shape[-1])
        else:
            other = alphabet.scale * np.eye(x.shape[-1])[alphabet.names.index(self.becomes)]
        return np.asarray(self.amount * (other - x))


def alphabet_of(source: Source, reading: Reading) -> Alphabet:
    """Return what a source can have at a step."""
    if isinstance(source, Text):
        return Alphabet("symbols", reading.classes[:-1], source.scale)
    if not isinstance(source, TaskSequence):
        return Alphabet("numbers", (), source.scale)
    written = WRITTEN[TASKS[source.choice.task]]
    if written.inputs != "symbols":
        return Alphabet(written.inputs, (), source.scale)
    task = next(iter(trainings(source.choice).values())).recipe.task
    names = tuple(written.symbol(task, one_hot) for one_hot in np.eye(reading.x.shape[-1]))
    return Alphabet("symbols", names, source.scale)


def now_read(asked: InputChange, walk: Walk, alphabet: Alphabet) -> str:
    """Return what is read at the changed step after the change, as a person would write it."""
    if alphabet.inputs == "symbols":
        other = EMPTY if asked.becomes == NOTHING else asked.becomes
        before = walk.reading.symbols[asked.step - 1]
        return other if asked.amount == 1 else f"{1 - asked.amount:g} {before} + {asked.amount:g} {other}"
    x = walk.trace.x[asked.step - 1, 0]
    return as_written((x + asked.added(x, alphabet))[0] / alphabet.scale)


@measured_once
def followed(walk: Walk, asked: InputChange, alphabet: Alphabet) -> Change:
    """Return what a change does to a network at every step of its walk."""
    return _follow(walk.cell, walk.trace.x, asked, alphabet)


def _follow(cell: Cell, x: Array, asked: InputChange, alphabet: Alphabet) -> Change:
    dx = np.zeros_like(x)
    dx[asked.step - 1] = asked.added(x[asked.step - 1], alphabet)
    return follow_change(cell, cell.forward(x), dx)


def turned_answers(walk: Walk, change: Change, step: int) -> tuple[int, int]:
    """Return how many answers become another class, from a step on, and how many are asked for there."""
    wanted = walk.reading.mask()[step - 1 :, 0] > 0
    before, after = (trace.y[step - 1 :, 0].argmax(axis=-1) for trace in (walk.trace, change.trace))
    return int((before != after)[wanted].sum()), int(wanted.sum())


@dataclass(frozen=True, eq=False)
class Everywhere:
    """The same change in many held-out sequences of a task of classes: at the last answer of each.

    Attributes
    ----------
    real, predicted
        How far the states are apart, for real and by the derivative: (sequences,).
    right, turned
        In how many sequences the last answer was right, and in how many it becomes another one.
    """

    real: Array
    predicted: Array
    right: int
    turned: int


@measured_once
def everywhere(walk: Walk, source: TaskSequence, asked: InputChange, of: str = "h") -> Everywhere:
    """Return what a change does in held-out sequences, those that are still read at its step."""
    one = next(iter(trainings(source.choice).values()))
    task = replace(one.recipe.task, T=source.choice.T)
    batch = task.held_out_batch(one.seed, HELD_OUT)
    last = len(batch.mask) - 1 - batch.mask[::-1].argmax(axis=0)
    many = np.flatnonzero(last >= asked.step - 1)[: MOST_STEPS // task.steps]
    change = _follow(walk.cell, batch.x[:, many], asked, alphabet_of(source, walk.reading))
    ends = last[many], np.arange(len(many))
    now, moved = change.trace.y[ends], change.real["y"][ends]
    before, after = (now - moved).argmax(axis=-1), now.argmax(axis=-1)
    real, predicted = (size[ends] for size in change.sizes(of))
    right = int((before == batch.target[last[many], many]).sum())
    return Everywhere(real, predicted, right, int((before != after).sum()))
