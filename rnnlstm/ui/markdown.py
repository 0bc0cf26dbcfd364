"""Text made fit for where it stands: what was typed, in Markdown; a chart's label, in a sentence."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]()$<>~:#|&])")


def literal(text: str) -> str:
    """Return Markdown that shows the text as it was typed, whatever signs it holds."""
    return _SPECIAL.sub(r"\\\1", text)


def plain(html: str) -> str:
    """Return text without the tags of a chart's labels: ``σ<sub>max</sub>`` reads σ_max, ``<sup>`` ^."""
    return re.sub(r"</su[bp]>", "", html.replace("<sub>", "_").replace("<sup>", "^"))
