"""What the records of several books share."""

from __future__ import annotations

from collections.abc import Mapping

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.notation.notation import Parameters

BEFORE = N_(
    "There the reset gate stands before the product with the weights; in this network it stands after it, "
    "as in PyTorch and Keras. The numbers here are this network's."
)
"""Of the GRU's reset gate."""
FIGO = {gate: gate for gate in "fiok"}
RZ = {gate: gate for gate in "rzk"}
"""The gates whose parameters have the letter of the gate as their index, and k, any gate."""


def gates(indices: Mapping[str, str], x: str, h: str, *biases: str, whole: str = "") -> dict[str, Parameters]:
    """Return the parameters of gates whose names differ in an index only, which ``*`` stands for."""
    return {
        gate: Parameters(
            x.replace("*", index),
            h.replace("*", index),
            tuple(bias.replace("*", index) for bias in biases),
            whole.replace("*", index),
        )
        for gate, index in indices.items()
    }
