"""Times as they are written in a table: in which order day, month and year stand, found out or chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rnnlstm.ui.shell.catalogue import N_

ORDERS = {
    "ymd": N_("year, month, day"),
    "dmy": N_("day, month, year"),
    "mdy": N_("month, day, year"),
    "number": N_("a number that counts up"),
}
"""How a column of times can be read: the name in a link -> in words."""

_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
    "oct october|nov november|dec december"
)
_MONTHS = {name: k for k, names in enumerate(_NAMES.split("|"), start=1) for name in names.split()}
_CLOCK = re.compile(
    r"[\sT]*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_QUARTER = re.compile(r"(\d{4})\s*[-/ ]?\s*Q([1-4])", re.IGNORECASE)
_PARTS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True)
class Written:
    """A time as it stands there, before it is known which of its parts is the day: numbers, or the month."""

    parts: tuple[int, ...]
    """Two or three numbers as they are written; a month that is a word stands as its number."""
    named: int | None = None
    """The place of a month that is a word."""
    wide: int | None = None
    """The place of a year of four digits."""
    seconds: int = 0
    """Of the clock."""


@dataclass(frozen=True)
class FoundOrder:
    """How a column of times is read.

    Attributes
    ----------
    order
        A name in `ORDERS`; empty where nothing decides it, and it must be chosen.
    readable
        How many of the fields can be read so.
    candidates
        The orders in question where it must be chosen.
    """

    order: str
    readable: int
    candidates: tuple[str, ...] = ()


def written(field: str) -> Written | None:
    """Take a time apart; None if it is none."""
    text = field.strip()
    seconds = 0
    if clock := _CLOCK.search(text):
        hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
        if clock[4]:
            hour = hour % 12 + 12 * (clock[4].lower() == "pm")
        if hour > 23 or minute > 59 or second > 59:
            return None
        seconds = 3600 * hour + 60 * minute + second
        text = text[: clock.start()].strip()
    if quarter := _QUARTER.fullmatch(text):
        return Written((int(quarter[1]), 3 * int(quarter[2]) - 2), wide=0, seconds=seconds)
    if packed := _PACKED.fullmatch(text):
        return Written(tuple(map(int, packed.groups())), wide=0, seconds=seconds)
    if not re.fullmatch(r"[\w\s./,年月日-]+", text) or text.startswith("-"):
        return None
    words = _PARTS.findall(text.replace("年", " ").replace("月", " ").replace("日", " "))
    parts: list[int] = []
    named = wide = None
    for word in words:
        if word.isdecimal():  # not "²", of which Python makes no number
            if len(word) == 4 and wide is None:
                wide = len(parts)
            elif len(word) > 2:
                return None
            parts.append(int(word))
        elif (month := _MONTHS.get(word.lower())) and named is None:
            named = len(parts)
            parts.append(month)
        elif word.lower() not in ("st", "nd", "rd", "th"):
            return None
    if len(parts) not in (2, 3):
        return None
    if len(parts) == 2 and (wide is None or "." in text):  # 1234.5 is a number
        return None
    return Written(tuple(parts), named, wide, seconds)


def read(field: str, order: str) -> datetime | None:
    """Return the time that a field writes in an order, None if there is none."""
    if order == "number":
        return None
    apart = written(field)
    return None if apart is None else _time(apart, order)


def _time(apart: Written, order: str) -> datetime | None:
    parts, wide = apart.parts, apart.wide
    if len(parts) == 2:
        assert wide is not None
        year, month, day = parts[wide], parts[1 - wide], 1
    else:
        places = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}[order]
        if wide is not None and wide != places[0]:
            return None
        year, month, day = (parts[k] for k in places)
        if apart.named is not None:
            # A month in words is the month wherever it stands; what is left is the day.
            if places[0] == apart.named:
                return None
            month = parts[apart.named]
            (rest,) = {0, 1, 2} - {places[0], apart.named}
            day = parts[rest]
        if wide is None:
            year += 1900 if year >= 69 else 2000
    try:
        return datetime(year, month, day) + timedelta(seconds=apart.seconds)
    except (ValueError, OverflowError):
        return None


def find_order(fields: Sequence[str], chosen: str = "auto") -> FoundOrder:
    """Return in which order most of the fields can be read as times.

    Nothing is transposed row by row: a column has one order. Where two orders read equally many fields, and
    not all as the same times, it must be chosen.
    """
    orders = ("ymd", "dmy", "mdy") if chosen == "auto" else (chosen,)
    apart = [written(field) for field in fields]
    times = {
        order: [None if each is None else _time(each, order) for each in apart]
        for order in orders
        if order != "number"
    }
    if not times:
        return FoundOrder(chosen, 0)
    counts = {order: sum(time is not None for time in found) for order, found in times.items()}
    most = max(counts.values())
    best = [order for order, count in counts.items() if count == most]
    different = [order for order in best if times[order] != times[best[0]]]
    if most and different:
        return FoundOrder("", most, (best[0], *different))
    return FoundOrder(best[0] if most else "", most)
