"""The language of a session: chosen in the page, else by the link, else by the browser."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui.shell.catalogue import LANGUAGES, catalogue
from rnnlstm.ui.shell.run import once


def _(message: str) -> str:
    """Return the message in the language of this session."""
    return catalogue(current()).gettext(message)


def current() -> str:
    """Return the chosen language: by its control, else by the link, else by the browser's locale."""
    return once("language", _chosen)


def _chosen() -> str:
    for look in (
        lambda: st.session_state.get("lang"),
        lambda: st.session_state.get("link.asked", st.query_params).get("lang"),
        lambda: st.context.locale,
    ):
        language = (look() or "").lower().partition("-")[0]  # zh-CN and ZH are zh
        if language in LANGUAGES:
            return language
    return "en"
