"""The ways from one room of the training laboratory to the next, with the settings that go along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from rnnlstm.ui.lessons.course import go_to
from rnnlstm.ui.lessons.laboratory import WEIGHTS
from rnnlstm.ui.lessons.training import controls
from rnnlstm.ui.runs.job import Plan
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.language import _

ORIGIN = "origin"
"""The name in the link of whose networks are opened: those of the recording, or those trained live."""


def to_the_stepper(origin: str) -> None:
    """Offer to open the trained networks, "recorded" or "live", in the stepper."""
    label = _("Open in the stepper")
    _way("trained", label, ":material/search_insights:", link.put, ORIGIN, origin, "recorded")


def to_the_gradients(origin: str) -> None:
    """Offer to open the trained networks, "recorded" or "live", in the gradient laboratory."""
    label, weights = _("Open in the gradient laboratory"), "live" if origin == "live" else "trained"
    _way("gradients", label, ":material/trending_down:", link.put, WEIGHTS.key, weights, "drawn")


def to_the_film() -> None:
    """Offer to see the recorded training."""
    _way("film", _("See how it trained"), ":material/movie:")


def to_live_training(plan: Plan) -> None:
    """Offer to make a training live, by the settings of a plan."""
    _way("training", _("Train them live yourself"), ":material/model_training:", controls.set_to, plan)


def _way(page: str, label: str, icon: str, first: Callable[..., None] | None = None, *args: Any) -> None:
    """Show a button that leads to a page; what is to be set there is set first."""
    if st.button(label, icon=icon, key=f"way-{page}", on_click=first, args=args):
        go_to(page)
