"""A training in slices: several networks in lockstep for a little while, and what that added to each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.training.history import History, Moment, advance, begin
from rnnlstm.core.training.recipes import Recipe
from rnnlstm.core.training.train import Progress


@dataclass(frozen=True, eq=False)
class Gain:
    """What a slice added to a history.

    Attributes
    ----------
    loss, gradient_norm : ndarray, shape (k,)
        Of the k updates made.
    moments : tuple of Moment
        The looks taken.
    seconds : float
        The time that the updates took, without the looks.
    progress : Progress or None
        The newest.
    """

    loss: Array
    gradient_norm: Array
    moments: tuple[Moment, ...]
    seconds: float
    progress: Progress | None

    def added_to(self, history: History) -> History:
        """Return the history, which ends where this begins, with this at its end."""
        return replace(
            history,
            loss=np.concatenate([history.loss, self.loss]),
            gradient_norm=np.concatenate([history.gradient_norm, self.gradient_norm]),
            moments=history.moments + self.moments,
            seconds=history.seconds + self.seconds,
            progress=self.progress,
        )


def begin_all(recipe: Recipe, kinds: Sequence[str], seed: int) -> dict[str, History]:
    """Draw several networks of one recipe, and look at them before any update.

    Parameters
    ----------
    recipe : Recipe
    kinds : sequence of str
    seed : int
        Of all of them, so that they see the same batches.

    Returns
    -------
    dict of str to History
        In the order of `kinds`.

    Raises
    ------
    ValueError
        As `begin` does.
    """
    return {kind: begin(recipe, kind, seed) for kind in kinds}


def train_slice(
    histories: Mapping[str, History], *, seconds: float = math.inf, updates: int | None = None
) -> dict[str, Gain]:
    """Go on with several trainings, one update each in turn, for some time or some updates.

    However a training is sliced, its numbers are the same.

    Parameters
    ----------
    histories : dict of str to History
    seconds : float
        No round of updates begins after so long; at least one is made.
    updates : int, optional
        Of each training, at most.

    Returns
    -------
    dict of str to Gain
        A training that is over gains nothing.

    Raises
    ------
    ValueError
        If `updates` is below 1.
    """
    rounds = itertools.count() if updates is None else range(validate.size("updates", updates))
    trainings = {kind: advance(history) for kind, history in histories.items()}
    newest, start = dict(histories), perf_counter()
    for _ in rounds:
        made = {kind: next(training, None) for kind, training in trainings.items()}
        later = {kind: history for kind, history in made.items() if history is not None}
        newest |= later
        if not later or perf_counter() - start >= seconds:
            break
    return {kind: _gain(histories[kind], newest[kind]) for kind in histories}


def _gain(before: History, after: History) -> Gain:
    return Gain(
        after.loss[before.step :],
        after.gradient_norm[before.step :],
        after.moments[len(before.moments) :],
        after.seconds - before.seconds,
        after.progress,
    )
