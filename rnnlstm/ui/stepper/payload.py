"""What the stepper is sent: one trace, whole, as a JSON header and raw arrays.

Bytes rather than JSON text: smaller, and exact. Forward values travel as float32 (seven digits, more than is
shown) unless they leave its range; gradients as float64, because a vanishing gradient falls below float32's
smallest number within a hundred steps, and that fall is what the page is about.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.rnn import RNN
from rnnlstm.figures import palette
from rnnlstm.ui.stepper import quantities
from rnnlstm.ui.stepper.controls import editable, edited
from rnnlstm.ui.stepper.labels import Direction, labels
from rnnlstm.ui.stepper.operations import operations
from rnnlstm.ui.stepper.panels import panels
from rnnlstm.ui.stepper.phases import phases
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[Any]
_ALIGNMENT = 8


def encode(header: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """Pack a header and its arrays; ``payload.js`` reads the same layout.

    The layout is a uint32 (the header's length), the header as UTF-8 JSON padded with spaces, and each array
    in C order, little-endian, at the offset that the header's ``arrays`` names (a multiple of 8).
    """
    blocks = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    kinds = {name: "f8" if block.dtype == np.float64 else "f4" for name, block in blocks.items()}

    def pack(first: int) -> tuple[bytes, dict[str, Any]]:
        entries: dict[str, Any] = {}
        offset = first
        for name, block in blocks.items():
            entries[name] = {"type": kinds[name], "shape": list(block.shape), "offset": offset}
            offset += -(-block.nbytes // _ALIGNMENT) * _ALIGNMENT
        return json.dumps({**header, "arrays": entries}, ensure_ascii=False).encode(), entries

    # The header holds the offsets, which depend on the header's length: leave room for longer digits.
    first = -(-(4 + len(pack(10**9)[0])) // _ALIGNMENT) * _ALIGNMENT
    text, entries = pack(first)
    message = bytearray(first)
    message[:4] = np.uint32(first - 4).tobytes()
    message[4:] = text.ljust(first - 4)
    for name, block in blocks.items():
        message.extend(bytes(entries[name]["offset"] - len(message)))
        message.extend(block.astype(f"<{kinds[name]}", copy=False).tobytes())
    return bytes(message)


def payload(walk: Walk, direction: Direction, group: str | None = None) -> bytes:
    """Return everything that the stepper draws for one walk through a network.

    Steppers of the same ``group`` move in lockstep.
    """
    model = type(walk.cell).__name__
    arrays = {name: _compact(array) for name, array in quantities.forward(walk).items()}
    if direction == "backward":
        arrays |= quantities.backward(walk)
    reading = walk.reading
    header = {
        "cell": model.lower(),
        "model": model,
        "group": group,
        "direction": direction,
        "steps": reading.steps,
        "hidden": walk.cell.hidden_size,
        "activation": walk.cell.activation if isinstance(walk.cell, RNN) else "tanh",
        # Tells a new sequence from new settings and from edits: the first starts a new walk.
        "sequence": zlib.crc32(reading.x.tobytes()),
        "symbols": reading.symbols,
        "targets": walk.targets,
        "classes": reading.classes,
        "labels": labels(direction, task=bool(reading.answers)),
        "colours": _colours(),
        "phases": phases(model, direction),
        "operations": operations(model, direction),
        "edits": edited(walk),
        "editable": editable(walk),
        **panels(model, direction),
    }
    return encode(header, arrays)


def _compact(array: Array) -> Array:
    """Return the array as float32, unless that would lose digits that are shown."""
    with np.errstate(over="ignore", under="ignore"):
        small = array.astype(np.float32)
    return small if np.allclose(small, array, rtol=1e-6, atol=0, equal_nan=True) else array.astype(np.float64)


def _colours() -> dict[str, list[str]]:
    hues = palette.QUANTITIES | palette.GRU_GATES | palette.MODELS
    hues |= {
        "positive": palette.POSITIVE,
        "negative": palette.NEGATIVE,
        "zero": palette.ZERO,
        "closed": palette.GATE_CLOSED,
        "open": palette.GATE_OPEN,
    }
    return {name: [hue.light, hue.dark] for name, hue in hues.items()}
