"""The room that asks why a gradient vanishes or survives: eigenvalues, slopes and forget gates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from rnnlstm.figures.view import View
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.frame import guarded, predict
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.lessons.spectra.code import bias_code, matrix_code, slope_code
from rnnlstm.ui.lessons.spectra.measured import MatrixChoice
from rnnlstm.ui.lessons.spectra.scene import of_bias, of_matrix, of_powers, of_slopes
from rnnlstm.ui.lessons.spectra.settings import BELOW, NEEDED, NETWORK, SEEN, STEP, VIEW, gate_of, slope_of
from rnnlstm.ui.lessons.spectra.views import (
    bias_view,
    eigenvalue_view,
    power_view,
    singular_view,
    slope_view,
)
from rnnlstm.ui.show.folded import folds
from rnnlstm.ui.show.take_along import offer_networks
from rnnlstm.ui.show.view import show_behind, show_figure
from rnnlstm.ui.walk.network import Model
from rnnlstm.ui.walk.walk import Walk, take

MATRIX_VIEWS = {"eigenvalues": eigenvalue_view, "powers": power_view, "singular": singular_view}


@dataclass(frozen=True)
class ViewChoice:
    """What the learner asks of the network: a view, of which matrix, and the settings of some views."""

    view: str
    matrix: MatrixChoice
    below: float = 0.1
    needed: float = 100.0


def room() -> Scene | None:
    """Show one of the causes at a time, for one network.

    Returns the numbers that the cards of the guide can speak of.
    """
    scene: Scene | None = None
    # The figure first, so that a phone shows it before the controls.
    figure, side = st.columns([2.6, 1], gap="large")
    with figure, st.container(key="figure"):
        view = VIEW.show()
        shown = st.container()
    with side:
        predict("spectra", view)
        name = "lstm" if view == "bias" else NETWORK.show()
        about = st.container()
        network, length, scale = laboratory.controls()
    with figure:
        # A trained network has the forget biases that it has learned.
        setup = laboratory.setup((name,), network, length, scale, trained=view != "bias")
        below = st.container()
    with about:
        asked = _ask(view, VARIANTS[name].model, setup.source.length or 1)

    with shown:
        st.markdown(prose("spectra")[f"define_{view}"])
        with guarded():
            # Of the trained ones, there is one of each kind.
            label, walk = next(iter(setup.walks().items()))
            seen = replace(chosen_view(asked, walk, label, setup), code=partial(_code, asked, setup, walk))
            show_figure(seen)
            with below, folds():
                show_behind(seen)
                offer_networks({label: walk.cell}, "spectra", setup.source.about())
            scene = _scene(asked, walk, setup)
    return scene


def _scene(asked: ViewChoice, walk: Walk, setup: Setup) -> Scene:
    """Return the numbers that the guide can speak of, which have been measured for the figure."""
    if asked.view == "slopes":
        return of_slopes(walk, asked.matrix.gate, asked.below, setup.source.scale)
    if asked.view == "bias":
        return of_bias(setup.network.forget_bias, asked.needed)
    return (of_powers if asked.view == "powers" else of_matrix)(walk, asked.matrix)


def _ask(view: str, model: Model, steps: int) -> ViewChoice:
    """Show the controls that a view has besides the network's, and return what they ask."""
    if view == "bias":
        return ViewChoice(view, MatrixChoice(), needed=NEEDED.show())
    if view == "slopes":
        gate = slope_of(model)
        below = BELOW.show()
        return ViewChoice(view, MatrixChoice(gate=gate.show() if gate else "h"), below)
    kind = SEEN.show()
    if kind == "step":
        step = laboratory.one_step(STEP, steps, steps)
        return ViewChoice(view, MatrixChoice(kind, step=step))
    gate = gate_of(model)
    return ViewChoice(view, MatrixChoice(kind, gate.show() if gate else "h"))


def chosen_view(asked: ViewChoice, walk: Walk, label: str, setup: Setup) -> View:
    """Return what is asked of a network, drawn at random or trained."""
    if asked.view == "slopes":
        return slope_view(walk, label, asked.matrix.gate, asked.below)
    if asked.view == "bias":
        ((model, network),) = setup.networks().values()
        # With one and the same bias here, the measured points are kept while the learner's moves.
        any_bias = take(model, setup.source, replace(network, forget_bias=0.0))
        return bias_view(any_bias, network.forget_bias, asked.needed)
    return MATRIX_VIEWS[asked.view](walk, label, asked.matrix)


def _code(asked: ViewChoice, setup: Setup, walk: Walk) -> str:
    if asked.view == "slopes":
        return slope_code(setup, asked.matrix.gate, asked.below)
    if asked.view == "bias":
        return bias_code(setup, setup.network.forget_bias, asked.needed)
    return matrix_code(asked.view, setup, walk, asked.matrix)
