"""The LSTM with peepholes in the stepper: the LSTM's parts, and what its gates see of the cell state."""

from __future__ import annotations

from dataclasses import replace

from rnnlstm.core.arrays import product
from rnnlstm.core.cells.lstm import LSTMGradients, LSTMTrace
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.stepper.cells import lstm
from rnnlstm.ui.stepper.cells.cell import Arrays, CellView, Phase
from rnnlstm.ui.walk.walk import Walk, of_type


def _forward(walk: Walk) -> Arrays:
    arrays = lstm.forward(walk)
    for gate, block in walk.cell.blocks().items():
        for name, state in block.peepholes.items():
            arrays[f"a_{gate}_c"] = product(getattr(walk.trace, state)[:, 0], walk.cell.params[name])
    return arrays


def _backward(walk: Walk) -> Arrays:
    arrays, trace = lstm.backward(walk), of_type(walk.trace, LSTMTrace)
    # The core's c_hidden holds all that c_t gets by way of h_t and o_t; here each by itself.
    arrays["dc_hidden"] = product(product(walk.grads.h, trace.o), 1 - trace.tanh_c**2)[:, 0]
    arrays["dc_kept"] = product(of_type(walk.grads, LSTMGradients).c, trace.f)[:, 0]
    for gate, block in walk.cell.blocks().items():
        for name in block.peepholes:
            arrays[f"dc_{gate}"] = product(arrays[f"da_{gate}"], walk.cell.params[name])
    return arrays


def _also(phase: Phase, *makes: str) -> Phase:
    return replace(phase, makes=(*makes, *phase.makes))


_FORGET, _INPUT, _CANDIDATE, _CELL, _OUTPUT, _HIDDEN = lstm.LSTM.forward.phases
_ARRIVES, _TO_OUTPUT, _, _GATES, _, _PAST, _, _X, _WEIGHTS = lstm.LSTM.backward.phases

PEEPHOLE = CellView(
    forward=replace(
        lstm.LSTM.forward,
        phases=(
            _also(_FORGET, "a_f_c"),
            _also(_INPUT, "a_i_c"),
            _CANDIDATE,
            _CELL,
            _also(_OUTPUT, "a_o_c"),
            _HIDDEN,
        ),
        arrays=_forward,
    ),
    backward=replace(
        lstm.LSTM.backward,
        phases=(
            _ARRIVES,
            replace(
                _TO_OUTPUT,
                makes=("do", "da_o"),
                says=N_(
                    "The output gate let through tanh(c_t) = {tanh_c}: do_t = {do}, "
                    "times its slope da^o_t = {da_o}."
                ),
            ),
            Phase(
                "cell",
                N_("Into the cell state"),
                ("dc_hidden", "dc_o", "dc"),
                N_(
                    "From h_t comes {dc_hidden}, through the peephole of o_t {dc_o}, from t + 1 {dc_future}: "
                    "together dc_t = {dc}."
                ),
            ),
            _GATES,
            Phase(
                "squash",
                N_("Through σ and tanh"),
                ("da_f", "da_i", "da_g"),
                N_("Times the slope of each: da^f_t = {da_f}, da^i_t = {da_i}, da^c_t = {da_g}."),
            ),
            _PAST,
            Phase(
                "highway",
                N_("To c_{t−1}"),
                ("dc_kept", "dc_f", "dc_i", "dc_onward"),
                N_(
                    "Along the cell goes {dc_kept}, through the peepholes of f_t and i_t {dc_f} and {dc_i}: "
                    "{dc_onward} goes on to c_{t−1}."
                ),
            ),
            _X,
            _also(_WEIGHTS, "dp_f_norm", "dp_i_norm", "dp_o_norm"),
        ),
        arrays=_backward,
    ),
)
"""The LSTM with peepholes as the stepper shows it."""
