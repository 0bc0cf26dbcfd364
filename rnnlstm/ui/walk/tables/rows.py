"""A text as rows of fields: which sign separates them, which lines are none, and where each row stands."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.tables.dates import written
from rnnlstm.ui.walk.tables.number_format import NumberFormat, is_missing

MOST_ROWS = 20_000
MOST_FIELDS = 200
"""In a line, unless it is the only one: a list may be written in one line."""
MOST_CELLS = 400_000
"""In all lines together."""
SAMPLE = 200
"""How many rows are looked at to find the separator."""

SEPARATORS = {
    "tab": N_("tab"),
    "semicolon": N_("semicolon"),
    "comma": N_("comma"),
    "pipe": N_("vertical bar"),
    "space": N_("blanks"),
    "none": N_("none, one number a line"),
}
"""What separates the fields: the name in a link -> in words; the likeliest first."""
_SIGNS = {"tab": "\t", "semicolon": ";；", "comma": ",，、", "pipe": "|"}
_NAMES = {sign: name for name, signs in _SIGNS.items() for sign in signs}
_SEP_LINE = re.compile(r'\s*"?sep=(.)"?\s*(?:\r\n|\r|\n)', re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_FORMATS = (NumberFormat(".", ","), NumberFormat(",", "."), NumberFormat(".", " "), NumberFormat(",", " "))
_DECIMAL_COMMA = re.compile(r"\s*[-+−]?\d[\d ]*,\d+\s*")


@dataclass(frozen=True)
class Row:
    """One row: the number of the line that it begins in, from 1, and its fields."""

    line: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A text as rows.

    Attributes
    ----------
    rows
        Without empty lines and comments.
    separator
        A name in `SEPARATORS`.
    empty
        The lines between rows that are empty; those at the end are not counted.
    comments
        The lines that begin with #.
    said
        Whether the first line names the separator, as Excel writes it.
    """

    rows: tuple[Row, ...]
    separator: str
    empty: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()
    said: bool = False


def split(text: str, separator: str = "auto") -> Rows:
    """Cut a text into rows of fields.

    Parameters
    ----------
    text
        Of a file, or pasted.
    separator
        A name in `SEPARATORS`, or "auto" to find it out: by a first line ``sep=;``, else the one by which
        most rows have equally many fields, and most fields are numbers or times.

    Raises
    ------
    InputError
        If there is nothing in it, there are too many rows or fields, or a quotation mark is never closed.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise InputError(N_("There is nothing here yet. Paste a table, or give a file."))
    lines = text.count("\n") or text.count("\r")
    if lines > MOST_ROWS:
        raise InputError(
            N_("That is {rows} lines. Up to {limit} are read: shorten the table."),
            rows=lines,
            limit=MOST_ROWS,
        )
    said = _SEP_LINE.match(text)
    first = 1
    if said:
        text, first = text[said.end() :], 2
    sign = (_sign_of(said[1]) if said else "") if separator == "auto" else _signs(separator, text)
    if not sign:
        sign = _found(text)
    cells = sum(len(line.split()) for line in _LINE_END.split(text)) if sign == "space" else text.count(sign)
    if cells > MOST_CELLS:
        _too_wide(cells, MOST_CELLS, N_("The table has {count} fields. Up to {limit} are read: shorten it."))
    rows, empty, comments = [], [], []
    for row in _rows(text, sign, first):
        if not any(field.strip() for field in row.fields):
            empty.append(row.line)
        elif row.fields[0].lstrip().startswith("#"):
            comments.append(row.line)
        else:
            rows.append(row)
    if not rows:
        raise InputError(N_("There is nothing here yet. Paste a table, or give a file."))
    last = rows[-1].line
    between = tuple(line for line in empty if line < last)
    return Rows(tuple(rows), _name(sign), between, tuple(comments), bool(said))


def readable(field: str) -> bool:
    """Return whether a field is a number in some format, a time, or says that there is none."""
    return is_missing(field) or written(field) is not None or is_number(field)


def is_number(field: str) -> bool:
    """Return whether a field is a number in some format."""
    return any(each.read(field) is not None for each in _FORMATS)


def _sign_of(named: str) -> str:
    """Return the sign that the first line names, if it is one of those that separate."""
    return named if named in _NAMES else ""


def _signs(separator: str, text: str) -> str:
    """Return the sign that is meant by a name: of several forms, the one that stands there most."""
    if separator not in _SIGNS:
        return separator
    return max(_SIGNS[separator], key=text.count)


def _name(sign: str) -> str:
    return _NAMES.get(sign, sign)


def _rows(text: str, sign: str, first: int) -> Iterator[Row]:
    """Yield every row of a text, empty ones too."""
    if sign in ("space", "none"):
        for line, whole in enumerate(_LINE_END.split(text), start=first):
            yield Row(line, tuple(whole.split()) if sign == "space" else (whole.strip(),))
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True)
    begins = first
    try:
        for fields in reader:
            if len(fields) > MOST_FIELDS and begins > first:
                _too_wide(len(fields), MOST_FIELDS, N_("A line has {count} fields. Up to {limit} are read."))
            yield Row(begins, tuple(fields))
            begins = first + reader.line_num
    except csv.Error:
        raise InputError(
            N_("Line {line} cannot be read: a quotation mark may be open, or the line is far too long."),
            line=begins,
        ) from None


def _too_wide(count: int, limit: int, message: str) -> None:
    raise InputError(message, count=count, limit=limit)


def _found(text: str) -> str:
    """Return the sign that separates the fields."""
    candidates = [*_NAMES, "space", "none"]
    places = {sign: k for k, sign in enumerate(candidates)}
    samples = {sign: _sample(text, sign) for sign in candidates if len(sign) > 1 or sign in text}
    if samples.get(",") and _one_column(samples["none"]):
        return "none"
    return max(samples, key=lambda sign: (round(_score(samples[sign], sign), 2), -places[sign]))


def _sample(text: str, sign: str) -> list[Row]:
    try:
        rows = islice(_rows(text[:200_000], sign, 1), SAMPLE)
        return [row for row in rows if any(field.strip() for field in row.fields)]
    except InputError:
        return []


def _one_column(rows: Sequence[Row]) -> bool:
    """Return whether all lines but the first are numbers with a decimal comma, rather than two columns."""
    data = [row.fields[0] for row in rows]
    if len(data) > 1 and not _DECIMAL_COMMA.fullmatch(data[0]) and "," not in data[0]:
        data = data[1:]
    if not data or not all(_DECIMAL_COMMA.fullmatch(each) for each in data):
        return False
    before = [int(re.sub(r"\D", "", each.split(",")[0])) for each in data]
    counts_up = len(data) > 1 and all(b - a == 1 for a, b in pairwise(before))
    return not counts_up


def _score(rows: Sequence[Row], sign: str) -> float:
    """Return how well a separator fits: rows of one width, and fields that can be read."""
    if not rows:
        return 0.0
    widths = Counter(len(row.fields) for row in rows)
    width, alike = widths.most_common(1)[0]
    data = rows[1:] if len(rows) > 1 else rows
    fields = [field for row in data for field in row.fields]
    share = sum(map(readable, fields)) / len(fields)
    if width == 1 and sign != "none":
        return 0.0
    return share * alike / len(rows)
