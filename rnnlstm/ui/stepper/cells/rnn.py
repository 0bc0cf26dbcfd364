"""The simple recurrent network in the stepper."""

from __future__ import annotations

from rnnlstm.core.cells import rnn as core
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.stepper.cells.cell import Arrays, CellView, Operation, Outer, Panels, Pass, Phase, Series
from rnnlstm.ui.stepper.cells.common import (
    ARRIVES,
    ARRIVING,
    HIDDEN,
    LOSS,
    NORM,
    ONWARD,
    OUTPUT,
    TO_INPUT,
    backward_arrays,
    decades,
    forward_arrays,
    signed,
    value,
)
from rnnlstm.ui.walk.walk import Walk, of_type


def _backward(walk: Walk) -> Arrays:
    slope = walk.cell.slopes(walk.trace)["h"][:, 0]
    return backward_arrays(walk) | {"da": of_type(walk.grads, core.RNNGradients).a[:, 0], "slope": slope}


_FORWARD_PHASES = (
    Phase("input", N_("The input"), ("a_x",), N_("Row {unit} of W_{xh} weighs the input {symbol}: {a_x}.")),
    Phase(
        "past",
        N_("The past"),
        ("a_h",),
        N_("Row {unit} of W_{hh} weighs what is remembered, h_{t−1}: {a_h}."),
    ),
    Phase(
        "sum",
        N_("The sum"),
        ("a",),
        N_("Input, past and bias are added: a_t = {a_x} + {a_h} + {b_h} = {a}."),
    ),
    Phase(
        "activation",
        N_("The activation"),
        ("h", "y", "p"),
        N_("The activation turns {a} into h_t = {h}; this goes on to the next step."),
    ),
)

_BACKWARD_PHASES = (
    ARRIVES,
    Phase(
        "squash",
        N_("Through the activation"),
        ("da",),
        N_("Back through the activation, times its slope {slope}: da_t = {da}."),
    ),
    Phase(
        "past",
        N_("To h_{t−1}"),
        ("dh_onward",),
        N_("W_{hh}^⊤ takes da_t of all units on to h_{t−1}; this unit gets {dh_onward}."),
    ),
    TO_INPUT,
    Phase(
        "weights",
        N_("To the weights"),
        ("dW_hh_norm", "dW_xh_norm"),
        N_(
            "This step adds to the weights' gradients: W_{hh} gets {dW_hh_norm}, W_{xh} {dW_xh_norm} (norms)."
        ),
    ),
)


_A = Series("a", "a_t", "x")
_DA = Series("da", "da_t", "x")
_PATH = (Series("dh_future", "W_{hh}^⊤da_{t+1}", "h"), LOSS, Series("dh", "dh_t", "h"))

RNN = CellView(
    forward=Pass(
        phases=_FORWARD_PHASES,
        operations=(HIDDEN, OUTPUT),
        panels=Panels(
            maps=signed(value("h"), _A),
            table=(
                Series("h_before", "h_{t−1}", "h"),
                Series("a_x", "W_{xh}x_t", "x"),
                Series("a_h", "W_{hh}h_{t−1}", "h"),
                _A,
                value("h"),
            ),
        ),
        arrays=forward_arrays,
    ),
    backward=Pass(
        phases=_BACKWARD_PHASES,
        operations=(ARRIVING, Operation("da", N_("Gradient da_t")), ONWARD),
        panels=Panels(
            maps=decades(*_PATH, _DA),
            table=(
                *_PATH,
                Series("slope", "φ′(a_t)", "x"),
                _DA,
                Series("dh_onward", "→dh_{t−1}", "h"),
            ),
            norms=(NORM,),
            contributions=(
                Series("dW_hh_norm", "‖da_th_{t−1}^⊤‖", "h"),
                Series("dW_xh_norm", "‖da_tx_t^⊤‖", "x"),
            ),
            outer=(Outer("da", "[W_{hh},W_{xh}]", "h"),),
        ),
        arrays=_backward,
    ),
)
"""The simple recurrent network as the stepper shows it."""
