"""The training of a language model as the workers see it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TypeAlias

import numpy as np

from rnnlstm.core.language.corpus import Corpus
from rnnlstm.core.language.training import Course, LanguageRecipe, advance, begin
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.runs.plan import Plan

PAGE = "language"


@dataclass(frozen=True)
class LanguagePlan(Plan[Course]):
    """A recipe, the text that it is for, and the seed.

    Two plans are alike if their texts have the same name, length and characters.
    """

    recipe: LanguageRecipe
    seed: int
    text: str
    """What the text is called: its name in the link, or that of the learner's own."""
    marks: tuple[int, int, int]
    """By which one text is told from another of the same name, see `marks_of`."""
    corpus: Corpus = field(compare=False, repr=False)

    def begin(self) -> Course:
        """Draw the network, and look at it."""
        return begin(self.recipe, self.corpus, self.seed)

    def advance(self, made: Course, *, seconds: float, updates: int | None) -> Course:
        """Train for so long; what comes back has the text and the past left out."""
        start, course = perf_counter(), replace(made, corpus=self.corpus)
        past, looks = course.step, len(course.looks)
        for course in itertools.islice(advance(course), updates):  # noqa: B007, B020
            if perf_counter() - start >= seconds:
                break
        return replace(self.without_past(course), bits=course.bits[past:], looks=course.looks[looks:])

    def without_past(self, made: Course) -> Course:
        """Leave out the text, which the plan has."""
        nothing = np.zeros(0, np.int32)
        return replace(made, corpus=replace(made.corpus, training=nothing, held_out=nothing))

    def joined(self, made: Course, new: Course) -> Course:
        """Return the new course with the past before it."""
        return replace(
            new,
            corpus=self.corpus,
            bits=np.concatenate([made.bits, new.bits]),
            looks=made.looks + new.looks,
        )


LanguageRun: TypeAlias = Run[LanguagePlan, Course]


def marks_of(corpus: Corpus) -> tuple[int, int, int]:
    """Return numbers by which one text is told from another."""
    places = corpus.training.astype(np.int64)
    return corpus.length, corpus.alphabet.size, int((places * np.arange(1, len(places) + 1)).sum() % 2**31)


def plan_for(recipe: LanguageRecipe, seed: int, text: str, corpus: Corpus) -> LanguagePlan:
    """Return the plan of a training on a text."""
    return LanguagePlan(recipe, seed, text, marks_of(corpus), corpus)
