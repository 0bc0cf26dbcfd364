"""One update of a network of any kind."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeVar

import numpy as np

from rnnlstm.core.arrays import Array, all_finite
from rnnlstm.core.training.clipping import clip_row
from rnnlstm.core.training.optimisers import Optimiser, OptimiserState
from rnnlstm.core.training.row import Row


class Trainable(Protocol):
    """What can be trained: a cell, or a network of several."""

    @property
    def params(self) -> dict[str, Array]:
        """The parameters, name -> array."""

    def with_params(self, params: Mapping[str, Array]) -> Self:
        """Return the network with some of its parameters replaced."""


NetworkT = TypeVar("NetworkT", bound=Trainable)


@dataclass(frozen=True, eq=False)
class Updated(Generic[NetworkT]):
    """A network after an update, or, where that is not `finite`, as it was before.

    Attributes
    ----------
    network : a network with `params` and `with_params`
    state : OptimiserState or None
    gradient_norm : float
        Of all parameters together, before clipping.
    finite : bool
    """

    network: NetworkT
    state: OptimiserState | None
    gradient_norm: float
    finite: bool


def update(
    network: NetworkT,
    grads: Row | None,
    state: OptimiserState | None,
    optimizer: Optimiser,
    clip_norm: float | None,
) -> Updated[NetworkT]:
    """Make one update of a network of any kind, if all of it is finite.

    Parameters
    ----------
    network : a network with `params` and `with_params`
    grads : Row or None
        Of its parameters, in their order; None where the loss or a gradient overflowed.
    state : OptimiserState or None
        What the update before left; None at the first.
    optimizer : SGD, RMSprop or Adam
    clip_norm : float or None
        See `clip`.
    """
    if grads is None:
        return Updated(network, state, math.inf, finite=False)
    clipped, length = clip_row(grads, clip_norm)
    if not math.isfinite(length):
        return Updated(network, state, length, finite=False)
    updated, following = optimizer.update_row(Row.of(network.params), clipped, state)
    if not all_finite(updated.numbers, np.asarray(following.row.square)):
        return Updated(network, state, length, finite=False)
    return Updated(network.with_params(updated.apart()), following, length, finite=True)
