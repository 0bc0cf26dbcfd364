"""Teacher forcing against free running: what a network does once it reads what it wrote itself.

In training the network always reads the true text (teacher forcing, Williams and Zipser 1989). When it
writes, it reads its own characters, and a mistake is followed by states that no training has shown it.
Ranzato et al. (2016) call the difference exposure bias.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.language.baselines import Counts
from rnnlstm.core.language.corpus import Ids
from rnnlstm.core.language.measures import bits_of
from rnnlstm.core.language.network import reader, surprise
from rnnlstm.core.language.writing import run_free

CONTEXT = 64
"""Characters that are read before a text is let go."""
STEPS = 120
"""Steps without the true text."""
TEXTS = 64
"""Places of the held-out text from which it starts."""


@dataclass(frozen=True, eq=False)
class Exposure:
    """The same places of a held-out text, read on and made up.

    Attributes
    ----------
    forced : ndarray, shape (steps,)
        -log2 p of the true character k + 1 steps on, the true text having been read up to it; the mean over
        the places.
    free : ndarray, shape (steps,)
        The same true characters, the network having read its own ones since step 0.
    own : ndarray, shape (steps,)
        How strange the network's own text is: its bits by the bigram counts of the training text.
    true : ndarray, shape (steps,)
        The bits of the true text by the same counts.
    texts : int
        The number of places.
    """

    forced: Array
    free: Array
    own: Array
    true: Array
    texts: int


def exposure(
    cell: Cell,
    held_out: Ids,
    counts: Counts,
    *,
    seed: int,
    temperature: float = 1.0,
    steps: int = STEPS,
    texts: int = TEXTS,
) -> Exposure:
    """Measure what is lost when a network reads itself.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    held_out : ndarray of int32
        Cut into as many stretches of ``CONTEXT + steps + 1`` characters as there are, at most ``texts``.
    counts : Counts
        Of the training text.
    seed : int
        Of what is drawn.
    temperature : float
        At which it is drawn.
    steps : int
        Fewer where the text is short.
    texts : int

    Raises
    ------
    ValueError
        If the held-out text has fewer than three characters.
    """
    if len(held_out) < 3:
        raise ValueError(f"held_out must have at least three characters, got {len(held_out)}")
    context = min(CONTEXT, len(held_out) // 2)
    steps = min(steps, len(held_out) - context)
    stretch = context + steps
    number = max(1, min(texts, len(held_out) // stretch))
    starts = np.linspace(0, len(held_out) - stretch, number).astype(int)
    true = held_out[starts[None, :] + np.arange(stretch)[:, None]]
    forced = bits_of(cell, true)[context - 1 :]

    states = reader(cell)(true[: context - 1], None)[1] if context > 1 else None
    run = run_free(cell, true[context - 1 : context], states, np.random.default_rng(seed), temperature)
    free, own, before = [], [], true[context - 1]
    for right in true[context:]:
        y, drawn = next(run)
        free.append(surprise(y, right))
        own.append(counts.bigram_bits(before, drawn))
        before = drawn
    of_text = counts.bigram_bits(true[context - 1 : -1], true[context:])
    means = [np.asarray(each).mean(axis=-1) for each in (forced, free, own, of_text)]
    return Exposure(means[0], means[1], means[2], means[3], number)
