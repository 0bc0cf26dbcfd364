"""What is said where something goes wrong that is not the learner's doing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.language import _

_LOG = logging.getLogger(__name__)


@contextmanager
def excused(part: str = "page") -> Iterator[None]:
    """Where something goes wrong, log it, and say so in a sentence with two ways back.

    A fragment wants its own, of another name than other parts of the page: Streamlit lets no error out of it.
    """
    try:
        yield
    except Exception:
        _LOG.exception("Failed: %s", part)
        st.error(_("Something went wrong here, and it is not your doing."), icon=":material/error:")
        with st.container(horizontal=True):
            st.button(_("Try again"), icon=":material/refresh:", key=f"excused-again-{part}")
            if st.button(
                _("Back to the usual settings"),
                icon=":material/undo:",
                key=f"excused-usual-{part}",
                on_click=link.forget,
            ):
                st.rerun()  # the whole page, also from within a fragment
