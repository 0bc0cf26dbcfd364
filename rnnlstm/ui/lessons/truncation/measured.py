"""What truncated backpropagation costs a walk: how wrong each gradient is, and which terms are cut off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm
from rnnlstm.core.flow.curves import growth_per_step
from rnnlstm.core.flow.products import spaced_lags
from rnnlstm.core.flow.truncation import truncation_error
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.cache import measured_once
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]

ALL_UP_TO = 64
"""The longest sequence that is measured at every truncation length."""
LENGTHS = 40
"""Truncation lengths at which a longer sequence is measured."""
MOST = {"RNN": 16_000, "LSTM": 8_000, "GRU": 8_000}
"""The largest product of hidden units and steps. The time grows with its square, and gates cost more."""
SMALL = 0.01
"""The error that counts as small: 1 %."""
READ_OUT = ("W_hy", "b_y")
"""Their gradients come from each step alone, so that truncation changes nothing in them."""


@dataclass(frozen=True, eq=False)
class TruncationReport:
    """What truncation does to one walk.

    Attributes
    ----------
    lengths
        The truncation lengths k measured: (K,).
    error, cosine
        Of each parameter that the way back in time reaches: (K,), as ``truncation_error`` gives them.
    terms
        How much the last loss adds to the gradient of these parameters at the step j - 1 back, as a share
        of the largest: (steps back to the first,).
    factor
        By which that loss's gradient grows with each step back, on average: of ‖∂E/∂c_t‖ in an LSTM, whose
        cell carries it, else of ‖∂E/∂h_t‖. NaN where it is not known.
    steps
        T.
    """

    lengths: NDArray[np.integer[Any]]
    error: dict[str, Array]
    cosine: dict[str, Array]
    terms: Array
    factor: float
    steps: int

    def at(self, k: int) -> int:
        """Return the place of the truncation length k among those measured."""
        return int(np.flatnonzero(self.lengths == k)[0])

    @property
    def worst(self) -> Array:
        """The largest error of any parameter at each length, NaN where nothing is known: (K,)."""
        errors = np.array(list(self.error.values()))
        known = ~np.isnan(errors).all(axis=0)
        return np.where(known, np.where(np.isnan(errors), -1, errors).max(axis=0), np.nan)

    @property
    def half_life(self) -> float:
        """Steps in which a gradient that shrinks by the factor is halved; inf where it does not shrink."""
        return float(np.log(0.5) / np.log(self.factor)) if self.factor < 1 else float("inf")

    @property
    def needed(self) -> tuple[int, int] | None:
        """The first measured length from which on every error is at most 1 %, and the one before (or 0)."""
        worst = self.worst
        if np.isnan(worst).any():
            return None
        k = len(worst) - int(np.argmax((worst > SMALL)[::-1])) if (worst > SMALL).any() else 0
        if k == len(worst):
            return None
        return int(self.lengths[k]), int(self.lengths[k - 1]) if k else 0


def lengths_of(steps: int) -> list[int]:
    """Return the truncation lengths that are measured for a sequence of this many steps."""
    return [int(lag) + 1 for lag in spaced_lags(steps, steps if steps <= ALL_UP_TO else LENGTHS)[::-1]]


@measured_once
def truncation_report(walk: Walk) -> TruncationReport:
    """Measure the truncated gradients of a walk's loss.

    Raises
    ------
    InputError
        If the network and the sequence are too large for it.
    """
    T, _batch, H = walk.trace.h.shape
    most = MOST[walk.model]
    if most < H * T:
        raise InputError(
            N_(
                "{steps} steps times {units} hidden units are too many to try all truncation lengths. "
                "Their product can be at most {most}: take at most {fewer} steps, or fewer units."
            ),
            steps=T,
            units=H,
            most=most,
            fewer=most // H,
        )
    lengths = lengths_of(T)
    measured = truncation_error(walk.cell, walk.trace, dy=walk.grads.y, lengths=lengths)
    reached = [name for name in measured.error if name not in READ_OUT]
    terms, factor = _last_loss(walk, reached)
    return TruncationReport(
        measured.lengths,
        {name: measured.error[name] for name in reached},
        {name: measured.cosine[name] for name in reached},
        terms,
        factor,
        T,
    )


def _last_loss(walk: Walk, reached: list[str]) -> tuple[Array, float]:
    """Return what the last loss alone adds to the gradients step by step back, and its factor a step."""
    last = int(np.flatnonzero(walk.has_loss)[-1])
    dy = np.zeros_like(walk.grads.y)
    dy[last] = walk.grads.y[last]
    grads = walk.cell.backward(walk.trace, dy=dy)
    added = norm(np.array([grads.contribution_norms[name] for name in reached]).T)[last::-1]
    carried = grads.c if walk.model == "LSTM" else grads.h
    factor = float(growth_per_step(norm(carried[: last + 1, 0])))
    largest = added.max()
    usable = 0 < largest < np.inf
    return np.asarray(added / largest if usable else np.full(len(added), np.nan)), factor
