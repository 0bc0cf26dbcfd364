"""Colours that mean numbers, and the bar above a figure that says which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.figures.palette import INK, MUTED, PAGE, Hue, Mode


def below_a_colour_bar(whole: dict[str, Any]) -> dict[str, Any]:
    """Return a layout whose title is a note at the top of the margin, above the colour bar."""
    # Plotly.js leaves out a figure's own title where a colour bar lies flat.
    title, margin = whole["title"], whole["margin"]
    heading = {
        "text": title["text"],
        "font": title["font"],
        "showarrow": False,
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": -margin["l"]},
        **{"yref": "paper", "y": 1, "yanchor": "top", "yshift": margin["t"] - 6},
    }
    return {name: each for name, each in whole.items() if name != "title"} | {"annotations": [heading]}


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


def reads_better_as_page(shares: NDArray[np.floating[Any]], hue: Hue, mode: Mode) -> NDArray[np.bool_]:
    """Return where a number on the scale `by_root` is read better in the page's colour than in the ink's."""
    page, ink, end = (_channels(each, mode) for each in (PAGE, INK, hue))
    ground = _luminance(page + np.sqrt(shares)[..., None] * (end - page))
    far, near = (_luminance(each) for each in (page, ink))
    return np.asarray(
        np.abs(np.log((ground + 0.05) / (far + 0.05))) > np.abs(np.log((ground + 0.05) / (near + 0.05)))
    )


def _channels(hue: Hue, mode: Mode) -> NDArray[np.floating[Any]]:
    return np.array([int(hue.on(mode)[k : k + 2], 16) for k in (1, 3, 5)], float)


def _luminance(colour: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Return the relative luminance of WCAG 2.2, of channels from 0 to 255 in the last axis."""
    part = colour / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def powers(low: float, high: float) -> tuple[list[int], list[str]]:
    """Return where a colour bar has its marks, and the powers of ten that stand there."""
    stride = max(1, round((high - low) / 5))
    at = list(range(int(high), int(low) - 1, -stride))[::-1]
    return at, [f"10<sup>{exponent}</sup>".replace("-", "−") for exponent in at]


def quarters() -> tuple[list[float], list[str]]:
    """Return where the bar of a share has its marks, and the percentages that stand there."""
    at = [0, 0.25, 0.5, 0.75, 1]
    return at, [f"{share:.0%}" for share in at]


def bar(
    mode: Mode, title: str, at: Sequence[float] | None = None, text: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return a colour bar that lies above a figure, with marks of its own where they are given."""
    marks = {} if at is None else {"tickvals": at, "ticktext": text}
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
        **marks,
    }
