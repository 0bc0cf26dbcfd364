"""What all figures have in common: title, legend, page and axes, on a light page and on a dark one."""

from __future__ import annotations

from typing import Any

from rnnlstm.figures.palette import INK, MUTED, PAGE, RULE, Mode


def layout(mode: Mode, title: str, height: int, curves: int) -> dict[str, Any]:
    """Return the layout of a figure with so many curves in its legend."""
    return {
        "title": {
            "text": title,
            "x": 0,
            "y": 0.98,
            "yanchor": "top",
            "font": {"size": 17, "color": INK.on(mode)},
        },
        "height": height,
        "font": {"size": 15, "color": INK.on(mode)},
        # The page's own colour, so that a saved figure can be read wherever it is put.
        "paper_bgcolor": PAGE.on(mode),
        "plot_bgcolor": PAGE.on(mode),
        # A finger that moves over the figure scrolls the page.
        "dragmode": False,
        "modebar": {"color": MUTED.on(mode), "activecolor": INK.on(mode), "bgcolor": "rgba(0,0,0,0)"},
        # Room for the title and the legend, which on a phone takes a line for each of many curves.
        "margin": {"l": 10, "r": 10, "t": 92 if curves <= 3 else 46 + 23 * curves, "b": 10},
        "hovermode": "x unified",
        "legend": {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom", "font": {"size": 15}},
    }


def axis(mode: Mode) -> dict[str, Any]:
    """Return the look of an axis."""
    return {
        "gridcolor": RULE.on(mode),
        "zeroline": False,
        "tickfont": {"size": 14, "color": MUTED.on(mode)},
        "title_font": {"size": 15, "color": INK.on(mode)},
        "automargin": True,
    }
