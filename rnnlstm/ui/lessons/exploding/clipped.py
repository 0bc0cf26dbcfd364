"""One real update: the gradient of a walk, and what clipping by norm and by value make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.core.cells.records import norm
from rnnlstm.core.training.clipping import clip_by_norm, clip_by_value, global_norm
from rnnlstm.figures.clipping import Arrow
from rnnlstm.ui.lessons.exploding.descents import CLIPS
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.table import in_short
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Clipped:
    """The gradient of all parameters of one network, before clipping and after, by the names of ``CLIPS``.

    Attributes
    ----------
    limit
        Of the norm, or of each entry.
    norms
        The norm of each parameter's gradient.
    total
        The norm of all parameters together; inf where it overflowed.
    angle
        Degrees between the gradient and what is left of it; NaN where the gradient is 0 or overflowed.
    cut
        The share of all entries that clipping by value has changed.
    size
        How many entries there are.
    """

    limit: float
    norms: dict[str, dict[str, float]]
    total: dict[str, float]
    angle: dict[str, float]
    cut: float
    size: int


@lru_cache(maxsize=64)
def clipped(walk: Walk, limit: float) -> Clipped:
    """Clip the gradient of a walk's loss."""
    before: dict[str, Array] = walk.grads.params
    ways: dict[str, Mapping[str, Array]] = {
        "none": before,
        "norm": clip_by_norm(before, limit),
        "value": clip_by_value(before, limit),
    }
    long = {kind: np.concatenate([g.ravel() for g in grads.values()]) for kind, grads in ways.items()}
    return Clipped(
        limit=limit,
        norms={kind: {p: float(norm(g.ravel())) for p, g in of.items()} for kind, of in ways.items()},
        total={kind: global_norm(grads) for kind, grads in ways.items()},
        angle={kind: _angle(long["none"], each) for kind, each in long.items()},
        cut=float((np.abs(long["none"]) > limit).mean()),
        size=long["none"].size,
    )


def _angle(one: Array, other: Array) -> float:
    """Return the angle between two vectors in degrees."""
    lengths = float(norm(one)), float(norm(other))
    if not all(0 < length < np.inf for length in lengths):
        return float("nan")
    u, v = one / lengths[0], other / lengths[1]
    # Kahan: exact for small angles too, where the arc cosine is not.
    return float(np.degrees(2 * np.arctan2(norm(u - v), norm(u + v))))


def arrows(of: Clipped) -> list[Arrow]:
    """Return the three gradients in the plane of the gradient and its value-clipped version."""
    drawn = []
    for kind, length in of.total.items():
        turn = np.radians(of.angle[kind])
        name = f"{_(CLIPS[kind])}: {in_short(length)}"
        if of.angle[kind] >= 0.05:
            name += f", {of.angle[kind]:.1f}°"
        drawn.append(Arrow(kind, name, float(length * np.cos(turn)), float(length * np.sin(turn))))
    return drawn


def clipped_table(of: Clipped) -> pd.DataFrame:
    """Return one row a parameter, and one for all together: the norms, and the angles to the gradient."""
    rows = [*of.norms["none"], _("all together")]
    columns: dict[str, object] = {_("parameter"): rows}
    for kind, name in CLIPS.items():
        columns[f"‖∂E/∂θ‖ · {_(name)}"] = [*of.norms[kind].values(), of.total[kind]]
    for kind in ("norm", "value"):
        blank = [None] * len(of.norms[kind])
        columns[_("angle (°) · {name}").format(name=_(CLIPS[kind]))] = [*blank, of.angle[kind]]
    return pd.DataFrame(columns)


def clipped_code(limit: float) -> str:
    """Return the lines that clip the gradient, after those of ``walk_code``: ``total`` and ``angle``."""
    return "\n".join(
        [
            "grads = cell.backward(trace, dy=dy).params",
            f"by_norm, by_value = clip_by_norm(grads, {limit:g}), clip_by_value(grads, {limit:g})",
            'ways = {"none": grads, "norm": by_norm, "value": by_value}',
            "total = {name: global_norm(way) for name, way in ways.items()}",
            "",
            "",
            "def direction(g):",
            "    return np.concatenate([each.ravel() for each in g.values()]) / global_norm(g)",
            "",
            "",
            "cosine = {name: direction(grads) @ direction(way) for name, way in ways.items()}",
            "angle = {name: np.degrees(np.arccos(min(1, value))) for name, value in cosine.items()}",
            "print(total, angle)",
        ]
    )
