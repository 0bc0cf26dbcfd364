"""Whether the page is light or dark."""

from __future__ import annotations

import streamlit as st

from rnnlstm.figures.palette import Mode


def page_mode() -> Mode:
    """Return whether the page is light or dark, for charts that carry their own colours."""
    return "dark" if st.context.theme.type == "dark" else "light"
