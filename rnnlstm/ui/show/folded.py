"""What stands folded away below a figure: its numbers and its code, made only when a reader opens them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from rnnlstm.figures.view import View
from rnnlstm.ui.shell.excused import excused
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.keep import offer_figures


@dataclass(frozen=True)
class Fold:
    """Something folded away: what it is called, its key in the session, and what shows it once it is open."""

    label: str
    icon: str
    key: str
    show: Callable[[], None]


_TOGETHER: ContextVar[list[Fold] | None] = ContextVar("folds that are offered together", default=None)


def show_table(table: Callable[[], pd.DataFrame], name: str, views: Sequence[View] = ()) -> None:
    """Offer the table that a function makes, with its CSV, whose file has this name.

    ``views`` are the figures on the page whose numbers they are: they can be saved with them as one file.
    """

    def numbers() -> None:
        made = table()
        with st.container(horizontal=True, vertical_alignment="center"):
            st.download_button(
                _("Download as CSV"),
                # The mark at the start tells spreadsheets that the text is UTF-8.
                lambda: made.to_csv(index=False).encode("utf-8-sig"),
                file_name=f"{name}.csv",
                mime="text/csv",
                key=f"csv-{name}",
                on_click="ignore",
                icon=":material/download:",
            )
            if views:
                offer_figures(views, made, name)
        st.dataframe(made, hide_index=True, alt=_("Every number of the figure, one row a step"))

    folded(_("The numbers behind it"), ":material/table:", f"numbers-{name}", numbers)


def show_code(code: Callable[[], str | Mapping[str, str]], name: str) -> None:
    """Offer the code of the figure of this name; of several networks, by their labels, one at a time."""

    def lines() -> None:
        made = code()
        if not isinstance(made, str):
            chosen = st.segmented_control(_("Of which network"), list(made), default=next(iter(made)))
            made = made[chosen or next(iter(made))]
        st.code(made, language="python")
        st.caption(_("Runs as it stands where this package is installed: `pip install -e .` in its folder."))

    folded(_("Show me the code"), ":material/code:", f"code-{name}", lines)


def folded(label: str, icon: str, key: str, show: Callable[[], None]) -> None:
    """Offer something folded away, by itself or with other `folds`."""
    fold, others = Fold(label, icon, key, show), _TOGETHER.get()
    if others is None:
        _part([fold])
    else:
        others.append(fold)


@contextmanager
def folds() -> Iterator[None]:
    """Offer what is folded away within the block below each other, at its end, as one part of the page.

    For each part Streamlit keeps a place of its own, which takes longer than to offer what is in it.
    """
    if _TOGETHER.get() is not None:
        yield
        return
    waiting: list[Fold] = []
    token = _TOGETHER.set(waiting)
    try:
        yield
    finally:
        _TOGETHER.reset(token)
    if waiting:
        _part(waiting)


@st.fragment
def _part(every: Sequence[Fold]) -> None:
    """Offer folds; nothing but them runs again when a reader opens one."""
    for fold in every:
        place = st.expander(fold.label, icon=fold.icon, key=fold.key, on_change="rerun")
        if place.open:
            with place, excused(fold.key):
                fold.show()
