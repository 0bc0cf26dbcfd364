"""All singular values of a Jacobian against the lag: a band, and the floor under which they are rounding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import MUTED, Hue, Mode

Array = NDArray[np.floating[Any]]
DASHES = ("solid", "dash", "dot")
LOWEST = 1e-300
"""What the fill goes down to where a singular value is 0."""


@dataclass(frozen=True, eq=False)
class SingularValues:
    """The singular values of one network's Jacobian by lag.

    Attributes
    ----------
    lags
        From 0 upward: (L,).
    values
        The largest first: (L, H).
    floor
        A value below is rounding: (L,).
    hue
        The network's colour.
    """

    lags: NDArray[np.integer[Any]]
    values: Array
    floor: Array
    hue: Hue

    def drawn(self, names: Sequence[str]) -> dict[str, Array]:
        """Return the largest, the middle and the smallest by these names: (L,) each."""
        H = self.values.shape[-1]
        ranks = zip(names, (0, (H - 1) // 2, H - 1), strict=True)
        return {name: self.values[:, rank] for name, rank in ranks}


@dataclass(frozen=True)
class SingularWords(Words):
    """The words of the figure: the names of the three values drawn, and of the floor."""

    values: tuple[str, str, str]
    rounding: str


def singular_band(
    singular: SingularValues, *, mode: Mode, words: SingularWords, height: int = 430
) -> go.Figure:
    """Draw the largest, the middle and the smallest singular value, the band between, and the floor.

    Parameters
    ----------
    singular
        What to draw; a value below the floor is left out.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    height
        In pixels.
    """
    lags, values, floor, hue = singular.lags, singular.values, singular.floor, singular.hue
    curves = [
        Curve(name, np.where(each > floor, each, np.nan), hue, dash, lags)
        for (name, each), dash in zip(singular.drawn(words.values).items(), DASHES, strict=True)
    ]
    below = Curve(words.rounding, floor, MUTED, "dashdot", lags)
    smallest = np.maximum(np.minimum(values[:, 0], np.maximum(values[:, -1], floor)), LOWEST)
    band = {
        "x": np.concatenate([lags, lags[::-1]]),
        "y": np.concatenate([np.maximum(values[:, 0], LOWEST), smallest[::-1]]),
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": _faint(hue.on(mode)),
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return against_lag(
        [*curves, below],
        mode=mode,
        words=words,
        floor=_floor(values, floor),
        height=height,
        beside=[band],
    )


def _floor(values: Array, floor: Array) -> float:
    """Return the lowest value to show: the rounding of the smallest spectral norm that is in sight."""
    in_sight = floor[(values[:, 0] > 1e-32) & (floor > 0)]
    return float(in_sight.min()) if in_sight.size else 1e-16


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.14)"
