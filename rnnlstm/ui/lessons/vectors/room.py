"""The lesson from one number to vectors: four small graphs, each walked forward, backward, and checked."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui.guide import room as guide
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.vectors.graph import show
from rnnlstm.ui.lessons.vectors.measured import INPUTS as COLUMNS
from rnnlstm.ui.lessons.vectors.measured import measured
from rnnlstm.ui.lessons.vectors.scene import scene
from rnnlstm.ui.lessons.vectors.settings import (
    AIM,
    AIMS,
    INPUTS,
    LIMIT,
    NUDGE,
    PART,
    RIGHT,
    ROWS,
    SCORES,
    SETTINGS,
    B,
    W,
    X,
)
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.setting_kinds import Range, Text
from rnnlstm.ui.walk.sequence import read_numbers


def room() -> Scene:
    """Show the chosen graph with the controls of its numbers.

    Returns the numbers that the guide's card can speak of: none while another graph than its own is shown.
    """
    part = PART.show()
    # While the guide is open, it says this; assets/guide-open.css hides it.
    with st.container(key="graph-told"):
        st.markdown(prose("vectors")[f"part_{part}"])
    with st.container(key="graph-numbers"):
        given, right = _given(part)
    of = measured(part, tuple(given.items()), NUDGE.value(), right)
    card = guide.open_card("vectors", SETTINGS)
    show(of, card)
    with st.columns([1, 2])[0]:
        NUDGE.show()
    return scene(of) if card else {}


def _given(part: str) -> tuple[dict[str, float], int]:
    """Show the controls of a part; return its given numbers by name, and the right class."""
    if part == "vector":
        return _vectors(), 1
    if part == "softmax":
        given = _sliders({f"y{k}": score for k, score in enumerate(SCORES, start=1)})
        return given, int(RIGHT.show())
    sliders = {"w": W, "x": X, "b": B, "target": AIM}
    if part == "twice":
        del sliders["b"]
    return _sliders(sliders), 1


def _sliders(ranges: dict[str, Range]) -> dict[str, float]:
    given = {}
    for column, (name, each) in zip(st.columns(len(ranges)), ranges.items(), strict=True):
        with column:
            given[name] = each.slider()
    return given


def _vectors() -> dict[str, float]:
    given: dict[str, float] = {}
    columns = st.columns(4)
    with columns[0]:
        given |= _numbers(INPUTS, [f"x{j}" for j in COLUMNS])
    for unit, (column, row) in enumerate(zip(columns[1:3], ROWS, strict=True), start=1):
        with column:
            given |= _numbers(row, [f"W{unit}{j}" for j in COLUMNS])
    with columns[3]:
        return given | _numbers(AIMS, ["target1", "target2"])


def _numbers(setting: Text, names: list[str]) -> dict[str, float]:
    """Show a list of numbers, and return them by their names."""
    text = setting.show()
    values = read_numbers(text).x.ravel()
    if len(values) != len(names):
        message = N_("“{text}” has {given} numbers. Here {count} are needed, separated by commas.")
        raise InputError(message, text=text[:20], count=len(names), given=len(values))
    for value in values:
        if abs(value) > LIMIT:
            message = N_("“{word}” is out of range. Use numbers from {low:g} to {high:g}.")
            raise InputError(message, word=f"{value:g}", low=-LIMIT, high=LIMIT)
    return dict(zip(names, map(float, values), strict=True))
