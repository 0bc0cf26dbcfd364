"""The room that asks why a gradient vanishes or survives: eigenvalues, slopes and forget gates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from rnnlstm.figures.view import View
from rnnlstm.ui.controls.settings import Choice, Notches
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.frame import guarded, predict
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.lessons.spectra.code import bias_code, matrix_code, slope_code
from rnnlstm.ui.lessons.spectra.measured import MatrixChoice
from rnnlstm.ui.lessons.spectra.views import (
    bias_view,
    eigenvalue_view,
    power_view,
    singular_view,
    slope_view,
)
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.show.view import show_behind, show_figure
from rnnlstm.ui.walk.network import Model
from rnnlstm.ui.walk.walk import Walk, take

VIEW = Choice(
    "why",
    N_("What is looked at"),
    {
        "eigenvalues": N_("Eigenvalues"),
        "powers": N_("Powers"),
        "singular": N_("Singular values"),
        "slopes": N_("Saturation"),
        "bias": N_("Forget bias"),
    },
    buttons=True,
)
NETWORK = Choice("why_net", N_("Network"), {name: variant.label for name, variant in VARIANTS.items()})
SEEN = Choice(
    "matrix",
    N_("Matrix"),
    {
        "weights": N_("W, the weights alone"),
        "gamma": N_("γ W, with the steepest slope"),
        "mean": N_("W with each unit's mean slope"),
        "step": N_("Jₜ, one whole step"),
    },
)
LSTM_GATE = Choice(
    "gate",
    N_("Gate"),
    {
        "f": N_("f, forget gate"),
        "i": N_("i, input gate"),
        "g": N_("g, candidate"),
        "o": N_("o, output gate"),
    },
)
# The tanh of the cell state has a slope, but no weights.
LSTM_SLOPE = replace(LSTM_GATE, key="slope", options={**LSTM_GATE.options, "c": N_("tanh of the cell state")})
GRU_GATE = Choice(
    "gru_gate",
    N_("Gate"),
    {"z": N_("z, update gate"), "r": N_("r, reset gate"), "n": N_("n, candidate")},
)
BELOW = Notches(
    "small",
    N_("A slope is small under"),
    (0.01, 0.02, 0.05, 0.1, 0.2, 0.5),
    0.1,
    N_("tanh is at its steepest 1, the sigmoid 0.25"),
)
NEEDED = Notches("needed", N_("Half-life I need, in steps"), (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), 100)
SETTINGS = (*laboratory.SETTINGS, VIEW, NETWORK, SEEN, LSTM_GATE, LSTM_SLOPE, GRU_GATE, BELOW, NEEDED)
MATRIX_VIEWS = {"eigenvalues": eigenvalue_view, "powers": power_view, "singular": singular_view}


@dataclass(frozen=True)
class ViewChoice:
    """What the learner asks of the network: a view, of which matrix, and the settings of some views."""

    view: str
    matrix: MatrixChoice
    below: float = 0.1
    needed: float = 100.0


def room() -> None:
    """Show one of the causes at a time, for one network."""
    # The figure first, so that a phone shows it before the controls.
    figure, side = st.columns([2.6, 1], gap="large")
    with figure:
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
            seen = replace(chosen_view(asked, walk, label, setup), code=partial(_code, asked, setup))
            show_figure(seen)
            with below:
                show_behind(seen)


def _ask(view: str, model: Model, steps: int) -> ViewChoice:
    """Show the controls that a view has besides the network's, and return what they ask."""
    if view == "bias":
        return ViewChoice(view, MatrixChoice(), needed=NEEDED.show())
    if view == "slopes":
        gate = {"RNN": None, "LSTM": LSTM_SLOPE, "GRU": GRU_GATE}[model]
        below = BELOW.show()
        return ViewChoice(view, MatrixChoice(gate=gate.show() if gate else "h"), below)
    kind = SEEN.show()
    if kind == "step":
        step = laboratory.one_step("why_t", N_("Time step t"), steps, steps)
        return ViewChoice(view, MatrixChoice(kind, step=step))
    gate = {"RNN": None, "LSTM": LSTM_GATE, "GRU": GRU_GATE}[model]
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


def _code(asked: ViewChoice, setup: Setup) -> str:
    if asked.view == "slopes":
        return slope_code(setup, asked.matrix.gate, asked.below)
    if asked.view == "bias":
        return bias_code(setup, setup.network.forget_bias, asked.needed)
    return matrix_code(asked.view, setup, asked.matrix)
