"""The edits of each network: a setting of the session and of the link, and what the page says of them."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import in_words
from rnnlstm.ui.shell.setting_kinds import Text
from rnnlstm.ui.walk.edits import CANDIDATE, Edit, understood
from rnnlstm.ui.walk.network import Model
from rnnlstm.ui.walk.walk import Walk

MAX_LISTED = 12
"""Maximum number of changes, or of reasons why they cannot be, that are listed."""
_IN_BOOKS = {ours: theirs for theirs, ours in CANDIDATE.items()}


EDITS: dict[str, Text] = {name: Text(f"{name.lower()}_edits", N_("Changes by hand")) for name in CELLS}
"""The edits of each network."""


def edits(model: Model) -> tuple[Edit, ...]:
    """Return the edits of a network; where some cannot be read, say so and return the others."""
    read, errors = understood(EDITS[model].hold())
    if errors:
        with _line():
            reasons = "  \n".join(_few([in_words(error) for error in errors]))
            st.error(reasons, icon=":material/edit:", width="stretch")
            if not read:
                _restore(model)
    return read


def remember(model: Model, text: str) -> None:
    """Set the edits of a network, for this page and those that follow."""
    EDITS[model].put(text)


def tell(walk: Walk, place: str = "") -> None:
    """Say what was altered by hand, and what could not be; ``place`` tells several walks of a page apart."""
    if not (walk.edits or walk.misfits):
        return
    with _line():
        with st.container(width="stretch"):
            _tell(walk)
        _restore(walk.model, place)


def _tell(walk: Walk) -> None:
    if walk.edits:
        message = _("This {model} has been altered by hand: {changes}.")
        changes = _(", ").join(_few([label(edit, walk, markdown=True) for edit in walk.edits]))
        st.info(message.format(model=walk.model, changes=changes), icon=":material/back_hand:")
    if walk.misfits:
        reasons = "".join(f"\n- {each}" for each in _few([in_words(misfit) for misfit in walk.misfits]))
        st.warning(_("This network has no place for these changes; they are left out:") + f"\n{reasons}")


def _few(sentences: list[str]) -> list[str]:
    """Return the first of some sentences, and how many others there are."""
    others = len(sentences) - MAX_LISTED
    more = [_("… and {count} more").format(count=others)] if others > 0 else []
    return sentences[:MAX_LISTED] + more


def _line() -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center")


def _restore(model: Model, place: str = "") -> None:
    label = _("Restore all")
    st.button(
        label, key=f"restore-{model}{place}", icon=":material/undo:", on_click=remember, args=(model, "")
    )


def label(edit: Edit, walk: Walk, *, markdown: bool = False) -> str:
    """Return an edit in the lessons' notation: ``f_4 = 0 (unit 3)``; in Markdown, its formula between $."""
    formula = f"{_symbol(edit)} = {edit.number}".replace("-", "−")
    if markdown:
        formula = f"${formula}$"
    where = _where(edit, walk)
    return _("{what} ({where})").format(what=formula, where=where) if where else formula


def _symbol(edit: Edit) -> str:
    name = edit.name
    if "_" in name:
        stem, index = _IN_BOOKS.get(name, name).split("_")
    elif name in ("h0", "c0"):
        stem, index = name[0], "0"
    else:
        stem, index = name, "t" if edit.step is None else str(edit.step)
    return f"{stem}_{{{index}}}" if len(index) > 1 else f"{stem}_{index}"


def _where(edit: Edit, walk: Walk) -> str:
    """Say which of the numbers is meant; nothing where it is all of them, or the only one."""
    if not edit.index:
        return ""
    if edit.name.startswith("W"):
        row, *column = edit.index
        if column:
            return _("row {row}, column {column}").format(row=row, column=column[0])
        return _("row {row}").format(row=row)
    (number,) = edit.index
    if edit.name == "x":
        return "" if walk.cell.input_size == 1 else _("component {number}").format(number=number)
    return (_("output {number}") if edit.name == "b_y" else _("unit {number}")).format(number=number)
