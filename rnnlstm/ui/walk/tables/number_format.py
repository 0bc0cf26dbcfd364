"""How numbers are written in a table: the decimal mark, and what stands between thousands."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rnnlstm.ui.shell.numbers import number

DECIMALS = (".", ",")
THOUSANDS = ("", ",", ".", " ", "'")
LARGEST = 1e12
"""A larger number is not taken: what is computed from it would be rounding."""

MISSING = {
    *(
        "",
        "-",
        "--",
        "–",
        "—",
        ".",
        "..",
        "...",
        "?",
        "*",
        "na",
        "n/a",
        "#n/a",
        "n.a.",
        "nan",
        "null",
        "none",
    ),
    *("nil", "missing", "无", "缺失", "缺", "空"),
}
"""How people write that a number is not there."""

_ASCII = str.maketrans("−－＋．　\xa0\u202f\u2009’＇", "--+.    ''")
_SHAPE = re.compile(r"[+-]?(?=[\d.,])(\d*(?:[.,' ]\d+)*[.,]?)(?:[eE][+-]?\d+)?")


@dataclass(frozen=True)
class NumberFormat:
    """The decimal mark, and the sign between thousands; nothing where there is none."""

    decimal: str = "."
    thousands: str = ""

    def read(self, field: str) -> float | None:
        """Return the number that a field writes, None if it is none in this format."""
        text = _plain(field)
        if not (shape := _SHAPE.fullmatch(text)):
            return None
        whole, _, rest = shape[1].partition(self.decimal)
        if self.thousands and self.thousands in whole:
            first, *groups = whole.split(self.thousands)
            if not 1 <= len(first) <= 3 or any(len(group) != 3 for group in groups):
                return None
            whole = first + "".join(groups)
        if not re.fullmatch(r"\d*", whole + rest):
            return None
        try:
            value = number(text.replace(shape[1], f"{whole}.{rest}", 1))
        except ValueError:
            return None
        return value if math.isfinite(value) and abs(value) <= LARGEST else None


@dataclass(frozen=True)
class FoundFormat:
    """How the numbers of a column are written.

    Attributes
    ----------
    format
        As it was found out or chosen.
    doubtful
        A number that could also be meant otherwise, where nothing in the column decides it; else empty.
    """

    format: NumberFormat
    doubtful: str = ""


def is_missing(field: str) -> bool:
    """Return whether a field says that there is no number."""
    return field.strip().lower() in MISSING


def find_format(
    fields: Iterable[str], decimal: str = "auto", thousands: str = "auto", *, comma_separates: bool = False
) -> FoundFormat:
    """Return how numbers are written, by what decides it in most of the fields.

    A number with both signs decides it, and so does "1.234.567", "12,5" or "0.123". "1,234" alone does not:
    it is read as a decimal number, and doubtful; "1.234" likewise, which is as most would mean it, so it is
    doubtful only where commas do not separate the fields and every number looks like that.

    Parameters
    ----------
    fields
        Of one column, or of several.
    decimal, thousands
        What was chosen; "auto" to find it out.
    comma_separates
        Whether a comma separates the fields, so that no number has one unless in quotes.
    """
    decimals: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    doubtful: list[str] = []
    for field in map(_plain, fields):
        mark, sign, doubt = _told_by(field)
        decimals[mark] += bool(mark)
        signs[sign] += bool(sign)
        if doubt:
            doubtful.append(field)
    decided = decimal != "auto" or thousands in DECIMALS or bool(+decimals)
    if decimal == "auto":
        decimal = _most(decimals) or (_other(thousands) if thousands in DECIMALS else "")
    if not decimal:
        decimal = "," if doubtful and "," in doubtful[0] else "."
    if thousands == "auto":
        del signs[decimal]
        thousands = _most(signs)
        # Beside "12,5" a "1.234" can only be meant one way.
        if not thousands and decided and any(_other(decimal) in field for field in doubtful):
            thousands = _other(decimal)
    asked = doubtful if not decided and not comma_separates else []
    return FoundFormat(NumberFormat(decimal, "" if thousands == decimal else thousands), "".join(asked[:1]))


def _most(votes: Counter[str]) -> str:
    """Return what most votes are for; nothing without any."""
    return max(+votes, key=lambda each: votes[each]) if +votes else ""


def _other(mark: str) -> str:
    return "," if mark == "." else "."


def _plain(field: str) -> str:
    return field.strip().translate(_ASCII)


def _told_by(text: str) -> tuple[str, str, bool]:
    """Return the decimal mark and the sign of thousands that a number decides, and whether it is doubtful."""
    shape = _SHAPE.fullmatch(text)
    marks = re.sub(r"\d", "", shape[1]) if shape else ""
    if not shape or not marks:
        return "", "", False
    first, last = marks[0], marks[-1]
    if len(set(marks)) == 2 and last in DECIMALS and marks.count(last) == 1:
        return last, first, False
    if len(set(marks)) > 1:
        return "", "", False
    if last not in DECIMALS:
        return "", last, False
    if len(marks) > 1:
        return _other(last), last, False
    before, after = shape[1].split(last)
    if len(after) == 3 and 1 <= len(before) <= 3 and before != "0":
        return "", "", True
    return last, "", False
