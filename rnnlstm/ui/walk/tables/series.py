"""A series, evenly spaced, made of a table: sorted, its gaps filled as was chosen, and all of it said."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.tables.reading import Table
from rnnlstm.ui.walk.tables.remarks import Remark

FEWEST, MOST = 20, 5000
"""Values that a series may have."""
SPARSE = 0.2
"""From this share of times that are missing on, each row is taken for a step: weekends are 2 in 7."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Treatment:
    """What is done where the table is not as a series should be.

    Attributes
    ----------
    duplicates
        Of rows of the same time: "mean", "first" or "last".
    gaps
        A time that is missing: "rows", each row is a step all the same; "fill", it is a missing value; or
        "auto".
    missing
        A missing value: "hold", the last one goes on; "line", the straight line between its neighbours;
        "out", it is left out as if its time were not.
    """

    duplicates: str = "mean"
    gaps: str = "auto"
    missing: str = "hold"


@dataclass(frozen=True, eq=False)
class Series:
    """A series to forecast.

    Attributes
    ----------
    name
        Of its values.
    labels
        When each was measured, as text.
    values
        All finite, (N,).
    known
        Where one was measured, rather than filled in, (N,).
    spacing
        What lies between two of them: the unit "second", "month" or "number", and how many; None where each
        row is a step.
    remarks
        What is to be said of it.
    """

    name: str
    labels: tuple[str, ...]
    values: Floats
    known: NDArray[np.bool_]
    spacing: tuple[str, float] | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, eq=False)
class _Columns:
    """What is left of a table: the line, the position in time and the value of each row."""

    lines: Ints
    at: Floats
    values: Floats


def as_series(table: Table, treatment: Treatment) -> Series:
    """Make a series of a table whose times can be read.

    Raises
    ------
    InputError
        If too few values are left, or there are too many.
    """
    remarks: list[Remark] = []
    name = table.names[table.value]
    if not table.times:
        columns = _Columns(table.lines, np.arange(1.0, len(table.lines) + 1), table.numbers)
        unit, label = "row", _numbered
    else:
        unit, at = _positions(table.times)
        label = {"second": _dated, "month": _monthly, "number": _numbered}[unit]
        there = np.isfinite(at)
        columns = _Columns(table.lines[there], at[there], table.numbers[there])
        columns = _sorted(columns, remarks)
        columns = _without_duplicates(columns, treatment.duplicates, remarks)
    if len(columns.at) > MOST:
        raise InputError(
            N_("That is {count} values. Up to {limit} are taken: shorten the table, or take means of some."),
            count=len(columns.at),
            limit=MOST,
        )
    step = None
    if table.times:
        columns, step = _even(columns, treatment.gaps, remarks)
    columns, known = _filled(columns, treatment.missing, remarks)
    if known.sum() < FEWEST:
        raise InputError(
            N_("The series has {count} values. At least {limit} are needed, to learn from and to test on."),
            count=int(known.sum()),
            limit=FEWEST,
        )
    spacing = (unit, step) if step else None
    labels = tuple(map(label, columns.at))
    return Series(name, labels, columns.values, known, spacing, (*table.remarks, *remarks))


def _positions(times: Sequence[datetime | float | None]) -> tuple[str, Floats]:
    """Return times as numbers, NaN where there is none, and their unit: seconds, months, or none of these."""
    there = [time for time in times if time is not None]
    if not isinstance(there[0] if there else 0.0, datetime):
        return "number", np.array([np.nan if each is None else each for each in times], float)
    dated = [time for time in there if isinstance(time, datetime)]
    whole = {(_month_day(time), time.hour, time.minute, time.second) for time in dated}
    if len(whole) == 1 and len({(time.year, time.month) for time in dated}) > 1:
        return "month", np.array(
            [time.year * 12 + time.month - 1 if isinstance(time, datetime) else np.nan for time in times]
        )
    begin = datetime(1970, 1, 1)
    return "second", np.array(
        [(time - begin).total_seconds() if isinstance(time, datetime) else np.nan for time in times]
    )


def _month_day(time: datetime) -> int:
    """Return the day of the month; the last one of any month is 31."""
    return 31 if time.day == monthrange(time.year, time.month)[1] else time.day


def _numbered(at: float) -> str:
    return f"{at:.12g}"


def _monthly(at: float) -> str:
    return f"{int(at) // 12:04d}-{int(at) % 12 + 1:02d}"


def _dated(at: float) -> str:
    time = datetime(1970, 1, 1) + timedelta(seconds=float(at))
    text = time.isoformat(" ", "minutes")
    return text.removesuffix(" 00:00")


def _sorted(columns: _Columns, remarks: list[Remark]) -> _Columns:
    """Return the rows in the order of their times, and say which were not."""
    before = np.maximum.accumulate(columns.at)
    late = columns.at[1:] < before[:-1]
    if not late.any():
        return columns
    remarks.append(
        Remark(N_("Rows that stand after a later time, sorted in:"), tuple(map(int, columns.lines[1:][late])))
    )
    order = np.argsort(columns.at, kind="stable")
    return _Columns(columns.lines[order], columns.at[order], columns.values[order])


def _without_duplicates(columns: _Columns, rule: str, remarks: list[Remark]) -> _Columns:
    """Return one row for each time, and say which times stood there more than once."""
    again = np.append(False, np.diff(columns.at) == 0)
    if not again.any():
        return columns
    message = {
        "mean": N_("Times that stand there before, their mean taken:"),
        "first": N_("Times that stand there before, the first taken:"),
        "last": N_("Times that stand there before, the last taken:"),
    }[rule]
    remarks.append(Remark(message, tuple(map(int, columns.lines[again]))))
    starts = np.flatnonzero(~again)
    values = np.array([_one(group, rule) for group in np.split(columns.values, starts[1:])])
    return _Columns(columns.lines[starts], columns.at[starts], values)


def _one(values: Floats, rule: str) -> float:
    there = values[np.isfinite(values)]
    if not there.size:
        return np.nan
    return float({"mean": there.mean(), "first": there[0], "last": there[-1]}[rule])


def _even(columns: _Columns, gaps: str, remarks: list[Remark]) -> tuple[_Columns, float | None]:
    """Return a row for each time of an even grid, if there is one, and the step of it."""
    if len(columns.at) < 2:
        return columns, None
    diffs = np.diff(columns.at)
    if diffs.max() <= 1.1 * diffs.min():  # rounded, as 1749.042, 1749.123 are for months
        return columns, float(diffs.mean())
    typical = float(np.median(diffs))
    step = typical * float(Counter(np.round(diffs / typical, 6)).most_common(1)[0][0])
    places = (columns.at - columns.at[0]) / step
    index = np.rint(places).astype(np.int64)
    if np.abs(places - index).max() > 1e-3 or np.diff(index).min() < 1:
        remarks.append(Remark(N_("The times are not evenly spaced; each row is taken for one step.")))
        return columns, None
    absent = int(index[-1]) + 1 - len(index)
    if not absent:
        return columns, step
    before = tuple(map(int, columns.lines[1:][np.diff(index) > 1]))
    if gaps == "auto":
        gaps = "fill" if absent <= SPARSE * (index[-1] + 1) else "rows"
    if gaps == "rows":
        message = N_("{count} times are missing; each row is taken for one step all the same. Before:")
        remarks.append(Remark(message, before, {"count": absent}))
        return columns, None
    if index[-1] >= MOST:
        raise InputError(
            N_("With the times that are missing there would be {count} values, and up to {limit} are taken."),
            count=int(index[-1]) + 1,
            limit=MOST,
        )
    remarks.append(
        Remark(N_("{count} times are missing, taken as missing values. Before:"), before, {"count": absent})
    )
    at = columns.at[0] + step * np.arange(index[-1] + 1)
    lines, values = np.zeros(len(at), np.int64), np.full(len(at), np.nan)
    lines[index], values[index] = columns.lines, columns.values
    return _Columns(lines, at, values), step


def _filled(columns: _Columns, rule: str, remarks: list[Remark]) -> tuple[_Columns, NDArray[np.bool_]]:
    """Return the rows without missing values, and which values were measured."""
    known = np.isfinite(columns.values)
    if known.all() or not known.any():
        return columns, known
    if rule == "out":
        remarks.append(
            Remark(N_("What is missing was left out: {count} values."), (), {"count": int((~known).sum())})
        )
        return _part(columns, known), known[known]
    first = int(np.argmax(known))
    if first:
        remarks.append(
            Remark(N_("The first {count} values are missing, and left out."), (), {"count": first})
        )
        columns, known = _part(columns, slice(first, None)), known[first:]
    if known.all():
        return columns, known
    places = np.arange(len(known))
    if rule == "line":
        message = N_("What is missing lies on a straight line between its neighbours: {count} values.")
        values = np.interp(places, places[known], columns.values[known])
    else:
        message = N_("Where a value is missing the last one goes on: {count} values.")
        values = columns.values[np.maximum.accumulate(np.where(known, places, 0))]
    remarks.append(Remark(message, (), {"count": int((~known).sum())}))
    return _Columns(columns.lines, columns.at, values), known


def _part(columns: _Columns, which: NDArray[np.bool_] | slice) -> _Columns:
    return _Columns(columns.lines[which], columns.at[which], columns.values[which])
