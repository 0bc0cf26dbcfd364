"""What counting letters does, without a network: the baselines of the task of names.

Both take each language to be equally likely, as the task does, and return a score for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.names.lists import Names

START, END = "\x02", "\x03"


@dataclass(frozen=True, eq=False)
class LetterRuns:
    """Bayes' rule with letters that depend on the n - 1 before them: a Markov chain for each language.

    log P(name | language) is the sum over its letters, and its end, of log P(letter | the n - 1 before it),
    the probabilities being counts to which `smoothing` is added (Jurafsky and Martin, *Speech and Language
    Processing*, chapter 3). With n = 2 it counts pairs of letters.

    Attributes
    ----------
    n : int
    smoothing : float
    letters : int
        How many letters can follow, the end included.
    runs, before : tuple of Counter
        For each language the number of each run of n letters, and of each n - 1 that something follows.
    """

    n: int
    smoothing: float
    letters: int
    runs: tuple[Counter[str], ...]
    before: tuple[Counter[str], ...]

    @classmethod
    def of(cls, names: Names, n: int = 2, smoothing: float = 0.1) -> LetterRuns:
        """Count the names to train on.

        Raises
        ------
        ValueError
            If n is below 1 or the smoothing not above 0.
        """
        validate.size("n", n)
        validate.positive("smoothing", smoothing)
        runs = tuple(Counter(run for name in part for run in _runs(name, n)) for part in names.training)
        before = tuple(
            Counter(run[:-1] for name in part for run in _runs(name, n)) for part in names.training
        )
        return cls(n, smoothing, len(names.alphabet) + 1, runs, before)

    def scores(self, names: Sequence[str]) -> Array:
        """Return log P(name | language), shape (names, languages)."""
        return np.array(
            [
                [
                    sum(self._log(runs[run], before[run[:-1]]) for run in _runs(name, self.n))
                    for runs, before in zip(self.runs, self.before, strict=True)
                ]
                for name in names
            ]
        )

    def _log(self, run: int, before: int) -> float:
        return float(np.log((run + self.smoothing) / (before + self.smoothing * self.letters)))


@dataclass(frozen=True, eq=False)
class Endings:
    """The last letters of a name, looked up: the languages by how often their names end so.

    Of the last `n` letters, or as many of them as some name to train on ends with.

    Attributes
    ----------
    n : int
    shares : tuple of dict
        For each language the share of its names that have each ending, of 0 to n letters.
    """

    n: int
    shares: tuple[dict[str, float], ...]

    @classmethod
    def of(cls, names: Names, n: int = 3) -> Endings:
        """Count the names to train on.

        Raises
        ------
        ValueError
            If n is below 1.
        """
        validate.size("n", n)
        counted = [
            Counter(name[len(name) - k :] for name in part for k in range(min(n, len(name)) + 1))
            for part in names.training
        ]
        return cls(
            n,
            tuple(
                {ending: count / len(part) for ending, count in found.items()}
                for found, part in zip(counted, names.training, strict=True)
            ),
        )

    def scores(self, names: Sequence[str]) -> Array:
        """Return the share of each language's names that end like each name, shape (names, languages)."""
        rows = []
        for name in names:
            endings = (name[len(name) - k :] for k in range(min(self.n, len(name)), -1, -1))
            found = ([share.get(ending, 0.0) for share in self.shares] for ending in endings)
            rows.append(next(row for row in found if any(row)))
        return np.array(rows)


def _runs(name: str, n: int) -> list[str]:
    """Return the runs of n letters that a name consists of, its beginning and its end marked."""
    marked = START * (n - 1) + name + END
    return [marked[k : k + n] for k in range(len(marked) - n + 1)]
