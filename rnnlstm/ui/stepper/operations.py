"""The operations that one can look into, term by term, and what each is called."""

from __future__ import annotations

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.stepper.labels import Direction

_HIDDEN = ("h", N_("Hidden state h_t"))
_OUTPUT = ("y", N_("Output y_t, the largest"))
_ARRIVES = ("dh", N_("Gradient dh_t"))
_ONWARD = ("dh_onward", N_("On to h_{t−1}"))

_OPERATIONS: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("RNN", "forward"): (_HIDDEN, _OUTPUT),
    ("LSTM", "forward"): (
        ("f", N_("Forget gate f_t")),
        ("i", N_("Input gate i_t")),
        ("g", N_("Candidate g_t")),
        ("c", N_("Cell state c_t")),
        ("o", N_("Output gate o_t")),
        _HIDDEN,
        _OUTPUT,
    ),
    ("GRU", "forward"): (
        ("r", N_("Reset gate r_t")),
        ("z", N_("Update gate z_t")),
        ("n", N_("Candidate n_t")),
        _HIDDEN,
        _OUTPUT,
    ),
    ("RNN", "backward"): (_ARRIVES, ("da", N_("Gradient da_t")), _ONWARD),
    ("LSTM", "backward"): (
        _ARRIVES,
        ("dc", N_("Gradient dc_t")),
        ("da_f", N_("Forget gate, da^f_t")),
        ("da_i", N_("Input gate, da^i_t")),
        ("da_g", N_("Candidate, da^c_t")),
        ("da_o", N_("Output gate, da^o_t")),
        ("dc_onward", N_("On to c_{t−1}")),
        _ONWARD,
    ),
    ("GRU", "backward"): (
        _ARRIVES,
        ("da_n", N_("Candidate, da^n_t")),
        ("da_r", N_("Reset gate, da^r_t")),
        ("da_z", N_("Update gate, da^z_t")),
        _ONWARD,
    ),
}


def operations(model: str, direction: Direction) -> list[dict[str, str]]:
    """Return the operations of one network in one direction, named in the language of the session."""
    return [{"name": name, "title": _(title)} for name, title in _OPERATIONS[model, direction]]
