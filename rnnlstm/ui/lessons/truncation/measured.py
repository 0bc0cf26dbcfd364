"""What truncated backpropagation costs a walk: how wrong each gradient is, and which terms are cut off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.core.cells.records import norm
from rnnlstm.core.flow.curves import growth_per_step
from rnnlstm.core.flow.products import spaced_lags
from rnnlstm.core.flow.truncation import truncation_error
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]

ALL_UP_TO = 64
"""Sequences up to so many steps are measured at every length, longer ones at some."""
LENGTHS = 40
MOST = {"RNN": 16_000, "LSTM": 8_000, "GRU": 8_000}
"""Of units times steps: the time goes by its square, and gates cost more."""
SMALL = 0.01
"""The error that the room asks for: 1 %."""
READ_OUT = ("W_hy", "b_y")
"""No way back leads through these, so that nothing of theirs is cut off."""


@dataclass(frozen=True, eq=False)
class Cut:
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
    """Return the truncation lengths that are measured for a sequence of so many steps."""
    return [int(lag) + 1 for lag in spaced_lags(steps, steps if steps <= ALL_UP_TO else LENGTHS)[::-1]]


@lru_cache(maxsize=32)
def cut(walk: Walk) -> Cut:
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
    return Cut(
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


def cut_table(of: Cut) -> pd.DataFrame:
    """Return one row a truncation length: the error and the cosine of each parameter's gradient."""
    columns: dict[str, object] = {"k": of.lengths}
    for name, values in of.error.items():
        columns[_("{parameter} error").format(parameter=name)] = values
    for name, values in of.cosine.items():
        columns[_("{parameter} cosine").format(parameter=name)] = values
    return pd.DataFrame(columns)


def cut_code(k: int) -> str:
    """Return the lines that compare with the full gradient, after those of ``walk_code``: ``result``."""
    return "\n".join(
        [
            f"lengths = sorted({{1, min({k}, T), T}})",
            "result = truncation_error(cell, trace, dy=dy, lengths=lengths)",
            "for name in result.error:",
            "    print(name, lengths, result.error[name], result.cosine[name])",
        ]
    )
