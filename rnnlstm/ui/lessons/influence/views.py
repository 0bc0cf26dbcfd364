"""The views of the lesson on influence: every pair of steps, one output, and one input."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from rnnlstm.figures.frame import Words
from rnnlstm.figures.influence import (
    InfluenceSlice,
    SliceWords,
    TriangleWords,
    influence_map,
    slice_chart,
    triangle_limits,
)
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.influence.measured import Array, column, row
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import power_of_ten


def map_views(triangles: Mapping[str, Array], symbols: Sequence[str], moved: str) -> list[View]:
    """Return a map of every pair for each network, all with the same colours.

    Parameters
    ----------
    triangles
        The influences of each network by its label.
    symbols
        What is read at each step.
    moved
        What the inputs move: "y" or "h".
    """
    limits = triangle_limits(triangles.values())
    return [_map_view(label, values, symbols, moved, limits) for label, values in triangles.items()]


def _map_view(
    label: str, values: Array, symbols: Sequence[str], moved: str, limits: tuple[float, float]
) -> View:
    words = TriangleWords(
        title=label,
        x=_("input at t"),
        y=_("output at s") if moved == "y" else _("state at s"),
        colour=_("first → last: {value}").format(value=power_of_ten(values[-1, 0])),
        hover=_("input at t = {input}<br>moves what is at s = {output}<br>by {value}"),
    )
    alt = _("{network}: how strongly each input moves each later output; {far}")
    return View(
        name=f"influence-{label}",
        draw=lambda mode: influence_map(values, symbols, limits=limits, mode=mode, words=words),
        alt=alt.format(network=label, far=words.colour),
    )


def row_view(triangles: Mapping[str, Array], symbols: Sequence[str], s: int, size: str) -> View:
    """Return what moves the output at step s; ``size`` says what is measured."""
    section = InfluenceSlice(row(triangles, s), 1, symbols)
    title = _("What moves the output at s = {step}, where “{symbol}” is read")
    return _slice_view("row", section, s, Words(title, _("input at t"), size))


def column_view(triangles: Mapping[str, Array], symbols: Sequence[str], t: int, size: str) -> View:
    """Return what the input at step t moves; ``size`` says what is measured."""
    section = InfluenceSlice(column(triangles, t), t, symbols)
    title = _("What the input at t = {step} (“{symbol}”) moves")
    return _slice_view("column", section, t, Words(title, _("output at s"), size))


def _slice_view(kind: str, section: InfluenceSlice, step: int, named: Words) -> View:
    """Return a row or a column; the title of ``named`` is still without its step."""
    title = named.title
    symbol = section.symbols[step - 1]
    words = SliceWords(
        title.format(step=step, symbol=html.escape(symbol)),
        named.x,
        named.y,
        hover=_("{network}, step {step}: {value}"),
    )
    ends = "; ".join(f"{label}: {values[0]:.2g} → {values[-1]:.2g}" for label, values in section.rows.items())
    return View(
        name=f"influence-{kind}",
        draw=lambda mode: slice_chart(section, mode=mode, words=words),
        alt=f"{title.format(step=step, symbol=symbol)}. {ends}",
        table=lambda: slice_table(section, "t" if kind == "row" else "s"),
        file="influence",
    )


def size_in_words(moved: str, relative: bool) -> str:
    """Return what is measured, as an axis says it."""
    size = "‖∂{moved}<sub>s</sub>/∂x<sub>{t}</sub>‖"
    if not relative:
        return size.format(moved=moved, t="t")
    return f"{size.format(moved=moved, t='t')} / {size.format(moved=moved, t='s')}"


def influence_table(triangles: Mapping[str, Array], symbols: tuple[str, ...]) -> pd.DataFrame:
    """Return one row a pair of an input and a later output, one column a network."""
    s, t = np.tril_indices(len(symbols))
    reads = np.array(symbols, dtype=object)
    table = pd.DataFrame({"t": t + 1, _("reads"): reads[t], "s": s + 1, _("reads at s"): reads[s]})
    for label, triangle in triangles.items():
        table[label] = triangle[s, t]
    return table


def slice_table(section: InfluenceSlice, axis: str) -> pd.DataFrame:
    """Return one row a step, one column a network; ``axis`` names the step, "t" or "s"."""
    return pd.DataFrame({axis: section.steps, _("reads"): section.reads, **section.rows})
