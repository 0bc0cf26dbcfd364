"""Figures of a page as one file: as they stand on the screen, with their words and their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from rnnlstm.figures.view import View
from rnnlstm.ui.handout.page import Page
from rnnlstm.ui.handout.parts import Drawing, Folded, Part, Table, Words
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.component import component
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import plain
from rnnlstm.ui.shell.setting import on_page
from rnnlstm.ui.shell.theme import page_mode

MOST_NUMBERS = 6000
"""A larger table would make the file heavy; it is offered as CSV beside it."""


def offer_figures(views: Sequence[View], table: pd.DataFrame, name: str) -> None:
    """Offer views as one file of this name; their charts are on the page, and are drawn into it there."""
    component("rnnlstm.figure", js="figure/index.js", css="figure/style.css")(
        data={
            "label": _("Save as one file"),
            "hint": _("One HTML file with this figure, its words and its numbers; it needs no network"),
            "file": f"{name}.{language.current()}.html",
            "page": figure_page(views, table).html,
            "charts": [_key(view) for view in views],
        },
        key=f"keep-{name}",
    )


def figure_page(views: Sequence[View], table: pd.DataFrame) -> Page:
    """Return the page of views, with a place for each chart."""
    parts: list[Part] = []
    for view in views:
        lead, *notes = (view.lead, *view.notes)
        parts += [Words(lead)] if lead else []
        parts.append(Drawing(f"<!--figure:{_key(view)}-->", view.alt, page_mode()))
        parts += [Words(note, "note") for note in notes]
    if table.size <= MOST_NUMBERS:
        parts.append(Folded(_("The numbers behind it"), (Table(table),)))
    return Page(
        language=language.current(),
        title=_title(views[0]),
        parts=tuple(parts),
        day=date.today().isoformat(),
        settings=on_page(),
    )


def _key(view: View) -> str:
    """Return the key of a chart on the page, see `show.view`."""
    return f"{view.name}-chart"


def _title(view: View) -> str:
    """Return the title of a figure as text; of one without, the first sentence that says what it shows."""
    title = view.draw("light").layout.title.text
    return plain(str(title)) if title else re.split(r"[.。:：]", view.alt)[0]
