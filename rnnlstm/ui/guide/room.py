"""The guide of a page without a stepper: a card sets the controls, and speaks of what the page then shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from rnnlstm.figures import palette
from rnnlstm.ui.guide import glossary
from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.guide.fill import Scene, filled
from rnnlstm.ui.guide.labels import labels
from rnnlstm.ui.guide.selection import asked_card, path_shown
from rnnlstm.ui.shell import language, link
from rnnlstm.ui.shell.component import component, told
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting import Setting

ROOMS = (
    "vectors",
    "gradients",
    "spectra",
    "exploding",
    "truncation",
    "influence",
    "film",
    "training",
    "names",
    "forecast",
    "translation",
    "sound",
    "language",
    "yours",
)
"""The lessons whose guide is shown here; those of the others are their steppers' own."""
PLACE = {"small", "at"}
"""What a link says of the place in a graph or in the film: who is sent to one is not led away from it."""
_CARD = "guide.card"
_LESSON = "guide.lesson"
_PATH = "guide.path"
_SET = "guide.set"
_WAITS = "guide.waits"


def let_be(lesson: str) -> None:
    """Leave a page as it has just been set, from a button that leads there: its guide waits to be opened."""
    st.session_state[_SET] = lesson


def begin(lesson: str, settings: Sequence[Setting], guided: bool = False) -> None:
    """Begin a page's guide where the link says, before any control is shown.

    A link that names a card and no setting gets the settings of the card. Without a card the guide begins by
    itself, unless somebody has set what the page shows: a link, or a button that led here.

    Parameters
    ----------
    lesson
        The page.
    settings
        What its cards can set.
    guided
        Whether it is known that the visitor has never closed the guide. Else the browser, which remembers it,
        may begin the guide when the page is there.
    """
    session = st.session_state
    led = session.pop(_SET, None) == lesson
    path = path_shown(lesson)
    # On another path the lesson may have other cards: it begins anew.
    if (session.get(_LESSON), session.get(_PATH)) == (lesson, path):
        session[_WAITS] |= led
        return
    session[_LESSON], session[_PATH] = lesson, path
    session[_CARD] = None
    shown = {setting.key for setting in settings if not (setting.always or setting.own)}
    session[_WAITS] = led or (not link.elsewhere() and bool((shown | PLACE) & set(link.asked())))
    asked = asked_card()
    may_set = asked is None or set(link.asked()) <= {"lang", "path", "card"}
    every = _cards(lesson)
    if not every or (asked is None and (session[_WAITS] or not guided)):
        return
    names = [card.name for card in every]
    asked = asked or names[0]
    number = int(asked) if asked.isascii() and asked.isdigit() else 1
    session[_CARD] = names.index(asked) if asked in names else min(max(number, 1), len(every)) - 1
    if may_set:
        arrange(every[session[_CARD]], settings)


def open_card(lesson: str, settings: Sequence[Setting]) -> Card | None:
    """Return the card that a page's guide is open at; None where it is closed, or the learner has gone on."""
    number = st.session_state.get(_CARD)
    card = None if number is None else _cards(lesson)[number]
    return None if card is None or _away(card, settings) else card


def is_open(lesson: str) -> bool:
    """Return whether a card of a lesson is open."""
    return st.session_state.get(_LESSON) == lesson and st.session_state[_CARD] is not None


def arrange(card: Card, settings: Sequence[Setting]) -> None:
    """Set the controls of a page as a card asks for; all that it does not name has its usual value.

    A card that sets nothing leaves the page as it is.

    Raises
    ------
    ValueError
        If the page has no such setting, or it cannot be that.
    """
    asked = _asked(card)
    unknown = asked.keys() - {setting.key for setting in settings}
    if unknown:
        raise ValueError(f"card {card.name} sets {', '.join(sorted(unknown))}, which the page does not have")
    for setting in settings:
        if setting.key in asked:
            setting.put_text(asked[setting.key])
        elif asked and not setting.own:
            setting.put()


def _cards(lesson: str) -> tuple[Card, ...]:
    """Return the cards of a lesson that are shown, in the language of the session."""
    return cards(lesson, language.current(), path_shown(lesson))


def _asked(card: Card) -> dict[str, str]:
    """Return what a card sets: the key -> the value, as in a link."""
    return dict(each.split("=", 1) for each in card.head.get("set", "").split())


def _away(card: Card, settings: Sequence[Setting]) -> bool:
    """Return whether the learner has moved a control from where a card has set it."""
    asked = _asked(card)
    return not all(setting.stands_at(asked[setting.key]) for setting in settings if setting.key in asked)


def show(lesson: str, settings: Sequence[Setting], scene: Scene | None) -> bool:
    """Show the card that is open, and return whether the learner has gone on from the last one.

    Parameters
    ----------
    lesson
        The page.
    settings
        What its cards can set.
    scene
        What its cards can speak of; None where the page could not read its input.
    """
    every = _cards(lesson)
    if not every:
        return False
    key = "guide"

    def turn() -> None:
        card = told(key, "card")
        if card is None:
            return
        card = int(card)
        st.session_state[_CARD] = card if 0 <= card < len(every) else None
        if st.session_state[_CARD] is not None:
            arrange(every[card], settings)

    events = component("rnnlstm.guide", js="guide/index.js", css="style.css")(
        data=_sent(lesson, every, settings, scene),
        key=key,
        on_card_change=turn,
        on_onward_change=lambda: None,
    )
    return bool(events.get("onward"))


def said(card: Card, settings: Sequence[Setting], scene: Scene | None) -> dict[str, Any]:
    """Return what a card says of what the page shows, and whether the page is as the card has set it.

    Where the learner has gone on to something that the card does not speak of, it says so.
    """
    away = _away(card, settings)
    silent: dict[str, Any] = {"name": card.name, "lit": [], "ask": None}
    if scene is None:
        words = silent | {"words": [_("The guide goes on as soon as the page can read your input.")]}
    else:
        try:
            words = filled(card, scene)
        except KeyError:
            if not away:
                raise
            words = silent | {"words": [_("You have gone on to something that this card does not speak of.")]}
    return words | {
        "anchors": card.head.get("anchor", "").split(),
        "foot": "foot" in card.head,
        "away": away,
    }


def _sent(
    lesson: str, every: Sequence[Card], settings: Sequence[Setting], scene: Scene | None
) -> dict[str, Any]:
    """Return what the browser is sent: which card is open, and what it says here."""
    number = st.session_state[_CARD]
    card = None if number is None else said(every[number], settings, scene)
    hues = {"right": palette.RIGHT, "wrong": palette.WRONG}
    return {
        "lesson": lesson,
        "names": [{"name": each.name} for each in every],
        "current": number,
        "waits": st.session_state[_WAITS],
        "card": card,
        "labels": labels(),
        "glossary": glossary.named_in(json.dumps(card, ensure_ascii=False), language.current()),
        "colours": {name: [hue.light, hue.dark] for name, hue in hues.items()},
    }
