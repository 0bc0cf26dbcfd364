"""A text as a network reads it: its characters, their places in an alphabet, and the part held out."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core import validate
from rnnlstm.core.unreadable import UnreadableError

Ids = NDArray[np.int32]

REST = "▯"
"""How the characters that have no place of their own are shown. It is never in an alphabet itself."""
MOST_CHARACTERS = 800
"""Places in an alphabet, that of the rest among them."""
LEAST_LENGTH = 400
"""Characters that a text must have, so that something is left when a part is held out."""
MOST_LENGTH = 500_000
"""Characters of a text that are used, from its beginning."""
HELD_OUT = 0.1
"""The share of a text, its end, that no update uses."""

PROBLEMS = {
    "short": "the text has {count} characters, and {least} are needed: a part is held out, and the rest is "
    "read in several streams",
    "same": "the text has only one kind of character, {character!r}, so there is nothing to predict: take "
    "one with at least two",
}
"""By what is wrong with a text, the sentence with places for the facts."""


class CorpusError(UnreadableError):
    """A text that no network can be trained on."""

    problems = PROBLEMS


def tidy(text: str) -> str:
    """Return a text in one form: NFC, lines that end with LF, no byte order mark, no control characters.

    A character is a code point then; ``é`` is one, however it was typed.
    """
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(each for each in text if each in "\n\t" or unicodedata.category(each) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", plain)


@dataclass(frozen=True)
class Alphabet:
    """The characters that a network knows, each at its place.

    Attributes
    ----------
    characters : tuple of str
        Single code points, in the order of their code points; never `REST`.
    rest : bool
        Whether one more place, the last, stands for all other characters.
    """

    characters: tuple[str, ...]
    rest: bool = False

    @classmethod
    def of(cls, text: str, most: int = MOST_CHARACTERS) -> Alphabet:
        """Return the characters of a text; only the most frequent and a place for the rest if it has more.

        Parameters
        ----------
        text : str
        most : int
            Places in all; of characters equally frequent, those with the lower code points are taken.
        """
        validate.whole("most", most, 2, 0x110000)
        counts = Counter(text)
        marked = counts.pop(REST, 0) > 0
        if len(counts) + marked <= most:
            return cls(tuple(sorted(counts)), marked)
        frequent = sorted(counts, key=lambda each: (-counts[each], each))[: most - 1]
        return cls(tuple(sorted(frequent)), True)

    @property
    def size(self) -> int:
        """The number of places, V."""
        return len(self.characters) + self.rest

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """What is shown for each place."""
        return (*self.characters, REST) if self.rest else self.characters

    @cached_property
    def _places(self) -> dict[str, int]:
        return {character: place for place, character in enumerate(self.characters)}

    def encode(self, text: str) -> Ids:
        """Return the place of each character; one without has that of the rest, or is left out."""
        rest = len(self.characters) if self.rest else -1
        found = np.fromiter((self._places.get(each, rest) for each in text), np.int32, len(text))
        return found[found >= 0]

    def unknown(self, text: str) -> tuple[str, ...]:
        """Return the characters of a text that have no place of their own, each once, as they come."""
        return tuple(dict.fromkeys(each for each in text if each not in self._places))

    def decode(self, ids: Iterable[int]) -> str:
        """Return the text that these places spell, `REST` for the rest."""
        return "".join(self.symbols[k] for k in ids)


@dataclass(frozen=True, eq=False)
class Corpus:
    """A text cut in two.

    Attributes
    ----------
    alphabet : Alphabet
    training, held_out : ndarray of int32
        The places of the characters, in their order; no update uses those held out, the end of the text.
    left_out : int
        Characters beyond the limit, which are not used.
    """

    alphabet: Alphabet
    training: Ids
    held_out: Ids
    left_out: int = 0

    @property
    def length(self) -> int:
        """The characters that are used."""
        return len(self.training) + len(self.held_out)

    @property
    def rest_share(self) -> float:
        """The share of the characters that have no place of their own."""
        if not self.alphabet.rest:
            return 0.0
        last = self.alphabet.size - 1
        return float(((self.training == last).sum() + (self.held_out == last).sum()) / self.length)


def corpus(text: str, *, most: int = MOST_CHARACTERS, limit: int = MOST_LENGTH) -> Corpus:
    """Return a text as a network can be trained on it.

    Parameters
    ----------
    text : str
        As it is; see `tidy`.
    most : int
        Places in the alphabet, which is that of the whole text.
    limit : int
        Characters that are used, from the beginning.

    Returns
    -------
    Corpus

    Raises
    ------
    CorpusError
        If the text is shorter than `LEAST_LENGTH`, or has one kind of character only.
    """
    plain = tidy(text)
    left_out, plain = max(0, len(plain) - limit), plain[:limit]
    if len(plain) < LEAST_LENGTH:
        raise CorpusError("short", count=len(plain), least=LEAST_LENGTH)
    alphabet = Alphabet.of(plain, most)
    if alphabet.size < 2:
        raise CorpusError("same", character=plain[0])
    ids = alphabet.encode(plain)
    cut = len(ids) - round(HELD_OUT * len(ids))
    return Corpus(alphabet, ids[:cut], ids[cut:], left_out)
