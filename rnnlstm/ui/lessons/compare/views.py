"""The view of two texts through one network: how far its states come apart, step by step."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import QUANTITIES
from rnnlstm.figures.steps import by_step
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.compare.measured import common_reads, differences
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import plain
from rnnlstm.ui.walk.walk import Walk

IN_WORDS = 20
"""Maximum number of steps whose differences are told in words."""


def difference_view(left: Walk, right: Walk) -> View:
    """Return how far the states of one network are apart at each step that both texts have."""
    curves, reads = difference_curves(left, right), common_reads(left, right)
    words = Words(
        _("One network, two texts"),
        _("Time step t, and what left and right read there"),
        _("Difference (norm)"),
    )
    values = "; ".join(
        f"{plain(curve.name)}: {', '.join(f'{value:.2g}' for value in curve.values[:IN_WORDS])}"
        for curve in curves
    )
    return View(
        name="difference",
        draw=lambda mode: by_step(curves, reads, mode=mode, words=words),
        alt=_("{title}, step by step from t = 1. {values}").format(title=words.title, values=values),
        table=lambda: difference_table(left, right),
    )


def difference_curves(left: Walk, right: Walk) -> list[Curve]:
    """Return the differences as curves, each in the colour of its state."""
    return [
        Curve(f"‖{name}<sub>t</sub> − {name}′<sub>t</sub>‖", values, QUANTITIES[name])
        for name, values in differences(left, right).items()
    ]


def difference_table(left: Walk, right: Walk) -> pd.DataFrame:
    """Return one row a step: what both read, and how far apart they are."""
    reads = common_reads(left, right)
    table = pd.DataFrame(
        {
            "t": np.arange(1, len(reads) + 1),
            _("left reads"): [one for one, _other in reads],
            _("right reads"): [other for _one, other in reads],
        }
    )
    for name, values in differences(left, right).items():
        table[f"‖{name} − {name}′‖"] = values
    return table
