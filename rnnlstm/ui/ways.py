"""The ways from one room of the training laboratory to the next, with the settings that go along."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui import link
from rnnlstm.ui.course import go_to
from rnnlstm.ui.laboratory import WEIGHTS
from rnnlstm.ui.language import _

ORIGIN = "origin"
"""The name in the link of whose networks are opened: those of the recording, or those trained live."""


def to_the_stepper(origin: str) -> None:
    """Offer to open the trained networks, "recorded" or "live", in the stepper."""
    if st.button(_("Open in the stepper"), icon=":material/search_insights:", key="way-stepper"):
        link.put(ORIGIN, origin, "recorded")
        go_to("trained")


def to_the_gradients() -> None:
    """Offer to open the recorded networks in the gradient laboratory."""
    if st.button(_("Open in the gradient laboratory"), icon=":material/trending_down:", key="way-gradients"):
        link.put(WEIGHTS.key, "trained", "drawn")
        go_to("gradients")


def to_the_film() -> None:
    """Offer to see the recorded training."""
    if st.button(_("See how it trained"), icon=":material/movie:", key="way-film"):
        go_to("film")
