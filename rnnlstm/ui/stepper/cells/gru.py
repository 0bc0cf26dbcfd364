"""The GRU in the stepper."""

from __future__ import annotations

from rnnlstm.core.arrays import product
from rnnlstm.core.cells import gru as core
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
    signed,
    terms,
    to_hidden,
    to_input,
    value,
    valves,
)
from rnnlstm.ui.walk.walk import Walk, of_type

GATES = indices(core.GRU.init(1, 1, 1, seed=0))


def _forward(walk: Walk) -> Arrays:
    trace = of_type(walk.trace, core.GRUTrace)
    arrays: Arrays = {
        **{f"a_{name}": getattr(trace, f"a_{name}")[:, 0] for name in ("xn", "hn")},
        "gated": product(trace.r, trace.a_hn)[:, 0],
        "fresh": product(1 - trace.z, trace.n)[:, 0],
        "kept": product(trace.z, trace.h_prev)[:, 0],
    }
    return forward_arrays(walk) | arrays


def _backward(walk: Walk) -> Arrays:
    grads, trace = of_type(walk.grads, core.GRUGradients), of_type(walk.trace, core.GRUTrace)
    arrays: Arrays = {
        "da_hn": grads.a_hn[:, 0],
        "dh_kept": product(grads.h, trace.z)[:, 0],
        # The update gate works two valves: what it sends to each is dz_t's share of it.
        "wire_dz_kept": compact(product(grads.h, trace.h_prev)[:, 0]),
        "wire_dz_fresh": compact(product(-grads.h, trace.n)[:, 0]),
    }
    sent = to_hidden(walk, "zrn", whole=True) | to_input(walk, "zrn")
    return backward_arrays(walk) | arrays | gate_gradients(walk) | sent


_FORWARD_PHASES = (
    Phase(
        "reset",
        N_("Reset gate"),
        terms("r"),
        N_("The reset gate opens to r_t = {r}: {r%} of the recurrent part enters the candidate."),
    ),
    Phase(
        "update",
        N_("Update gate"),
        terms("z"),
        N_("The update gate opens to z_t = {z}: {z%} of h_{t−1} will be kept."),
        mirrored=N_("The update gate opens to z_t = {z}: {z%} of the candidate will be taken."),
    ),
    Phase(
        "candidate",
        N_("Candidate"),
        ("a_n_x", "a_n_h", "a_xn", "a_hn", "gated", "a_n", "n"),
        N_("The input gives {a_xn}, the gated past {gated}: the candidate is n_t = {n}."),
    ),
    Phase(
        "hidden",
        N_("Hidden state"),
        ("fresh", "kept", "h", "y", "p"),
        N_("The state keeps {kept} of what it was and takes {fresh} from the candidate: h_t = {h}."),
    ),
)

_BACKWARD_PHASES = (
    ARRIVES,
    Phase(
        "gates",
        N_("To update gate and candidate"),
        ("dz", "dn"),
        N_("The update gate gets dz_t = {dz}, the candidate dn_t = {dn}."),
    ),
    Phase(
        "candidate",
        N_("Through the candidate's tanh"),
        ("da_n",),
        N_("Back through tanh, times its slope {slope_n}: da^n_t = {da_n}."),
    ),
    Phase(
        "reset",
        N_("To the reset gate"),
        ("dr", "da_hn"),
        N_("The reset gate gets dr_t = {dr}, and what it had gated r_t ⊙ da^n_t = {da_hn}."),
    ),
    Phase(
        "squash",
        N_("Through the gates' σ"),
        ("da_r", "da_z"),
        N_("Times the slope of each gate: da^r_t = {da_r}, da^z_t = {da_z}."),
    ),
    Phase(
        "past",
        N_("To h_{t−1}"),
        ("dh_kept", "dh_r", "dh_z", "dh_n", "dh_onward"),
        N_(
            "To h_{t−1} lead the straight way {dh_kept}, reset gate {dh_r}, update gate {dh_z} and "
            "candidate {dh_n}: together {dh_onward}."
        ),
    ),
    TO_INPUT,
    Phase(
        "weights",
        N_("To the weights"),
        ("dW_r_norm", "dW_z_norm", "dW_xn_norm", "dW_hn_norm"),
        N_(
            "This step adds to the weights' gradients: W_r gets {dW_r_norm}, W_z {dW_z_norm}, "
            "W_{xn} {dW_xn_norm}, W_{hn} {dW_hn_norm} (norms)."
        ),
    ),
)


GRU = CellView(
    forward=Pass(
        phases=_FORWARD_PHASES,
        operations=(
            Operation("r", N_("Reset gate r_t")),
            Operation("z", N_("Update gate z_t")),
            Operation("n", N_("Candidate n_t")),
            HIDDEN,
            OUTPUT,
        ),
        panels=Panels(
            maps=valves("r", "z") + signed(value("n"), value("h")),
            table=(
                Series("h_before", "h_{t−1}", "h"),
                *(value(name) for name in "rzn"),
                Series("kept", "z_t⊙h_{t−1}", "z"),
                Series("fresh", "(1−z_t)⊙n_t", "n"),
                value("h"),
            ),
        ),
        arrays=_forward,
    ),
    backward=Pass(
        phases=_BACKWARD_PHASES,
        operations=(
            ARRIVING,
            Operation("da_n", N_("Candidate, da^n_t")),
            Operation("da_r", N_("Reset gate, da^r_t")),
            Operation("da_z", N_("Update gate, da^z_t")),
            ONWARD,
        ),
        panels=Panels(
            maps=decades(Series("dh", "dh_t", "h"), *at_pre_activations(GATES)),
            table=(
                Series("dh_future", "dh_{t+1}→dh_t", "h"),
                LOSS,
                Series("dh", "dh_t", "h"),
                *at_pre_activations(GATES),
                Series("dh_kept", "z_t⊙dh_t", "z"),
                Series("dh_onward", "→dh_{t−1}", "h"),
            ),
            norms=(NORM,),
            contributions=(
                Series("dW_r_norm", "‖da^r_t[h_{t−1},x_t]^⊤‖", "r"),
                Series("dW_z_norm", "‖da^z_t[h_{t−1},x_t]^⊤‖", "z"),
                Series("dW_xn_norm", "‖da^n_tx_t^⊤‖", "x"),
                Series("dW_hn_norm", "‖(r_t⊙da^n_t)h_{t−1}^⊤‖", "n"),
            ),
            outer=(
                Outer("da_r", "W_r", "r"),
                Outer("da_z", "W_z", "z"),
                Outer("da_n", "W_{xn}", "x", ("x",)),
                Outer("da_hn", "W_{hn}", "n", ("h_before",)),
            ),
        ),
        arrays=_backward,
    ),
)
"""The GRU as the stepper shows it."""
