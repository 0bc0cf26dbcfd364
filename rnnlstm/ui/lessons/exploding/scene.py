"""What the cards of this room can speak of: the descents over the cliff, or one clipped update."""

from __future__ import annotations

import numpy as np

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.exploding.measured import CLIPS, Clipped, DescentSettings, descents, longest_step


def of_descents(chosen: DescentSettings) -> Scene:
    """Return the numbers of the three descents, each by the name of its clipping.

    ``longest_none`` is the length of the longest step, ``at_none`` the update that makes it,
    ``steepest_none`` the length of the longest gradient before clipping, ``end_none`` the loss at the end.
    """
    scene: dict[str, float | str] = {
        "T": chosen.steps,
        "updates": chosen.updates,
        "rate": chosen.learning_rate,
        "limit": chosen.limit,
    }
    for kind in CLIPS:
        d = descents(chosen)[kind]
        lengths = np.hypot(np.diff(d.w), np.diff(d.b))
        scene |= {
            f"longest_{kind}": longest_step(d),
            f"at_{kind}": int(lengths.argmax()) + 1,
            f"steepest_{kind}": float(np.hypot(d.dE_dw, d.dE_db).max()),
            f"end_{kind}": float(d.E[-1]),
        }
    return scene


def of_update(of: Clipped) -> Scene:
    """Return the numbers of one update: its gradient's norm before and after, and by how much it turned."""
    whole = {f"norm_{kind}": of.total[kind] for kind in CLIPS}
    turned = {f"angle_{kind}": of.angle[kind] for kind in CLIPS if np.isfinite(of.angle[kind])}
    return {**whole, **turned, "limit": of.limit, "cut": of.cut, "size": of.size, "finite": bool(turned)}
