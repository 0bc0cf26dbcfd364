"""A file that the page has made, handed to the browser without another click."""

from __future__ import annotations

from pathlib import Path

from rnnlstm.ui.shell.component import component

_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


def deliver(name: str, text: str, at: int) -> None:
    """Have the browser save a page of HTML; ``at`` tells one wish for it from the next."""
    show = component("rnnlstm_delivery", js=_SCRIPT)
    show(data={"name": name, "text": text, "at": at}, key=f"file-{at}", height=1)
