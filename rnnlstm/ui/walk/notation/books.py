"""The books whose notation the course can write; a further one is one more record."""

from __future__ import annotations

from collections.abc import Mapping

from rnnlstm.ui.walk.notation.d2l import D2L
from rnnlstm.ui.walk.notation.goodfellow import GOODFELLOW
from rnnlstm.ui.walk.notation.keras import KERAS
from rnnlstm.ui.walk.notation.notation import Book, CellNotation
from rnnlstm.ui.walk.notation.olah import OLAH
from rnnlstm.ui.walk.notation.pytorch import PYTORCH

BOOKS: Mapping[str, Book] = {
    "goodfellow": GOODFELLOW,
    "d2l": D2L,
    "olah": OLAH,
    "pytorch": PYTORCH,
    "keras": KERAS,
}
"""The name in the link -> the book; the course itself is none of them."""


def notation(book: str, model: str) -> CellNotation | None:
    """Return how a book writes a network; None is the course's own way."""
    return BOOKS[book].of(model) if book in BOOKS else None
