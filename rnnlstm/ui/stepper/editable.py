"""What the learner can alter by hand in a network, and where the stepper marks what they have altered."""

from __future__ import annotations

from typing import Any

from rnnlstm.ui.controls.edits import label
from rnnlstm.ui.stepper.cells.common import indices, pre_activation
from rnnlstm.ui.walk.edits import Edit, initial, parameters
from rnnlstm.ui.walk.notation.notation import CellNotation
from rnnlstm.ui.walk.walk import Walk


def editable(walk: Walk) -> dict[str, Any]:
    """Return what the stepper's form offers: gates and their range, states, parameters and their shapes."""
    cell = walk.cell
    return {
        "gates": [
            {"name": gate, "symbol": f"{gate}_t", "index": index, "low": cell.gates[gate], "high": 1}
            for gate, index in indices(cell).items()
        ],
        "initial": initial(cell),
        "parameters": {name: value.shape for name, value in parameters(cell).items()},
        "inputs": cell.input_size,
    }


def edited(walk: Walk, written: CellNotation | None = None) -> list[dict[str, Any]]:
    """Return the edits of a walk: the text, the quantities that carry the mark, and the name."""
    return [
        {"text": edit.text, "q": _marked(edit, walk), "label": label(edit, walk, written)}
        for edit in walk.edits
    ]


def _marked(edit: Edit, walk: Walk) -> list[str]:
    """Return the arrays of the payload in which an edit is seen, and the first that a weight enters."""
    name, cell = edit.name, walk.cell
    if name in ("h0", "c0"):
        return [f"{name[0]}_before"]
    if not name.startswith("W"):
        return [name]
    if name == "W_hy":
        return [name, "y"]
    for gate, block in cell.blocks().items():
        h, x = (f"{pre_activation(gate)}_{part}" for part in "hx")
        if block.of_x.name != block.of_h.name:
            if name in (block.of_x.name, block.of_h.name):
                return [name, x if name == block.of_x.name else h]
        elif name == f"W_{gate}":
            # The first columns act on h_{t-1}, the others on x_t.
            column = edit.index[1] if len(edit.index) > 1 else None
            return [name, h, x] if column is None else [name, h if column <= cell.hidden_size else x]
    return [name]
