"""A figure with all that a page shows with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from rnnlstm.figures.palette import Mode

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class View:
    """A figure, its words, its numbers and its code.

    Attributes
    ----------
    name
        Tells the chart from the others of its page, and names the file that it is saved as.
    draw
        Draws the figure for a light or a dark page.
    alt
        The figure in words, for those who cannot see it.
    lead
        A sentence above the figure, in Markdown.
    notes
        Sentences below the figure, in Markdown.
    table
        Makes the table of its numbers; called only when a reader opens it.
    code
        Makes the code that computes them, or the code of each network by its label; called likewise.
    file
        The name of the file of its numbers, if it is not ``name``.
    """

    name: str
    draw: Callable[[Mode], go.Figure]
    alt: str
    lead: str = ""
    notes: tuple[str, ...] = ()
    table: Callable[[], pd.DataFrame] | None = None
    code: Callable[[], str | Mapping[str, str]] | None = None
    file: str = ""
