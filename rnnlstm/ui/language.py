"""The two languages of the course: which one is chosen, and its catalogue of strings.

Strings are marked with ``_("…")`` and looked up with gettext. The catalogues are the plain ``.po`` files
under ``assets/locales``; Babel reads them at start, so that no compiled copy can fall behind.
"""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

import streamlit as st
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rnnlstm.ui.link import choice

ASSETS = Path(__file__).parents[2] / "assets"
LANGUAGES = {"en": "English", "zh": "中文"}
IN_HTML = {"en": "en", "zh": "zh-Hans"}
"""The languages as HTML names them, the script included, by which the browser chooses its fonts."""


def N_(message: str) -> str:  # gettext's own name
    """Mark a string for the catalogue where it is defined; ``_`` looks it up where it is shown."""
    return message


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the strings of one language; English is the language of the source itself."""
    path = ASSETS / "locales" / language / "LC_MESSAGES" / "rnnlstm.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """Return the message in the language of this session."""
    return catalogue(current()).gettext(message)


def current() -> str:
    """Return the chosen language: by the control, else by the link, else by the browser's locale."""
    # Asked for every string: where the control has been set, nothing else is looked at.
    for look in (
        lambda: st.session_state.get("lang"),
        lambda: st.query_params.get("lang"),
        lambda: st.context.locale,
    ):
        language = (look() or "").lower().partition("-")[0]  # zh-CN and ZH are zh
        if language in LANGUAGES:
            return language
    return "en"


def choose() -> None:
    """Show the language control; the link always names the language."""
    choice("Language · 语言", LANGUAGES, "lang", current(), buttons=True, always=True)
