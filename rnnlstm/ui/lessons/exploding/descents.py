"""Three descents from one point of the cliff: nothing clipped, the norm clipped, each entry clipped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import pandas as pd

from rnnlstm.core.cliff import Cliff, CliffSurface, Clip, Descent
from rnnlstm.core.training.clipping import clip_by_norm, clip_by_value
from rnnlstm.figures.cliff import Way
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.table import in_short

CLIPS = {"none": N_("no clipping"), "norm": N_("clipped by norm"), "value": N_("clipped by value")}
"""What is done to a gradient: the name of its hue -> what the legend says."""

Window = tuple[tuple[float, float], tuple[float, float]]

WINDOWS: dict[str, Window] = {"sigmoid": ((3.0, 7.0), (-4.0, 1.5)), "tanh": ((0.0, 4.0), (-1.5, 4.0))}
"""The part of the surface that the map shows, of w and of b: the walls, and where one is thrown from them."""
GRID = 71
PROFILE = 200
CLOSER = 14
"""How often a profile is looked at more closely where it is steepest, each time elevenfold."""


@dataclass(frozen=True)
class Hike:
    """What the learner sets: the network's length and activation, the start, and how steps are taken."""

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
    """Return the surface along w at one bias, closer where the wall is, which may be thinner than a hair."""
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
def descents(hike: Hike) -> dict[str, Descent]:
    """Return the three descents by the names of ``CLIPS``."""
    clips: dict[str, Clip | None] = {
        "none": None,
        "norm": partial(clip_by_norm, limit=hike.limit),
        "value": partial(clip_by_value, limit=hike.limit),
    }
    return hike.cliff.descents(hike.w, hike.b, clips, learning_rate=hike.learning_rate, updates=hike.updates)


def close_up(hike: Hike) -> Window:
    """Return a window around the two clipped descents."""
    two = [descent for kind, descent in descents(hike).items() if kind != "none"]
    ends = []
    for values in (np.concatenate([d.w for d in two]), np.concatenate([d.b for d in two])):
        low, high = float(values.min()), float(values.max())
        margin = max(0.2 * (high - low), 0.02)
        ends.append((low - margin, high + margin))
    return ends[0], ends[1]


def ways(hike: Hike) -> list[Way]:
    """Return the three descents as the figures draw them."""
    return [Way(kind, _(CLIPS[kind]), descent) for kind, descent in descents(hike).items()]


def longest_step(descent: Descent) -> float:
    """Return the length of the longest step of a descent, in the plane of w and b."""
    return float(np.hypot(np.diff(descent.w), np.diff(descent.b)).max())


def summary(hike: Hike) -> str:
    """Return the three descents in a small Markdown table."""
    heads = (_("descent"), _("longest step"), _("largest gradient"), _("E at the end"))
    rows = [heads, ("---", *["---:"] * (len(heads) - 1))]
    for way in ways(hike):
        d = way.descent
        steepest = float(np.hypot(d.dE_dw, d.dE_db).max())
        rows.append((way.name, *map(in_short, (longest_step(d), steepest, d.E[-1]))))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def gone(hike: Hike, window: Window) -> list[tuple[str, int, float, float]]:
    """Return the ways that leave a window: the name, the update at which, and the w and b where they end."""
    left = []
    (w_low, w_high), (b_low, b_high) = window
    for way in ways(hike):
        d = way.descent
        outside = (d.w < w_low) | (d.w > w_high) | (d.b < b_low) | (d.b > b_high)
        if outside.any():
            left.append((way.name, int(outside.argmax()), float(d.w[-1]), float(d.b[-1])))
    return left


def hike_table(hike: Hike) -> pd.DataFrame:
    """Return one row an update: where each way is, its loss, and its gradient before clipping."""
    columns: dict[str, object] = {_("update"): np.arange(hike.updates + 1)}
    for way in ways(hike):
        d = way.descent
        for symbol, values in (("w", d.w), ("b", d.b), ("E", d.E), ("∂E/∂w", d.dE_dw), ("∂E/∂b", d.dE_db)):
            columns[f"{symbol} · {way.name}"] = values
    return pd.DataFrame(columns)


def hike_code(hike: Hike, window: Window) -> str:
    """Return the lines that compute the map and the three descents, ``surface`` and ``descents``."""
    (w_low, w_high), (b_low, b_high) = window
    return "\n".join(
        [
            "import numpy as np",
            "from rnnlstm import Cliff, clip_by_norm, clip_by_value",
            "",
            f"cliff = Cliff(steps={hike.steps}, activation={hike.activation!r})",
            f"w = np.linspace({w_low!r}, {w_high!r}, {GRID})",
            f"b = np.linspace({b_low!r}, {b_high!r}, {GRID})",
            "surface = cliff.surface(w, b)  # surface.E, surface.dE_dw, surface.dE_db: a row a bias",
            "",
            "clips = {",
            '    "none": None,',
            f'    "norm": lambda grads: clip_by_norm(grads, {hike.limit:g}),',
            f'    "value": lambda grads: clip_by_value(grads, {hike.limit:g}),',
            "}",
            f"descents = cliff.descents({hike.w:g}, {hike.b:g}, clips, "
            f"learning_rate={hike.learning_rate:g}, updates={hike.updates})",
            "for name, way in descents.items():",
            "    print(name, np.hypot(np.diff(way.w), np.diff(way.b)).max(), way.E[-1])",
        ]
    )
