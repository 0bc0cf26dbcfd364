"""The room of exploding gradients: the cliff, and one update of a real network, clipped in two ways."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.settings import Choice, Notches, Range
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.exploding.code import descent_code, update_code
from rnnlstm.ui.lessons.exploding.measured import WINDOWS, DescentSettings, clipped, close_up
from rnnlstm.ui.lessons.exploding.views import (
    clipping_in_words,
    loss_view,
    map_view,
    norm_view,
    profile_view,
    summary,
    vector_view,
)
from rnnlstm.ui.lessons.frame import guarded, predict
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.view import show_behind, show_figure, show_notes

PART = Choice(
    "part",
    N_("What is looked at"),
    {"cliff": N_("The cliff: two weights"), "update": N_("One update of a whole network")},
    buttons=True,
)
VIEW = Choice(
    "view",
    N_("Seen"),
    {
        "above": N_("Above"),
        "close": N_("Closer"),
        "profile": N_("Profile"),
        "loss": N_("Loss"),
    },
    buttons=True,
)
STEPS = Range("cliff_steps", N_("Time steps T of the small network"), 5, 100, 50, 5)
ACTIVATION = Choice(
    "cliff_activation", N_("Activation"), {"sigmoid": "sigmoid", "tanh": "tanh"}, buttons=True
)
RATE = Notches("cliff_rate", N_("Learning rate"), (0.01, 0.03, 0.1, 0.3, 1.0, 3.0), 0.3)
LIMIT = Notches(
    "cliff_limit",
    N_("Limit of clipping"),
    (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    0.3,
    N_("By norm: of the gradient's length. By value: of each of its entries."),
)
UPDATES = Range("cliff_updates", N_("Updates"), 10, 100, 60, 10)
USUAL_START = {"sigmoid": (4.5, -2.5), "tanh": (1.7, -0.9)}
STARTS: dict[str, tuple[Range, ...]] = {
    kind: tuple(
        Range(f"{kind}_{name}", N_("Start: w") if name == "w" else N_("Start: b"), *ends, usual, 0.05)
        for name, ends, usual in zip("wb", WINDOWS[kind], USUAL_START[kind], strict=True)
    )
    for kind in WINDOWS
}
"""Of each activation its own, for their walls stand in different places."""

NET = Choice("net", N_("Network"), {name: each.label for name, each in VARIANTS.items()})
# Settings of their own in the link: this room begins with a gradient that explodes.
GAIN = replace(settings.GAIN, key="wild_gain", usual=1.5)
RECURRENT = replace(settings.RECURRENT, key="wild_init", usual="orthogonal")
UPDATE_LIMIT = Notches(
    "clip_limit", LIMIT.label, (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0), 1.0, LIMIT.help
)
FIGURE = Choice(
    "shown",
    N_("Shown"),
    {"whole": N_("whole"), "near": N_("up close"), "norms": N_("weight by weight")},
    buttons=True,
)
SETTINGS = (
    *laboratory.SETTINGS,
    *(PART, VIEW, STEPS, ACTIVATION, RATE, LIMIT, UPDATES),
    *(*STARTS["sigmoid"], *STARTS["tanh"]),
    *(NET, GAIN, RECURRENT, UPDATE_LIMIT, FIGURE),
)


def room() -> None:
    """Show what an exploding gradient does to a descent, and what clipping does to the gradient."""
    figure, controls = st.columns([2.6, 1], gap="large")
    with figure:
        part = PART.show()
    with controls:
        predict("exploding", part)
    if part == "cliff":
        _cliff(figure, controls)
    else:
        _update(figure, controls)


def _cliff(figure: DeltaGenerator, controls: DeltaGenerator) -> None:
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


def _update(figure: DeltaGenerator, controls: DeltaGenerator) -> None:
    with controls:
        name = NET.show()
        limit = UPDATE_LIMIT.show()
        asked = laboratory.controls(gain=GAIN, recurrent=RECURRENT)
    with figure:
        picture = st.container()
        setup = laboratory.setup((name,), *asked, trained=True)
        with picture, guarded():
            _clip(setup, limit)


def _clip(setup: Setup, limit: float) -> None:
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
        st.switch_page("pages/gradients.py")
    show_behind(replace(view, code=partial(update_code, setup, limit)))


def _take_along(setup: Setup) -> None:
    """Let the room of the lag show what is shown here."""
    link.put(settings.GAIN.key, setup.network.gain, settings.GAIN.usual)
    link.put(settings.RECURRENT.key, setup.network.recurrent, "uniform")
    link.put_several("nets", setup.names[0], laboratory.USUAL)
