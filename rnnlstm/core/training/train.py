"""Training, one update at a time, and the test on sequences held out."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, all_finite, flat, linear
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.tasks import Batch, Task, stream
from rnnlstm.core.training.gradients import Backpropagation, LossAndGradients, gradients
from rnnlstm.core.training.optimisers import Optimiser, OptimiserState
from rnnlstm.core.training.row import Row
from rnnlstm.core.training.update import update

# Number of sequences that are evaluated together; of their traces only the outputs stay in memory.
EVALUATED_AT_ONCE = 64


@dataclass(frozen=True)
class Dropout:
    """Inverted dropout (Srivastava et al. 2014) on the connections that are not recurrent.

    As Zaremba, Sutskever and Vinyals (2014) apply it to an LSTM: a new mask at every step, on what comes in
    and on what goes out, and none between h_{t-1} and h_t, so that memory is left alone. What is kept is
    divided by the probability of keeping it, so that its expectation is what it is without dropout.

    Attributes
    ----------
    input : float
        The probability, at least 0 and below 1, that an entry of x_t is dropped.
    readout : float
        The probability that an entry of h_t is dropped on its way to y_t = W_hy h_t + b_y.

    Raises
    ------
    ValueError
        If a probability is out of range.
    """

    input: float = 0.0
    readout: float = 0.0

    def __post_init__(self) -> None:
        validate.fraction("input", self.input)
        validate.fraction("readout", self.readout)


@dataclass(frozen=True, eq=False)
class Progress:
    """Where a training stands after an update; all that is needed to go on from there.

    Attributes
    ----------
    step : int
        The updates so far, this one included.
    loss : float
        The loss of this update's batch, before the update.
    gradient_norm : float
        The norm of the gradient of all parameters together, before clipping; inf when it overflowed.
    cell : RNN, LSTM or GRU
        The network after the update.
    optimizer_state : OptimiserState or None
        None when not even the first update could be made.
    finite : bool
        False when the loss, the gradient or the updated network overflowed. This update was then not made,
        `cell` is the network from before it, and the training ends here.
    """

    step: int
    loss: float
    gradient_norm: float
    cell: Cell
    optimizer_state: OptimiserState | None
    finite: bool = True


@dataclass(frozen=True, eq=False)
class Evaluation:
    """How a network does on sequences that it was not trained on.

    Attributes
    ----------
    loss : float
        Compare with ``task.baseline``.
    accuracy : float
        As the task defines it; compare with ``task.chance``.
    batch : Batch
        The sequences.
    y : ndarray, shape (steps, B, O)
        The network's outputs.
    """

    loss: float
    accuracy: float
    batch: Batch
    y: Array


def train(
    cell: Cell,
    task: Task,
    *,
    optimizer: Optimiser,
    steps: int,
    batch_size: int,
    seed: int,
    clip_norm: float | None = None,
    dropout: Dropout | None = None,
    resume: Progress | None = None,
) -> Iterator[Progress]:
    """Train a network, and tell after every update how it stands.

    Update k uses ``task.training_batch(seed, k, batch_size)``, so networks trained with the same seed see the
    same batches. Nothing is computed before the next progress is asked for, and whoever stops asking stops
    the training.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
        The network to begin with; it is not changed.
    task : Task
    optimizer : SGD, RMSprop or Adam
    steps : int
        The number of updates to make.
    batch_size : int
    seed : int
        Of the batches and the dropout.
    clip_norm : float, optional
        The norm beyond which the gradient is scaled down, see `clip`.
    dropout : Dropout, optional
    resume : Progress, optional
        Go on from here, with its network and not `cell`: `steps` further updates, exactly those that would
        have come next if the other arguments are the same.

    Yields
    ------
    Progress
        One an update. After one that is not `finite` there is no other.

    Raises
    ------
    ValueError
        If the sizes of network and task differ, `steps` or `batch_size` is below 1, the seed is negative,
        `clip_norm` is not above 0, or `resume` is of another kind of network or optimiser.
    """
    _check_sizes(cell, task)
    validate.size("steps", steps)
    validate.size("batch_size", batch_size)
    validate.natural("seed", seed)
    begin = beginning(cell, optimizer, clip_norm, resume)
    _check_sizes(begin.cell, task)
    return updates(begin, _gradients_of(task, seed, batch_size, dropout), optimizer, steps, clip_norm)


def _gradients_of(
    task: Task, seed: int, batch_size: int, dropout: Dropout | None
) -> Callable[[Cell, int], LossAndGradients]:
    """Return what gives the loss and the gradients of a cell at the batch of an update."""
    backpropagation = Backpropagation()

    def gradients_of(cell: Cell, k: int) -> LossAndGradients:
        batch = task.training_batch(seed, k, batch_size)
        if dropout is None:
            return backpropagation(cell, batch.x, lambda y: task.evaluate_loss(y, batch))
        return _with_dropout(cell, task, batch, dropout, stream(seed, "dropout", k))

    return gradients_of


def beginning(cell: Cell, optimizer: Optimiser, clip_norm: float | None, resume: Progress | None) -> Progress:
    """Return where a training begins: with the cell, or with what it goes on from if that fits."""
    if clip_norm is not None:
        validate.positive("clip_norm", clip_norm)
    if resume is None:
        return Progress(0, math.nan, math.nan, cell, None)
    if type(resume.cell) is not type(cell):
        raise ValueError(f"resume must be of a {type(cell).__name__}, got a {type(resume.cell).__name__}")
    state, kind = resume.optimizer_state, type(optimizer).__name__
    if state is not None and state.optimiser != kind:
        raise ValueError(f"resume must be of a training by {kind}, got one by {state.optimiser}")
    return resume


def updates(
    progress: Progress,
    gradients_of: Callable[[Cell, int], LossAndGradients],
    optimizer: Optimiser,
    steps: int,
    clip_norm: float | None,
) -> Iterator[Progress]:
    """Make so many updates, fewer if one is not finite; ``gradients_of`` is given the cell and the number."""
    for k in range(progress.step, progress.step + steps):
        if not progress.finite:
            return
        E, grads = gradients_of(progress.cell, k)
        progress = _update(replace(progress, step=k + 1, loss=E), grads, optimizer, clip_norm)
        yield progress


def _update(progress: Progress, grads: Row | None, optimizer: Optimiser, clip_norm: float | None) -> Progress:
    """Return `progress` with the update made, or as it is but not finite."""
    updated = update(progress.cell, grads, progress.optimizer_state, optimizer, clip_norm)
    return replace(
        progress,
        gradient_norm=updated.gradient_norm,
        cell=updated.network,
        optimizer_state=updated.state,
        finite=updated.finite,
    )


def _with_dropout(
    cell: Cell, task: Task, batch: Batch, dropout: Dropout, rng: np.random.Generator
) -> LossAndGradients:
    """Return the loss of a batch and its gradient, None if either overflowed."""
    x = _drop(batch.x, dropout.input, rng)
    if not dropout.readout:
        return gradients(cell, x, lambda y: task.evaluate_loss(y, batch))

    trace = cell.forward(x)
    # The cell's own read-out knows no dropout: it is done here, and backward told what comes back into h_t.
    kept = _drop(np.ones_like(trace.h), dropout.readout, rng)
    with np.errstate(all="ignore"):
        h = kept * trace.h
        y = linear(h, cell.W_hy, cell.b_y)
        if not all_finite(y):
            return math.inf, None
        E, dy = task.evaluate_loss(y, batch)
        dh = kept * linear(dy, cell.W_hy.T)
        readout = {"W_hy": flat(dy).T @ flat(h), "b_y": flat(dy).sum(0)}
    if not (math.isfinite(E) and all_finite(dh, *readout.values())):
        return E, None
    grads = cell.backward(trace, dh=dh)
    return E, Row.of({**grads.params, **readout}) if grads.finite else None


def _drop(values: Array, probability: float, rng: np.random.Generator) -> Array:
    """Return the values, each 0 with the probability given, and else divided by that of being kept."""
    if not probability:
        return values
    kept: Array = values * (rng.random(values.shape) >= probability) / values.dtype.type(1 - probability)
    return kept


def evaluate(cell: Cell, task: Task, *, seed: int, sequences: int = 256) -> Evaluation:
    """Test a network on held-out sequences, without dropout.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    task : Task
    seed : int
        Gives ``task.held_out_batch(seed, sequences)``, which no training with any seed draws.
    sequences : int
        How many.

    Returns
    -------
    Evaluation

    Raises
    ------
    ValueError
        If the sizes of network and task differ, `sequences` is below 1 or the seed negative.
    """
    _check_sizes(cell, task)
    batch = task.held_out_batch(seed, sequences)
    parts = range(0, sequences, EVALUATED_AT_ONCE)
    y = np.concatenate([cell.forward(batch.x[:, k : k + EVALUATED_AT_ONCE]).y for k in parts], axis=1)
    return Evaluation(task.evaluate_loss(y, batch)[0], task.accuracy(y, batch), batch, y)


def _check_sizes(cell: Cell, task: Task) -> None:
    given, expected = (cell.input_size, cell.output_size), (task.input_size, task.output_size)
    if given != expected:
        raise ValueError(
            f"cell must have sizes (D, O) = {expected} for {type(task).__name__}, got {given}: "
            f"{type(cell).__name__}.init({expected[0]}, hidden_size, {expected[1]}, seed=...)"
        )
