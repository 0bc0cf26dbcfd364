"""The numbers of the page of names: one name letter by letter, and all names held out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.files import read_weights
from rnnlstm.core.exchange.from_pytorch import from_torch
from rnnlstm.core.names.counts import LetterRuns
from rnnlstm.core.names.deciding import answers, confusion, deciding_steps, right_after
from rnnlstm.core.names.lists import Names
from rnnlstm.core.names.recipe import read_names
from rnnlstm.core.names.spelling import Spelling, spelled
from rnnlstm.core.names.task import NameLanguage
from rnnlstm.ui.shell.catalogue import ASSETS, N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.cache import kept_within

Array = NDArray[np.floating[Any]]
Whole = NDArray[np.integer[Any]]

NETWORKS = ASSETS / "networks" / "names"
MOST_LETTERS = 24
MOST_TYPED = 200
"""Signs that are looked at: a letter may carry any number of accents."""


@lru_cache(maxsize=1)
def names() -> Names:
    """Return the names that ship, split."""
    return read_names(ASSETS / "data" / "names" / "names.tsv")


@lru_cache(maxsize=1)
def task() -> NameLanguage:
    """Return the task of the shipped names."""
    return NameLanguage.of(names())


@lru_cache(maxsize=1)
def results() -> dict[str, Any]:
    """Return what ``python -m rnnlstm.make.names networks`` has measured of networks and of counting."""
    found: dict[str, Any] = json.loads((NETWORKS / "results.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=3)
def shipped(kind: str) -> Cell:
    """Return the shipped network of a kind."""
    weights = read_weights((NETWORKS / f"{kind.lower()}.safetensors").read_bytes())
    return from_torch(weights, kind.lower(), readout="readout")


def read(text: str) -> Spelling:
    """Return how a name is read.

    Raises
    ------
    InputError
        If there is none, it is too long, or the network knows none of its letters.
    """
    if len(text) > MOST_TYPED:
        raise InputError(
            N_("That is {count} signs; at most {most} are read. Type one family name."),
            count=len(text),
            most=MOST_TYPED,
        )
    found = spelled(text, names().alphabet)
    if not found.letters:
        raise InputError(N_("Type a family name, such as Kowalczyk or Tanaka."))
    if len(found.letters) > MOST_LETTERS:
        raise InputError(
            N_("That is {count} letters; a name may have {most}. Leave some out."),
            count=len(found.letters),
            most=MOST_LETTERS,
        )
    if not set(found.letters) & set(names().alphabet):
        raise InputError(
            N_(
                "The networks know Latin letters only, and “{text}” has none. Write it as in Tanaka or Zhang."
            ),
            text=text.strip()[:MOST_LETTERS],
        )
    return found


@dataclass(frozen=True, eq=False)
class Course:
    """What a network makes of one name, letter by letter.

    Attributes
    ----------
    spelling : Spelling
    probabilities : ndarray, shape (T, O)
    decided : int
        The letter, from 1, at which the last answer becomes the likeliest for good.
    """

    spelling: Spelling
    probabilities: Array
    decided: int

    @property
    def answer(self) -> int:
        """The number of the language that is likeliest at the end."""
        return int(self.probabilities[-1].argmax())

    @property
    def sure(self) -> float:
        """The probability of the answer."""
        return float(self.probabilities[-1].max())


def course(cell: Cell, spelling: Spelling) -> Course:
    """Return what a network makes of a name."""
    y = cell.forward(task().written([spelling.letters], [0]).x).y
    given = answers(y, [len(spelling.letters)])
    return Course(spelling, likely(y)[:, 0], int(deciding_steps(given)[0]))


def likely(y: Array) -> Array:
    """Return the softmax of outputs (..., O)."""
    with np.errstate(all="ignore"):
        e = np.exp(y - y.max(axis=-1, keepdims=True))
        return np.asarray(e / e.sum(axis=-1, keepdims=True))


@dataclass(frozen=True, eq=False)
class Examined:
    """What a network makes of all names held out, in the order of ``names().tested``.

    Attributes
    ----------
    right : ndarray, shape (T,)
        The share that is right after 1, 2, ... letters.
    counts : ndarray of int, shape (O, O)
        A row a list, a column an answer.
    answers, early, decided : ndarray of int, shape (B,)
        Of each name: the number of the language in the end and after two letters, and the letter at which
        it is decided.
    """

    right: Array
    counts: Whole
    answers: Whole
    early: Whole
    decided: Whole

    @property
    def accuracy(self) -> float:
        """The share that is right in the end."""
        return float(self.right[-1])


@kept_within(32 * 2**20, 16)
def examined(cell: Cell) -> Examined:
    """Test a network on all names held out."""
    batch = task().all_held_out()
    labels = [language for _name, language in names().tested]
    lengths = [len(name) for name, _language in names().tested]
    y = cell.forward(batch.x).y
    given = answers(y, lengths)
    return Examined(
        right=right_after(given, labels),
        counts=confusion(labels, given[-1], len(names().languages)),
        answers=given[-1],
        early=given[1],
        decided=deciding_steps(given),
    )


@lru_cache(maxsize=1)
def pairs() -> LetterRuns:
    """Return the pairs of letters of the names to train on, counted."""
    return LetterRuns.of(names())


def standing(letters: str) -> tuple[tuple[str, ...], bool]:
    """Return the languages in whose lists a name stands, and whether it is held out."""
    for part, held_out in ((names().training, False), (names().held_out, True)):
        found = tuple(
            language for language, each in zip(names().languages, part, strict=True) if letters in each
        )
        if found:
            return found, held_out
    return (), False
