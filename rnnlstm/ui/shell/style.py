"""The look of the pages, read once: each run of a page sends it."""

from __future__ import annotations

from functools import cache

from rnnlstm.ui.shell.catalogue import ASSETS


@cache
def style(name: str) -> str:
    """Return a style sheet of ``assets/`` as HTML."""
    return f"<style>{(ASSETS / name).read_text(encoding='utf-8')}</style>"


@cache
def icon() -> str:
    """Return the drawing that a browser shows beside the page's title, as SVG."""
    return (ASSETS / "icon.svg").read_text(encoding="utf-8")
