"""Answers as coloured rows on an axis of time, each stretch of equal ones with its name."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.figures.palette import CLIPPING, PAGE, QUANTITIES, ZERO, Hue, Mode

Array = NDArray[np.floating[Any]]
Labels = NDArray[np.integer[Any]]

ANSWERS: tuple[Hue, ...] = (
    ZERO,
    CLIPPING["none"],
    CLIPPING["norm"],
    CLIPPING["value"],
    QUANTITIES["i"],
    QUANTITIES["c"],
)
"""The colour of each answer, silence first."""
SHORTEST = 7.0
"""How many pixels of a figure 1000 wide a letter of a label takes: shorter answers have no room for one."""


def answer_rows(
    seconds: Array, answers: Mapping[str, Labels], names: Sequence[str], mode: Mode
) -> dict[str, Any]:
    """Return the answers as coloured rows."""
    count = len(names)
    table = np.array(list(answers.values()))
    colours = [[edge, ANSWERS[k].on(mode)] for k in range(count) for edge in (k / count, (k + 1) / count)]
    return {
        "type": "heatmap",
        "x": seconds,
        "y": list(range(len(table))),
        "z": table,
        "zmin": -0.5,
        "zmax": count - 0.5,
        "colorscale": colours,
        "showscale": False,
        "ygap": 3,
        "text": [[html.escape(names[k]) for k in row] for row in table],
        "hovertemplate": "%{x:.2f}: %{text}<extra></extra>",
        "xaxis": "x2",
        "yaxis": "y2",
    }


def answer_labels(
    seconds: Array, answers: Mapping[str, Labels], names: Sequence[str], signs: Sequence[str], mode: Mode
) -> list[dict[str, Any]]:
    """Return the name of every answer that lasts long enough to be named, on its own stretch."""
    found = []
    width = 1000 / len(seconds)
    for row, said in enumerate(answers.values()):
        for first, last in stretches(said):
            name = names[int(said[first])]
            letters = 2 + sum(2 if ord(letter) > 0x2E80 else 1 for letter in name)
            if said[first] and (last - first) * width >= SHORTEST * letters:
                found.append(
                    {
                        "text": _label(name, signs[int(said[first])]),
                        "showarrow": False,
                        "font": {"size": 12, "color": PAGE.on(mode)},
                        **{"xref": "x2", "x": float(seconds[first:last].mean())},
                        **{"yref": "y2", "y": row},
                    }
                )
    return found


def _label(name: str, sign: str) -> str:
    """Return a name with its sign before it; on a phone assets/page.css leaves the sign alone."""
    rest = name.removeprefix(sign) if name.startswith(sign) else f" {name}"
    return f"{html.escape(sign)}<span>{html.escape(rest)}</span>"


def stretches(said: Labels) -> list[tuple[int, int]]:
    """Return where each stretch of equal answers begins, and where it has ended."""
    borders = np.flatnonzero(np.diff(said)) + 1
    edges = [0, *borders.tolist(), len(said)]
    return list(pairwise(edges))
