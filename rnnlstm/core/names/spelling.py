"""How a name is read: in lower case, composed, letter by letter, and what the alphabet does not have."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
"""The number of a letter that is not in the alphabet, and of no letter: all inputs are 0 there."""


@dataclass(frozen=True)
class Spelling:
    """A name as a network reads it.

    Attributes
    ----------
    letters : str
        What is read, one step each.
    bare : tuple of (str, str)
        Letters whose accent is not in the alphabet, each with what is read instead.
    unknown : tuple of str
        Letters that are not in the alphabet, with or without an accent; at their steps nothing is read.
    """

    letters: str
    bare: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def spelled(text: str, alphabet: str) -> Spelling:
    """Return how a text is read: without space around it, in lower case, each accent with its letter (NFC).

    Parameters
    ----------
    text : str
    alphabet : str
        What there is an input for. A letter that is not in it is read without its accent if that is.

    Returns
    -------
    Spelling
    """
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).strip().lower())
    read, bare, unknown = [], {}, {}
    for letter in lower:
        plain = unicodedata.normalize("NFD", letter)[0]
        if letter in alphabet:
            read.append(letter)
        elif plain in alphabet:
            read.append(plain)
            bare[letter] = plain
        else:
            read.append(letter)
            unknown[letter] = True
    return Spelling("".join(read), tuple(bare.items()), tuple(unknown))


def numbered(names: Sequence[str], alphabet: str) -> NDArray[np.int_]:
    """Return the letters' places in the alphabet, shape (steps, B); `UNKNOWN` where there is none."""
    place = {letter: k for k, letter in enumerate(alphabet)}
    steps = max(map(len, names))
    rows = [[place.get(letter, UNKNOWN) for letter in name.ljust(steps, "\0")] for name in names]
    return np.array(rows, int).reshape(len(names), steps).T
