"""A sound and what networks make of it, frame by frame, on one axis of time."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.answer_rows import answer_labels, answer_rows
from rnnlstm.figures.colour_bar import scale
from rnnlstm.figures.frame import BELOW, RIGHT, Words, assembled, axis, layout
from rnnlstm.figures.palette import (
    GATE_CLOSED,
    GATE_OPEN,
    GRADIENT,
    INK,
    MUTED,
    NEGATIVE,
    POSITIVE,
    ZERO,
    Mode,
)

Array = NDArray[np.floating[Any]]
Labels = NDArray[np.integer[Any]]

LEFT = 116
"""The margin for the names of notes, of networks and of answers, in pixels."""
ROW = 27
"""The height of a row of answers, in pixels."""
SPECTROGRAM, PROBABILITY, UNITS = 190, 22, 190
"""The height of the spectrogram, of a row of probabilities, and of all units, in pixels."""
GAP, ABOVE = 36, 34


@dataclass(frozen=True, eq=False)
class Listened:
    """A sound, and what networks say of it.

    Attributes
    ----------
    seconds
        The middle of each frame: (T,).
    bands
        How loud each band is, from 0 to 1: (T, bands).
    notes
        The name of each band.
    answers
        What each network says, by its name on the page, and before them the truth where it is known: (T,)
        each, an index into `names`.
    names
        What can be said, silence first.
    signs
        A sign for each that is no wider than a letter, or the letters that its name begins with.
    probabilities
        Of what one network says: (T, answers).
    truth
        The right answers, None where nobody knows them.
    units
        A quantity of that network: (T, H).
    signed
        Whether it goes from -1 to 1, and not from 0.
    """

    seconds: Array
    bands: Array
    notes: Sequence[str]
    answers: Mapping[str, Labels]
    names: Sequence[str]
    signs: Sequence[str]
    probabilities: Array
    truth: Labels | None
    units: Array
    signed: bool


@dataclass(frozen=True)
class ListenedWords(Words):
    """The words of the figure: the titles of its four parts, and what is pointed at."""

    answers: str
    probabilities: str
    units: str
    unit: str
    true: str


def listened_chart(listened: Listened, *, mode: Mode, words: ListenedWords) -> go.Figure:
    """Draw a sound, what networks say of it, how sure one of them is, and its units, below each other.

    Parameters
    ----------
    listened
        What to draw.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure; the title is that of the spectrogram.
    """
    heights = [SPECTROGRAM, ROW * len(listened.answers), PROBABILITY * len(listened.names), UNITS]
    total = sum(heights) + GAP * (len(heights) - 1)
    traces = [
        _spectrogram(listened, mode, words),
        answer_rows(listened.seconds, listened.answers, listened.names, mode),
        *_probabilities(listened, mode, words),
        _units(listened, mode, words),
    ]
    tops = [total - sum(heights[:k]) - GAP * k for k in range(len(heights))]
    whole = layout(mode, "", total + ABOVE + BELOW, 0)
    del whole["title"]
    titles = (words.title, words.answers, words.probabilities, words.units)
    whole["annotations"] = [
        *(_heading(text, top / total, mode) for text, top in zip(titles, tops, strict=True)),
        *answer_labels(listened.seconds, listened.answers, listened.names, listened.signs, mode),
    ]
    for k, (top, height) in enumerate(zip(tops, heights, strict=True)):
        number = str(k + 1) if k else ""
        last = k == len(heights) - 1
        whole[f"xaxis{number}"] = axis(mode, text=words.x if last else "", standoff=8) | {
            "anchor": f"y{number}",
            "range": [0, float(listened.seconds[0] + listened.seconds[-1])],
            "showgrid": False,
            "showticklabels": last,
            "automargin": False,
            **({} if last else {"matches": f"x{len(heights)}"}),
        }
        whole[f"yaxis{number}"] = (
            axis(mode) | {"automargin": False, "showgrid": False} | _rows(k, listened, mode)
        ) | {"anchor": f"x{number}", "domain": [max(0.0, (top - height) / total), top / total]}
    margin = {"l": LEFT, "r": RIGHT, "t": ABOVE, "b": BELOW}
    return assembled(traces, whole | {"margin": margin, "hovermode": "closest", "showlegend": False})


def _rows(part: int, listened: Listened, mode: Mode) -> dict[str, Any]:
    """Return what the upward axis of a part has of its own."""
    small = {"tickfont": {"size": 12, "color": MUTED.on(mode)}, "ticklabelstandoff": 4}
    if part == 0:
        at = [k for k, name in enumerate(listened.notes) if name[0] == "C" and len(name) == 2]
        return small | {"tickvals": at, "ticktext": [listened.notes[k] for k in at]}
    if part == 1:
        names = [html.escape(name) for name in listened.answers]
        return small | {
            "tickvals": list(range(len(names))),
            "ticktext": names,
            "range": [len(names) - 0.5, -0.5],
            "tickfont": {"size": 13, "color": INK.on(mode)},
        }
    if part == 2:
        count = len(listened.names)
        return small | {
            "tickvals": list(range(count)),
            "ticktext": [
                html.escape(name if name.startswith(sign) else f"{name} {sign}")
                for name, sign in zip(listened.names, listened.signs, strict=True)
            ],
            "range": [-0.5, count - 0.5],
        }
    return small | {"range": [listened.units.shape[1] + 0.5, 0.5], "nticks": 5}


def _heading(text: str, top: float, mode: Mode) -> dict[str, Any]:
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": 15, "color": INK.on(mode)},
        **{"xref": "paper", "x": 0, "xanchor": "left", "xshift": 6 - LEFT},
        **{"yref": "paper", "y": top, "yanchor": "bottom", "yshift": 6},
    }


def _spectrogram(listened: Listened, mode: Mode, words: ListenedWords) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "x": listened.seconds,
        "z": np.round(listened.bands.T, 3),
        "zmin": 0,
        "zmax": 1,
        "colorscale": scale(GRADIENT, mode),
        "showscale": False,
        "text": [[name] * len(listened.seconds) for name in listened.notes],
        "hovertemplate": f"%{{x:.2f}} {words.x}<br>%{{text}}: %{{z:.2f}}<extra></extra>",
    }


def _probabilities(listened: Listened, mode: Mode, words: ListenedWords) -> list[dict[str, Any]]:
    """Return how sure the network is of each answer, and the right one as a line."""
    place: dict[str, Any] = {"xaxis": "x3", "yaxis": "y3"}
    names = [html.escape(name) for name in listened.names]
    sure = {
        "type": "heatmap",
        "x": listened.seconds,
        "y": list(range(len(names))),
        "z": np.round(listened.probabilities.T, 3),
        "zmin": 0,
        "zmax": 1,
        "colorscale": scale((GATE_CLOSED, GATE_OPEN), mode),
        "showscale": False,
        "ygap": 2,
        "text": [[name] * len(listened.seconds) for name in names],
        "hovertemplate": "%{x:.2f}: %{text} %{z:.0%}<extra></extra>",
        **place,
    }
    if listened.truth is None:
        return [sure]
    true = {
        "x": listened.seconds,
        "y": listened.truth,
        "mode": "lines",
        "line": {"shape": "hvh", "width": 2, "color": POSITIVE.on(mode)},
        "name": words.true,
        "text": [names[k] for k in listened.truth],
        "hovertemplate": f"{words.true}: %{{text}}<extra></extra>",
        **place,
    }
    return [sure, true]


def _units(listened: Listened, mode: Mode, words: ListenedWords) -> dict[str, Any]:
    hues = (NEGATIVE, ZERO, POSITIVE) if listened.signed else (GATE_CLOSED, GATE_OPEN)
    most = max(float(np.abs(listened.units).max()), 1e-6) if listened.signed else 1.0
    return {
        "type": "heatmap",
        "x": listened.seconds,
        "y": np.arange(1, listened.units.shape[1] + 1),
        "z": np.round(listened.units.T, 3),
        "zmin": -most if listened.signed else 0,
        "zmax": most,
        "colorscale": scale(hues, mode),
        "showscale": False,
        "hovertemplate": f"%{{x:.2f}}, {words.unit} %{{y}}: %{{z:.3f}}<extra></extra>",
        "xaxis": "x4",
        "yaxis": "y4",
    }
