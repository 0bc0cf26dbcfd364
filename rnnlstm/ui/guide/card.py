"""The cards of a lesson: Markdown files beside its prose, ``assets/lessons/<language>/<lesson>.guide.md``.

A card begins with a comment that holds its head, one ``key: value`` a line, and goes on with its words::

    <!-- card: keep
    t: most("f")
    small: forget
    lit: f
    when: f > 0.5
    -->
    The forget gate of unit {unit} stands at {f}.

    <!-- otherwise -->
    Here it is nearly closed, at {f}.

What the keys mean is said at `KEYS`; formulas are read by `formula.evaluate`. The other parts of a card are
the sections ``otherwise``, ``hint`` and ``answer``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from rnnlstm.ui.shell.catalogue import ASSETS
from rnnlstm.ui.shell.prose import marked

KEYS = {
    "t": "a formula: the time step that is shown",
    "unit": "a formula: the hidden unit that is shown, from 1",
    "small": "the small step, by its name, in a graph by something that it makes; the whole step without it",
    "depth": "sequence, cell or operation",
    "op": "the operation that is looked into",
    "lit": "the quantities that the card speaks of, by their names in the stepper",
    "alone": "last: the row of boxes shows the gradient of the last step's loss alone",
    "when": "a formula: where it is false, the card says its `otherwise` and asks nothing",
    "ask": "choice (of options, by a button or in the drawing), step (of the walk) or number",
    "right": "a formula: the option, step or number that is right, or a list of such",
    "within": "a formula: how far off a number may be",
    "set": "in a room: what it sets, as `key=value`, separated by spaces; all else has its usual value",
    "at": "in the film: the update at which it stands",
    "on": "the paths through the course on which a guide shows some of its cards only, this one among them",
    "anchor": "what the card points at on the page, by its key; in a stepper a panel by its class",
    "foot": "yes: it is the lower part of that, in a room",
}
"""The keys of a card's head."""
KINDS = ("choice", "step", "number")
"""What a card can ask for."""

_CARD = re.compile(r"<!-- card: (\w+)(.*?)-->", re.DOTALL)
_SECTION = re.compile(r"<!-- (otherwise|hint|answer) -->")
_OPTION = re.compile(r"^- (\S+): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Card:
    """One card as it is written, before any number is filled in."""

    name: str
    head: Mapping[str, str]
    words: str
    otherwise: str = ""
    hint: str = ""
    answer: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    """What can be chosen: the name -> its words."""

    @property
    def asks(self) -> str:
        """The kind of its question, empty if it has none."""
        return self.head.get("ask", "")


@cache
def cards(lesson: str, language: str, path: str = "none") -> tuple[Card, ...]:
    """Return the cards of a lesson in their order, none if it has no guide.

    Parameters
    ----------
    lesson, language
    path
        The path through the course; where some cards are named for it, they are all that is returned.

    Raises
    ------
    ValueError
        If a head has a line that is not ``key: value``, or a key that is not in `KEYS`.
    """
    file = ASSETS / "lessons" / language / f"{lesson}.guide.md"
    if not file.exists():
        return ()
    text = file.read_text(encoding="utf-8")
    every = tuple(_card(name, head, body) for name, head, body in marked(text, _CARD))
    return tuple(card for card in every if path in card.head.get("on", "").split()) or every


def _card(name: str, head: str, body: str) -> Card:
    keys: dict[str, str] = {}
    for line in filter(None, map(str.strip, head.splitlines())):
        key, colon, value = line.partition(":")
        if not colon or key not in KEYS:
            raise ValueError(f"card {name}: expected one of {', '.join(KEYS)} and a colon, got {line!r}")
        keys[key] = value.strip()
    words = _SECTION.split(body, maxsplit=1)[0]
    sections = {name: text.strip() for name, text in marked(body, _SECTION)}
    options = dict(_OPTION.findall(words))
    return Card(name, keys, _OPTION.sub("", words).strip(), options=options, **sections)
