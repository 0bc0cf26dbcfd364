"""What a trained network writes, and how often it is right, by the length of the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import Array
from rnnlstm.core.translation.model import EncoderDecoder
from rnnlstm.core.translation.phrases import END, WRITTEN, NumberWords

ASKED = 200
"""Phrases held out that each length is measured on."""


@dataclass(frozen=True, eq=False)
class ByLength:
    """How often a network is right on phrases that it was never trained on.

    Attributes
    ----------
    digits : ndarray of int, shape (n,)
        Of the numbers, 3 and more.
    letters : ndarray, shape (n,)
        How many letters their phrases have on average.
    accuracy : ndarray, shape (n,)
        The share of numbers that are right from the first digit to the end mark.
    asked : int
        How many phrases each of these is measured on.
    """

    digits: NDArray[np.integer[Any]]
    letters: Array
    accuracy: Array
    asked: int

    @property
    def overall(self) -> float:
        """The share right over all lengths, each counting the same."""
        return float(self.accuracy.mean())


def written(y: Array) -> list[str]:
    """Return the likeliest digits of outputs (T, B, O), up to each end mark."""
    found = []
    for symbols in y.argmax(axis=-1).T.tolist():
        end = symbols.index(END) if END in symbols else len(symbols)
        found.append("".join(WRITTEN[symbol] for symbol in symbols[:end]))
    return found


def translate(model: EncoderDecoder, task: NumberWords, phrases: Sequence[str]) -> list[str]:
    """Return what a network writes for phrases, running freely; at most one digit more than the task has.

    Raises
    ------
    ValueError
        As ``task.encode`` does.
    """
    x, lengths = task.encode(phrases)
    return written(model.translate(x, task.steps + 1, lengths=lengths).y)


def by_length(
    model: EncoderDecoder, task: NumberWords, *, seed: int, asked: int = ASKED, digits: Sequence[int] = ()
) -> ByLength:
    """Measure a network on held-out phrases of each length, running freely.

    Parameters
    ----------
    model : EncoderDecoder
    task : NumberWords
    seed : int
        Of the phrases.
    asked : int
        Phrases of each length.
    digits : sequence of int
        The lengths; if not given, 3 to those of the task.
    """
    lengths = list(digits) or list(range(3, task.digits + 1))
    letters, accuracy = [], []
    for length in lengths:
        batch = task.held_out_batch(seed, asked, length)
        y = model.translate(batch.x, length + 2, lengths=batch.lengths).y
        right = [text == str(number) for text, number in zip(written(y), batch.numbers, strict=True)]
        letters.append(float(batch.lengths.mean()))
        accuracy.append(float(np.mean(right)))
    return ByLength(np.array(lengths), np.array(letters), np.array(accuracy), asked)
