"""How the learner's book writes what a page shows: a table, folded away, and a line for the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.ui.controls.settings import BOOK
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folded
from rnnlstm.ui.walk.notation.books import BOOKS
from rnnlstm.ui.walk.notation.legend import legend
from rnnlstm.ui.walk.notation.notation import Book, CellNotation
from rnnlstm.ui.walk.notation.shared import BEFORE
from rnnlstm.ui.walk.notation.table import Line, lines
from rnnlstm.ui.walk.notation.tex import tex

_SYMBOL = re.compile(r"\b[A-Za-z]\u0303?(?:[_^](?:\{[^{}]*\}|[^{}\s]))+")
MODELS = ("RNN", "LSTM", "GRU")


def choose() -> None:
    """Show the choice of the book behind a button, on a page that has no other settings to be folded away."""
    with st.popover(_("Settings"), icon=":material/tune:", width="content"):
        BOOK.show()


def offer_table(cell: Cell, lesson: str) -> None:
    """Offer how the learner's book writes a network; without one, what books differ in."""
    chosen, model = BOOK.value(), type(cell).__name__

    def table() -> None:
        if chosen in BOOKS:
            _tell(BOOKS[chosen], cell, model)
        else:
            st.markdown(
                _(
                    "**{setting}**, under *Settings*, writes drawing, equations and tables as your book "
                    "does. This is what the books differ in:"
                ).format(setting=_(BOOK.label))
            )
            st.markdown(at_a_glance(model))

    folded(_("How your book writes it"), ":material/menu_book:", f"book-{lesson}", table)


def _tell(book: Book, cell: Cell, model: str) -> None:
    written = book.of(model)
    st.caption(book.source)
    before = getattr(cell, "reset", "after") == "before"
    if notes := [note for note in written.notes if not (before and note == BEFORE)]:
        st.markdown("\n".join(f"- {in_markdown(_(note))}" for note in notes))
    st.markdown(in_table(lines(cell, written)))
    st.caption(_("The numbers behind it, and their CSV, keep the names of this course."))
    if written.printed:
        st.markdown(_("As it is printed there:"))
        st.latex(written.printed)


def in_table(rows: Iterable[Line]) -> str:
    """Return the symbols one below the other, as Markdown."""
    rows = list(rows)
    heads = [_("This course"), _("Your book"), _("Shape in the book"), _("Compared with this course")]
    places = any(row.place for row in rows)
    table = [[*heads, _("Where it is kept")] if places else heads]
    for row in rows:
        shape = " × ".join(map(str, row.shape))
        line = [f"${tex(row.course)}$", f"${tex(row.book)}$", shape, _of_ours(row)]
        table.append([*line, f"`{row.place}`" if row.place else "–"] if places else line)
    head, *body = [f"| {' | '.join(line)} |" for line in table]
    return "\n".join([head, "|" + " --- |" * len(table[0]), *body])


def _of_ours(row: Line) -> str:
    """Say what a symbol of the book is of the course's."""
    if row.rest:
        return f"$1 - {tex(row.course)}$"
    said = []
    if row.columns:
        first, last = row.columns
        said.append(_("columns {first} to {last}").format(first=first, last=last))
    if row.transposed:
        said.append(_("transposed"))
    if row.negated:
        said.append(_("with the other sign"))
    return _(", ").join(said) or _("the same")


def at_a_glance(model: str) -> str:
    """Return in what the books differ, one below the other, as Markdown."""
    model = model.removeprefix("Peephole")
    heads = [_("Book"), _("Symbols"), _("Weights of a gate"), _("Vectors"), _("Biases of a gate")]
    table = [[*heads, _("What is kept")] if model == "GRU" else heads]
    for book in BOOKS.values():
        written = book.of(model)
        names = [f"${tex(written.text(f'{name}_t'))}$" for name in _quantities(model, written)]
        gate = next(iter(written.parameters.values()))
        line = [
            _(book.title),
            _(", ").join(names),
            _(", ").join(f"${tex(name)}$" for name in gate.matrices),
            _("row vectors") if written.rows else _("column vectors"),
            str(len(gate.biases)),
        ]
        table.append([*line, f"${tex(written.text('z_t⊙h_{t−1}'))}$"] if model == "GRU" else line)
    head, *body = [f"| {' | '.join(line)} |" for line in table]
    return "\n".join([head, "|" + " --- |" * len(table[0]), *body])


def _quantities(model: str, written: CellNotation) -> Iterable[str]:
    return written.order or {"RNN": "h", "LSTM": "figoch", "GRU": "rznh"}[model]


def tell_symbols(lesson: str, text: str) -> None:
    """Say how the learner's book writes the symbols of a lesson's prose, which keeps those of the course."""
    chosen = BOOK.value()
    if chosen not in BOOKS:
        return
    book = BOOKS[chosen]
    own = [model for model in MODELS if lesson.startswith(model.lower())]
    pairs = legend(text, [book.of(model) for model in own or MODELS])
    said = _("Here stand the symbols of this course.")
    if pairs:
        which = _("; ").join(
            _("{ours} is {theirs}").format(ours=f"${tex(ours)}$", theirs=f"${tex(theirs)}$")
            for ours, theirs in pairs
        )
        said += " " + _("In {book}: {symbols}.").format(book=_(book.title), symbols=which)
    st.caption(said)


def in_markdown(note: str) -> str:
    """Return a sentence with its symbols between $."""
    return re.sub(
        r"\b[A-Za-z]\u0303?(?:[_^](?:\{[^{}]*\}|[^{}\s]))+", lambda found: f"${tex(found[0])}$", note
    )
