"""The browser's own scripts: how a page shows one, and what it tells the server."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st


@cache
def component(name: str, js: str, css: str | None = None) -> Callable[..., Any]:
    """Return what shows a component of the browser's, defined once in a process.

    Parameters
    ----------
    name
        As ``pyproject.toml`` declares it, where its script is a file.
    js, css
        The script and its style: themselves, or their paths in the folder that is declared.
    """
    mount = st.components.v2.component(name, js=js, css=css)

    def show(*, data: Any = None, **given: Any) -> Any:
        if isinstance(data, dict):
            # Streamlit examines each list whether it is a table, which takes longer than to send it.
            data = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        return mount(data=data, **given)

    return show


def told(key: str, event: str) -> Any:
    """Return what a component tells by an event; None where the learner has left its page meanwhile.

    An event and the way to another page may come as one: the event is told, and its component is gone.
    """
    return (st.session_state.get(key) or {}).get(event)
