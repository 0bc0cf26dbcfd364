"""The part of the room that changes an input for real: its controls, and what stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.controls import task as task_settings
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.influence.changed import (
    Alphabet,
    Everywhere,
    InputChange,
    alphabet_of,
    everywhere,
    followed,
    now_read,
)
from rnnlstm.ui.lessons.influence.changed_views import (
    Changed,
    changed_summary,
    changed_view,
    everywhere_table,
)
from rnnlstm.ui.lessons.influence.code import changed_code
from rnnlstm.ui.lessons.influence.scene import of_change
from rnnlstm.ui.lessons.influence.settings import BECOMES, BY, FOLLOWED, IN, PART, STEPS, VIEW
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.view import show_behind, show_figure, show_notes
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.walk import Walk

PARITY: dict[str, str | float] = {
    "heard": "change",
    "nets": "tanh",
    "span": 60,
    "weights": "trained",
    "task": "parity",
    "len": 60,
}
"""The settings of the network that remembers without a gradient; all others have their usual value."""


def set_parity() -> None:
    """Set the recorded parity network, its first bit to be flipped; from a button."""
    laboratory.restore(PARITY)
    for each in (VIEW, STEPS, FOLLOWED, PART, IN, *task_settings.SETTINGS):
        each.put(PARITY.get(each.key))


def parity_button() -> None:
    """Offer the network that remembers without a gradient."""
    label = _("Memory without a gradient")
    st.button(label, on_click=set_parity, icon=":material/lock:", width="stretch")


def is_parity(setup: Setup) -> bool:
    """Return whether the networks shown are those of the parity task."""
    return isinstance(setup.source, TaskSequence) and setup.source.choice.task == "parity"


def part_followed(names: tuple[str, ...]) -> str:
    """Show what is followed, and return it: the cell state only where one of the networks has one."""
    has_cell = any("c" in CELLS[VARIANTS[name].model].states for name in names)
    options = {name: label for name, label in FOLLOWED.options.items() if name != "c" or has_cell}
    return replace(FOLLOWED, options=options).show()


def changed_room(setup: Setup, walks: Mapping[str, Walk], of: str, below: DeltaGenerator) -> Scene:
    """Show the controls of the change and what it does; numbers and code stand ``below``.

    Returns the numbers that the cards of the guide can speak of.
    """
    walks = {label: walk for label, walk in walks.items() if of in (*walk.cell.states, "y")} or walks
    of = of if of in (*next(iter(walks.values())).cell.states, "y") else "h"
    first = next(iter(walks.values()))
    alphabet = alphabet_of(setup.source, first.reading)
    asked = _asked(alphabet, first.reading.symbols)
    changes = {label: followed(walk, asked, alphabet) for label, walk in walks.items()}
    seen = Changed(walks, changes, asked, now_read(asked, first, alphabet), of)
    view = changed_view(seen)
    show_figure(view)
    st.table(changed_summary(seen), hide_index=True, border="horizontal", alt=_("What became of the change"))
    many: dict[str, Everywhere] = {}
    with below:
        show_notes(view)
        if isinstance(setup.source, TaskSequence) and first.reading.classes:
            many = _everywhere(setup.source, walks, asked, of)
        names = tuple(name for name in setup.names if VARIANTS[name].label in walks)
        coded = replace(setup, names=names)
        show_behind(replace(view, code=partial(changed_code, coded, asked, alphabet, of)))
    return of_change(setup, seen, many)


def _everywhere(
    source: TaskSequence, walks: Mapping[str, Walk], asked: InputChange, of: str
) -> dict[str, Everywhere]:
    """Show what the same change does in many held-out sequences, and return it."""
    found = {label: everywhere(walk, source, asked, of) for label, walk in walks.items()}
    count = len(next(iter(found.values())).real)
    told = _("The same change in {count} held-out sequences, at the last answer of each; sizes are medians:")
    st.caption(told.format(count=count))
    table = everywhere_table(found, of)
    st.table(table, hide_index=True, border="horizontal", alt=_("The same change in many sequences"))
    return found


def _asked(alphabet: Alphabet, symbols: tuple[str, ...]) -> InputChange:
    """Show which input is changed and into what, and return it."""
    where, what, far = st.columns([1.3, 1, 1.2], vertical_alignment="bottom")
    with where:
        step = laboratory.one_step(IN, len(symbols), 1)
    if alphabet.inputs == "numbers":
        with what:
            return InputChange(step, BY.show())
    if alphabet.inputs == "bits":
        with what:
            return InputChange(step, PART.show())
    options = {name: name for name in alphabet.others(symbols[step - 1])} | dict(BECOMES.options)
    with what:
        becomes = replace(BECOMES, options=options)
        becomes.check_link()
        other = becomes.show()
    with far:
        return InputChange(step, PART.show(), other)
