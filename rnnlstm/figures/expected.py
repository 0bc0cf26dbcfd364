"""A text as a language model reads it: coloured by a unit, and at each place what the model expected there.

After the figures of Karpathy, Johnson and Fei-Fei (2016).
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.colour_bar import bar, below_a_colour_bar, by_root, scale
from rnnlstm.figures.frame import Words, assembled, layout
from rnnlstm.figures.palette import INK, ZERO, Hue, Mode

Array = NDArray[np.floating[Any]]

ROW, ABOVE, BELOW = 25, 112, 12
"""The height of a row, and the margins, in pixels."""
LOW, HIGH, LIKELY = Hue("#8DBCE6", "#2A659B"), Hue("#F2AE72", "#A3591A"), Hue("#7CC6CC", "#1C6F77")
"""The ends of the colours: numbers below and above 0, and likely guesses. Text is read on them."""


@dataclass(frozen=True, eq=False)
class Expected:
    """A text with what was expected at each place.

    Attributes
    ----------
    symbols
        The characters, as they are shown.
    guesses
        At each place the likeliest characters, the likeliest first.
    chances
        How likely each of them was: (n, guesses).
    hits
        At each place which of the guesses came true, -1 for none.
    paint
        What colours the text: (n,).
    limits
        The numbers at the ends of its colours.
    """

    symbols: Sequence[str]
    guesses: Sequence[Sequence[str]]
    chances: Array
    hits: Sequence[int]
    paint: Array
    limits: tuple[float, float]


@dataclass(frozen=True)
class ExpectedWords(Words):
    """The words of the figure: ``colour`` names what colours the text, ``guess`` is said of a guess.

    ``guess`` has places for {symbol}, {rank} and {chance}.
    """

    colour: str
    guess: str


def expected_chart(
    text: Expected, *, mode: Mode, words: ExpectedWords, across: int, height: int | None = None
) -> go.Figure:
    """Draw a text in lines, each character coloured, and below each one what was expected in its place.

    Parameters
    ----------
    text
        What is drawn.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    across
        Characters in a line.
    height
        In pixels; by the number of lines if None.
    """
    cells = _cells(text, words, across)
    low, high = text.limits
    hues = (LOW, ZERO, HIGH) if low < 0 else (ZERO, HIGH)
    common = {
        **{"type": "heatmap", "text": cells.letters, "texttemplate": "%{text}", "customdata": cells.said},
        **{"xgap": 1, "ygap": 1, "hoverongaps": False},
    }
    heats = [
        common
        | {
            **{"z": cells.paint, "zmin": low, "zmax": high, "colorscale": scale(hues, mode)},
            "colorbar": bar(mode, words.colour),
            "textfont": {"size": 16, "color": INK.on(mode)},
            "hovertemplate": "%{customdata}<br>%{z:.3f}<extra></extra>",
        },
        common
        | {
            **{"z": cells.chances, "zmin": 0, "zmax": 1, "colorscale": by_root(LIKELY, mode)},
            "showscale": False,
            "textfont": {"size": 13, "color": INK.on(mode)},
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    ]
    rows, columns = cells.paint.shape
    whole = layout(mode, words.title, height or ABOVE + BELOW + ROW * rows, 0)
    blank = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": "", "fixedrange": True}
    return assembled(
        heats,
        below_a_colour_bar(whole | {"margin": {"l": 8, "r": 8, "t": ABOVE, "b": BELOW}})
        | {
            "hovermode": "closest",
            "shapes": [_outline(column, row, mode) for column, row in cells.came_true],
            "xaxis": blank | {"range": [-0.5, columns - 0.5]},
            "yaxis": blank | {"range": [rows - 0.5, -0.5]},
        },
    )


class _Cells(NamedTuple):
    """The fields of the figure, in rows: below each line of the text its guesses, and an empty row."""

    paint: Array
    chances: Array
    letters: NDArray[np.object_]
    said: NDArray[np.object_]
    came_true: list[tuple[int, int]]


def _cells(text: Expected, words: ExpectedWords, across: int) -> _Cells:
    n, ranks = text.chances.shape
    block = ranks + 2
    shape = (-(-n // across) * block - 1, min(across, n))
    paint, chances = np.full(shape, np.nan), np.full(shape, np.nan)
    letters, said = np.full(shape, "", object), np.full(shape, "", object)
    came_true = []
    for k in range(n):
        line, column = divmod(k, across)
        top = line * block
        paint[top, column] = text.paint[k]
        letters[top, column] = html.escape(text.symbols[k])
        said[top, column] = f"{k + 1}: {html.escape(text.symbols[k])}"
        for rank, chance in enumerate(text.chances[k]):
            row, symbol = top + 1 + rank, html.escape(text.guesses[k][rank])
            chances[row, column], letters[row, column] = chance, symbol
            said[row, column] = words.guess.format(symbol=symbol, rank=rank + 1, chance=f"{chance:.1%}")
        if text.hits[k] >= 0:
            came_true.append((column, top + 1 + text.hits[k]))
    return _Cells(paint, chances, letters, said, came_true)


def _outline(column: int, row: int, mode: Mode) -> dict[str, Any]:
    """Return a frame around the guess that came true."""
    return {
        "type": "rect",
        **{"x0": column - 0.47, "x1": column + 0.47, "y0": row - 0.45, "y1": row + 0.45},
        "line": {"color": INK.on(mode), "width": 2},
        "fillcolor": "rgba(0,0,0,0)",
    }
