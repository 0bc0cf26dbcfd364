"""What clipping does: three descents from one point of the cliff, and the gradient of one real update.

Of the three descents one has nothing clipped, one the norm of its gradient, one each entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm
from rnnlstm.core.cliff import Cliff, CliffSurface, Clip, Descent
from rnnlstm.core.training.clipping import clip_by_norm, clip_by_value, global_norm
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.cache import measured_once
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]

CLIPS = {"none": N_("no clipping"), "norm": N_("clipped by norm"), "value": N_("clipped by value")}
"""What is done to a gradient: the name of its hue -> what the legend says."""

Window = tuple[tuple[float, float], tuple[float, float]]

WINDOWS: dict[str, Window] = {"sigmoid": ((3.0, 7.0), (-4.0, 1.5)), "tanh": ((0.0, 4.0), (-1.5, 4.0))}
"""The part of the surface that the map shows, of w and of b: the walls, and where one is thrown from them."""
GRID = 71
"""Points of the map along each weight."""
PROFILE = 200
"""Points of a profile, before others are added."""
CLOSER = 14
"""Maximum number of times that points are added to a profile where it is steepest, ten each time."""


@dataclass(frozen=True)
class DescentSettings:
    """The settings of the three descents: the network's length and activation, the start, and the steps."""

    steps: int = 50
    activation: str = "sigmoid"
    w: float = 4.5
    b: float = -2.5
    learning_rate: float = 0.3
    limit: float = 0.3
    updates: int = 60

    @property
    def cliff(self) -> Cliff:
        """The network, and its loss."""
        return Cliff(self.steps, self.activation)


@lru_cache(maxsize=32)
def cliff_map(steps: int, activation: str, window: Window) -> CliffSurface:
    """Return the surface in a window."""
    w, b = (np.linspace(*ends, GRID) for ends in window)
    return Cliff(steps, activation).surface(w, b)


@lru_cache(maxsize=32)
def cliff_profile(steps: int, activation: str, b: float) -> CliffSurface:
    """Return the surface along w at one bias, with more points at the wall, which may be very thin."""
    cliff = Cliff(steps, activation)
    w = np.linspace(*WINDOWS[activation][0], PROFILE)
    E = cliff.surface(w, [b]).E[0]
    for _again in range(CLOSER):
        wall = int(np.abs(np.diff(E)).argmax())
        if abs(E[wall + 1] - E[wall]) < np.ptp(E) / 20:
            break
        between = np.linspace(w[wall], w[wall + 1], 12)[1:-1]
        w = np.insert(w, wall + 1, between)
        E = np.insert(E, wall + 1, cliff.surface(between, [b]).E[0])
    return cliff.surface(np.unique(w), [b])


@lru_cache(maxsize=64)
def descents(chosen: DescentSettings) -> dict[str, Descent]:
    """Return the three descents by the names of ``CLIPS``."""
    clips: dict[str, Clip | None] = {
        "none": None,
        "norm": partial(clip_by_norm, limit=chosen.limit),
        "value": partial(clip_by_value, limit=chosen.limit),
    }
    return chosen.cliff.descents(
        chosen.w, chosen.b, clips, learning_rate=chosen.learning_rate, updates=chosen.updates
    )


def close_up(chosen: DescentSettings) -> Window:
    """Return a window around the two clipped descents."""
    two = [descent for kind, descent in descents(chosen).items() if kind != "none"]
    ends = []
    for values in (np.concatenate([d.w for d in two]), np.concatenate([d.b for d in two])):
        low, high = float(values.min()), float(values.max())
        margin = max(0.2 * (high - low), 0.02)
        ends.append((low - margin, high + margin))
    return ends[0], ends[1]


def longest_step(descent: Descent) -> float:
    """Return the length of the longest step of a descent, in the plane of w and b."""
    return float(np.hypot(np.diff(descent.w), np.diff(descent.b)).max())


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


@measured_once
def clipped(walk: Walk, limit: float) -> Clipped:
    """Clip the gradient of a walk's loss."""
    before: dict[str, Array] = walk.grads.params
    gradients: dict[str, Mapping[str, Array]] = {
        "none": before,
        "norm": clip_by_norm(before, limit),
        "value": clip_by_value(before, limit),
    }
    long = {kind: np.concatenate([g.ravel() for g in grads.values()]) for kind, grads in gradients.items()}
    return Clipped(
        limit=limit,
        norms={kind: {p: float(norm(g.ravel())) for p, g in of.items()} for kind, of in gradients.items()},
        total={kind: global_norm(grads) for kind, grads in gradients.items()},
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


def departures(chosen: DescentSettings, window: Window) -> dict[str, tuple[int, float, float]]:
    """Return the descents that leave a window: the name -> the update at which, and w and b at the end."""
    left = {}
    (w_low, w_high), (b_low, b_high) = window
    for kind, d in descents(chosen).items():
        outside = (d.w < w_low) | (d.w > w_high) | (d.b < b_low) | (d.b > b_high)
        if outside.any():
            left[kind] = (int(outside.argmax()), float(d.w[-1]), float(d.b[-1]))
    return left
