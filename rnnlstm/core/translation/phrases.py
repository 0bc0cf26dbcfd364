"""The task: a number in words, letter by letter, is to be written in digits. Generated, seeded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, Mask
from rnnlstm.core.tasks.task import one_hot, stream
from rnnlstm.core.translation.numbers import (
    DIGITS,
    GROUPS,
    ONES,
    PLACES,
    SCALES,
    TENS,
    in_chinese,
    in_english,
    read_chinese,
    read_english,
)

WRITTEN = "0123456789"
END = len(WRITTEN)
"""The symbol after the ten digits: the number ends here."""
SYMBOLS = len(WRITTEN) + 1

EASY = 100
"""All smaller numbers are trained on: they are the words that the larger ones are made of."""
HELD_OUT = 5
"""Of the others one in so many is never trained on."""
ZEROS = 0.3
"""The share of digits made 0 beyond those that are so by chance: else few phrases leave a place out."""
DEALT = 4
"""So many batches are drawn together."""
LONGEST = 9
"""Digits of the longest numbers there are words for."""


@dataclass(frozen=True)
class Language:
    """A language that numbers are written in.

    Attributes
    ----------
    alphabet : str
        All letters, the blank among them, that its numbers are written with.
    forms : tuple of callable
        The ways in which people write a number: each takes it and returns the phrase.
    read : callable
        Returns the number that a phrase stands for by the rules of the language, None for no number.
    """

    alphabet: str
    forms: tuple[Callable[[int], str], ...]
    read: Callable[[str], int | None]


def _british(number: int) -> str:
    return in_english(number)


def _american(number: int) -> str:
    return in_english(number, british=False)


def _with_er(number: int) -> str:
    return in_chinese(number)


def _with_liang(number: int) -> str:
    return in_chinese(number, two="两")


LANGUAGES = {
    "en": Language(
        "".join(sorted({*" and hundred", *"".join(ONES + TENS), *"".join(name for _, name in SCALES)})),
        (_british, _american),
        read_english,
    ),
    "zh": Language(
        DIGITS + "两" + "".join(name for _, name in (*PLACES[::-1], *GROUPS[::-1])),
        (_with_er, _with_liang),
        read_chinese,
    ),
}


class Pairs(NamedTuple):
    """A batch of phrases and what they mean, padded.

    Attributes
    ----------
    phrases : tuple of str
        The B phrases.
    numbers : ndarray of int, shape (B,)
    x : ndarray, shape (S, B, D)
        The letters of each phrase, one-hot.
    lengths : ndarray of int, shape (B,)
        The number of letters of each.
    previous : ndarray, shape (T, B, SYMBOLS)
        The digits one step late, one-hot: zeros at the first step.
    target : ndarray of int, shape (T, B)
        The digits and then `END`.
    mask : ndarray of bool, shape (T, B)
        True up to the end mark.
    """

    phrases: tuple[str, ...]
    numbers: NDArray[np.integer[Any]]
    x: Array
    lengths: NDArray[np.integer[Any]]
    previous: Array
    target: NDArray[np.integer[Any]]
    mask: Mask


@dataclass(frozen=True)
class NumberWords:
    """Numbers of 1 to `digits` digits, all lengths equally often, in the words of one language.

    Attributes
    ----------
    language : {"en", "zh"}
    digits : int
        Of the longest numbers, 3 to `LONGEST`.

    Raises
    ------
    ValueError
        If there is no such language, or `digits` is out of range.
    """

    language: str
    digits: int

    def __post_init__(self) -> None:
        validate.choice("language", self.language, LANGUAGES)
        validate.whole("digits", self.digits, 3, LONGEST)

    @property
    def alphabet(self) -> str:
        """The letters of the source."""
        return LANGUAGES[self.language].alphabet

    @property
    def steps(self) -> int:
        """The longest target, its end mark included."""
        return self.digits + 1

    def training_batch(self, seed: int, k: int, size: int) -> Pairs:
        """Return batch `k` (0, 1, ...) to train on; none of its numbers is held out.

        `DEALT` batches are drawn together and dealt out by the length of the phrases, the shortest first: so
        little of a batch is padding, and a training takes half the time.
        """
        group, place = divmod(k, DEALT)
        rng = stream(seed, "training", group)
        numbers = draw_numbers(rng, DEALT * size, range(1, self.digits + 1), held_out=False)
        phrases = self._written(rng, numbers)
        order = sorted(range(len(phrases)), key=lambda b: len(phrases[b]))[place * size : (place + 1) * size]
        return self.pairs([phrases[b] for b in order], [int(numbers[b]) for b in order])

    def held_out_batch(self, seed: int, size: int, digits: int) -> Pairs:
        """Return numbers of so many digits, at least 3, that no training with any seed draws."""
        rng = stream(seed, "held_out", digits)
        numbers = draw_numbers(rng, size, range(digits, digits + 1), held_out=True)
        return self.pairs(self._written(rng, numbers), numbers.tolist())

    def encode(self, phrases: Sequence[str]) -> tuple[Array, NDArray[np.integer[Any]]]:
        """Return phrases as one-hot letters (S, B, D), and their lengths (B,).

        Raises
        ------
        ValueError
            If there is none, or one is empty or has a letter that is not in the alphabet.
        """
        if not phrases or not all(phrases):
            raise ValueError("phrases must be texts of at least one letter each, got none or an empty one")
        known = {letter: k for k, letter in enumerate(self.alphabet)}
        if strange := {letter for phrase in phrases for letter in phrase} - known.keys():
            raise ValueError(f"letters must be of {self.alphabet!r}, got {''.join(sorted(strange))!r}")
        lengths = np.array([len(phrase) for phrase in phrases])
        letters = np.full((lengths.max(), len(phrases)), -1)
        for b, phrase in enumerate(phrases):
            letters[: len(phrase), b] = [known[letter] for letter in phrase]
        return one_hot(letters, len(known)), lengths

    def pairs(self, phrases: Sequence[str], numbers: Sequence[int]) -> Pairs:
        """Return phrases and the numbers that they stand for as a batch.

        Raises
        ------
        ValueError
            As `encode` does.
        """
        x, lengths = self.encode(phrases)
        texts = [str(number) for number in numbers]
        T = max(map(len, texts)) + 1
        target = np.zeros((T, len(texts)), int)
        mask = np.zeros((T, len(texts)), bool)
        for b, text in enumerate(texts):
            target[: len(text) + 1, b] = [*map(int, text), END]
            mask[: len(text) + 1, b] = True
        late = np.vstack([np.full((1, len(texts)), -1), target[:-1]])
        return Pairs(tuple(phrases), np.asarray(numbers), x, lengths, one_hot(late, SYMBOLS), target, mask)

    def _written(self, rng: np.random.Generator, numbers: NDArray[np.integer[Any]]) -> list[str]:
        """Write each number in one of the ways of the language."""
        forms = LANGUAGES[self.language].forms
        chosen = rng.integers(len(forms), size=len(numbers))
        return [forms[form](int(n)) for form, n in zip(chosen, numbers, strict=True)]


def is_held_out(numbers: NDArray[np.integer[Any]]) -> Mask:
    """Return which numbers are never trained on: by a fixed rule, so that it can be looked up for any.

    The rule is Knuth's multiplicative hash (*The Art of Computer Programming*, section 6.4), which has
    nothing to do with the digits.
    """
    hashed = (numbers.astype(np.uint64) * np.uint64(2654435761)) % np.uint64(2**32) // np.uint64(2**16)
    held: Mask = (numbers >= EASY) & (hashed % np.uint64(HELD_OUT) == 0)
    return held


def draw_numbers(
    rng: np.random.Generator, size: int, lengths: range, *, held_out: bool
) -> NDArray[np.integer[Any]]:
    """Draw numbers with as many digits as `lengths` says, each length equally often, held out or not.

    Raises
    ------
    ValueError
        If `size` is below 1, or numbers held out are asked for that have less than 3 digits.
    """
    validate.size("size", size)
    if held_out and lengths.start < len(str(EASY)):
        raise ValueError(f"numbers held out have at least {len(str(EASY))} digits, got {lengths.start}")
    wanted = rng.choice(np.asarray(lengths), size)
    numbers = np.full(size, -1)
    while (left := np.flatnonzero(numbers < 0)).size:
        place = np.arange(lengths.stop - 1)
        digits = rng.integers(10, size=(left.size, place.size))
        digits[rng.random(digits.shape) < ZEROS] = 0
        # A number begins with no 0, unless it is 0 itself.
        least = np.where(wanted[left] > 1, 1, 0)
        digits[:, 0] = rng.integers(least, 10)
        digits[place >= wanted[left][:, None]] = 0
        found = digits @ 10 ** place[::-1] // 10 ** (place.size - wanted[left])
        numbers[left] = np.where(is_held_out(found) == held_out, found, -1)
    return numbers
