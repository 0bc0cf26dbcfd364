"""What all figures of a training have in common: the updates from left to right, and room for a cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from rnnlstm.core.history import History
from rnnlstm.figures.frame import BELOW, LEFT, RIGHT, axis, layout
from rnnlstm.figures.palette import INK, MUTED, PAGE, Hue, Mode

COLOURED, NAMED, PLAIN = 116, 72, 52
"""The margins above a figure with a colour bar, with a legend, with neither."""


@dataclass(frozen=True)
class Words:
    """The words of a figure, in the reader's language."""

    title: str
    x: str
    y: str


def first(histories: Mapping[str, History]) -> History:
    """Return one of the histories, for what they have in common."""
    return next(iter(histories.values()))


def updates(history: History) -> list[int]:
    """Return the updates after which the network was looked at."""
    return [moment.step for moment in history.moments]


def finish(
    figure: go.Figure,
    histories: Mapping[str, History],
    mode: Mode,
    words: Words,
    height: int,
    named: int,
    cursor: int | None,
) -> None:
    """Give a figure what all of them have: title, axes from the first update to the last, and the cursor."""
    figure.update_layout(**layout(mode, words.title, height, named))
    figure.update_layout(
        margin={"l": LEFT, "r": RIGHT, "t": NAMED if named else PLAIN, "b": BELOW}, uirevision="training"
    )
    steps = first(histories).recipe.steps
    across, upward = (
        axis(mode, text=text, standoff=8) | {"automargin": False} for text in (words.x, words.y)
    )
    figure.update_xaxes(range=[0, steps], nticks=6, tickangle=0, **across)
    figure.update_yaxes(**upward)
    if cursor is not None:
        figure.add_vline(x=cursor, line={"color": INK.on(mode), "width": 2})


def below_a_colour_bar(figure: go.Figure) -> None:
    """Make room for the colour bar, and put the title above it."""
    # Plotly.js leaves out a figure's own title where a colour bar lies flat.
    title = figure.layout.title
    figure.add_annotation(
        text=title.text,
        font=title.font.to_plotly_json(),
        showarrow=False,
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": -LEFT},
        **{"yref": "paper", "y": 1, "yanchor": "top", "yshift": COLOURED - 6},
    )
    figure.update_layout(title=None, margin_t=COLOURED, hovermode="closest")


def scale(hues: Sequence[Hue], mode: Mode) -> list[list[float | str]]:
    """Return a colour scale through these hues in even steps."""
    return [[k / (len(hues) - 1), hue.on(mode)] for k, hue in enumerate(hues)]


def by_root(hue: Hue, mode: Mode) -> list[list[float | str]]:
    """Return a scale from the page to a hue by the square root, so that small shares are seen as well."""
    ends = np.array([[int(each[k : k + 2], 16) for k in (1, 3, 5)] for each in (PAGE.on(mode), hue.on(mode))])
    parts = np.linspace(0, 1, 9)
    mixed = ends[0] + parts[:, None] * (ends[1] - ends[0])
    return [
        [float(part**2), "#" + "".join(f"{round(c):02X}" for c in colour)]
        for part, colour in zip(parts, mixed, strict=True)
    ]


def powers(low: float, high: float) -> tuple[list[int], list[str]]:
    """Return where a colour bar has its marks, and the powers of ten that stand there."""
    stride = max(1, round((high - low) / 5))
    at = list(range(int(high), int(low) - 1, -stride))[::-1]
    return at, [f"10<sup>{exponent}</sup>".replace("-", "−") for exponent in at]


def bar(
    mode: Mode, title: str, at: Sequence[int] | None = None, text: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return a colour bar that lies above a figure."""
    return {
        "orientation": "h",
        "x": 0.5,
        "len": 0.94,
        "y": 1.02,
        "yanchor": "bottom",
        "thickness": 10,
        "outlinewidth": 0,
        "title": {"text": title, "side": "top", "font": {"size": 13, "color": MUTED.on(mode)}},
        "tickfont": {"size": 13, "color": MUTED.on(mode)},
        "tickvals": at,
        "ticktext": text,
    }
