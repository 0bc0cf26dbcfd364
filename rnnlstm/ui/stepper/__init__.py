"""The stepper: the whole trace goes to the browser once, and is stepped through there."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui.stepper.labels import Direction
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk import Walk

__all__ = ["stepper"]


def stepper(walk: Walk, direction: Direction) -> None:
    """Show one walk through a network, forward or backward in time."""
    component = st.components.v2.component("rnnlstm.stepper", js="index.js", css="style.css")
    component(data=payload(walk, direction), key=f"{type(walk.cell).__name__}-{direction}")
