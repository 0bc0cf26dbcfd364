"""Text from outside, made safe to stand in Markdown."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]()$<>~:#|&])")


def literal(text: str) -> str:
    """Return Markdown that shows the text as it was typed, whatever signs it holds."""
    return _SPECIAL.sub(r"\\\1", text)
