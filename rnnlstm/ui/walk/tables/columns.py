"""Which column of a table has the times, and which one the values: found out or chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.tables.dates import FoundOrder, find_order
from rnnlstm.ui.walk.tables.number_format import NumberFormat, is_missing
from rnnlstm.ui.walk.tables.rows import is_number

ENOUGH = 0.8
"""The share of a column's fields that can be read as times, from which on it is one of times."""
HALF = 0.5
"""The same for numbers; those that cannot be read are told one by one."""
NONE = "none"


@dataclass(frozen=True)
class Choices:
    """How a table is to be read; "auto" has it found out.

    Attributes
    ----------
    separator, decimal, thousands
        Names in `SEPARATORS`, signs in `DECIMALS` and `THOUSANDS`.
    heading
        "yes" or "no": whether the first row names the columns.
    times, values
        The number of a column, from 1; for the times "none" too.
    order
        A name in `ORDERS`.
    """

    separator: str = "auto"
    decimal: str = "auto"
    thousands: str = "auto"
    heading: str = "auto"
    times: str = "auto"
    values: str = "auto"
    order: str = "auto"


def numeric_columns(columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the columns that hold numbers."""
    return tuple(k for k, column in enumerate(columns) if _share(column, is_number) >= HALF)


def time_column(
    columns: Sequence[Sequence[str]], numeric: Sequence[int], choices: Choices
) -> tuple[int | None, FoundOrder]:
    """Return the column of times, and how they are read."""
    nothing = FoundOrder("", 0)
    if choices.times == NONE or (len(columns) < 2 and choices.times == "auto"):
        return None, nothing
    asked = range(len(columns)) if choices.times == "auto" else [_column(choices.times, len(columns))]
    for k in asked:
        there = [field for field in columns[k] if not is_missing(field)]
        found = find_order(there, choices.order)
        if there and choices.order != "number" and found.readable >= ENOUGH * len(there):
            return k, found
    for k in asked:
        if choices.times != "auto" or (k in numeric and len(numeric) > 1 and _counts_up(columns[k])):
            order = "number" if choices.order == "auto" else choices.order
            return k, FoundOrder(order, len(columns[k]))
    return None, nothing


def value_column(numeric: Sequence[int], time: int | None, width: int, choices: Choices) -> int:
    """Return the column of values: the first of numbers that is not that of the times."""
    if choices.values != "auto":
        return _column(choices.values, width)
    others = [k for k in numeric if k != time]
    if not others:
        raise InputError(
            N_("No column holds numbers. Choose the separator and how numbers are written, or another table.")
        )
    return others[0]


def _share(column: Sequence[str], test: Callable[[str], bool]) -> float:
    """Return for how many of the fields of a column that are not missing a test holds."""
    there = [field for field in column if not is_missing(field)]
    return sum(map(test, there)) / len(there) if there else 0.0


def _counts_up(column: Sequence[str]) -> bool:
    """Return whether a column is an index: numbers that rise, most of them by the same."""
    plain = NumberFormat()
    numbers = [value for field in column if (value := plain.read(field)) is not None]
    steps = Counter(round(b - a, 9) for a, b in pairwise(numbers))
    if not steps:
        return False
    step, often = steps.most_common(1)[0]
    return step > 0 and often >= ENOUGH * sum(steps.values())


def _column(number: str, width: int) -> int:
    """Return the index of a column that was chosen by its number."""
    k = int(number) if number.isascii() and number.isdigit() else 0
    if not 1 <= k <= width:
        raise InputError(
            N_("There is no column {number}: the table has {count}."), number=number[:9], count=width
        )
    return k - 1
