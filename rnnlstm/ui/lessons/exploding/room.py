"""The room of exploding gradients: the cliff, and one update of a real network, clipped in two ways."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.ui.controls import settings
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.guide.room import let_be
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.exploding.code import descent_code, update_code
from rnnlstm.ui.lessons.exploding.measured import WINDOWS, DescentSettings, clipped, close_up
from rnnlstm.ui.lessons.exploding.scene import of_descents, of_update
from rnnlstm.ui.lessons.exploding.settings import (
    ACTIVATION,
    FIGURE,
    GAIN,
    LIMIT,
    PART,
    RATE,
    RECURRENT,
    STARTS,
    STEPS,
    UPDATE_LIMIT,
    UPDATES,
    VIEW,
)
from rnnlstm.ui.lessons.exploding.views import (
    clipping_in_words,
    loss_view,
    map_view,
    norm_view,
    profile_view,
    summary,
    vector_view,
)
from rnnlstm.ui.lessons.frame import predict
from rnnlstm.ui.lessons.laboratory import NET, NETS, Setup
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folds
from rnnlstm.ui.show.take_along import offer_networks
from rnnlstm.ui.show.view import show_behind, show_figure, show_notes


def room() -> Scene:
    """Show what an exploding gradient does to a descent, and what clipping does to the gradient.

    Returns the numbers that the cards of the guide can speak of.
    """
    left, controls = st.columns([2.6, 1], gap="large")
    figure = left.container(key="figure")  # assets/page.css keeps its place
    with figure:
        part = PART.show()
    with controls:
        predict("exploding", part)
    return _cliff(figure, controls) if part == "cliff" else _update(figure, controls)


def _cliff(figure: DeltaGenerator, controls: DeltaGenerator) -> Scene:
    with controls:
        kind = ACTIVATION.show()
        w, b = (each.slider() for each in STARTS[kind])
        rate, limit = RATE.show(), LIMIT.show()
        with st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
            steps, updates = int(STEPS.slider()), int(UPDATES.slider())
    chosen = DescentSettings(steps, kind, w, b, rate, limit, updates)
    with figure:
        seen = VIEW.show()
        window = close_up(chosen) if seen == "close" else WINDOWS[kind]
        if seen == "profile":
            view = profile_view(chosen)
        elif seen == "loss":
            view = loss_view(chosen)
        else:
            view = map_view(chosen, window)
        show_figure(view)
        st.markdown(summary(chosen))
        show_notes(view)
        show_behind(replace(view, code=partial(descent_code, chosen, window)))
    return of_descents(chosen)


def _update(figure: DeltaGenerator, controls: DeltaGenerator) -> Scene:
    with controls:
        name = NET.show()
        limit = UPDATE_LIMIT.show()
        asked = laboratory.controls(gain=GAIN, recurrent=RECURRENT)
    with figure:
        picture = st.container()
        setup = laboratory.setup((name,), *asked, trained=True)
        with picture:
            return _clip(setup, limit)


def _clip(setup: Setup, limit: float) -> Scene:
    label, walk = next(iter(setup.walks().items()))
    of = clipped(walk, limit)
    if not 0 < of.total["none"] < np.inf:
        view = norm_view(of, label)
        show_figure(view)
        st.warning(
            _("The gradient is 0: there is nothing to clip.")
            if of.total["none"] == 0
            else _("The gradient is too large for the computer's numbers (∞), and its direction is lost.")
        )
    else:
        shown = FIGURE.show()
        view = norm_view(of, label) if shown == "norms" else vector_view(of, label, near=shown == "near")
        show_figure(view)
        st.markdown(clipping_in_words(of, walk))
    if st.button(_("See this gradient against the lag"), icon=":material/trending_down:"):
        _take_along(setup)
        let_be("gradients")
        st.switch_page("pages/gradients.py")
    with folds():
        show_behind(replace(view, code=partial(update_code, setup, limit)))
        offer_networks({label: walk.cell}, "exploding", setup.source.about())
    return of_update(of, walk)


def _take_along(setup: Setup) -> None:
    """Let the room of the lag show what is shown here."""
    settings.GAIN.put(setup.network.gain)
    settings.RECURRENT.put(setup.network.recurrent)
    NETS.put(setup.names[:1])
