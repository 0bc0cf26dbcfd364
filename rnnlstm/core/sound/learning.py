"""Networks that learn to listen, one update at a time: with a memory, and without one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count
from time import perf_counter

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.draw import draw
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.sound.listening import Listening
from rnnlstm.core.tasks.task import Batch
from rnnlstm.core.training.gradients import Backpropagation, LossAndGradients
from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.training.train import Progress, beginning, updates

FRAME = "frame"
"""The network without a memory: an RNN whose recurrent weights are 0, and stay so."""
KINDS = (FRAME, "RNN", "LSTM", "GRU")

FRAMES = 96
"""How long the melodies of the trainings are: three seconds."""
HELD_OUT = 48
"""Melodies that the accuracy is measured on."""
SCORES = 20
"""How often it is measured in a training, besides before the first update."""


@dataclass(frozen=True)
class Recipe:
    """What is learned, by which networks and how: compared by value, and complete.

    Attributes
    ----------
    task : Listening
    kinds : tuple of str
        Of `KINDS`; all see the same melodies.
    hidden_size, steps, batch_size, seed : int
    learning_rate : float
        Of Adam.
    forget_bias : float
        Of an LSTM, at the start.
    clip_norm : float
        The norm beyond which a gradient is scaled down.
    """

    task: Listening
    kinds: tuple[str, ...] = KINDS
    hidden_size: int = 32
    steps: int = 400
    batch_size: int = 8
    seed: int = 0
    learning_rate: float = 0.01
    forget_bias: float = 1.0
    clip_norm: float = 1.0

    def __post_init__(self) -> None:
        for kind in self.kinds:
            validate.choice("each of kinds", kind, KINDS)

    def cell(self, kind: str) -> Cell:
        """Draw a network of single precision."""
        sizes = self.task.input_size, self.hidden_size, self.task.output_size
        if kind != FRAME:
            return draw(kind, *sizes, seed=self.seed, forget_bias=self.forget_bias, dtype=np.float32)
        cell = RNN.init(*sizes, seed=self.seed, dtype=np.float32)
        return cell.with_params({"W_hh": np.zeros_like(cell.W_hh)})


@dataclass(frozen=True, eq=False)
class Learner:
    """One network and its training so far.

    Attributes
    ----------
    progress : Progress
        Where it stands, and all that is needed to go on.
    loss : ndarray, shape (k,)
        Of each update's batch.
    scores : dict of int to float
        The accuracy on held-out melodies after so many updates.
    seconds : float
        The time that the updates took.
    """

    progress: Progress
    loss: Array = field(default_factory=lambda: np.empty(0))
    scores: Mapping[int, float] = field(default_factory=dict)
    seconds: float = 0.0


def has_memory(cell: Cell) -> bool:
    """Return whether a network hands anything from one step to the next: not so with `FRAME`."""
    return not isinstance(cell, RNN) or bool(cell.W_hh.any())


def begin(recipe: Recipe) -> dict[str, Learner]:
    """Draw the networks of a recipe, and measure each before any update."""
    learners = {}
    for kind in recipe.kinds:
        cell = recipe.cell(kind)
        start = beginning(cell, Adam(recipe.learning_rate), recipe.clip_norm, None)
        learners[kind] = Learner(start, scores={0: accuracy(cell, recipe.task, recipe.seed)})
    return learners


def advance(
    recipe: Recipe, learners: Mapping[str, Learner], *, seconds: float = np.inf, rounds: int | None = None
) -> dict[str, Learner]:
    """Go on with all networks, one update each in turn, for some time or so many rounds, at least one.

    However a training is sliced, its numbers are the same.
    """
    now, start = dict(learners), perf_counter()
    trainings = {kind: _learning(recipe, learner) for kind, learner in now.items()}
    for made in count(1):
        later = {kind: learner for kind, each in trainings.items() if (learner := next(each, None))}
        now |= later
        if not later or made == rounds or perf_counter() - start >= seconds:
            return now
    raise AssertionError("the loop returns")


def is_over(recipe: Recipe, learner: Learner) -> bool:
    """Return whether no update is to come."""
    return learner.progress.step >= recipe.steps or not learner.progress.finite


def accuracy(cell: Cell, task: Listening, seed: int, melodies: int = HELD_OUT) -> float:
    """Return the accuracy of a network on melodies that no training with any seed draws."""
    batch = _held_out(task, seed, melodies)
    return task.accuracy(cell.forward(batch.x).y, batch)


def _learning(recipe: Recipe, learner: Learner) -> Iterator[Learner]:
    """Go on with one network, an update each time that the next state is asked for."""
    if is_over(recipe, learner):
        return
    task, frozen = recipe.task, not has_memory(learner.progress.cell)

    backpropagation = Backpropagation()

    def gradients_of(cell: Cell, k: int) -> LossAndGradients:
        batch = _batch(task, recipe.seed, k, recipe.batch_size)
        E, grads = backpropagation(cell, batch.x, lambda y: task.evaluate_loss(y, batch))
        if frozen and grads is not None:
            grads.apart()["W_hh"][:] = 0
        return E, grads

    left = recipe.steps - learner.progress.step
    start = perf_counter()
    for progress in updates(
        learner.progress, gradients_of, Adam(recipe.learning_rate), left, recipe.clip_norm
    ):
        seconds = perf_counter() - start
        scores = dict(learner.scores)
        if progress.step % max(1, recipe.steps // SCORES) == 0 or progress.step == recipe.steps:
            scores[progress.step] = accuracy(progress.cell, task, recipe.seed)
        learner = replace(
            learner,
            progress=progress,
            loss=np.append(learner.loss, progress.loss),
            scores=scores,
            seconds=learner.seconds + seconds,
        )
        yield learner
        start = perf_counter()


# The networks of one recipe ask for the same melodies in turn; to make them takes as long as to learn them.
@lru_cache(maxsize=2)
def _batch(task: Listening, seed: int, k: int, batch_size: int) -> Batch:
    return task.training_batch(seed, k, batch_size)


@lru_cache(maxsize=4)
def _held_out(task: Listening, seed: int, melodies: int) -> Batch:
    return task.held_out_batch(seed, melodies)
