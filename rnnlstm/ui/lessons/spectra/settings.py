"""What the room of eigenvalues, slopes and gates sets."""

from __future__ import annotations

from dataclasses import replace

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.laboratory import VARIANTS
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range
from rnnlstm.ui.walk.network import Model
from rnnlstm.ui.walk.sequence import MAX_REPEATED

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
    scope="spectra",
    help=N_("tanh is at its steepest 1, the sigmoid 0.25"),
)
NEEDED = Notches("needed", N_("Half-life I need, in steps"), (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000), 100)
STEP = Range("why_t", N_("Time step t"), 1, MAX_REPEATED, MAX_REPEATED, 1, late=True)

SETTINGS = (
    *laboratory.SETTINGS,
    *(VIEW, NETWORK, SEEN, STEP),
    *(LSTM_GATE, LSTM_SLOPE, GRU_GATE, BELOW, NEEDED),
)


def gate_of(model: Model) -> Choice | None:
    """Return the choice among the gates of a network; None where it has none."""
    if not CELLS[model].gates:
        return None
    return LSTM_GATE if "f" in CELLS[model].gates else GRU_GATE


def slope_of(model: Model) -> Choice | None:
    """Return the choice among the slopes of a network; None where it has one only."""
    gate = gate_of(model)
    return LSTM_SLOPE if gate is LSTM_GATE else gate
