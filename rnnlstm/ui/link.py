"""Choices whose values live in the link.

Streamlit binds a choice by the label it shows, which here is translated: a link made in Chinese would not
open in English. A choice is therefore written into the link by its own name.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def choice(
    label: str, names: Mapping[str, str], key: str, usual: str, *, buttons: bool = False, always: bool = False
) -> str:
    """Show a choice and keep it in the link under ``key``.

    Parameters
    ----------
    label
        What the choice is about.
    names
        The options: the name in the link -> the label shown.
    key
        The name in the link.
    usual
        The option that is chosen until the learner chooses; the link leaves it out.
    buttons
        Show the options side by side rather than in a list.
    always
        Name the option in the link even where it is the usual one.
    """
    if key not in st.session_state:
        asked = st.query_params.get(key)
        st.session_state[key] = asked if asked in names else usual
    if buttons:
        st.segmented_control(
            label,
            list(names),
            format_func=names.__getitem__,
            key=key,
            required=True,
            persist_state="session",
        )
    else:
        st.selectbox(label, list(names), format_func=names.__getitem__, key=key, persist_state="session")
    chosen: str = st.session_state[key]
    wanted = chosen if always or chosen != usual else None
    if wanted is None:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != wanted:
        st.query_params[key] = wanted
    return chosen
