"""What a page by itself is made of. Each part knows its HTML; what was typed by others is shown as typed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from rnnlstm.ui.handout import prose
from rnnlstm.ui.handout.sources import packed

if TYPE_CHECKING:
    import pandas as pd


class Part(ABC):
    """A part of a page."""

    parts: tuple[Part, ...] = ()
    """The parts within it."""

    @property
    @abstractmethod
    def html(self) -> str:
        """The part as HTML."""


def within(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Return these parts, and all that are within them."""
    for part in parts:
        yield part
        yield from within(part.parts)


@dataclass(frozen=True)
class Words(Part):
    """Text in Markdown; ``look`` is a class of the page's style."""

    markdown: str
    look: str = "words"

    @property
    def html(self) -> str:
        """The text, its formulas as MathML."""
        return f'<div class="{self.look}">{prose.html(self.markdown)}</div>'


@dataclass(frozen=True)
class Heading(Part):
    """The heading of what follows, in Markdown."""

    text: str

    @property
    def html(self) -> str:
        """The heading, one level below the page's."""
        return f"<h2>{prose.inline(self.text)}</h2>"


@dataclass(frozen=True)
class Folded(Part):
    """Parts behind a line that opens them; on paper they are open."""

    label: str
    parts: tuple[Part, ...]

    @property
    def html(self) -> str:
        """The line, and what it opens."""
        inner = "".join(part.html for part in self.parts)
        return f"<details><summary>{prose.inline(self.label)}</summary>{inner}</details>"


@dataclass(frozen=True)
class Beside(Part):
    """Parts side by side where there is room."""

    parts: tuple[Part, ...]

    @property
    def html(self) -> str:
        """A column for each part."""
        return f'<div class="beside">{"".join(f"<div>{part.html}</div>" for part in self.parts)}</div>'


@dataclass(frozen=True)
class Within(Part):
    """Parts one after another, as one."""

    parts: tuple[Part, ...]

    @property
    def html(self) -> str:
        """The parts."""
        return "".join(part.html for part in self.parts)


@dataclass(frozen=True)
class Live(Part):
    """Something of the stepper's that runs in the page: the module that draws it, and its bytes."""

    entry: str
    data: bytes

    @property
    def html(self) -> str:
        """A place for it, with its bytes inside, compressed."""
        return (
            f'<div class="live" data-entry="stepper/{escape(self.entry)}">'
            f'<script type="text/plain">{packed(self.data)}</script></div>'
        )


@dataclass(frozen=True)
class Drawing(Part):
    """A figure as SVG, which is trusted, and what it shows in words."""

    svg: str
    alt: str
    mode: str = "light"
    """Drawn for a light or a dark page; on paper a dark one is turned light."""

    @property
    def html(self) -> str:
        """The drawing, read out as its words."""
        return (
            f'<figure role="img" aria-label="{escape(self.alt)}" class="drawing" data-mode="{self.mode}">'
            f"{self.svg}</figure>"
        )


@dataclass(frozen=True)
class Chart(Part):
    """A figure as Plotly is told it, drawn by a script beside the page, and what it shows in words."""

    spec: str
    alt: str

    @property
    def html(self) -> str:
        """A place for it, and what Plotly is told; no text in it can end its block."""
        spec = self.spec.replace("<", "\\u003c")
        return (
            f'<figure aria-label="{escape(self.alt)}" class="chart">'
            f'<script type="application/json">{spec}</script></figure>'
        )


@dataclass(frozen=True)
class Code(Part):
    """Lines of Python."""

    text: str

    @property
    def html(self) -> str:
        """The lines as they are."""
        return f"<pre><code>{escape(self.text)}</code></pre>"


@dataclass(frozen=True, eq=False)
class Table(Part):
    """A table of numbers."""

    frame: pd.DataFrame
    digits: int = 6

    @property
    def html(self) -> str:
        """The table; a number with no more digits than it needs."""
        text = self.frame.to_html(
            index=False, border=0, na_rep="", float_format=lambda value: f"{value:.{self.digits}g}"
        )
        return f'<div class="table" tabindex="0" role="group">{text}</div>'
