"""Lists of names by language, and their two parts: names to train on, and names held out for the test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rnnlstm.core import validate


@dataclass(frozen=True)
class Names:
    """Names of several languages, those to train on apart from those held out.

    No spelling stands in both parts. Within a part it may stand in several languages: such a name really is
    ambiguous.

    Attributes
    ----------
    languages : tuple of str
        The classes, in their order.
    training, held_out : tuple of tuple of str
        The names of each language.
    alphabet : str
        The letters of the names to train on, sorted.
    longest : int
        The number of letters of the longest name of both parts.
    """

    languages: tuple[str, ...]
    training: tuple[tuple[str, ...], ...]
    held_out: tuple[tuple[str, ...], ...]

    @cached_property
    def alphabet(self) -> str:
        """The letters that a network learns to read."""
        return "".join(sorted(set().union(*(name for names in self.training for name in names))))

    @cached_property
    def longest(self) -> int:
        """The number of letters of the longest name."""
        return max(len(name) for part in (self.training, self.held_out) for names in part for name in names)

    @cached_property
    def tested(self) -> tuple[tuple[str, int], ...]:
        """All names held out, each with the number of its language, in the order of the languages."""
        return tuple((name, k) for k, names in enumerate(self.held_out) for name in names)

    @property
    def ceiling(self) -> float:
        """The share of the names held out that can be told at best: of those spelled alike, one."""
        return len({name for name, _ in self.tested}) / len(self.tested)


def parsed(text: str) -> dict[str, tuple[str, ...]]:
    """Return the names of each language from lines of language, tab and name; both in the file's order.

    Raises
    ------
    ValueError
        If a line has no tab, or nothing before or after it.
    """
    lists: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        language, tab, name = line.partition("\t")
        if not (language and tab and name):
            raise ValueError(f"line {number} must be language, tab and name, got {line[:40]!r}")
        lists.setdefault(language, []).append(name)
    return {language: tuple(names) for language, names in lists.items()}


def split(lists: Mapping[str, Sequence[str]], *, held_out: int, seed: int) -> Names:
    """Hold out as many names of each language, drawn at random.

    A spelling goes into one part with all its languages, so that nothing that is tested was trained on.

    Parameters
    ----------
    lists : mapping of str to sequence of str
        Names by language; one that stands twice in a language counts once.
    held_out : int
        How many of each language.
    seed : int
        Of the draw. The order in which the names are given does not matter.

    Returns
    -------
    Names

    Raises
    ------
    ValueError
        If there is no language, or one has too few names to hold out so many and keep one.
    """
    validate.size("held_out", held_out)
    rng = np.random.default_rng(validate.natural("seed", seed))
    if not lists:
        raise ValueError("lists must name at least one language, got none")
    owners: dict[str, list[str]] = {}
    for language, names in lists.items():
        for name in dict.fromkeys(names):
            owners.setdefault(name, []).append(language)
    wanted = dict.fromkeys(lists, held_out)
    training: dict[str, list[str]] = {language: [] for language in lists}
    tested: dict[str, list[str]] = {language: [] for language in lists}
    for name in rng.permutation(sorted(owners)).tolist():
        apart = all(wanted[language] for language in owners[name])
        for language in owners[name]:
            (tested if apart else training)[language].append(name)
            wanted[language] -= apart
    for language in lists:
        if wanted[language] or not training[language]:
            there = len(training[language]) + len(tested[language])
            raise ValueError(
                f"{language} has {there} names, too few to hold out {held_out} and train on the rest"
            )
    return Names(
        tuple(lists),
        tuple(tuple(sorted(training[language])) for language in lists),
        tuple(tuple(sorted(tested[language])) for language in lists),
    )
