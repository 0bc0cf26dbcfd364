"""How a view is shown: its sentence, its chart, its notes, and folded away its numbers and its code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from rnnlstm.figures.view import View
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.folded import folds, show_code, show_table


def show(view: View) -> None:
    """Show a view and all that belongs to it."""
    show_figure(view)
    show_notes(view)
    show_behind(view)


def show_figure(view: View) -> None:
    """Show the sentence of a view and its chart."""
    if view.lead:
        st.markdown(view.lead)
    _chart(view, view.draw(page_mode()))


def show_side_by_side(views: Sequence[View], columns: int) -> None:
    """Show the charts of several views in rows, this many in each."""
    # All are drawn before the first is shown, so that none is missing for a moment.
    figures = [view.draw(page_mode()) for view in views]
    for first in range(0, len(views), columns):
        row = slice(first, first + columns)
        for place, view, figure in zip(st.columns(columns), views[row], figures[row], strict=False):
            with place:
                _chart(view, figure)


def show_notes(view: View) -> None:
    """Show the sentences that stand below a view."""
    for note in view.notes:
        st.caption(note)


def show_behind(view: View) -> None:
    """Offer the numbers of a view and its code, folded away."""
    name = view.file or view.name
    with folds():
        if view.table:
            show_table(view.table, name, [view])
        if view.code:
            show_code(view.code, name)


def _chart(view: View, figure: go.Figure) -> None:
    st.plotly_chart(figure, theme=None, config=chart_menu(view.name), alt=view.alt, key=f"{view.name}-chart")


def chart_menu(name: str) -> dict[str, Any]:
    """Return a chart's menu, on a phone too: to save the chart by a name, and to fill the screen with it."""
    return {
        "displayModeBar": True,
        "displaylogo": False,
        "modeBarButtonsToRemove": ["zoom", "pan", "zoomIn", "zoomOut", "autoScale", "resetScale"],
        "toImageButtonOptions": {"format": "svg", "filename": name},
        # Plotly brings no Chinese of its own.
        "locale": "course",
        "locales": {"course": {"dictionary": {"Download plot": _("Save this figure")}, "format": {}}},
    }
