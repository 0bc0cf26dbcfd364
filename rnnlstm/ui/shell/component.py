"""What the browser's own scripts tell the server."""

from __future__ import annotations

from typing import Any

import streamlit as st


def told(key: str, event: str) -> Any:
    """Return what a component tells by an event; None where the learner has left its page meanwhile.

    An event and the way to another page may come as one: the event is told, and its component is gone.
    """
    return (st.session_state.get(key) or {}).get(event)
