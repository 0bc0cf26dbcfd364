"""How well a network predicts a text that it was not trained on."""

from __future__ import annotations

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.language.corpus import Ids
from rnnlstm.core.language.network import reader, surprise

PIECES = 16
"""So many equal parts of a held-out text are read side by side, each from the state 0."""
AT_ONCE = 2**21
"""Logits that are computed together: it bounds the memory, not the numbers."""


def pieces_of(ids: Ids, pieces: int = PIECES) -> Ids:
    """Cut a text into equal parts to be read side by side: (steps + 1, parts); the last is a target only."""
    parts = max(1, min(pieces, (len(ids) - 1) // 2))
    steps = (len(ids) - 1) // parts
    starts = np.arange(parts) * steps
    return np.asarray(ids[starts[None, :] + np.arange(steps + 1)[:, None]])


def bits_of(cell: Cell, ids: Ids) -> Array:
    """Return -log2 p of each character given all those before it.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    ids : ndarray of int32, shape (T + 1, B)
        Texts that are read side by side, from the state 0.

    Returns
    -------
    ndarray, shape (T, B)
        Of the characters 1 .. T.
    """
    run, states, found = reader(cell), None, []
    steps = max(1, AT_ONCE // (ids.shape[1] * cell.output_size))
    for start in range(0, len(ids) - 1, steps):
        part = ids[start : start + steps + 1]
        y, states = run(part[:-1], states)
        found.append(surprise(y, part[1:]))
    return np.concatenate(found)


def bits_per_character(cell: Cell, ids: Ids, pieces: int = PIECES) -> float:
    """Return the mean of -log2 p over a held-out text; 2 to its power is the perplexity.

    The text is cut into parts that are read side by side; each begins in the state 0, so the first few of its
    characters are predicted with less to go by than the others.
    """
    return float(bits_of(cell, pieces_of(ids, pieces)).mean())


def perplexity(bits: float) -> float:
    """Return 2^bits: among so many equally likely characters the choice would be as hard."""
    return float(2.0**bits)
