"""What the cards of this room can speak of: how wrong a truncated gradient is."""

from __future__ import annotations

import numpy as np

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.truncation.measured import TruncationReport


def of_report(report: TruncationReport, k: int, bias: float) -> Scene:
    """Return the numbers of a truncation.

    ``worst`` is the largest relative error of any weight's gradient at ``k``, ``needed`` the first measured
    length from which on all are at most 1 %, 0 if there is none; ``factor`` is by how much the gradient
    changes with each step back. ``known`` is whether there is a gradient to compare with.
    """
    worst = report.worst[report.at(k)]
    return {
        "T": report.steps,
        "k": k,
        "bias": bias,
        "known": bool(np.isfinite([worst, report.factor]).all()),
        "worst": float(worst),
        "needed": report.needed[0] if report.needed else 0,
        "factor": report.factor,
    }
