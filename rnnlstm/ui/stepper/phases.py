"""The small steps within a time step: in which order a cell computes, and what to say of each.

Forward they follow the equations, backward the chain rule. ``makes`` names the arrays of the payload that
come into being in the small step; ``says`` is filled in the browser with the numbers of the chosen unit.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.stepper.labels import Direction


@dataclass(frozen=True)
class Phase:
    """One small step: its name, its title, the arrays it makes, and a sentence with their names in braces."""

    name: str
    title: str
    makes: tuple[str, ...]
    says: str


def phases(model: str, direction: Direction) -> list[dict[str, Any]]:
    """Return the small steps of one network in one direction, in the language of the session."""
    return [
        asdict(phase) | {"title": _(phase.title), "says": _(phase.says)}
        for phase in _PHASES[model, direction]
    ]


def _terms(gate: str) -> tuple[str, ...]:
    return (f"a_{gate}_x", f"a_{gate}_h", f"a_{gate}", gate)


_TO_X = N_("To the input")
_TO_X_SAYS = N_("To the input, through the columns of the weights that act on x_t: ‖dx_t‖ = {norm_dx}.")
_ARRIVES = Phase(
    "dh",
    N_("What arrives at h_t"),
    ("dh_loss", "dh"),
    N_("From the future {dh_future}, from the loss {dh_loss}: together dh_t = {dh}."),
)

_PHASES: dict[tuple[str, str], tuple[Phase, ...]] = {
    ("RNN", "forward"): (
        Phase(
            "input", N_("The input"), ("a_x",), N_("Row {unit} of W_{xh} weighs the input {symbol}: {a_x}.")
        ),
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
            N_("The activation squashes {a} to h_t = {h}; this goes on to the next step."),
        ),
    ),
    ("LSTM", "forward"): (
        Phase(
            "forget",
            N_("Forget gate"),
            _terms("f"),
            N_("The forget gate opens to f_t = {f}: {f%} of the old cell state will be kept."),
        ),
        Phase(
            "input",
            N_("Input gate"),
            _terms("i"),
            N_("The input gate opens to i_t = {i}: {i%} of the candidate will be written."),
        ),
        Phase(
            "candidate",
            N_("Candidate"),
            _terms("g"),
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
            _terms("o"),
            N_("The output gate opens to o_t = {o}: {o%} of tanh(c_t) will be shown."),
        ),
        Phase(
            "hidden",
            N_("Hidden state"),
            ("tanh_c", "h", "y", "p"),
            N_("What the cell shows: h_t = {o} · {tanh_c} = {h}."),
        ),
    ),
    ("GRU", "forward"): (
        Phase(
            "reset",
            N_("Reset gate"),
            _terms("r"),
            N_("The reset gate opens to r_t = {r}: {r%} of the recurrent part enters the candidate."),
        ),
        Phase(
            "update",
            N_("Update gate"),
            _terms("z"),
            N_("The update gate opens to z_t = {z}: {z%} of h_{t−1} will be kept."),
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
    ),
    ("RNN", "backward"): (
        _ARRIVES,
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
        Phase("x", _TO_X, ("dx", "norm_dx"), _TO_X_SAYS),
        Phase(
            "weights",
            N_("To the weights"),
            ("dW_hh_norm", "dW_xh_norm"),
            N_(
                "This step adds to the weights' gradients: "
                "W_{hh} gets {dW_hh_norm}, W_{xh} {dW_xh_norm} (norms)."
            ),
        ),
    ),
    ("LSTM", "backward"): (
        _ARRIVES,
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
            N_("Through the squashing"),
            ("da_f", "da_i", "da_g", "da_o"),
            N_(
                "Times the slope of each: da^f_t = {da_f}, da^i_t = {da_i}, da^c_t = {da_g}, da^o_t = {da_o}."
            ),
        ),
        Phase(
            "past",
            N_("To h_{t−1}"),
            ("dh_f", "dh_i", "dh_g", "dh_o", "dh_onward"),
            N_("Four ways lead to h_{t−1}: {dh_f}, {dh_i}, {dh_g} and {dh_o} make {dh_onward}."),
        ),
        Phase(
            "highway",
            N_("To c_{t−1}"),
            ("dc_onward",),
            N_("Along the cell it goes through f_t = {f} and nothing else: dc_{t−1} = {dc_onward}."),
        ),
        Phase("x", _TO_X, ("dx", "norm_dx"), _TO_X_SAYS),
        Phase(
            "weights",
            N_("To the weights"),
            ("dW_f_norm", "dW_i_norm", "dW_c_norm", "dW_o_norm"),
            N_(
                "This step adds to the weights' gradients: W_f gets {dW_f_norm}, W_i {dW_i_norm}, "
                "W_c {dW_c_norm}, W_o {dW_o_norm} (norms)."
            ),
        ),
    ),
    ("GRU", "backward"): (
        _ARRIVES,
        Phase(
            "gates",
            N_("To update gate and candidate"),
            ("dz", "dn"),
            N_("It splits between what was kept and what was new: dz_t = {dz}, dn_t = {dn}."),
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
            N_("Through the squashing"),
            ("da_r", "da_z"),
            N_("Times the slope of each gate: da^r_t = {da_r}, da^z_t = {da_z}."),
        ),
        Phase(
            "past",
            N_("To h_{t−1}"),
            ("dh_kept", "dh_r", "dh_z", "dh_n", "dh_onward"),
            N_(
                "One straight way and three through the gates lead to h_{t−1}: "
                "{dh_kept}, {dh_r}, {dh_z} and {dh_n} make {dh_onward}."
            ),
        ),
        Phase("x", _TO_X, ("dx", "norm_dx"), _TO_X_SAYS),
        Phase(
            "weights",
            N_("To the weights"),
            ("dW_r_norm", "dW_z_norm", "dW_xn_norm", "dW_hn_norm"),
            N_(
                "This step adds to the weights' gradients: W_r gets {dW_r_norm}, W_z {dW_z_norm}, "
                "W_{xn} {dW_xn_norm}, W_{hn} {dW_hn_norm} (norms)."
            ),
        ),
    ),
}
