"""The learner's own input, as the network reads it: a text, a list of numbers, or a wave.

The network's task is always the same: say what comes next. After the last character of a text comes the end
mark; after the last number of a list the list starts again; a wave goes on as waves do.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import regex
from numpy.typing import NDArray

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.numbers import number

Item = TypeVar("Item")

MAX_STEPS = 200
"""Of what is typed, and of what is stepped through."""
MAX_REPEATED = 500
"""Of what the laboratory measures, where no step is read by itself."""
MAX_PARTS = 32
"""Code points of one character, its accents and joiners included; family emoji have 11."""
MAX_MAGNITUDE = 1000.0
END_MARK = "■"
PERIOD = 12
"""Steps in one period of a wave."""

WAVES: dict[str, Callable[[int], float]] = {
    # Rounded, so that the zeros of the sine read 0 and not 1.22e-16.
    "sine": lambda s: round(math.sin(2 * math.pi * s / PERIOD), 12),
    "square": lambda s: 1.0 if s % PERIOD < PERIOD // 2 else -1.0,
    "sawtooth": lambda s: 2 * (s % PERIOD) / (PERIOD - 1) - 1,
    "pulse": lambda s: 1.0 if s == 0 else 0.0,
}

# A minus, a plus and a point as books set them, and as a Chinese keyboard types them.
_ASCII = str.maketrans("−－＋．", "--+.")
_VISIBLE = {" ": "␣", "\u3000": "␣", "\xa0": "␣", "\t": "⇥", "\n": "⏎", "\r": "⏎", "\r\n": "⏎"}
# Control and format characters, spaces of other kinds, and letters that are blank by design.
_INVISIBLE = regex.compile(r"[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]+")
_BASE = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")
"""What an accent can stand on."""


@dataclass(frozen=True, eq=False)
class Reading:
    """A sequence as a network reads it: T steps of one sequence (B = 1).

    Attributes
    ----------
    symbols
        What is read at each step, as a person would write it.
    x
        The input, (T, 1, D): one-hot characters, or one number.
    target
        What comes next: class labels (T, 1) for a text, numbers (T, 1, 1) otherwise.
    classes
        The symbols of the output's classes for a text; empty for numbers.
    answers
        What should come out at each step, as a person would write it, nothing where no answer is asked for;
        empty where the target says it.
    bare
        Nothing is known of what should come out: the loss is the mean square of the last output.
    """

    symbols: tuple[str, ...]
    x: NDArray[np.float64]
    target: NDArray[np.int64] | NDArray[np.float64]
    classes: tuple[str, ...]
    answers: tuple[str, ...] = ()
    bare: bool = False

    @property
    def steps(self) -> int:
        """The number of time steps, T."""
        return len(self.symbols)

    @property
    def output_size(self) -> int:
        """The number of outputs, O."""
        return max(len(self.classes), 1)

    def mask(self, *, last: bool = False) -> NDArray[np.float64]:
        """Return 1 where an answer is asked for, which is at every step by default, else 0: (T, 1).

        With ``last``, only for the last one.
        """
        asked = np.array([bool(answer) for answer in self.answers]) if self.answers else np.ones(self.steps)
        mask = asked.astype(float)[:, None]
        if last:
            mask[: np.flatnonzero(asked)[-1]] = 0
        return mask


def read_text(text: str, length: int | None = None, alphabet: str = "") -> Reading:
    """Read a text one character at a time (grapheme clusters, so that any script works).

    Parameters
    ----------
    text
        What was typed.
    length
        Repeat the text to this many characters; as it stands if None.
    alphabet
        A text whose characters have a place in the input and the output too. Two texts that are read with
        each other's characters go through the very same network: the one-hot of a character is the same
        for both, and so are the shapes of the weights, which are drawn to fit.

    Raises
    ------
    InputError
        If the text is empty, or it or the alphabet is longer than ``MAX_STEPS``.
    """
    characters = characters_of(text)
    if not characters:
        raise InputError(N_("There is no text yet. Type at least one character."))
    characters = _repeat(characters, length)
    vocabulary = sorted({*characters, *characters_of(alphabet)})
    index = {character: k for k, character in enumerate(vocabulary)}
    labels = [index[character] for character in characters]
    names = tuple(visible(character) for character in vocabulary)
    return Reading(
        symbols=tuple(names[k] for k in labels),
        x=np.eye(len(vocabulary))[labels][:, None, :],
        target=np.array([*labels[1:], len(vocabulary)], dtype=np.int64)[:, None],
        classes=(*names, END_MARK),
    )


def characters_of(text: str) -> list[str]:
    """Split a text into grapheme clusters, its size checked before anything is built of it."""
    _check_size(text)
    characters: list[str] = regex.findall(r"\X", text)
    check_length(len(characters))
    for place, character in enumerate(characters, start=1):
        if len(character) > MAX_PARTS:
            raise InputError(
                N_("Character {place} carries {count} accents and other signs. It can carry {limit}."),
                place=place,
                count=len(character) - 1,
                limit=MAX_PARTS - 1,
            )
    return characters


def read_numbers(text: str, length: int | None = None) -> Reading:
    """Read a list of numbers, separated by commas, semicolons or spaces (Chinese punctuation too).

    Raises
    ------
    InputError
        If there is no number, too many, or something that is not a number of moderate size.
    """
    _check_size(text)
    words = number_words(text)
    if not words:
        raise InputError(N_("There are no numbers yet. Type at least one, for example: 0.5, -1, 2"))
    check_length(len(words))
    return _from_values(_repeat([read_number(word) for word in words], length))


def number_words(text: str) -> list[str]:
    """Split a list of numbers at its commas, semicolons and blanks."""
    return [word for word in re.split(r"[\s,;，、；،]+", text) if word]


def decimal_comma(text: str) -> str:
    """Return the first number that may have been meant with a decimal comma, as in "0,5 0,7"; else nothing.

    A comma separates numbers, in old links too. Where blanks or semicolons do so as well, or all that stands
    there is one comma between digits, it may have been meant otherwise.
    """
    found = re.search(r"(?<![\d,.])-?\d+,\d+(?![\d,.])", text)
    others = re.search(r"[\s;；]", text.strip())
    return found[0] if found and (others or found[0] == text.strip()) else ""


def read_wave(name: str, length: int) -> Reading:
    """Read ``length`` steps of one of the ``WAVES``."""
    if name not in WAVES:
        raise InputError(N_("There is no wave called “{name}”."), name=name)
    check_length(length, MAX_REPEATED)
    wave = WAVES[name]
    return _from_values([wave(step) for step in range(length)], after=wave(length))


def visible(character: str) -> str:
    """Return a character as a person can see it: a sign for a blank, a circle below a lone accent."""
    if character in _VISIBLE:
        return _VISIBLE[character]
    if _INVISIBLE.fullmatch(character):
        return " ".join(f"U+{ord(each):04X}" for each in character)
    return character if _BASE.search(character) else f"◌{character}"


def as_written(value: float) -> str:
    """Return a number as a person would write it, short; a zero has no sign."""
    return f"{value + 0.0:.4g}"


def _from_values(values: Sequence[float], after: float | None = None) -> Reading:
    following = [*values[1:], values[0] if after is None else after]
    return Reading(
        symbols=tuple(as_written(value) for value in values),
        x=np.array(values, dtype=np.float64)[:, None, None],
        target=np.array(following, dtype=np.float64)[:, None, None],
        classes=(),
    )


def read_number(word: str) -> float:
    """Return the number that a word writes, turned away with a sentence if it is none of moderate size."""
    try:
        value = number(word.translate(_ASCII))
    except ValueError:
        raise InputError(
            N_("“{word}” is not a number. Write numbers with a decimal point and separate them with commas."),
            word=word[:20],
        ) from None
    check_magnitude(value, word)
    return value


def check_magnitude(value: float, word: str) -> None:
    """Turn a number away that is too large to be read, or none, by the word that it was written as."""
    if not abs(value) <= MAX_MAGNITUDE:  # also turns nan away
        raise InputError(
            N_("“{word}” is out of range. Use numbers from {low:g} to {high:g}."),
            word=word[:20],
            low=-MAX_MAGNITUDE,
            high=MAX_MAGNITUDE,
        )


def _repeat(items: list[Item], length: int | None) -> list[Item]:
    return items if length is None else [items[step % len(items)] for step in range(length)]


def check_length(steps: int, limit: int = MAX_STEPS) -> None:
    """Turn away a sequence of more steps than there may be."""
    if steps > limit:
        raise InputError(
            N_("That is {steps} steps. Shorten it to at most {limit}, so that every step stays readable."),
            steps=steps,
            limit=limit,
        )


def _check_size(text: str) -> None:
    """Turn away a text that is far too long, by its code points, before it is split."""
    if len(text) > MAX_STEPS * MAX_PARTS:
        check_length(len(text))
