"""Simple properties of a place in a text, which a unit may have learned to follow."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

OPENING = "“‘「『《([{（【"
CLOSING = "”’」』》)]}）】"
QUOTES = dict(zip("“「『", "”」』", strict=True))
BRACKETS = dict(zip("([{（《【", ")]}）》】", strict=True))
SENTENCE_ENDS = frozenset(".!?。！？…")
LONGEST = 400
"""A quotation or bracket that is not closed within so many characters counts as never opened."""
MOST_POSITION = 79
"""Positions in a line or sentence beyond it are taken together."""
BINS = 8
"""Positions that are taken together: their number in a bin."""

Labels = NDArray[np.int32]


def _position(text: str, ends: Callable[[str], bool]) -> Labels:
    """Return how far each character stands from the last end, in bins; the character after an end is 0."""
    found, place = np.empty(len(text), np.int32), 0
    for k, each in enumerate(text):
        found[k] = min(place, MOST_POSITION) // BINS
        place = 0 if ends(each) else place + 1
    return found


def _inside(text: str, pairs: dict[str, str]) -> Labels:
    """Return 1 between an opening and its closing sign, the opening one included, else 0.

    The sign ``"``, which opens and closes, counts as a quotation where it comes in pairs.
    """
    found, closing, since = np.zeros(len(text), np.int32), "", 0
    for k, each in enumerate(text):
        if closing and k - since > LONGEST:
            closing = ""
        if closing:
            closing = "" if each == closing else closing
        elif each in pairs:
            closing, since = pairs[each], k
        found[k] = bool(closing)
    return found


def _flags(text: str, is_so: Callable[[str], bool]) -> Labels:
    return np.fromiter((is_so(each) for each in text), np.int32, len(text))


def _after(text: str, is_so: Callable[[str], bool]) -> Labels:
    """Return 1 where the character before is so; the first has none before it."""
    return np.concatenate([[0], _flags(text[:-1], is_so)]).astype(np.int32)


def _punctuation(each: str) -> bool:
    return not (each.isalnum() or each.isspace())


PROPERTIES: MappingProxyType[str, Callable[[str], Labels]] = MappingProxyType(
    {
        "line": lambda text: _position(text, lambda each: each == "\n"),
        "sentence": lambda text: _position(text, SENTENCE_ENDS.__contains__),
        "quotes": lambda text: _inside(text, QUOTES | {'"': '"'}),
        "brackets": lambda text: _inside(text, BRACKETS),
        "space": lambda text: _flags(text, str.isspace),
        "after_space": lambda text: _after(text, str.isspace),
        "capital": lambda text: _flags(text, str.isupper),
        "punctuation": lambda text: _flags(text, _punctuation),
    }
)
"""By name: what is true of each character of a text, as a class from 0 on.

line, sentence
    The position since the last line end or sentence end, in bins of `BINS`.
quotes, brackets
    Whether a quotation, or a bracket, is open.
space, capital, punctuation
    Whether the character is white space, a capital letter, a sign.
after_space
    Whether it is the first after white space, which begins a word.
"""


def properties_of(text: str) -> dict[str, Labels]:
    """Return those properties of a text that are not the same everywhere."""
    found = {name: of(text) for name, of in PROPERTIES.items()}
    return {name: labels for name, labels in found.items() if labels.size and labels.min() != labels.max()}
