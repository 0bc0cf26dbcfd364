"""The code of the lesson on exploding gradients: the descents, and the update, in lines that run."""

from __future__ import annotations

from rnnlstm.ui.lessons.exploding.measured import GRID, DescentSettings, Window
from rnnlstm.ui.lessons.laboratory import Setup
from rnnlstm.ui.show.code import walk_code

USES = ("clip_by_norm", "clip_by_value", "global_norm")


def descent_code(chosen: DescentSettings, window: Window) -> str:
    """Return the lines that compute the map and the three descents, ``surface`` and ``descents``."""
    (w_low, w_high), (b_low, b_high) = window
    return "\n".join(
        [
            "import numpy as np",
            "from rnnlstm import Cliff, clip_by_norm, clip_by_value",
            "",
            f"cliff = Cliff(steps={chosen.steps}, activation={chosen.activation!r})",
            f"w = np.linspace({w_low!r}, {w_high!r}, {GRID})",
            f"b = np.linspace({b_low!r}, {b_high!r}, {GRID})",
            "surface = cliff.surface(w, b)  # surface.E, surface.dE_dw, surface.dE_db: a row a bias",
            "",
            "clips = {",
            '    "none": None,',
            f'    "norm": lambda grads: clip_by_norm(grads, {chosen.limit:g}),',
            f'    "value": lambda grads: clip_by_value(grads, {chosen.limit:g}),',
            "}",
            f"descents = cliff.descents({chosen.w:g}, {chosen.b:g}, clips, "
            f"learning_rate={chosen.learning_rate:g}, updates={chosen.updates})",
            "for name, way in descents.items():",
            "    print(name, np.hypot(np.diff(way.w), np.diff(way.b)).max(), way.E[-1])",
        ]
    )


def update_code(setup: Setup, limit: float) -> str:
    """Return the lines that clip the gradient of one network in two ways: ``total`` and ``angle``."""
    model, network = setup.network_of(setup.names[0])
    begun = walk_code(model, setup.source, network, USES)
    return f"{begun}\n{clipped_code(limit)}"


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
