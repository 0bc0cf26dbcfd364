"""A card filled in with a learner's numbers: what the browser is sent of it.

Words become pieces: a text is the author's, with ``**bold**``, ``*italics*``, ``_`` and ``^`` for lowered and
raised parts; a list of one is a number or a sign of the learner's and is shown as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from rnnlstm.ui.guide.card import Card
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.show.numbers import in_short, power_of_ten

Scene: TypeAlias = Mapping[str, Any]
"""What a card can speak of: the name -> its number, text or function."""
Pieces: TypeAlias = list[str | list[str]]

# A name in braces after _ or ^ is mathematics, as h_{t−1}; it may stand in the words that a formula chooses.
_SLOT = re.compile(r"""(?<![_^])\{((?:[^{}]|(?<=[_^])\{[^{}]*\})+?)(?::([^{}:"' ]*))?\}""")


def holds(card: Card, scene: Scene) -> bool:
    """Return whether what the card says is so here."""
    return "when" not in card.head or bool(evaluate(card.head["when"], scene))


def filled(card: Card, scene: Scene) -> dict[str, Any]:
    """Return the words and the question of a card, its formulas evaluated.

    Raises
    ------
    ValueError
        If the words name a number that is not there, nan.
    """
    true = holds(card, scene)
    result: dict[str, Any] = {
        "name": card.name,
        "lit": card.head.get("lit", "").split(),
        "words": pieces(card.words if true else card.otherwise, scene),
        "ask": None,
    }
    if card.asks and true:
        right = evaluate(card.head["right"], scene)
        result["ask"] = {
            "kind": card.asks,
            "options": [[name, pieces(text, scene)] for name, text in card.options.items()],
            "right": right if isinstance(right, list) else [right],
            # Two digits, as it is said: "anything within 0.55".
            "within": float(f"{float(evaluate(card.head.get('within', '0'), scene)):.2g}"),
            "hint": pieces(card.hint, scene),
            "answer": pieces(card.answer, scene),
        }
    return result


def pieces(text: str, scene: Scene) -> Pieces:
    """Return words, their numbers filled in: ``{f:%}`` writes a percentage, ``{f:.2f}`` two decimals.

    ``{f:short}`` writes three digits, as the tables of the pages do.
    A formula that begins with a quote chooses between words: ``{"few" if T < 3 else "many"}``.
    """
    found: Pieces = []
    end = 0
    for slot in _SLOT.finditer(text):
        value = evaluate(slot[1], scene)
        chosen = slot[1].startswith('"')
        words = text[end : slot.start()]
        found += [words, value if chosen else [_after(words, written(value, slot[2] or ""))]]
        end = slot.end()
    return [each for each in (*found, text[end:]) if each]


def _after(words: str, number: str) -> str:
    """Put a negative number that is multiplied by into parentheses."""
    return f"({number})" if number.startswith("−") and words.endswith("· ") else number


def written(value: Any, form: str = "") -> str:
    """Write a value as the words of a card show it.

    Raises
    ------
    ValueError
        If it is nan.
    """
    if isinstance(value, str):
        return value
    number = float(value)
    if math.isnan(number):
        raise ValueError("a card cannot show nan")
    if math.isinf(number):
        return "∞" if number > 0 else "−∞"
    if form == "%":
        return _percent(number)
    if form == "short":
        return in_short(number)
    if form:
        return format(number, form).replace("-", "−")
    if number == round(number) and abs(number) < 1e4:
        return str(round(number)).replace("-", "−")
    if abs(number) < 1e-3 or abs(number) >= 1e4:
        return power_of_ten(number).replace("-", "−")
    # Three digits that say something: gradients are small.
    return (f"{number:.3f}" if abs(number) >= 0.1 else f"{number:.3g}").replace("-", "−")


def _percent(share: float) -> str:
    """Write a share as a percentage; one that is not quite 0 or 1 does not read 0% or 100%."""
    percent = 100 * share
    if 0 < abs(percent) < 0.5:
        return "<1%" if percent > 0 else "−<1%"
    if 99.5 <= percent < 100:
        return f"{min(percent, 99.9):.1f}%"
    return f"{percent:.0f}%".replace("-", "−")
