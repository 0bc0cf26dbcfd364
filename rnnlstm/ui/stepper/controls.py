"""What the learner can alter by hand in a network, and where the stepper marks what they have altered."""

from __future__ import annotations

import re
from typing import Any

from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.ui.controls.edits import label
from rnnlstm.ui.walk.edits import Edit, initial, parameters
from rnnlstm.ui.walk.walk import Walk


def editable(walk: Walk) -> dict[str, Any]:
    """Return what the stepper's form offers: gates and their range, states, parameters and their shapes."""
    cell = walk.cell
    return {
        "gates": [
            {"name": gate, "symbol": f"{gate}_t", "index": _index(gate), "low": low, "high": 1}
            for gate, low in cell.gates.items()
        ],
        "initial": initial(cell),
        "parameters": {name: value.shape for name, value in parameters(cell).items()},
        "inputs": cell.input_size,
    }


def _index(gate: str) -> str:
    """Return the index of a gate's parameters: the LSTM's candidate is g, its weights W_c."""
    return "c" if gate == "g" else gate


def edited(walk: Walk) -> list[dict[str, Any]]:
    """Return the edits of a walk: the text, the quantities that carry the mark, and the name."""
    return [{"text": edit.text, "q": _marked(edit, walk), "label": label(edit, walk)} for edit in walk.edits]


def _marked(edit: Edit, walk: Walk) -> list[str]:
    """Return the arrays of the payload in which an edit is seen, and the first that a weight enters."""
    name, cell = edit.name, walk.cell
    if name in ("h0", "c0"):
        return [f"{name[0]}_before"]
    if not name.startswith("W"):
        return [name]
    stem = name.removeprefix("W_")
    if stem == "hy":
        return [name, "y"]
    if isinstance(cell, RNN):
        return [name, f"a_{stem[0]}"]
    if isinstance(cell, GRU) and re.fullmatch("[xh]n", stem):
        return [name, f"a_n_{stem[0]}"]
    # The first columns act on h_{t-1}, the others on x_t.
    column = edit.index[1] if len(edit.index) > 1 else None
    h, x = f"a_{stem}_h", f"a_{stem}_x"
    return [name, h, x] if column is None else [name, h if column <= cell.hidden_size else x]
