"""What the cards of this room can speak of: the descents over the cliff, or one clipped update."""

from __future__ import annotations

import numpy as np

from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.flow.jacobians import vanishing_bound
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.exploding.measured import (
    CLIPS,
    Clipped,
    DescentSettings,
    cliff_profile,
    descents,
    longest_step,
)
from rnnlstm.ui.walk.walk import Walk


def of_descents(chosen: DescentSettings) -> Scene:
    """Return the numbers of the three descents, each by the name of its clipping.

    ``longest_none`` is the length of the longest step, ``at_none`` the update that makes it,
    ``gradient_none`` the length of the gradient there before clipping, ``end_none`` the loss at the end;
    ``wall`` is the longest gradient in profile, ``wall_10`` and ``wall_50`` what it is with so many steps.
    """
    scene: dict[str, float] = {
        "T": chosen.steps,
        "rate": chosen.learning_rate,
        "limit": chosen.limit,
        "wall": _wall(chosen, chosen.steps),
        "wall_10": _wall(chosen, 10),
        "wall_50": _wall(chosen, 50),
    }
    for kind in CLIPS:
        d = descents(chosen)[kind]
        at = int(np.hypot(np.diff(d.w), np.diff(d.b)).argmax())
        scene |= {
            f"longest_{kind}": longest_step(d),
            f"at_{kind}": at + 1,
            f"gradient_{kind}": float(np.hypot(d.dE_dw[at], d.dE_db[at])),
            f"end_{kind}": float(d.E[-1]),
        }
    return scene


def _wall(chosen: DescentSettings, steps: int) -> float:
    """Return the length of the longest gradient in profile, with this many time steps."""
    profile = cliff_profile(steps, chosen.activation, chosen.b)
    return float(np.hypot(profile.dE_dw, profile.dE_db).max())


def of_update(of: Clipped, walk: Walk) -> Scene:
    """Return the numbers of one update: its gradient's norm before and after, and by how much it turned.

    ``finite`` is whether there is a gradient that has a direction. In an RNN, where ``rnn`` is true, each
    step back makes the gradient at most ``factor`` times as long, all of them at most ``bound`` times.
    """
    cell, T = walk.cell, walk.reading.steps
    factor, bound = vanishing_bound(cell, [1, T - 1]) if isinstance(cell, RNN) else (0.0, 0.0)
    scene = {f"norm_{kind}": of.total[kind] for kind in CLIPS}
    scene |= {f"angle_{kind}": of.angle[kind] for kind in CLIPS}
    sizes = {"T": T, "limit": of.limit, "cut": of.cut, "size": of.size}
    about = {"rnn": not cell.gates, "factor": float(factor), "bound": float(bound), "growth": walk.growth}
    return {**scene, **sizes, **about, "finite": bool(0 < of.total["none"] < np.inf)}
