"""The training of a language model, as it is watched: bits per character, and what the network writes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.draw import draw
from rnnlstm.core.language.corpus import Corpus
from rnnlstm.core.language.measures import bits_per_character
from rnnlstm.core.language.network import States, learn
from rnnlstm.core.language.streams import Streams
from rnnlstm.core.language.writing import write
from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.training.row import Row
from rnnlstm.core.training.train import Progress, updates

SAMPLE_LENGTH = 240
SAMPLE_TEMPERATURE = 0.6
SAMPLE_SEED = 0
MEASURED = 8000
"""Characters of the held-out text that are measured on the way, from its beginning."""
COOLED = 0.1
"""The learning rate falls in a straight line to this share of itself."""
FIRST_SAMPLES = (5, 10, 20, 40, 70)
"""The updates, early on, after which the network is looked at besides the regular ones."""
SAMPLES = 30
"""How often, about, it is looked at in all."""


@dataclass(frozen=True)
class LanguageRecipe:
    """How a network is trained on a text.

    Attributes
    ----------
    kind : str
        "RNN", "LSTM" or "GRU".
    hidden_size : int
    T : int
        Steps that the gradient goes back; the state goes on.
    batch_size : int
        Streams.
    updates : int
    learning_rate : float
        Of Adam, at the beginning; see `COOLED`.
    clip_norm : float or None
    forget_bias : float
        Of an LSTM.
    """

    kind: str = "LSTM"
    hidden_size: int = 128
    T: int = 64
    batch_size: int = 32
    updates: int = 600
    learning_rate: float = 0.01
    clip_norm: float | None = 1.0
    forget_bias: float = 1.0

    def cell(self, size: int, seed: int) -> Cell:
        """Draw a network for an alphabet of this size, in float32."""
        sizes = size, self.hidden_size, size
        return draw(self.kind, *sizes, seed=seed, forget_bias=self.forget_bias, dtype=np.float32)

    def rate(self, k: int) -> float:
        """Return the learning rate of update k, from 0 on."""
        return self.learning_rate * (1 - (1 - COOLED) * k / self.updates)


@dataclass(frozen=True, eq=False)
class Look:
    """A network in training, looked at.

    Attributes
    ----------
    step : int
        The updates made so far.
    bits : float
        Per character of the held-out text, see `MEASURED`.
    sample : str
        What it writes then, from a newline on, at `SAMPLE_TEMPERATURE`.
    """

    step: int
    bits: float
    sample: str


@dataclass(frozen=True, eq=False)
class Course:
    """A training so far, and all that is needed to go on.

    Attributes
    ----------
    recipe : LanguageRecipe
    corpus : Corpus
    seed : int
        Of the network.
    bits : ndarray, shape (k,)
        Per character, of the excerpt of each update, before the update.
    looks : tuple of Look
        The first is before the first update.
    progress : Progress
        The newest.
    states : States or None
        Where the streams stand; None before the first update.
    seconds : float
        The time that the updates took, without the looks.
    """

    recipe: LanguageRecipe
    corpus: Corpus = field(repr=False)
    seed: int
    bits: Array
    looks: tuple[Look, ...]
    progress: Progress = field(repr=False)
    states: States | None = field(default=None, repr=False)
    seconds: float = 0.0

    @property
    def step(self) -> int:
        """The updates made so far."""
        return len(self.bits)

    @property
    def cell(self) -> Cell:
        """The network as it is now."""
        return self.progress.cell

    @property
    def finite(self) -> bool:
        """False when the training ended because something overflowed."""
        return self.progress.finite

    @property
    def over(self) -> bool:
        """Whether no update is to come."""
        return self.step >= self.recipe.updates or not self.finite


def begin(recipe: LanguageRecipe, corpus: Corpus, seed: int) -> Course:
    """Draw a network and look at it before any update.

    Raises
    ------
    ValueError
        If there is no such kind, a size is below 1, or the seed is negative.
    """
    cell = recipe.cell(corpus.alphabet.size, seed)
    progress = Progress(0, math.nan, math.nan, cell, None)
    return Course(recipe, corpus, seed, np.empty(0), (_look(cell, corpus, 0),), progress)


def advance(course: Course) -> Iterator[Course]:
    """Go on with a training, one update at a time, and look where `look_steps` says.

    Trained in one go or in pieces, the numbers are the same. Nothing is computed before the next course is
    asked for.

    Yields
    ------
    Course
        After each update, until the training is over.
    """
    streams, steps = streams_of(course), look_steps(course.recipe.updates)
    while not course.over:
        course = update(course, streams)
        if course.step in steps or not course.finite:
            course = replace(course, looks=(*course.looks, _look(course.cell, course.corpus, course.step)))
        yield course


def streams_of(course: Course) -> Streams:
    """Return the training text as the course reads it."""
    return Streams.of(course.corpus.training, course.recipe.batch_size, course.recipe.T)


def update(course: Course, streams: Streams) -> Course:
    """Return a course after one more update, without a look."""
    start, recipe = perf_counter(), course.recipe
    excerpt = streams.excerpt(course.step)
    learned = learn(course.cell, excerpt.ids, excerpt.targets, None if excerpt.first else course.states)
    grads = None if learned.grads is None else Row.of(learned.grads, course.cell.params)
    optimizer = Adam(recipe.rate(course.step))
    made = updates(course.progress, lambda _cell, _k: (learned.bits, grads), optimizer, 1, recipe.clip_norm)
    return replace(
        course,
        progress=next(made),
        bits=np.append(course.bits, learned.bits),
        states=learned.states,
        seconds=course.seconds + perf_counter() - start,
    )


def look_steps(updates: int) -> set[int]:
    """Return the updates after which a training of so many is looked at, early ones closer."""
    every = max(1, round(updates / SAMPLES))
    soon = (each for each in FIRST_SAMPLES if each < updates)
    return {*soon, *range(every, updates + 1, every), updates}


def _look(cell: Cell, corpus: Corpus, step: int) -> Look:
    bits = bits_per_character(cell, corpus.held_out[:MEASURED])
    written = write(
        cell, corpus.alphabet, "\n", SAMPLE_LENGTH, temperature=SAMPLE_TEMPERATURE, seed=SAMPLE_SEED
    )
    return Look(step, bits, written.text)
