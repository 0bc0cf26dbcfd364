"""The learner's file: taken in, kept for the session, and what is said where it cannot be read."""

from __future__ import annotations

from typing import Any

import streamlit as st

from rnnlstm.ui.lessons.yours.read_as import together
from rnnlstm.ui.lessons.yours.settings import SHOWN
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import in_words, literal
from rnnlstm.ui.walk.upload import Upload, opened

KEY = "yours-file"
_KEPT = "yours.upload"
_WRONG = "yours.wrong"


def current() -> Upload | None:
    """Return what the session has loaded; None before."""
    upload: Upload | None = st.session_state.get(_KEPT)
    return upload


def uploader() -> None:
    """Show where a file is given, and what is wrong with it; what was there before stays then."""
    # Any ending: a phone greys out those that it does not know, and what a file is, is seen by its bytes.
    st.file_uploader(
        _("Your weights: a file .safetensors or .npz, up to 5 MB"), key=KEY, on_change=_take, type=None
    )
    wrong: InputError | None = st.session_state.get(_WRONG)
    if wrong is not None:
        there = current()
        still = _("The network of {name} is still there.").format(name=literal(there.name)) if there else ""
        st.error(together([in_words(wrong), still]), icon=":material/error:")


def _take() -> None:
    """Read the file that has just been given, before the page runs."""
    given: Any = st.session_state.get(KEY)
    st.session_state.pop(_WRONG, None)
    if given is None:
        return
    try:
        st.session_state[_KEPT] = opened(given.name[:80], given.getvalue())
    except InputError as error:
        st.session_state[_WRONG] = error
        return
    SHOWN.put("file")
