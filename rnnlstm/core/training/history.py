"""The course of a training: the loss of every update, and snapshots of the network taken on the way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from time import perf_counter

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, last_true, norm
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.tasks import Batch, Task, only
from rnnlstm.core.training.recipes import Recipe
from rnnlstm.core.training.train import Progress, evaluate, train

BINS = 20
"""Equal parts of a gate's range, in which its values are counted."""

HELD_OUT = 256
"""Number of held-out sequences that a snapshot's loss and accuracy are measured on."""

MAX_SNAPSHOTS = 40
"""Maximum number of snapshots per training, besides those before and soon after the first update."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What a network in training does on held-out sequences.

    Attributes
    ----------
    step : int
        The updates made so far.
    loss, accuracy : float
        As `Evaluation` has them.
    gradient : ndarray, shape (steps,)
        The norm of dE/dh_t at lag 0, 1, .. before the last step at which a sequence is asked for an answer,
        E being the loss of that answer alone; the mean over the sequences that reach back so far, NaN where
        none does.
    gates : dict of str to ndarray of shape (BINS,)
        For each gate that opens and closes ("f", "i", "o" of an LSTM, "r", "z" of a GRU) the share of its
        values, over all steps, sequences and units, in each of `BINS` equal parts of 0 .. 1.
    units : dict of str to ndarray of shape (H,)
        For the same gates the mean of each unit.
    y : ndarray, shape (steps, n, O)
        The outputs for the first n held-out sequences.
    cell : RNN, LSTM or GRU, or None
        The network itself; None in a recording that does not keep it.
    """

    step: int
    loss: float
    accuracy: float
    gradient: Array
    gates: dict[str, Array]
    units: dict[str, Array]
    y: Array
    cell: Cell | None


@dataclass(frozen=True, eq=False)
class History:
    """One network's training so far, and all that is needed to go on.

    Attributes
    ----------
    recipe : Recipe
    kind : str
        One of `KINDS` in `recipes`.
    seed : int
        Of the network, the batches and the sequences held out.
    loss, gradient_norm : ndarray, shape (k,)
        Of each update, as `Progress` has them.
    snapshots : tuple of Snapshot
        The first is taken before the first update.
    seconds : float
        The time that the updates took, without the snapshots.
    progress : Progress or None
        The newest; None before the first update and in a recording.
    """

    recipe: Recipe
    kind: str
    seed: int
    loss: Array
    gradient_norm: Array
    snapshots: tuple[Snapshot, ...]
    seconds: float = 0.0
    progress: Progress | None = field(default=None, repr=False)

    @property
    def step(self) -> int:
        """The updates made so far."""
        return len(self.loss)

    @property
    def over(self) -> bool:
        """Whether no update is to come: all are made, or the training blew up."""
        return self.step >= self.recipe.steps or not self.finite

    @property
    def finite(self) -> bool:
        """False when the training ended because something overflowed."""
        return self.progress is None or self.progress.finite


def begin(recipe: Recipe, kind: str, seed: int) -> History:
    """Draw a network and take a snapshot of it before any update.

    Parameters
    ----------
    recipe : Recipe
    kind : {"RNN", "IRNN", "LSTM", "GRU"}
    seed : int

    Returns
    -------
    History

    Raises
    ------
    ValueError
        If there is no such kind, or the seed is negative.
    """
    first = take_snapshot(recipe.cell(kind, seed), recipe.task, seed=seed, step=0)
    return History(recipe, kind, seed, np.empty(0), np.empty(0), (first,))


def advance(history: History) -> Iterator[History]:
    """Go on with a training, one update at a time, and take snapshots where `snapshot_steps` says.

    Nothing is computed before the next history is asked for. Trained in one go or in pieces, the numbers are
    the same.

    Parameters
    ----------
    history : History

    Yields
    ------
    History
        After each update, until the training is over.
    """
    recipe, steps = history.recipe, set(snapshot_steps(history.recipe.steps))
    if history.over:
        return
    updates = train(
        recipe.cell(history.kind, history.seed),
        recipe.task,
        optimizer=recipe.optimiser_of(history.kind),
        steps=recipe.steps - history.step,
        batch_size=recipe.batch_size,
        seed=history.seed,
        clip_norm=recipe.clip_norm,
        dropout=recipe.dropout,
        resume=history.progress,
    )
    start = perf_counter()
    for progress in updates:
        seconds = perf_counter() - start
        snapshots = history.snapshots
        if progress.step in steps or not progress.finite:
            snapshots += (take_snapshot(progress.cell, recipe.task, seed=history.seed, step=progress.step),)
        history = replace(
            history,
            loss=np.append(history.loss, progress.loss),
            gradient_norm=np.append(history.gradient_norm, progress.gradient_norm),
            snapshots=snapshots,
            seconds=history.seconds + seconds,
            progress=progress,
        )
        yield history
        start = perf_counter()


def snapshot_steps(steps: int) -> list[int]:
    """Return the updates after which a training of `steps` updates takes a snapshot, early ones closer."""
    least = validate.size("steps", steps) / MAX_SNAPSHOTS
    power = 10 ** max(0, math.floor(math.log10(least)))
    every = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= least)
    soon = [every // 10, every // 5, every // 2]
    return sorted({*soon, *range(every, steps + 1, every), steps} - {0})


def take_snapshot(
    cell: Cell, task: Task, *, seed: int, step: int, sequences: int = HELD_OUT, examples: int = 6
) -> Snapshot:
    """Measure a network on held-out sequences.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    task : Task
    seed : int
        Gives the held-out sequences, as for `evaluate`.
    step : int
        The updates that the network has had.
    sequences : int
        Number of sequences that loss and accuracy are measured on.
    examples : int
        Number of sequences whose outputs are kept. Gradients and gates are measured on twice as many, where
        there are.

    Returns
    -------
    Snapshot

    Raises
    ------
    ValueError
        As `evaluate` does.
    """
    result = evaluate(cell, task, seed=seed, sequences=sequences)
    n = 2 * examples
    few = Batch(result.batch.x[:, :n], result.batch.target[:, :n], result.batch.mask[:, :n])
    trace = cell.forward(few.x)
    opened = _gates(cell, trace, few)
    return Snapshot(
        step=step,
        loss=result.loss,
        accuracy=result.accuracy,
        gradient=gradient_by_lag(cell, trace, task, few),
        gates={name: np.histogram(g, BINS, (0, 1))[0] / g.size for name, g in opened.items()},
        units={name: g.mean(axis=0) for name, g in opened.items()},
        y=result.y[:, :examples],
        cell=cell,
    )


@lru_cache(maxsize=64)
def held_out_baseline(task: Task, seed: int) -> float:
    """Return the loss of the task's naive predictor on the sequences that `observe` decides by.

    It differs from ``task.baseline``, its expectation, as a batch differs from all sequences: so a network's
    loss on these sequences is to be compared with this one.
    """
    return task.naive_loss(task.held_out_batch(seed, HELD_OUT))


def gradient_by_lag(cell: Cell, trace: Trace, task: Task, batch: Batch) -> Array:
    """Return the mean norm of dE/dh_t at each lag before the last answer, as `Snapshot.gradient` has it.

    Parameters
    ----------
    cell, trace
        A network, and what it made of the batch.
    task : Task
    batch : Batch

    Returns
    -------
    ndarray, shape (steps,)
    """
    steps, B = batch.mask.shape
    last = last_true(batch.mask)
    answered = batch._replace(mask=only(steps, last))
    with np.errstate(all="ignore"):
        _, dy = task.evaluate_loss(trace.y, answered)
        if not np.isfinite(dy).all():
            return np.full(steps, np.nan)
        norms = norm(cell.backward(trace, dy=B * dy).h)
        at = last - np.arange(steps)[:, None]
        by_lag = np.take_along_axis(norms, np.maximum(at, 0), axis=0)
        there = at >= 0
        total = np.where(there, by_lag, 0).sum(axis=1)
        return np.asarray(np.where(there.any(axis=1), total / np.maximum(there.sum(axis=1), 1), np.nan))


def _gates(cell: Cell, trace: Trace, batch: Batch) -> dict[str, Array]:
    """Return the values of the gates from 0 to 1 at the steps that a sequence has: name -> (values, H)."""
    steps = len(batch.mask)
    within = np.arange(steps)[:, None] <= last_true(batch.mask)
    return {name: getattr(trace, name)[within] for name, lowest in cell.gates.items() if lowest == 0}
