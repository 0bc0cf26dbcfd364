"""What all figures of a training have in common: the updates from left to right, and their margins.

They span the same updates between the same margins, so that one cursor can run through them all.
"""

from __future__ import annotations

from typing import Any

from rnnlstm.core.training.history import History
from rnnlstm.figures.frame import BELOW, LEFT, RIGHT, Words, axis, layout
from rnnlstm.figures.palette import Mode

COLOURED, NAMED, PLAIN = 116, 95, 52
"""The margins above a figure with a colour bar, with a legend of two lines on a phone, with neither."""


def updates(history: History) -> list[int]:
    """Return the updates after which a snapshot of the network was taken."""
    return [snapshot.step for snapshot in history.snapshots]


def against_updates(
    history: History, mode: Mode, words: Words, height: int, above: int, upward: dict[str, Any]
) -> dict[str, Any]:
    """Return the layout of a figure from the first update of a training to the last.

    Parameters
    ----------
    history
        Of any of the networks: they are trained for equally many updates.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    above
        The margin above: `COLOURED`, `NAMED` or `PLAIN`.
    upward
        What the upward axis has of its own.
    """
    # Plotly is not to widen a margin: the page draws its cursor by them.
    across, up = (axis(mode, text=text, standoff=8) | {"automargin": False} for text in (words.x, words.y))
    return layout(mode, words.title, height, 0) | {
        "margin": {"l": LEFT, "r": RIGHT, "t": above, "b": BELOW},
        # What has been zoomed stays so while a training goes on.
        "uirevision": "training",
        "hovermode": "closest",
        "xaxis": across | {"range": [0, history.recipe.steps], "nticks": 6, "tickangle": 0},
        "yaxis": up | upward,
    }
