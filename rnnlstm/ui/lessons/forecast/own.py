"""The learner's own series: pasted or from a file, how it was read, and the controls that correct it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from rnnlstm.ui.lessons.forecast import settings
from rnnlstm.ui.lessons.own_file import OwnFile
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal
from rnnlstm.ui.shell.setting_kinds import Choice
from rnnlstm.ui.walk.cache import kept_within
from rnnlstm.ui.walk.tables.columns import Choices
from rnnlstm.ui.walk.tables.dates import ORDERS, read
from rnnlstm.ui.walk.tables.reading import Table, read_table
from rnnlstm.ui.walk.tables.remarks import Remark, stretches
from rnnlstm.ui.walk.tables.rows import SEPARATORS
from rnnlstm.ui.walk.tables.series import Series, Treatment, as_series
from rnnlstm.ui.walk.text_file import decoded

PREVIEW = 200
"""Rows of the table that are shown."""
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Upload:
    """A file that the session has loaded."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Source:
    """A text to be read, and in which encoding it was; empty where it was pasted."""

    text: str
    encoding: str = ""


@kept_within(64 * 2**20, 8)
def table_of(text: str, choices: Choices) -> Table:
    """Return a table as it is read."""
    return read_table(text, choices)


def source_of(upload: Upload, encoding: str = "auto") -> Source:
    """Return the text of a file.

    Raises
    ------
    InputError
        If it is none, or not in this encoding.
    """
    if upload.data.startswith(_WORKBOOKS):
        raise InputError(
            N_("This is a workbook or another packed file. Save the sheet as CSV, and give that.")
        )
    found = decoded(upload.data, "" if encoding == "auto" else encoding)
    return Source(found.text, found.encoding)


def _opened(name: str, data: bytes) -> Upload:
    """Return a file, if it is a text."""
    took = Upload(name, data)
    source_of(took)
    return took


def _read_anew() -> None:
    """Find out anew how it is read: what another file needed is not what this one needs."""
    for setting in settings.READING:
        setting.put()


FILE = OwnFile("forecast", _opened, then=_read_anew)


def own_series(source: Source) -> Series | None:
    """Show how a table was read and let it be corrected; None where it must be said how dates are meant.

    Raises
    ------
    InputError
        If no series can be made of it; what corrects it is shown before.
    """
    choices = Choices(
        separator=settings.SEPARATOR.value(),
        decimal=settings.DECIMAL.value(),
        thousands=settings.THOUSANDS.value(),
        heading=settings.HEADING.value(),
        times=_kept_choice(settings.TIMES),
        values=_kept_choice(settings.VALUES),
        order=settings.ORDER.value(),
    )
    try:
        table = table_of(source.text, choices)
    except InputError:
        _corrections(None, source)
        raise
    if table.candidates:
        _ask_for_order(table)
        return None
    told = st.container()
    _corrections(table, source)
    treatment = Treatment(settings.DUPLICATES.value(), settings.GAPS.value(), settings.MISSING.value())
    try:
        series = as_series(table, treatment)
    except InputError:
        with told:
            _tell(table, source, None)
        raise
    with told:
        _tell(table, source, series)
    return series


def _kept_choice(setting: Choice) -> str:
    """Return what a choice of columns stands at, where its options are not known yet."""
    columns = {"auto": "", "none": "", **{str(k): "" for k in range(1, 201)}}
    return str(replace(setting, options=columns).value())


def _ask_for_order(table: Table) -> None:
    """Ask which of several readings of the dates is meant."""
    message = _("Which day is “{example}” in the column “{name}”? Nothing in the table decides it.")
    assert table.time is not None
    name = literal(table.names[table.time])
    st.warning(message.format(example=literal(table.example), name=name), icon=":material/event:")
    options = {"auto": _("not chosen yet")}
    for order in table.candidates:
        time = read(table.example, order)
        options[order] = f"{_(ORDERS[order])}: {time:%Y-%m-%d}" if time else _(ORDERS[order])
    replace(settings.ORDER, options=options, buttons=True).show()


def _corrections(table: Table | None, source: Source) -> None:
    """Show the controls that say how the table is read, and what came of it."""
    with st.popover(_("Correct how it is read"), icon=":material/tune:", width="content"):
        columns = {"auto": settings.AUTO}
        if table is not None:
            columns |= {str(k): name for k, name in enumerate(table.names, start=1)}
        left, middle, right = st.columns(3)
        with left:
            if source.encoding:
                settings.ENCODING.show()
            settings.SEPARATOR.show()
            settings.HEADING.show()
            settings.DECIMAL.show()
        with middle:
            settings.THOUSANDS.show()
            replace(settings.VALUES, options=columns).show()
            replace(settings.TIMES, options=columns | {"none": N_("none")}).show()
            settings.ORDER.show()
        with right:
            settings.DUPLICATES.show()
            settings.GAPS.show()
            settings.MISSING.show()
        if table is not None:
            frame = table.frame(_("line")).head(PREVIEW)
            st.dataframe(frame, hide_index=True, height=240, alt=_("The table as it was read, by its lines"))


def _tell(table: Table, source: Source, series: Series | None) -> None:
    """Say how a table was read, and what is wrong in which line."""
    parts = [_("{count} rows").format(count=len(table.lines))]
    if source.encoding:
        parts.append(source.encoding)
    parts.append(_("between the fields: {sign}").format(sign=_(SEPARATORS[table.separator])))
    mark = _("decimal comma") if table.format.decimal == "," else _("decimal point")
    parts.append(mark)
    if table.format.thousands:
        parts.append(_("between thousands: {sign}").format(sign=_(_SIGNS[table.format.thousands])))
    if table.time is None:
        parts.append(_("no column of times: each row is one step"))
    else:
        told = _("times: “{name}”, {order}").format(
            name=literal(table.names[table.time]), order=_(ORDERS[table.order])
        )
        parts.append(told)
    parts.append(_("values: “{name}”").format(name=literal(table.names[table.value])))
    if series is not None:
        parts.append(f"{literal(series.labels[0])} – {literal(series.labels[-1])}")
    st.caption(_("Read as: {all}.").format(all=" · ".join(parts)))
    if table.doubtful:
        message = _("“{number}” is read with a {mark}. If it is meant otherwise, correct how it is read.")
        st.warning(message.format(number=literal(table.doubtful), mark=mark))
    remarks = table.remarks if series is None else series.remarks
    if remarks:
        st.info("\n".join(f"- {told_remark(remark)}" for remark in remarks), icon=":material/rule:")


_SIGNS = {",": N_("comma"), ".": N_("point"), " ": N_("blank"), "'": N_("apostrophe")}


def told_remark(remark: Remark) -> str:
    """Say a remark, and the lines that it is about."""
    values = {
        name: literal(value) if isinstance(value, str) else value for name, value in remark.values.items()
    }
    said = _(remark.message).format(**values)
    if not remark.lines:
        return said
    written, more = stretches(remark.lines)
    lines = _("line {lines}") if len(remark.lines) == 1 else _("lines {lines}")
    told = f"{said} {lines.format(lines=written)}"
    return told + (" " + _("… and {count} more").format(count=more) if more else "")
