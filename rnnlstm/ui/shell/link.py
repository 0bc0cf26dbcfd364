"""What the learner sets, kept for the session and written into the link.

Streamlit can bind a widget to the link itself, but not as this course needs it: it writes a choice by its
translated label, so that a link made in Chinese would not open in English, and it forgets what was set when
the learner goes on to the next lesson. Here each setting has its own name and form in the link, in every
language, and goes along from page to page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

NONE = "none"
"""In the link, where of several options none is chosen."""
_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

Value = TypeVar("Value", str, int, float)


def recall(key: str, usual: Value, read: Callable[[str], Value | None]) -> None:
    """Give the widget called ``key`` its value before it is first shown.

    Parameters
    ----------
    key
        The widget's key, and its name in the link.
    usual
        Its value if neither this session nor the link says otherwise.
    read
        Reads the value from the link; None if it cannot be one.
    """
    if key in st.session_state:
        return
    kept = _settings()
    if key in kept:
        st.session_state[key] = kept[key][0]
    else:
        asked = st.query_params.get(key)
        value = None if asked is None else read(asked)
        st.session_state[key] = usual if value is None else value


def refused(key: str, usual: Value, read: Callable[[str], Value | None]) -> str | None:
    """Return what the link asks of a setting that cannot be, until the learner has moved its control.

    The parameters are those of ``recall``. The link is the one that the session was opened with: what the
    browser has written into it since does not come back to the server.
    """
    asked = st.query_params.get(key)
    if asked is None or read(asked) is not None:
        return None
    moved: set[str] = st.session_state.setdefault("moved", set())
    if st.session_state.get(key, usual) != usual:
        moved.add(key)
    return None if key in moved else asked


def keep(key: str, usual: Value | None) -> Any:
    """Remember and return the value of the widget called ``key``; the link leaves out the usual value."""
    value = st.session_state[key]
    _settings()[key] = (value, usual)
    return value


def follow(key: str, usual: Value) -> None:
    """Bring a setting that stands at its usual value to another one that is usual now.

    Before the widget called ``key`` is shown. What the learner has set stays.
    """
    value, before = _settings().get(key, (None, None))
    if before is not None and value == before != usual and st.session_state.get(key, value) == value:
        st.session_state[key] = usual


def put(key: str, value: Any, usual: Any = None) -> None:
    """Set a setting from a button, whether its widget is shown at the moment or not."""
    st.session_state[key] = value
    _settings()[key] = (value, usual)


def carry(page: str) -> None:
    """Take the settings along to another page, where the widgets of the same names are new ones."""
    if st.session_state.get("page") != page:
        st.session_state["page"] = page
        for key, (value, _) in _settings().items():
            st.session_state[key] = value


def write(page: str, *, language: str, mode: str) -> None:
    """Write all settings into the link; the stepper's own ``t`` and ``unit`` stay as they are.

    The browser does it in place. ``st.query_params`` would add an entry to its history for every change, and
    the Back button would lead from setting to setting instead of back to the page before.

    Parameters
    ----------
    page
        The page's name in the link.
    language
        The language of the page, as HTML names it: what screen readers and fonts go by.
    mode
        Whether this run has drawn for a light or a dark page. Where the page has become the other one, the
        browser asks for another run.
    """
    component = st.components.v2.component("rnnlstm_link", js=_SCRIPT)
    settings = {key: _in_link(*entry) for key, entry in _settings().items()}
    data = {"page": page, "settings": settings, "language": language, "mode": mode}
    component(data=data, key="link", on_mode_change=lambda: None)


def _in_link(value: Any, usual: Any) -> str | None:
    if value == usual:
        return None
    return value if isinstance(value, str) else f"{value:g}"


def choice(
    label: str,
    names: Mapping[str, str],
    key: str,
    usual: str,
    *,
    buttons: bool = False,
    always: bool = False,
    on_change: Callable[[], None] | None = None,
) -> str:
    """Show a choice among named options.

    Parameters
    ----------
    label
        What the choice is about.
    names
        The options: the name in the link -> the label shown.
    key
        The name of the setting in the link.
    usual
        The option that is chosen until the learner chooses.
    buttons
        Show the options side by side rather than in a list.
    always
        Name the option in the link even where it is the usual one.
    on_change
        Called when the learner has chosen another option, before the page runs again.
    """
    recall(key, usual, lambda asked: asked if asked in names else None)
    options = list(names)
    if buttons:
        st.segmented_control(
            label,
            options,
            format_func=names.__getitem__,
            key=key,
            required=True,
            on_change=on_change,
            wrap=True,
        )
    else:
        st.selectbox(label, options, format_func=names.__getitem__, key=key, on_change=on_change)
    return str(keep(key, None if always else usual))


def several(label: str, names: Mapping[str, str], key: str, usual: Sequence[str]) -> tuple[str, ...]:
    """Show a choice of any number among named options, and return the names of those chosen.

    The parameters are those of ``choice``; in the link stand all the names, or none.
    """

    def read(asked: str) -> str | None:
        return asked if asked == NONE or all(name in names for name in asked.split(",")) else None

    recall(key, ",".join(usual) or NONE, read)
    shown = f"{key}_shown"
    if shown not in st.session_state:
        st.session_state[shown] = [name for name in st.session_state[key].split(",") if name in names]
    st.pills(label, list(names), selection_mode="multi", format_func=names.__getitem__, key=shown, wrap=True)
    chosen = tuple(name for name in names if name in st.session_state[shown])
    st.session_state[key] = ",".join(chosen) or NONE
    keep(key, ",".join(usual) or NONE)
    return chosen


def put_several(key: str, names: str, usual: Sequence[str]) -> None:
    """Set what ``several`` shows from a button; ``names`` as in the link."""
    put(key, names, ",".join(usual) or NONE)
    st.session_state[f"{key}_shown"] = [] if names == NONE else names.split(",")


def _settings() -> dict[str, tuple[Any, Any]]:
    """Return this session's settings: the key -> its value and its usual value."""
    kept: dict[str, tuple[Any, Any]] = st.session_state.setdefault("settings", {})
    return kept
