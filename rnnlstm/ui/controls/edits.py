"""The edits of each network: a setting of the session and of the link, and what the page says of them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.controls.settings import BOOK
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import in_words
from rnnlstm.ui.shell.setting_kinds import Text
from rnnlstm.ui.walk.edits import CANDIDATE, Edit, understood
from rnnlstm.ui.walk.network import Model
from rnnlstm.ui.walk.notation.books import notation
from rnnlstm.ui.walk.notation.notation import CellNotation
from rnnlstm.ui.walk.notation.tex import tex
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
    with st.container():  # there from the first: what follows would else be mounted anew, and lose the focus
        if not (walk.edits or walk.misfits):
            return
        with _line():
            with st.container(width="stretch"):
                _tell(walk)
            _restore(walk.model, place)


def _tell(walk: Walk) -> None:
    if walk.edits:
        message = _("This {model} has been altered by hand: {changes}.")
        written = notation(BOOK.value(), walk.model)
        changes = _(", ").join(_few([label(edit, walk, written, markdown=True) for edit in walk.edits]))
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


def label(edit: Edit, walk: Walk, written: CellNotation | None = None, *, markdown: bool = False) -> str:
    """Return an edit in the lessons' notation, or a book's: ``f_4 = 0 (unit 3)``; in Markdown between $."""
    symbol = _symbol(edit)
    turned = False
    if written:
        symbol, edit = _of_part(symbol, edit, walk, written)
        edit = replace(edit, value=_counted(edit, written))
        symbol, turned = written.text(symbol), written.rows
    formula = f"{symbol} = {edit.number}".replace("-", "−")
    if markdown:
        formula = f"${tex(formula) if written else formula}$"
    where = _where(edit, walk, turned=turned)
    return _("{what} ({where})").format(what=formula, where=where) if where else formula


def _of_part(symbol: str, edit: Edit, walk: Walk, written: CellNotation) -> tuple[str, Edit]:
    """Return a weight of a gate's matrix as one of the two that the book has, for h and for x."""
    stem, index = symbol.split("_", 1)
    if stem != "W" or len(index) > 1 or written.joined or len(edit.index) < 2:
        return symbol, edit
    row, column = edit.index
    beyond = column - walk.cell.hidden_size
    part, column = ("x", beyond) if beyond > 0 else ("h", column)
    return f"W_{{{part}{index}}}", replace(edit, index=(row, column))


def _counted(edit: Edit, written: CellNotation) -> float:
    """Return the number of an edit as the book counts it."""
    gate = edit.name.removeprefix("W_").removeprefix("b_")
    if gate not in written.mirrored:
        return edit.value
    return float(f"{1 - edit.value:.12g}") if gate == edit.name else -edit.value


def _symbol(edit: Edit) -> str:
    name = edit.name
    if "_" in name:
        stem, index = _IN_BOOKS.get(name, name).split("_")
    elif name in ("h0", "c0"):
        stem, index = name[0], "0"
    else:
        stem, index = name, "t" if edit.step is None else str(edit.step)
    return f"{stem}_{{{index}}}" if len(index) > 1 else f"{stem}_{index}"


def _where(edit: Edit, walk: Walk, *, turned: bool = False) -> str:
    """Say which of the numbers is meant, of a matrix ``turned`` round its diagonal in its columns first.

    Nothing where it is all of them, or the only one.
    """
    if not edit.index:
        return ""
    if edit.name.startswith("W"):
        row, *column = edit.index
        if column:
            row, beside = (column[0], row) if turned else (row, column[0])
            return _("row {row}, column {column}").format(row=row, column=beside)
        return (_("column {row}") if turned else _("row {row}")).format(row=row)
    (number,) = edit.index
    if edit.name == "x":
        return "" if walk.cell.input_size == 1 else _("component {number}").format(number=number)
    return (_("output {number}") if edit.name == "b_y" else _("unit {number}")).format(number=number)
