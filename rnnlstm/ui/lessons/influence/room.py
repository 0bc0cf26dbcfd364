"""The room of the gradient laboratory that makes memory visible: which input still moves which output."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.frame import guarded, kept_place, predict
from rnnlstm.ui.lessons.influence.changed_room import changed_room, is_parity, parity_button, part_followed
from rnnlstm.ui.lessons.influence.code import influence_code
from rnnlstm.ui.lessons.influence.measured import check_work, influences
from rnnlstm.ui.lessons.influence.scene import of_setup
from rnnlstm.ui.lessons.influence.settings import IN, MOVED, OUT, SIZE, STEPS, VIEW
from rnnlstm.ui.lessons.influence.views import (
    column_view,
    influence_table,
    map_views,
    row_view,
    size_in_words,
)
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folds, show_code, show_table
from rnnlstm.ui.show.take_along import offer_networks
from rnnlstm.ui.show.view import show_behind, show_figure, show_side_by_side

_DIVIDED = N_("Here each row is divided by its newest entry, what $s$ reads itself.")
_TOO_LONG = N_("That is {steps} steps. A triangle has room for {limit}: choose a shorter sequence.")
IN_A_ROW = 3
"""Triangles side by side; more would be too small to be read."""


def room() -> Scene | None:
    """Show which input still moves which output, in several networks on the learner's own sequence.

    Returns the numbers that the cards of the guide can speak of.
    """
    scene: Scene | None = None
    # The figures first, so that a phone shows them before the controls.
    left, side = st.columns([2.9, 1], gap="large")
    figure = left.container(key="figure")  # assets/page.css keeps its place
    with figure:
        view = VIEW.show()
        names = laboratory.networks()
        shown = kept_place("shown-place", figure)
    with side:
        asked = st.container()
        if view == "change":
            of, moved, relative = part_followed(names), "h", False
        else:
            of, moved, relative = "h", MOVED.show(), SIZE.show() == "relative"
        parity_button()
        network, length, scale = laboratory.controls(steps=STEPS)
    with figure:
        setup = laboratory.setup(names, network, length, scale, trained=True)
        below = st.container()
    with asked:
        predict("influence", "latch" if view == "change" and is_parity(setup) else view)

    with shown:
        defined = prose("influence")[f"define_{view}"]
        st.markdown(f"{defined} {_(_DIVIDED)}" if relative else defined)
        with guarded():
            walks = setup.walks()
            symbols = next(iter(walks.values())).reading.symbols
            if len(symbols) > STEPS.high:
                raise InputError(_TOO_LONG, steps=len(symbols), limit=int(STEPS.high))
            cells = {label: walk.cell for label, walk in walks.items()}
            if view == "change":
                scene = changed_room(setup, walks, of, below)
                with below:
                    offer_networks(cells, "influence", setup.source.about())
                return scene
            check_work(walks, moved)
            triangles = {label: influences(walk, moved, relative) for label, walk in walks.items()}
            step = _step(view, len(symbols))
            code = partial(influence_code, setup, moved, relative, view, step)
            if view == "map":
                show_side_by_side(maps := map_views(triangles, symbols, moved), min(len(triangles), IN_A_ROW))
            else:
                of_one = row_view if view == "row" else column_view
                seen = of_one(triangles, symbols, step, size_in_words(moved, relative))
                show_figure(seen)
            with below, folds():
                if view == "map":
                    show_table(partial(influence_table, triangles, symbols), "influence", maps)
                    show_code(code, "influence")
                else:
                    show_behind(replace(seen, code=code))
                offer_networks(cells, "influence", setup.source.about())
            scene = of_setup(setup, walks, moved)
    return scene


def _step(view: str, T: int) -> int:
    """Show the choice of one output or one input, and return its step."""
    if view == "row":
        return laboratory.one_step(OUT, T, T)
    if view == "column":
        return laboratory.one_step(IN, T, 1)
    return T
