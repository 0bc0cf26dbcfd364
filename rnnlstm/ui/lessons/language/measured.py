"""What is measured of a trained network: its reading of a sentence, its units, what it loses alone."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace
from rnnlstm.core.language.corpus import Alphabet, tidy
from rnnlstm.core.language.exposure import Exposure, exposure
from rnnlstm.core.language.measures import bits_per_character
from rnnlstm.core.language.network import log2_softmax, read
from rnnlstm.core.language.units import Units, units
from rnnlstm.ui.lessons.language.settings import LONGEST_SENTENCE
from rnnlstm.ui.lessons.language.texts import Known
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.cache import measured_once
from rnnlstm.ui.walk.sequence import visible

Array = NDArray[np.floating[Any]]

GUESSES = 5


@dataclass(frozen=True, eq=False)
class Model:
    """A trained network with its text.

    Attributes
    ----------
    cell
        In float32.
    text
        What it was trained on.
    updates
        How many it has had.
    own
        Whether it is of the learner's run.
    measured
        What has been measured of it.
    """

    cell: Cell
    text: Known
    updates: int
    own: bool
    measured: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def alphabet(self) -> Alphabet:
        """The characters that it knows."""
        return self.text.corpus.alphabet


@dataclass(frozen=True, eq=False)
class Reading:
    """A sentence as a network reads it, after a newline.

    Attributes
    ----------
    text
        The characters that it knows, or the sign of the rest in their place.
    unknown
        Those that have no place in the alphabet.
    ids
        (n,): their places.
    trace
        Of n + 1 steps: what stands at step k is the network after character k, 0 being the newline.
    log2_p
        (n + 1, V): at each step the logarithm of how likely each character is to come next.
    """

    text: str
    unknown: tuple[str, ...]
    ids: NDArray[np.int32]
    trace: Trace
    log2_p: Array

    @cached_property
    def bits(self) -> Array:
        """The surprise at each character, -log2 of how likely it was: (n,)."""
        return np.asarray(-self.log2_p[np.arange(len(self.ids)), self.ids])

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """At each step the places of the likeliest characters, the likeliest first: (n + 1, guesses)."""
        return np.argsort(-self.log2_p, axis=-1, kind="stable")[:, :GUESSES]

    @property
    def symbols(self) -> list[str]:
        """The characters, as a person can see them."""
        return [visible(each) for each in self.text]

    def unit(self, quantity: str, number: int) -> Array:
        """Return what a unit, from 1 on, does at each character; the surprise for "bits": (n,)."""
        if quantity == "bits":
            return self.bits
        return np.asarray(getattr(self.trace, quantity)[1:, 0, number - 1], float)


def begins_with(alphabet: Alphabet) -> NDArray[np.int32]:
    """Return what is read before a sentence: a newline, where the alphabet has one."""
    return alphabet.encode("\n") if "\n" in alphabet.characters else np.zeros(1, np.int32)


def read_sentence(model: Model, sentence: str) -> Reading:
    """Let a network read a sentence.

    Raises
    ------
    InputError
        If there is none, it is too long, or the network knows none of its characters.
    """
    plain = tidy(sentence)
    if not plain:
        raise InputError(N_("There is no text yet. Type at least one character."))
    if len(plain) > LONGEST_SENTENCE:
        raise InputError(
            N_("The sentence has {count} characters. Up to {limit} are read."),
            count=len(plain),
            limit=LONGEST_SENTENCE,
        )
    ids = model.alphabet.encode(plain)
    if not len(ids):
        raise InputError(N_("The network knows none of these characters. Take some of its text."))
    trace = read(model.cell, np.concatenate([begins_with(model.alphabet), ids])[:, None])
    return Reading(
        model.alphabet.decode(ids), model.alphabet.unknown(plain), ids, trace, log2_softmax(trace.y[:, 0])
    )


@measured_once
def ranked_units(model: Model) -> Units:
    """Return how well properties of the held-out text predict a network's units."""
    return units(model.cell, model.alphabet, model.text.corpus.held_out)


@measured_once
def exposed(model: Model, temperature: float, seed: int) -> Exposure:
    """Return what a network loses when it reads itself."""
    held_out = model.text.corpus.held_out
    return exposure(model.cell, held_out, model.text.counts, seed=seed, temperature=temperature)


@measured_once
def held_out_bits(model: Model) -> float:
    """Return a network's bits per character on the whole held-out text."""
    return bits_per_character(model.cell, model.text.corpus.held_out)
