"""What the learner has set: kept for the session, read from the link, and written into it.

Streamlit can bind a widget to the link itself, but not as this course needs it: it writes a choice by its
translated label, so that a link made in Chinese would not open in English, and it forgets what was set when
the learner goes on to the next lesson. Here each setting has its own name and form in the link, in every
language, and goes along from page to page. What a setting can be is described in ``setting`` and
``setting_kinds``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import streamlit as st

from rnnlstm.ui.shell.component import component, told
from rnnlstm.ui.shell.run import once

_COMPONENT = "link"
_SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_CONNECTION = Path(__file__).with_name("connection.js").read_text(encoding="utf-8")


BROWSER = {
    "t": "the step that a stepper shows",
    "small": "the small step within it",
    "unit": "the hidden unit that is looked at",
    "depth": "how closely the cell is looked at",
    "op": "the operation that is looked at",
    "card": "the card of the guide",
    "at": "the update at which a film stands",
}
"""Keys that only the browser's own scripts read and write, in ``ui/stepper/web``: they need no run."""


def _in_session(name: str, make: Callable[[], Any]) -> Any:
    """Return what the session keeps under a name, made anew in a new one."""
    return once(name, lambda: st.session_state.setdefault(name, make()))


def kept() -> dict[str, tuple[Any, Any]]:
    """Return what the session keeps: the name of a setting -> its value and its usual value.

    A usual value of None: the link names the setting always. The one shown last stands last.
    """
    settings: dict[str, tuple[Any, Any]] = _in_session("settings", dict)
    return settings


def keep(name: str, value: Any, usual: Any) -> None:
    """Remember the value of a setting; the link leaves out the usual value."""
    kept().pop(name, None)
    kept()[name] = (value, usual)


def shown() -> dict[str, Any]:
    """Return the state of each widget of this page when it was last shown, by the name of its setting."""
    states: dict[str, Any] = _in_session("link.shown", dict)
    return states


def ends() -> dict[str, str]:
    """Return between which ends, or of which options, each widget was last shown, by its setting."""
    found: dict[str, str] = _in_session("link.ends", dict)
    return found


def on_page() -> dict[str, Any]:
    """Return the settings whose widgets this run has shown, by their names, in the order of the page."""
    found: dict[str, Any] = _in_session("link.on_page", dict)
    return found


def telling() -> set[str]:
    """Return the settings whose widgets the browser is being told the state of, until a run comes to its end.

    The browser is told once. Where that run is cut short by the next one, it may never see what was told; the
    widget would stand at its least, with nothing chosen.
    """
    names: set[str] = _in_session("link.telling", set)
    return names


def connect() -> bool:
    """Let the browser ask for a run when a lost connection is there again; before a setting is read.

    A new session then begins with the address of that moment, not with the one that the page was opened with.
    Return whether the browser has told of itself, which it first does when the page's style is there.
    """
    show = component("rnnlstm_connection", js=_CONNECTION)
    address = show(key="connection", height=1, on_address_change=lambda: None).address
    if address and "link.asked" not in st.session_state:
        texts = parse_qsl(str(address["search"]).removeprefix("?"), keep_blank_values=True)
        _begin(dict(texts))
        st.session_state["link.guided"] = bool(address["guided"])
        if address["again"]:
            st.session_state["link.taken_over"] = True
            st.session_state["link.apart"] = f"-{uuid4().hex[:8]}"
            st.session_state["page"] = address["page"]  # the learner may be on another one by now
    return bool(address)


def guided() -> bool:
    """Return, once a session and at its first page, whether the visitor has never closed the guide."""
    return bool(st.session_state.pop("link.guided", False))


def taken_over() -> bool:
    """Return, once a session, whether it goes on with what an earlier one had, which its server has lost."""
    return bool(st.session_state.pop("link.taken_over", False))


def apart() -> str:
    """Return what tells a widget of a session that goes on with an earlier one's from the same one there.

    Nothing in any other session. The browser would still show a file that it has given to the earlier one.
    """
    return str(st.session_state.get("link.apart", ""))


def asked() -> dict[str, str]:
    """Return what the link asks for and no page has read yet: the key -> its text.

    The link is the one that the session was opened with. Streamlit clears it on the way to another page.
    """
    return once("link.asked", _asked)


def _asked() -> dict[str, str]:
    if "link.asked" not in st.session_state:
        _begin(st.query_params.to_dict())
    texts: dict[str, str] = st.session_state["link.asked"]
    return texts


def _begin(texts: dict[str, str]) -> None:
    """Keep what the link of a new session asks for."""
    st.session_state["link.asked"] = texts
    st.session_state["link.opened"] = dict(texts)
    st.session_state["link.names_nothing"] = set(texts) <= {"lang"}


def opened_here() -> bool:
    """Return whether this page was opened by a link that names more than the language."""
    asked()
    return not st.session_state["link.names_nothing"] and not elsewhere()


def opened_with(key: str) -> str | None:
    """Return what the link that opened the session says of a key; None where it does not name it."""
    asked()
    text: str | None = st.session_state["link.opened"].get(key)
    return text


def refused() -> dict[str, str]:
    """Return what the link asked for and cannot be, until its control is moved: the name -> the text."""
    texts: dict[str, str] = _in_session("link.refused", dict)
    return texts


def carry(page: str) -> None:
    """Begin a run of a page; on another page the widgets of the same names are new ones."""
    asked()
    on_page().clear()
    before = st.session_state.get("page")
    if before != page:
        st.session_state["page"] = page
        shown().clear()
    if before not in (None, page):
        st.session_state["link.elsewhere"] = True


def elsewhere() -> bool:
    """Return whether the learner has left the page that the link opened."""
    return bool(st.session_state.get("link.elsewhere"))


def write(page: str, *, language: str, mode: str, runs: Sequence[str] = ()) -> None:
    """Write all settings into the link, at the end of a run; what the browser's scripts write there stays.

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
    runs
        The pages on which the session has a training of its own; the browser remembers them.
    """
    session = st.session_state.setdefault("link.session", uuid4().hex)
    data = {"page": page, "settings": _in_link(), "language": language, "mode": mode}
    component("rnnlstm_link", js=_SCRIPT)(
        data=data | {"session": session, "runs": list(runs)},
        key=_COMPONENT,
        on_mode_change=lambda: None,
        on_lost_change=lambda: None,
    )
    telling().clear()


def run_is_lost(page: str) -> bool:
    """Return whether the browser remembers a training of a page that the server has lost."""
    return page in (told(_COMPONENT, "lost") or ())


def forget() -> None:
    """Give up all that was set, but for the language; from a button."""
    for names in (kept(), shown()):
        for name in set(names) - {"lang"}:
            del names[name]
            st.session_state.pop(name, None)
    asked().clear()
    refused().clear()


def _in_link() -> dict[str, str | None]:
    """Return each setting by its key in the link, None where it has its usual value."""
    # On the way to another page the address is cleared, of what is yet to be read as well.
    unread = asked() if elsewhere() else {}
    texts: dict[str, str | None] = {key: text for key, text in unread.items() if key not in BROWSER}
    for name, (value, usual) in kept().items():
        scope, _, key = name.rpartition(".")
        if scope and name not in shown():
            continue
        # A number beyond what this page has room for is named as the page shows it.
        state = shown().get(name, value)
        value = value if isinstance(state, list) else state
        texts[key] = None if value == usual else value if isinstance(value, str) else f"{value:g}"
    return texts
