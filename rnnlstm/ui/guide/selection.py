"""Which of a lesson's cards a guide shows: those of the path, or all where the link names another."""

from __future__ import annotations

from rnnlstm.ui.controls.path import PATH
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.shell import link


def asked_card() -> str | None:
    """Return the card that the link of this page names; on the way to another page it is left behind."""
    return None if link.elsewhere() else link.asked().get("card")


def path_shown(lesson: str) -> str:
    """Return the path whose cards are shown: none where the link names a card left out."""
    path = PATH.value()
    asked = asked_card()
    shown, every = (_names(lesson, each) for each in (path, "none"))
    return path if asked is None or asked in shown or asked not in every else "none"


def _names(lesson: str, path: str) -> set[str]:
    """Return what a link can name the cards by: their names, and their numbers from 1."""
    return {text for k, card in enumerate(cards(lesson, "en", path)) for text in (card.name, str(k + 1))}
