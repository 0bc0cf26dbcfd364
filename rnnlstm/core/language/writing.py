"""What a network writes: it reads a beginning, draws the next character, reads that, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.language.corpus import Alphabet, Ids
from rnnlstm.core.language.network import States, reader

HOTTEST = 100.0
"""The largest temperature; all characters are as good as equally likely there."""


class Written(NamedTuple):
    """A text that a network wrote.

    Attributes
    ----------
    prime : str
        What it read first: the beginning that was given, as far as the network knows its characters; a
        newline, or the first character of the alphabet, where nothing of it is left.
    text : str
        What it wrote.
    unknown : tuple of str
        Characters of the beginning that have no place in the alphabet.
    """

    prime: str
    text: str
    unknown: tuple[str, ...]


def chances(y: Array, temperature: float) -> Array:
    """Return softmax(y / temperature) over the last axis; at 0 all on the likeliest, the first of equals.

    Parameters
    ----------
    y : ndarray, shape (..., V)
        Logits.
    temperature : float
        From 0 to `HOTTEST`. Below 1 the likely characters become likelier, above 1 all become alike.

    Raises
    ------
    ValueError
        If the temperature is none of these.
    """
    validate.number("temperature", temperature, minimum=0)
    if temperature > HOTTEST:
        raise ValueError(f"temperature must be at most {HOTTEST:g}, got {temperature!r}")
    logits = y.astype(np.float64)
    # The largest becomes 0 before the division: no quotient overflows, however cold it is.
    logits = logits - logits.max(axis=-1, keepdims=True)
    if temperature == 0:
        p: Array = np.zeros_like(logits)
        np.put_along_axis(p, logits.argmax(axis=-1)[..., None], 1.0, axis=-1)
        return p
    with np.errstate(over="ignore", under="ignore"):
        p = np.exp(logits / temperature)
    p /= p.sum(axis=-1, keepdims=True)
    return p


def draw(p: Array, rng: np.random.Generator) -> Ids:
    """Draw a place from each row of chances (B, V): (B,)."""
    below = np.cumsum(p, axis=-1)
    found: Ids = (below < rng.random((len(p), 1)) * below[:, -1:]).sum(axis=-1, dtype=np.int32)
    return found


def run_free(
    cell: Cell, ids: Ids, states: States | None, rng: np.random.Generator, temperature: float = 1.0
) -> Iterator[tuple[Array, Ids]]:
    """Let networks write without end, several texts side by side.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    ids : ndarray of int32, shape (T, B)
        What is read first, T at least 1.
    states : States or None
        Those to read it from.
    rng : Generator
    temperature : float

    Yields
    ------
    y : ndarray, shape (B, V)
        The logits of the next character.
    drawn : ndarray of int32, shape (B,)
        The character that was drawn by them, which is read next.
    """
    run = reader(cell)
    while True:
        of_all, states = run(ids, states)
        y = of_all[-1]
        drawn = draw(chances(y, temperature), rng)
        yield y, drawn
        ids = drawn[None]


def write(
    cell: Cell, alphabet: Alphabet, prime: str, length: int, *, temperature: float, seed: int
) -> Written:
    """Let a network write so many characters.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    alphabet : Alphabet
        The one that it was trained with.
    prime : str
        The beginning, which it reads first.
    length : int
    temperature : float
        See `chances`.
    seed : int
        The same one writes the same text.

    Raises
    ------
    ValueError
        If the length is below 1, the temperature out of range, or the seed negative.
    """
    validate.size("length", length)
    rng = np.random.default_rng(validate.natural("seed", seed))
    ids = alphabet.encode(prime)
    if not len(ids):
        ids = alphabet.encode("\n") if "\n" in alphabet.characters else np.zeros(1, np.int32)
    texts = run_free(cell, ids[:, None], None, rng, temperature)
    written = alphabet.decode(int(next(texts)[1][0]) for _ in range(length))
    return Written(alphabet.decode(ids), written, alphabet.unknown(prime))
