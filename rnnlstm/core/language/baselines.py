"""What counting alone can do: how often each character comes, and how often each after each."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import Array
from rnnlstm.core.language.corpus import Corpus, Ids

STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""What is tried for the weight of the unigram in the bigram."""


@dataclass(frozen=True, eq=False)
class Counts:
    """A model of a text by the counts of its characters and of its pairs.

    With n_a the count of a character, n_ab that of b after a, N that of all, V the size of the alphabet::

        p(b) = (n_b + 1) / (N + V)                             Laplace's rule
        p(b | a) = (n_ab + k p(b)) / (n_a + k)                 smoothed by the unigram, with the weight k

    The second is the predictive distribution under a Dirichlet prior with mean p and weight k (MacKay and
    Peto 1995). Of `STRENGTHS`, k is the one that predicts the last tenth of the training text best from the
    rest.

    Attributes
    ----------
    unigram : ndarray, shape (V,)
        p(b).
    pairs : ndarray of int, shape (V, V)
        n_ab.
    strength : float
        k.
    """

    unigram: Array
    pairs: NDArray[np.int32]
    strength: float

    def given(self, a: NDArray[np.integer]) -> Array:
        """Return p(. | a) for characters a of any shape: (..., V)."""
        prior = self.strength * self.unigram
        found: Array = (self.pairs[a] + prior) / (self.after[a][..., None] + self.strength)
        return found

    @cached_property
    def after(self) -> NDArray[np.int64]:
        """How often something comes after each character: (V,)."""
        return np.asarray(self.pairs.sum(axis=1, dtype=np.int64))

    def unigram_bits(self, b: NDArray[np.integer]) -> Array:
        """Return -log2 p(b)."""
        return np.asarray(-np.log2(self.unigram[b]))

    def bigram_bits(self, a: NDArray[np.integer], b: NDArray[np.integer]) -> Array:
        """Return -log2 p(b | a), of characters and those before them, of any shape."""
        p = (self.pairs[a, b] + self.strength * self.unigram[b]) / (self.after[a] + self.strength)
        return np.asarray(-np.log2(p))


def count(ids: Ids, size: int) -> Counts:
    """Count a text over an alphabet of this size, and choose the bigram's smoothing.

    Parameters
    ----------
    ids : ndarray of int32
        The training text.
    size : int
        V.
    """
    cut = max(1, len(ids) - len(ids) // 10)
    early, last = ids[:cut], ids[cut - 1 :]
    counted = _counted(early, size)
    tried = [replace(counted, strength=strength) for strength in STRENGTHS]
    bits = [float(each.bigram_bits(last[:-1], last[1:]).sum()) for each in tried]
    return replace(_counted(ids, size), strength=STRENGTHS[int(np.argmin(bits))])


def _counted(ids: Ids, size: int) -> Counts:
    unigram = (np.bincount(ids, minlength=size) + 1) / (len(ids) + size)
    flat = ids[:-1].astype(np.int64) * size + ids[1:]
    pairs = np.bincount(flat, minlength=size * size).reshape(size, size).astype(np.int32)
    return Counts(unigram, pairs, 1.0)


@dataclass(frozen=True)
class Baselines:
    """Bits per character on the held-out text of predictors that need no network.

    Attributes
    ----------
    uniform : float
        log2 V: every character of the alphabet is equally likely. An untrained network begins here.
    unigram, bigram : float
        By the counts of the training text, see `Counts`.
    """

    uniform: float
    unigram: float
    bigram: float


def baselines(text: Corpus, counts: Counts | None = None) -> Baselines:
    """Measure the predictors on all pairs of the held-out text.

    Parameters
    ----------
    text : Corpus
    counts : Counts, optional
        Those of its training part, if they are there already.
    """
    counts = counts or count(text.training, text.alphabet.size)
    a, b = text.held_out[:-1], text.held_out[1:]
    return Baselines(
        math.log2(text.alphabet.size),
        float(counts.unigram_bits(b).mean()),
        float(counts.bigram_bits(a, b).mean()),
    )
