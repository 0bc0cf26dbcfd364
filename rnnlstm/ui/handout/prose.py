"""Markdown with formulas as HTML and MathML, which browsers read without help."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_UNKNOWN = {
    r"(\\[bB]igg?)\s*\\[lr]Vert(?![a-zA-Z])": r"\1‖",
    r"\\arg(?![a-zA-Z])": r"\\operatorname{arg}",
    r"{aligned}": "{split}",
}
"""Commands that the converter does not know everywhere, and what says the same."""
_ICON = re.compile(r":material/\w+:\s*")


def html(markdown: str) -> str:
    """Return the HTML of Markdown as Streamlit writes it; HTML within it is shown as it was typed."""
    return str(_reader().render(_ICON.sub("", markdown)))


def inline(markdown: str) -> str:
    """Return the HTML of one line of Markdown, without a paragraph around it."""
    return str(_reader().renderInline(_ICON.sub("", markdown)))


@cache
def _reader() -> MarkdownIt:
    # Read when the first page is made: the course itself starts without them.
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return reader.use(dollarmath_plugin, renderer=_formula, allow_space=False, double_inline=True)


def _formula(tex: str, options: Mapping[str, Any]) -> str:
    from latex2mathml.converter import convert

    for command, known in _UNKNOWN.items():
        tex = re.sub(command, known, tex)
    if not options["display_mode"]:
        return str(convert(tex))
    # Wider than a phone, it is scrolled by itself, with keys as well.
    return f'<div class="scrolled" tabindex="0">{convert(tex, display="block")}</div>'
