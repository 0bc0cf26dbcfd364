"""What is to be said of a table: each remark with the lines that it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

NAMED = 6
"""So many stretches of lines are named; of more, how many there are."""


@dataclass(frozen=True)
class Remark:
    """A sentence for the catalogue, what is put into it, and the lines that it is about."""

    message: str
    lines: tuple[int, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)


def stretches(lines: Sequence[int]) -> tuple[str, int]:
    """Return the first stretches of lines as written, "3, 7–9", and how many lines are not among them."""
    runs = [
        [line for _, line in run]
        for _, run in groupby(enumerate(sorted(lines)), key=lambda at: at[1] - at[0])
    ]
    shown, rest = runs[:NAMED], runs[NAMED:]
    written = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in shown)
    return written, sum(map(len, rest))
