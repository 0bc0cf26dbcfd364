"""A table read: its heading, the column of times, the column of values, and what is wrong in which line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.tables.columns import Choices, numeric_columns, time_column, value_column
from rnnlstm.ui.walk.tables.dates import FoundOrder, read
from rnnlstm.ui.walk.tables.number_format import NumberFormat, find_format, is_missing
from rnnlstm.ui.walk.tables.remarks import Remark
from rnnlstm.ui.walk.tables.rows import Row, Rows, readable, split


@dataclass(frozen=True, eq=False)
class Table:
    """A table as it was read.

    Attributes
    ----------
    names
        Of the columns; made up where there is no heading.
    heading
        Whether there is one.
    separator
        A name in `SEPARATORS`.
    numeric
        The columns that hold numbers.
    time, value
        Which column has the times, None for none; and which one the values.
    order
        How times are read; empty without a column of them, or where it must be chosen.
    candidates
        The orders of which one must be chosen; empty where nothing must.
    example
        A time that could be meant either way, where it must be chosen.
    format
        How numbers are written.
    doubtful
        A number that could be meant otherwise; empty where none could.
    lines
        The line of each row, (n,).
    times
        Of each row: a time, a number, or None where it cannot be read; empty without a column of times.
    numbers
        The value of each row, NaN where there is none, (n,).
    remarks
        What is to be said of it.
    """

    names: tuple[str, ...]
    heading: bool
    separator: str
    numeric: tuple[int, ...]
    time: int | None
    value: int
    order: str
    candidates: tuple[str, ...]
    example: str
    format: NumberFormat
    doubtful: str
    lines: NDArray[np.int64]
    times: tuple[datetime | float | None, ...]
    numbers: NDArray[np.float64]
    remarks: tuple[Remark, ...]

    def frame(self, line: str = "line") -> pd.DataFrame:
        """Return what was read, one row a line; ``line`` names the column of their numbers."""
        columns: dict[str, object] = {_apart(line, self.names, 2): self.lines}
        if self.time is not None:
            columns[self.names[self.time]] = [_as_text(time) for time in self.times]
        columns[self.names[self.value]] = self.numbers
        return pd.DataFrame(columns)


def read_table(text: str, choices: Choices) -> Table:
    """Read a table.

    Raises
    ------
    InputError
        If it holds no numbers, a column is chosen that it does not have, or nothing can be split.
    """
    rows = split(text, choices.separator)
    remarks = _about_lines(rows)
    data = rows.rows
    if len(data) == 1 and len(data[0].fields) > 2:  # a list, written in one line
        data = tuple(Row(data[0].line, (field,)) for field in data[0].fields)
    heading = _has_heading(data) if choices.heading == "auto" else choices.heading == "yes"
    width = Counter(len(row.fields) for row in data[: 1 + 200]).most_common(1)[0][0]
    names = _names(data[0].fields if heading else (), width)
    data, bad = _of_width(data[1:] if heading else data, width)
    if bad:
        remarks.append(Remark(_WIDTH, bad, {"width": width}))
    if not data:
        raise InputError(N_("There are no rows below the heading."))
    columns = [[row.fields[k] for row in data] for k in range(width)]
    numeric = numeric_columns(columns)
    time, order = time_column(columns, numeric, choices)
    value = value_column(numeric, time, width, choices)
    column = columns[value]
    found = find_format(column, choices.decimal, choices.thousands, comma_separates=rows.separator == "comma")
    numbers, said = _numbers(column, data, found.format)
    times, about = _read_times(columns, data, time, order.order, found.format)
    if not np.isfinite(numbers).any():
        raise InputError(
            N_("The column “{name}” holds no numbers. Choose another column, or how numbers are written."),
            name=names[value][:40],
        )
    return Table(
        names=names,
        heading=heading,
        separator=rows.separator,
        numeric=numeric,
        time=time,
        value=value,
        order=order.order if time is not None else "",
        candidates=order.candidates if time is not None else (),
        example=_example(columns, time, order),
        format=found.format,
        doubtful=found.doubtful,
        lines=np.array([row.line for row in data]),
        times=times,
        numbers=numbers,
        remarks=(*remarks, *about, *said),
    )


_WIDTH = N_("Rows with more than {width} fields, left out:")


def _about_lines(rows: Rows) -> list[Remark]:
    said = []
    if rows.comments:
        said.append(Remark(N_("Comments, left out:"), rows.comments))
    if rows.empty:
        said.append(Remark(N_("Empty lines, left out:"), rows.empty))
    return said


def _has_heading(rows: Sequence[Row]) -> bool:
    """Return whether the first row names the columns: nothing in it is a number or a time, below it is."""
    if len(rows) < 2:
        return False
    first = [field for field in rows[0].fields if not is_missing(field)]
    return bool(first) and not any(map(readable, first)) and any(map(readable, rows[1].fields))


def _names(heading: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a name for each column, no two alike."""
    names: list[str] = []
    for k in range(width):
        name = heading[k].strip() if k < len(heading) else ""
        name = " ".join(name.split())[:60] or f"#{k + 1}"
        names.append(_apart(name, names, k + 1))
    return tuple(names)


def _apart(name: str, others: Sequence[str], number: int) -> str:
    """Return a name, with a number after it where others have it already."""
    if name not in others:
        return name
    return next(new for k in count(number) if (new := f"{name} #{k}") not in others)


def _of_width(rows: Sequence[Row], width: int) -> tuple[tuple[Row, ...], tuple[int, ...]]:
    """Return the rows of this width, short ones filled up, and the lines of those that are too long."""
    good, bad = [], []
    for row in rows:
        if any(field.strip() for field in row.fields[width:]):
            bad.append(row.line)
        else:
            good.append(Row(row.line, (*row.fields[:width], *[""] * (width - len(row.fields)))))
    return tuple(good), tuple(bad)


def _numbers(
    column: Sequence[str], rows: Sequence[Row], written: NumberFormat
) -> tuple[NDArray[np.float64], list[Remark]]:
    """Return the numbers of a column, and what is missing or cannot be read."""
    numbers = np.full(len(rows), np.nan)
    missing, wrong = [], []
    for k, (field, row) in enumerate(zip(column, rows, strict=True)):
        value = written.read(field)
        if value is not None:
            numbers[k] = value
        elif is_missing(field):
            missing.append(row.line)
        else:
            wrong.append((row.line, field))
    said = []
    if wrong:
        example = wrong[0][1].strip()[:20]
        message = N_("Values that are no numbers, such as “{example}”, taken as missing:")
        said.append(Remark(message, tuple(line for line, _ in wrong), {"example": example}))
    if missing:
        said.append(Remark(N_("Missing values:"), tuple(missing)))
    return numbers, said


def _read_times(
    columns: Sequence[Sequence[str]], rows: Sequence[Row], time: int | None, order: str, written: NumberFormat
) -> tuple[tuple[datetime | float | None, ...], list[Remark]]:
    if time is None or not order:
        return (), []
    times: tuple[datetime | float | None, ...]
    if order == "number":
        times = tuple(written.read(field) for field in columns[time])
    else:
        times = tuple(read(field, order) for field in columns[time])
    wrong = [(row.line, k) for k, (row, each) in enumerate(zip(rows, times, strict=True)) if each is None]
    if not wrong:
        return times, []
    example = columns[time][wrong[0][1]].strip()[:20]
    message = N_("Times that cannot be read, such as “{example}”; their rows are left out:")
    return times, [Remark(message, tuple(line for line, _ in wrong), {"example": example})]


def _example(columns: Sequence[Sequence[str]], time: int | None, order: FoundOrder) -> str:
    """Return the first time that the orders in question read differently."""
    if time is None or not order.candidates:
        return ""
    for field in columns[time]:
        if len({read(field, each) for each in order.candidates}) > 1:
            return field.strip()
    return ""


def _as_text(time: datetime | float | None) -> str:
    if time is None:
        return ""
    if isinstance(time, float):
        return f"{time:.12g}"
    return time.isoformat(" ") if time.hour or time.minute or time.second else time.date().isoformat()
