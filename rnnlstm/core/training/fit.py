"""Training on one sequence, again and again: a network learns its text by heart."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from numpy.typing import NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.training.gradients import Backpropagation
from rnnlstm.core.training.optimisers import Optimiser
from rnnlstm.core.training.train import Progress, beginning, updates

Loss: TypeAlias = Callable[[Array, NDArray[Any]], tuple[float, Array]]


def fit(
    cell: Cell,
    loss: Loss,
    x: Array,
    target: NDArray[Any],
    *,
    optimizer: Optimiser,
    steps: int,
    clip_norm: float | None = None,
    resume: Progress | None = None,
) -> Iterator[Progress]:
    """Train a network on the same sequences at every update, and tell after each how it stands.

    Nothing is drawn: the same arguments give the same numbers. As in `train`, nothing is computed before the
    next progress is asked for.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
        The network to begin with; it is not changed.
    loss : callable
        `mse` or `cross_entropy`.
    x : ndarray, shape (T, B, D)
        What the network reads.
    target : ndarray, shape (T, B, O) or (T, B)
        What it should answer at every step, as the loss takes it.
    optimizer : SGD, RMSprop or Adam
    steps : int
        The number of updates to make.
    clip_norm : float, optional
        The norm beyond which the gradient is scaled down, see `clip`.
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
        If `steps` is below 1, `clip_norm` is not above 0, or `resume` is of another kind of network or
        optimiser; with the first progress, if a shape does not fit.
    """
    validate.size("steps", steps)
    begin = beginning(cell, optimizer, clip_norm, resume)
    backpropagation = Backpropagation()
    return updates(
        begin, lambda now, _k: backpropagation(now, x, lambda y: loss(y, target)), optimizer, steps, clip_norm
    )
