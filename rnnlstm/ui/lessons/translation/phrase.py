"""What the learner has typed, as the network reads it: a number in words, letter by letter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rnnlstm.core.translation.phrases import LANGUAGES
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError

LONGEST = 140
"""Letters of the longest phrase that is read; the longest number of nine digits has 108."""

# As people type them, and as the phrases of the training write them.
_SAME = str.maketrans("〇〡兩萬億佰仟拾壹貳叁肆伍陸柒捌玖贰陆", "零一两万亿百千十一二三四五六七八九二六")
_BETWEEN = re.compile(r"[\s\-‐‑–—,，、.。]+")


@dataclass(frozen=True)
class Phrase:
    """A phrase that has been read.

    Attributes
    ----------
    text : str
        As the network reads it.
    changed : bool
        Whether that differs from what was typed, by more than blanks at its ends.
    number : int or None
        What it means by the rules of the language; None if it is no number that they know.
    """

    text: str
    changed: bool
    number: int | None


def read(typed: str, language: str) -> Phrase:
    """Read a phrase: capitals, hyphens, commas and older signs are taken as the training writes them.

    Raises
    ------
    InputError
        If there is none, it is too long, or a letter is in no phrase of the training.
    """
    if len(typed) > 10 * LONGEST:
        raise InputError(_TOO_LONG, letters=len(typed), limit=LONGEST)
    seen = (letter for letter in typed if unicodedata.category(letter) != "Cf")  # as a pasted byte order mark
    plain = unicodedata.normalize("NFKC", "".join(seen))
    text = _BETWEEN.sub(" ", plain.lower()).strip()
    if language == "zh":
        text = text.replace(" ", "").translate(_SAME)
    if not text:
        raise InputError(N_("There is no phrase yet. Type a number in words."))
    if len(text) > LONGEST:
        raise InputError(_TOO_LONG, letters=len(text), limit=LONGEST)
    known = LANGUAGES[language]
    strange = list(dict.fromkeys(letter for letter in text if letter not in known.alphabet))
    if strange:
        raise InputError(
            _STRANGE, letters=" ".join(strange[:8]), known=" ".join(known.alphabet.replace(" ", ""))
        )
    return Phrase(text, text != typed.strip(), known.read(text))


_TOO_LONG = N_("This phrase has {letters} letters. At most {limit} are read: choose a shorter one.")
_STRANGE = N_(
    "No phrase of the training holds {letters}, so the network has no input for it. Write a number in words; "
    "it knows these letters: {known}"
)
