"""Buttons that lead from one lesson of the training laboratory to the next, settings included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from rnnlstm.ui.guide.room import let_be
from rnnlstm.ui.lessons.course import go_to
from rnnlstm.ui.lessons.laboratory import WEIGHTS
from rnnlstm.ui.lessons.live import put_all
from rnnlstm.ui.lessons.trained.settings import ORIGIN
from rnnlstm.ui.lessons.training import controls
from rnnlstm.ui.runs.task_plan import TaskPlan
from rnnlstm.ui.shell.language import _


def stepper_button(origin: str) -> None:
    """Offer to open the trained networks, "recorded" or "live", in the stepper."""
    label = _("Open in the stepper")
    _button("trained", label, ":material/search_insights:", ORIGIN.put, origin)


def gradients_button(origin: str) -> None:
    """Offer to open trained networks, "recorded", "live" or of a "file", in the gradient laboratory."""
    label = _("Open in the gradient laboratory")
    weights = "trained" if origin == "recorded" else origin
    _button("gradients", label, ":material/trending_down:", WEIGHTS.put, weights)


def film_button() -> None:
    """Offer to see the recorded training."""
    _button("film", _("See how it trained"), ":material/movie:")


def training_button(plan: TaskPlan) -> None:
    """Offer to make a training live, by the settings of a plan."""
    label, wanted = _("Train them live yourself"), controls.wanted(plan)
    _button("training", label, ":material/model_training:", put_all, wanted)


def _button(page: str, label: str, icon: str, first: Callable[..., None] | None = None, *args: Any) -> None:
    """Show a button that leads to a page; what is to be set there is set first."""
    if st.button(label, icon=icon, key=f"to-{page}", on_click=first, args=args):
        let_be(page)
        go_to(page)
