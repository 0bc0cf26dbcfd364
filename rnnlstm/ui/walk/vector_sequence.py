"""Sequences as wide as the input of a network from elsewhere: letters, numbers, random numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.sequence import (
    END_MARK,
    Reading,
    as_written,
    characters_of,
    check_length,
    number_words,
    read_number,
    visible,
)
from rnnlstm.ui.walk.source import Source

MAX_TYPED = 50_000
"""Characters of a table of numbers that are looked at."""


@dataclass(frozen=True, kw_only=True)
class Letters(Source):
    """A text, one-hot over an alphabet in the learner's own order."""

    text: str
    alphabet: str
    width: int

    def _read(self) -> Reading:
        return read_letters(self.text, self.alphabet, self.width)


@dataclass(frozen=True, kw_only=True)
class Rows(Source):
    """Numbers as they were typed or pasted, so many of them a step."""

    numbers: str
    width: int

    def _read(self) -> Reading:
        return read_rows(self.numbers, self.width)


@dataclass(frozen=True, kw_only=True)
class Noise(Source):
    """Independent standard normal numbers, drawn by a seed."""

    length: int
    width: int
    seed: int = 0

    def _read(self) -> Reading:
        check_length(self.length)
        x = np.random.default_rng(self.seed).standard_normal((self.length, 1, self.width))
        return _of_vectors(x)


def read_letters(text: str, alphabet: str, width: int) -> Reading:
    """Read a text whose characters have the places that an alphabet gives them.

    Its classes are those characters, in that order, and the end mark.

    Raises
    ------
    InputError
        If the alphabet has not one character for each of the ``width`` inputs, has one twice, or lacks one of
        the text.
    """
    letters, characters = characters_of(alphabet), characters_of(text)
    if len(letters) != width:
        raise InputError(
            N_("The network has {width} inputs, one for each character; this alphabet has {count}."),
            width=width,
            count=len(letters),
        )
    twice = next((letter for k, letter in enumerate(letters) if letter in letters[:k]), None)
    if twice is not None:
        raise InputError(N_("“{letter}” stands in the alphabet twice."), letter=visible(twice))
    if not characters:
        raise InputError(N_("There is no text yet. Type at least one character."))
    missing = next((character for character in characters if character not in letters), None)
    if missing is not None:
        raise InputError(N_("“{letter}” is not in the alphabet."), letter=visible(missing))
    labels = [letters.index(character) for character in characters]
    names = tuple(visible(letter) for letter in letters)
    return Reading(
        symbols=tuple(names[k] for k in labels),
        x=np.eye(width)[labels][:, None, :],
        target=np.array([*labels[1:], width], dtype=np.int64)[:, None],
        classes=(*names, END_MARK),
    )


def read_rows(text: str, width: int) -> Reading:
    """Read numbers, ``width`` of them a step: a list, or a table with a row a step, as it is pasted.

    Raises
    ------
    InputError
        If there are none, too many, they do not fill the last step, or one is none of moderate size.
    """
    if len(text) > MAX_TYPED:
        check_length(len(text))
    words = number_words(text)
    if not words:
        raise InputError(
            N_("There are no numbers yet. Type at least {width}, one for each input."), width=width
        )
    check_length(-(-len(words) // width))
    if len(words) % width:
        raise InputError(
            N_("The network reads {width} numbers at each step; these {count} do not fill whole steps."),
            width=width,
            count=len(words),
        )
    values = np.array([read_number(word) for word in words]).reshape(-1, 1, width)
    return _of_vectors(values)


def without_answers(reading: Reading, width: int) -> Reading:
    """Return a sequence for a network of so many outputs, of which it is not known what they should be.

    The loss is the mean square of the last output.
    """
    return replace(
        reading,
        target=np.zeros((reading.steps, 1, width)),
        classes=(),
        answers=(*[""] * (reading.steps - 1), "0"),
        bare=True,
    )


def answered(reading: Reading, outputs: int) -> Reading:
    """Return a sequence for a network of so many outputs: what comes next is asked for where they fit it.

    One output a character, with or without one more for the end; one output for one number.
    """
    if len(reading.classes) == outputs > 1:
        return reading
    if len(reading.classes) == outputs + 1 and reading.steps > 1:  # nothing says what follows the last one
        following = (*[reading.classes[k] for k in reading.target[:-1, 0]], "")
        target = np.concatenate([reading.target[:-1], [[0]]])
        return replace(reading, classes=reading.classes[:-1], target=target, answers=following)
    if not reading.classes and outputs == reading.x.shape[-1] == 1:
        return reading
    return without_answers(reading, outputs)


def _of_vectors(x: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Reading:
    """Return vectors (T, 1, D) as a sequence; one number is written out, several are named by their step."""
    steps, _, width = x.shape
    symbols = (
        [as_written(value) for value in x[:, 0, 0]] if width == 1 else [f"x{t + 1}" for t in range(steps)]
    )
    target = np.concatenate([x[1:], x[:1]])
    return Reading(tuple(symbols), x, target if width == 1 else target[..., :1], ())
