"""Lesson prose: Markdown under ``assets/lessons/<language>/``, cut into named sections."""

from __future__ import annotations

import re
from functools import cache

from rnnlstm.ui.shell.catalogue import ASSETS

_MARK = re.compile(r"<!-- section: (\w+) -->")


@cache
def lesson(name: str, language: str) -> dict[str, str]:
    """Return the sections of one lesson, by name, in the order of the file."""
    text = (ASSETS / "lessons" / language / f"{name}.md").read_text(encoding="utf-8")
    return {name: body.strip() for name, body in marked(text, _MARK)}


def marked(text: str, mark: re.Pattern[str]) -> list[tuple[str, ...]]:
    """Cut a text at its marks; return for each what its groups hold, and the text that follows it."""
    _, *pieces = mark.split(text)
    width = mark.groups + 1
    return list(zip(*(pieces[k::width] for k in range(width)), strict=True))


def question_and_answer(section: str) -> tuple[str, str]:
    """Split a ``question`` section at its ``<!-- answer -->`` line."""
    question, _, answer = section.partition("<!-- answer -->")
    return question.strip(), answer.strip()
