"""What every chart on a page offers besides its curves."""

from __future__ import annotations

from typing import Any

from rnnlstm.ui.shell.language import _


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
