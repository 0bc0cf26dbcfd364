"""The glossary: every symbol and term in one sentence, ``assets/glossary/<language>.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rnnlstm.ui.shell.catalogue import ASSETS
from rnnlstm.ui.shell.prose import marked

_TERM = re.compile(r"<!-- term: (\w+)\n(.*?)-->", re.DOTALL)


@dataclass(frozen=True)
class Term:
    """One entry: its name, its symbol and shape where it has them, the lessons it occurs in, what it is."""

    key: str
    name: str
    symbol: str
    shape: str
    where: tuple[str, ...]
    says: str


@cache
def terms(language: str) -> tuple[Term, ...]:
    """Return all entries in the order of the course."""
    text = (ASSETS / "glossary" / f"{language}.md").read_text(encoding="utf-8")
    return tuple(_term(key, head, body) for key, head, body in marked(text, _TERM))


def _term(key: str, head: str, body: str) -> Term:
    lines = dict(line.split(": ", 1) for line in head.strip().splitlines())
    symbol, shape, where = lines.get("symbol", ""), lines.get("shape", ""), tuple(lines["where"].split())
    return Term(key, lines["name"], symbol, shape, where, body.strip())


@cache
def sent(language: str) -> list[dict[str, str]]:
    """Return all entries as the browser shows them beside a symbol that is touched or focused."""
    return [
        {"key": term.key, "name": term.name, "symbol": term.symbol, "shape": term.shape, "says": term.says}
        for term in terms(language)
    ]


def named_in(text: str, language: str) -> list[dict[str, str]]:
    """Return those entries as the browser shows them whose names stand in a text, whatever their capitals."""
    text = text.lower()
    return [term for term in sent(language) if term["name"].lower() in text]
