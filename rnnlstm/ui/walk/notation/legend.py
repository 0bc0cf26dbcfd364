"""Which symbol is which: for texts that keep the course's symbols, as the cards of a guide do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rnnlstm.ui.walk.notation.notation import CellNotation

_SYMBOL = re.compile(r"(?<![A-Za-z\\])d?([A-Za-z])_(\{[^{}]*\}|[^{}\s])")


def legend(text: str, notations: Iterable[CellNotation]) -> list[tuple[str, str]]:
    """Return the symbols of a text that a book writes in another way: the course's, and the book's.

    Parameters
    ----------
    text
        Words with symbols, as those of a card or of a lesson in Markdown.
    notations
        Those of the networks that the text may speak of; the first that knows a symbol says how it is
        written.
    """
    found: dict[str, str] = {}
    known = list(notations)
    for letter, low in _SYMBOL.findall(text.replace("-", "−")):
        symbol = f"{letter}_{low}" if letter in "Wb" else f"{letter}_t"
        for each in known:
            if letter not in "Wb" and not each.knows(letter):
                continue
            if letter in each.mirrored:
                found[symbol] = f"1 − {each.text(symbol)}"
            elif each.text(symbol) != symbol:
                found[symbol] = each.text(symbol)
            if symbol in found:
                break
    return list(found.items())
