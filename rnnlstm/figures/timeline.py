"""What happened when: a row for each event, at its year."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import Words, assembled, axis, in_legend, layout, room_for_legend
from rnnlstm.figures.palette import INK, MUTED, NETWORKS, RULE, Mode

ROW = 30
"""The height of a row, in pixels."""
LATE = 0.5
"""From this share of the years on, words stand on the left of their mark: on the right is no room."""


@dataclass(frozen=True)
class Event:
    """One event: its year, what it was in a few words, its group, and the network of whose hue it is."""

    year: int
    text: str
    group: str
    network: str = ""


def timeline(events: Sequence[Event], *, mode: Mode, words: Words) -> go.Figure:
    """Draw events in rows from above to below, each at its year, with its words beside it.

    Parameters
    ----------
    events
        In the order of time.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    """
    groups = list(dict.fromkeys(event.group for event in events))
    first, last = events[0].year, events[-1].year
    traces = [_of_group(group, events, first + LATE * (last - first), mode) for group in groups]
    height = ROW * len(events) + 130
    return assembled(
        traces,
        layout(mode, words.title, height + room_for_legend(groups), len(groups))
        | {
            "hovermode": "closest",
            "xaxis": axis(mode, text=words.x) | {"range": [first - 2, last + 2], "dtick": 10, "tick0": 1990},
            "yaxis": axis(mode, text=words.y)
            | {
                "range": [len(events) - 0.4, -0.6],
                "tickvals": list(range(len(events))),
                "ticktext": [str(event.year) for event in events],
                "gridcolor": RULE.on(mode),
            },
        },
    )


def _of_group(group: str, events: Sequence[Event], middle: float, mode: Mode) -> dict[str, Any]:
    """Return the marks and words of the events of one group."""
    rows = [(row, event) for row, event in enumerate(events) if event.group == group]
    network = rows[0][1].network
    return {
        "x": [event.year for _, event in rows],
        "y": [row for row, _ in rows],
        "text": [f"\u00a0{html.escape(event.text)}\u00a0" for _, event in rows],
        "textposition": ["middle left" if event.year > middle else "middle right" for _, event in rows],
        "textfont": {"size": 14, "color": INK.on(mode)},
        "name": in_legend(group),
        "mode": "markers+text",
        "cliponaxis": False,
        "marker": {
            "symbol": MARKERS.get(network, "star"),
            "size": 12,
            "color": NETWORKS.get(network, MUTED).on(mode),
        },
        "hovertemplate": "%{x}: %{text}<extra></extra>",
    }
