"""Symbols as TeX, for what stands on a page in Markdown."""

from __future__ import annotations

import re

_TILDE = "\u0303"
_SIGNS = {"⊤": r"\top ", "−": "-", "⊙": r"\odot ", "∗": "*", "·": r"\cdot "}


def tex(symbol: str) -> str:
    """Return a text with symbols, as ``c̃_t`` or ``W_{hf}^⊤``, as TeX."""
    symbol = re.sub(f"(.){_TILDE}", r"\\tilde{\1}", symbol)
    return "".join(_SIGNS.get(sign, sign) for sign in symbol)
