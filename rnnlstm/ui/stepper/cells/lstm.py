"""The LSTM in the stepper."""

from __future__ import annotations

from rnnlstm.core.arrays import norm, product
from rnnlstm.core.cells import lstm as core
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
    at_pre_activations,
    backward_arrays,
    compact,
    decades,
    forward_arrays,
    gate_gradients,
    indices,
    rows,
    signed,
    terms,
    to_hidden,
    to_input,
    value,
    valves,
)
from rnnlstm.ui.walk.walk import Walk, of_type

GATES = indices(core.LSTM.init(1, 1, 1, seed=0))


def forward(walk: Walk) -> Arrays:
    """Return the numbers of the forward pass."""
    trace = of_type(walk.trace, core.LSTMTrace)
    c = compact(rows(trace.c0, trace.c))
    arrays: Arrays = {
        "c": c[1:],
        "c_before": c[:-1],
        "tanh_c": trace.tanh_c[:, 0],
        "kept": product(trace.f, trace.c_prev)[:, 0],
        "added": product(trace.i, trace.g)[:, 0],
    }
    return forward_arrays(walk) | arrays


def backward(walk: Walk) -> Arrays:
    """Return the numbers of the backward pass."""
    grads, trace = of_type(walk.grads, core.LSTMGradients), of_type(walk.trace, core.LSTMTrace)
    c_future = rows(grads.c0, grads.c_future)
    arrays: Arrays = {
        "dc": grads.c[:, 0],
        "dc_future": c_future[1:],
        "dc_hidden": grads.c_hidden[:, 0],
        "dc_onward": c_future[:-1],
        "norm_dc": norm(grads.c[:, 0]),
        "norm_dc_future": norm(grads.c_future[:, 0]),
        "norm_dc_future_last": norm(of_type(walk.last_grads, core.LSTMGradients).c_future[:, 0]),
        "slope_c": 1 - trace.tanh_c[:, 0] ** 2,
        # What is left of dh_t behind the output gate, before the slope of tanh.
        "wire_tanh_c": compact(product(grads.h, trace.o)[:, 0]),
    }
    gates = "".join(GATES)
    sent = to_hidden(walk, gates) | to_input(walk, gates)
    return backward_arrays(walk) | arrays | gate_gradients(walk) | sent


_FORWARD_PHASES = (
    Phase(
        "forget",
        N_("Forget gate"),
        terms("f"),
        N_("The forget gate opens to f_t = {f}: {f%} of the old cell state will be kept."),
    ),
    Phase(
        "input",
        N_("Input gate"),
        terms("i"),
        N_("The input gate opens to i_t = {i}: {i%} of the candidate will be written."),
    ),
    Phase(
        "candidate",
        N_("Candidate"),
        terms("g"),
        N_("The candidate, what could be written now, is g_t = {g}."),
    ),
    Phase(
        "cell",
        N_("Cell state"),
        ("kept", "added", "c"),
        N_("The cell keeps {kept} of what it had and adds {added}: c_t = {c}."),
    ),
    Phase(
        "output",
        N_("Output gate"),
        terms("o"),
        N_("The output gate opens to o_t = {o}: {o%} of tanh(c_t) will be shown."),
    ),
    Phase(
        "hidden",
        N_("Hidden state"),
        ("tanh_c", "h", "y", "p"),
        N_("What the cell shows: h_t = {o} · {tanh_c} = {h}."),
    ),
)

_BACKWARD_PHASES = (
    ARRIVES,
    Phase(
        "output",
        N_("To the output gate"),
        ("do",),
        N_("The output gate let through tanh(c_t) = {tanh_c}: do_t = {do}."),
    ),
    Phase(
        "cell",
        N_("Into the cell state"),
        ("dc_hidden", "dc"),
        N_("From h_t comes {dc_hidden}, along the cell from t + 1 {dc_future}: together dc_t = {dc}."),
    ),
    Phase(
        "gates",
        N_("To the gates"),
        ("df", "di", "dg"),
        N_("Each factor gets dc_t times the other: df_t = {df}, di_t = {di}, dg_t = {dg}."),
    ),
    Phase(
        "squash",
        N_("Through σ and tanh"),
        ("da_f", "da_i", "da_g", "da_o"),
        N_("Times the slope of each: da^f_t = {da_f}, da^i_t = {da_i}, da^c_t = {da_g}, da^o_t = {da_o}."),
    ),
    Phase(
        "past",
        N_("To h_{t−1}"),
        ("dh_f", "dh_i", "dh_g", "dh_o", "dh_onward"),
        N_("Four ways lead to h_{t−1}: f_t {dh_f}, i_t {dh_i}, g_t {dh_g} and o_t {dh_o} make {dh_onward}."),
    ),
    Phase(
        "highway",
        N_("To c_{t−1}"),
        ("dc_onward",),
        N_(
            "Along the cell it is multiplied by f_t = {f} and by nothing else: "
            "{dc_onward} goes on to c_{t−1}."
        ),
    ),
    TO_INPUT,
    Phase(
        "weights",
        N_("To the weights"),
        ("dW_f_norm", "dW_i_norm", "dW_c_norm", "dW_o_norm"),
        N_(
            "This step adds to the weights' gradients: W_f gets {dW_f_norm}, W_i {dW_i_norm}, "
            "W_c {dW_c_norm}, W_o {dW_o_norm} (norms)."
        ),
    ),
)


LSTM = CellView(
    forward=Pass(
        phases=_FORWARD_PHASES,
        operations=(
            Operation("f", N_("Forget gate f_t")),
            Operation("i", N_("Input gate i_t")),
            Operation("g", N_("Candidate g_t")),
            Operation("c", N_("Cell state c_t")),
            Operation("o", N_("Output gate o_t")),
            HIDDEN,
            OUTPUT,
        ),
        panels=Panels(
            maps=valves("f", "i", "o") + signed(value("g"), value("c"), value("h")),
            table=(
                Series("h_before", "h_{t−1}", "h"),
                Series("c_before", "c_{t−1}", "c"),
                *(value(name) for name in "figoch"),
            ),
        ),
        arrays=forward,
    ),
    backward=Pass(
        phases=_BACKWARD_PHASES,
        operations=(
            ARRIVING,
            Operation("dc", N_("Gradient dc_t")),
            Operation("da_f", N_("Forget gate, da^f_t")),
            Operation("da_i", N_("Input gate, da^i_t")),
            Operation("da_g", N_("Candidate, da^c_t")),
            Operation("da_o", N_("Output gate, da^o_t")),
            Operation("dc_onward", N_("On to c_{t−1}")),
            ONWARD,
        ),
        panels=Panels(
            maps=decades(Series("dh", "dh_t", "h"), Series("dc", "dc_t", "c"), *at_pre_activations(GATES)),
            table=(
                Series("dh_future", "∑W_{hk}^⊤da^k_{t+1}", "h"),
                LOSS,
                Series("dh", "dh_t", "h"),
                Series("dc_future", "f_{t+1}⊙dc_{t+1}", "c"),
                Series("dc_hidden", "dh_t→dc_t", "h"),
                Series("dc", "dc_t", "c"),
                *at_pre_activations(GATES),
            ),
            norms=(NORM, Series("norm_dc", "‖∂E/∂c_t‖", "c")),
            contributions=tuple(
                Series(f"dW_{index}_norm", f"‖da^{index}_t[h_{{t−1}},x_t]^⊤‖", gate)
                for gate, index in GATES.items()
            ),
            outer=tuple(Outer(f"da_{gate}", f"W_{index}", gate) for gate, index in GATES.items()),
        ),
        arrays=backward,
    ),
)
"""The LSTM as the stepper shows it."""
