"""The room of the gradient laboratory that makes memory visible: which input still moves which output."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from rnnlstm.figures.frame import Words
from rnnlstm.figures.influence import TriangleWords, cut, triangle, triangle_limits
from rnnlstm.ui.controls.settings import Choice
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.frame import guarded, predict
from rnnlstm.ui.lessons.influence.measured import Array, column, cut_table, influence_table, influences, row
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.folded import show_code, show_table
from rnnlstm.ui.show.table import power_of_ten
from rnnlstm.ui.show.view import chart_menu

Symbols = tuple[str, ...]

# A name of its own in the link: a triangle has room for fewer steps than a curve.
STEPS = replace(
    laboratory.STEPS,
    key="span",
    high=120,
    usual=20,
    help=N_("The sequence is repeated until it has this many steps; a triangle has room for 120"),
)
VIEW = Choice(
    "heard",
    N_("What is looked at"),
    {
        "map": N_("Every pair"),
        "row": N_("One output: what it remembers"),
        "column": N_("One input: how long it is felt"),
    },
    buttons=True,
)
MOVED = Choice("effect", N_("What is moved"), {"y": N_("the output y"), "h": N_("the state h")}, buttons=True)
SIZE = Choice(
    "sized",
    N_("Size"),
    {"absolute": N_("as it is"), "relative": N_("next to newest")},
    buttons=True,
)
SETTINGS = (*laboratory.SETTINGS, STEPS, VIEW, MOVED, SIZE)
_DIVIDED = N_("Here each row is divided by its newest entry, what $s$ reads itself.")
_TOO_LONG = N_("That is {steps} steps. A triangle has room for {limit}: choose a shorter sequence.")
IN_A_ROW = 3
"""Triangles side by side; more would be too small to be read."""


def room() -> None:
    """Show which input still moves which output, in several networks on the learner's own sequence."""
    # The figures first, so that a phone shows them before the controls.
    figure, side = st.columns([2.9, 1], gap="large")
    with figure:
        view = VIEW.show()
        names = laboratory.networks()
        shown = st.container()
    with side:
        predict("influence", view)
        moved, relative = MOVED.show(), SIZE.show() == "relative"
        network, length, scale = laboratory.controls(steps=STEPS)
    with figure:
        setup = laboratory.setup(names, network, length, scale, trained=True)
        below = st.container()

    def show() -> None:
        walks = setup.walks()
        symbols = next(iter(walks.values())).reading.symbols
        if len(symbols) > STEPS.high:
            raise InputError(_TOO_LONG, steps=len(symbols), limit=int(STEPS.high))
        triangles = {label: influences(walk, moved, relative) for label, walk in walks.items()}
        lines = f'triangle = influence(cell, trace, "{moved}")  # row s, column t'
        if relative:
            lines += "\ntriangle = triangle / np.diag(triangle)[:, None]"
        if view == "map":
            show_triangles(triangles, symbols, moved)
            table = influence_table(triangles, symbols)
        else:
            table, line = show_cut(triangles, symbols, view, _size(moved, relative))
            lines += f"\n{line}"
        with below:
            show_table(lambda: table, "influence")
            show_code(lambda: setup.codes(["influence"], lines), "influence")

    with shown:
        defined = prose("influence")[f"define_{view}"]
        st.markdown(f"{defined} {_(_DIVIDED)}" if relative else defined)
        with guarded():
            show()


def show_triangles(triangles: Mapping[str, Array], symbols: Symbols, moved: str) -> None:
    """Show every pair, a heat map a network, all with the same colours."""
    limits = triangle_limits(triangles.values())
    labels = list(triangles)
    for first in range(0, len(labels), IN_A_ROW):
        here = labels[first : first + IN_A_ROW]
        for place, label in zip(st.columns(min(len(labels), IN_A_ROW)), here, strict=False):
            with place:
                _triangle(label, triangles[label], symbols, moved, limits)


def _triangle(label: str, values: Array, symbols: Symbols, moved: str, limits: tuple[float, float]) -> None:
    words = TriangleWords(
        title=label,
        x=_("input at t"),
        y=_("output at s") if moved == "y" else _("state at s"),
        colour=_("first → last: {value}").format(value=power_of_ten(values[-1, 0])),
        hover=_("input at t = {input}<br>moves what is at s = {output}<br>by {value}"),
    )
    chart = triangle(values, symbols, limits=limits, mode=page_mode(), words=words)
    alt = _("{network}: how strongly each input moves each later output; {far}").format(
        network=label, far=words.colour
    )
    name = f"influence-{label}"
    st.plotly_chart(chart, theme=None, config=chart_menu(name), alt=alt, key=name)


def _size(moved: str, relative: bool) -> str:
    """Return what is measured, as the axis says it."""
    size = "‖∂{moved}<sub>s</sub>/∂x<sub>{t}</sub>‖"
    if not relative:
        return size.format(moved=moved, t="t")
    return f"{size.format(moved=moved, t='t')} / {size.format(moved=moved, t='s')}"


def show_cut(
    triangles: Mapping[str, Array], symbols: Symbols, view: str, size: str
) -> tuple[pd.DataFrame, str]:
    """Show one row or column of every triangle as a curve.

    Returns
    -------
    table
        Its numbers.
    line
        The line of code that cuts it out.
    """
    T = len(symbols)
    if view == "row":
        s = laboratory.one_step("out", N_("Output step s"), T, T)
        cuts, first, axis, line = row(triangles, s), 1, "t", f"row = triangle[{s} - 1, :{s}]"
        title, x = _("What moves the output at s = {step} (“{symbol}”)"), _("input at t")
    else:
        s = laboratory.one_step("in", N_("Input step t"), T, 1)
        cuts, first, axis, line = column(triangles, s), s, "s", f"column = triangle[{s} - 1:, {s} - 1]"
        title, x = _("What the input at t = {step} (“{symbol}”) moves"), _("output at s")
    words = Words(
        title=title.format(step=s, symbol=html.escape(symbols[s - 1])),
        x=x,
        y=size,
    )
    hover = _("{network}, step {step}: {value}")
    chart = cut(cuts, first, symbols, mode=page_mode(), words=words, hover=hover)
    ends = "; ".join(f"{label}: {values[0]:.2g} → {values[-1]:.2g}" for label, values in cuts.items())
    alt = f"{title.format(step=s, symbol=symbols[s - 1])}. {ends}"
    name = f"influence-{view}"
    st.plotly_chart(chart, theme=None, config=chart_menu(name), alt=alt, key=name)
    return cut_table(cuts, first, symbols, axis), line
