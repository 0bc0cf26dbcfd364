"""What the stepper is sent: one trace, whole, as a JSON header and raw arrays.

Bytes rather than JSON text: smaller, and exact. Forward values travel as float32 (seven digits, more than is
shown) unless they have exploded beyond its range; gradients as float64, because a vanishing gradient falls
below float32's smallest number within a hundred steps, and that fall is what the page is about.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.activations import ACTIVATIONS
from rnnlstm.core.lstm import LSTM
from rnnlstm.core.records import norm
from rnnlstm.core.rnn import RNN
from rnnlstm.figures import palette
from rnnlstm.ui.stepper.labels import labels
from rnnlstm.ui.walk import Walk

Array = NDArray[Any]
Direction = Literal["forward", "backward"]

_ALIGNMENT = 8
_GATES = ("f", "i", "g", "o")
_MATRIX = {"f": "W_f", "i": "W_i", "g": "W_c", "o": "W_o"}


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


def payload(walk: Walk, direction: Direction) -> bytes:
    """Return everything that the stepper draws for one walk through a network."""
    rnn = isinstance(walk.cell, RNN)
    forward = _rnn_forward(walk) if rnn else _lstm_forward(walk)
    wide = {name: np.min_scalar_type(np.abs(array).max()) for name, array in forward.items()}
    arrays = {name: array.astype(np.result_type(np.float32, wide[name])) for name, array in forward.items()}
    backward: dict[str, Array] = {}
    if direction == "backward":
        backward = _rnn_backward(walk, forward) if rnn else _lstm_backward(walk, forward)
    reading = walk.reading
    header = {
        "cell": "rnn" if rnn else "lstm",
        "direction": direction,
        "steps": reading.steps,
        "hidden": walk.cell.hidden_size,
        "activation": walk.cell.activation if isinstance(walk.cell, RNN) else "tanh",
        "symbols": reading.symbols,
        "targets": walk.targets,
        "classes": reading.classes,
        "labels": labels(direction),
        "colours": _colours(),
        **_panels(rnn, direction),
    }
    return encode(header, arrays | {name: array.astype(np.float64) for name, array in backward.items()})


def _rnn_forward(walk: Walk) -> dict[str, Array]:
    trace, cell = walk.trace, walk.cell
    assert isinstance(cell, RNN)
    from_x, from_h = cell.terms(trace)["h"]
    return {
        "h": trace.h[:, 0],
        "h_before": _before(trace.h0, trace.h),
        "a": trace.a[:, 0],
        "a_x": from_x[:, 0],
        "a_h": from_h[:, 0],
        "b": cell.b_h[None],
        "b_row": np.broadcast_to(cell.b_h, trace.h[:, 0].shape),
        **_outputs(walk),
    }


def _lstm_forward(walk: Walk) -> dict[str, Array]:
    trace, cell = walk.trace, walk.cell
    assert isinstance(cell, LSTM)
    arrays: dict[str, Array] = {}
    for gate, (from_x, from_h) in cell.terms(trace).items():
        arrays[gate] = getattr(trace, gate)[:, 0]
        arrays[f"a_{gate}_x"] = from_x[:, 0]
        arrays[f"a_{gate}_h"] = from_h[:, 0]
        arrays[f"b_{gate}"] = getattr(cell, _MATRIX[gate].replace("W", "b"))[None]
    c_before = _before(trace.c0, trace.c)
    return arrays | {
        "c": trace.c[:, 0],
        "h": trace.h[:, 0],
        "h_before": _before(trace.h0, trace.h),
        "c_before": c_before,
        "tanh_c": np.tanh(trace.c[:, 0]),
        "kept": trace.f[:, 0] * c_before,
        "added": trace.i[:, 0] * trace.g[:, 0],
        **_outputs(walk),
    }


def _rnn_backward(walk: Walk, forward: Mapping[str, Array]) -> dict[str, Array]:
    assert isinstance(walk.cell, RNN)
    return {
        "da": walk.grads.a[:, 0],
        "slope": ACTIVATIONS[walk.cell.activation].slope(walk.trace.h[:, 0]),
        "dW_xh_norm": walk.grads.contribution_norms["W_xh"],
        "dW_hh_norm": walk.grads.contribution_norms["W_hh"],
        **_gradients(walk, forward),
    }


def _lstm_backward(walk: Walk, forward: Mapping[str, Array]) -> dict[str, Array]:
    grads = walk.grads
    arrays: dict[str, Array] = {
        "dc": grads.c[:, 0],
        "dc_future": grads.c_future[:, 0],
        "dc_hidden": grads.c_hidden[:, 0],
        "dc_onward": _onward(grads.c_future, grads.c0),
        "norm_dc": norm(grads.c[:, 0]),
    }
    for gate in _GATES:
        value = forward[gate]
        arrays[f"slope_{gate}"] = 1 - value**2 if gate == "g" else value * (1 - value)
        arrays[f"da_{gate}"] = getattr(grads, f"a_{'c' if gate == 'g' else gate}")[:, 0]
        arrays[f"{_MATRIX[gate]}_norm"] = grads.contribution_norms[_MATRIX[gate]]
    return arrays | _gradients(walk, forward)


def _gradients(walk: Walk, forward: Mapping[str, Array]) -> dict[str, Array]:
    grads = walk.grads
    return {
        "dh": grads.h[:, 0],
        "dh_future": grads.h_future[:, 0],
        "dh_loss": grads.h_loss[:, 0],
        "dh_onward": _onward(grads.h_future, grads.h0),
        "norm_dh": walk.gradient_norms,
        "norm_future": norm(grads.h_future[:, 0]),
        # The right-hand side of every outer product: [h_{t-1}, x_t].
        "dW_inputs": np.concatenate([forward["h_before"], walk.trace.x[:, 0]], axis=-1),
    }


def _outputs(walk: Walk) -> dict[str, Array]:
    return {"y": walk.trace.y[:, 0], "p": walk.probabilities, "has_loss": walk.has_loss}


def _before(initial: Array, states: Array) -> Array:
    """Return each step's previous state (T, H)."""
    return np.concatenate([initial, states[:-1, 0]])


def _onward(future: Array, initial: Array) -> Array:
    """Return what each step sends to the one before it (T, H): the next row of what that one receives."""
    return np.concatenate([initial, future[:-1, 0]])


def _colours() -> dict[str, list[str]]:
    hues = palette.QUANTITIES | palette.MODELS
    hues |= {
        "positive": palette.POSITIVE,
        "negative": palette.NEGATIVE,
        "zero": palette.ZERO,
        "closed": palette.GATE_CLOSED,
        "open": palette.GATE_OPEN,
    }
    return {name: [hue.light, hue.dark] for name, hue in hues.items()}


def _panels(rnn: bool, direction: Direction) -> dict[str, Any]:
    """Name the heat maps, the table's columns and the charts of each walk."""

    def maps(*rows: tuple[str, str, str, str]) -> list[dict[str, str]]:
        return [dict(zip(("key", "symbol", "scale", "hue"), row, strict=True)) for row in rows]

    def series(*rows: tuple[str, str, str]) -> list[dict[str, str]]:
        return [dict(zip(("key", "symbol", "hue"), row, strict=True)) for row in rows]

    if direction == "forward":
        if rnn:
            return {
                "maps": maps(("h", "h_t", "signed", "h"), ("a", "a_t", "signed", "x")),
                "table": series(
                    ("a_x", "W_{xh}x_t", "x"),
                    ("a_h", "W_{hh}h_{t−1}", "h"),
                    ("a", "a_t", "x"),
                    ("h", "h_t", "h"),
                ),
            }
        return {
            "maps": maps(
                ("f", "f_t", "gate", "f"),
                ("i", "i_t", "gate", "i"),
                ("o", "o_t", "gate", "o"),
                ("g", "g_t", "signed", "g"),
                ("c", "c_t", "signed", "c"),
                ("h", "h_t", "signed", "h"),
            ),
            "table": series(*((key, f"{key}_t", key) for key in ("f", "i", "g", "o", "c", "h"))),
        }
    if rnn:
        return {
            "maps": maps(
                ("dh_future", "W_{hh}^⊤da_{t+1}", "log", "h"),
                ("dh_loss", "W_{hy}^⊤dy_t", "log", "loss"),
                ("dh", "dh_t", "log", "h"),
                ("da", "da_t", "log", "x"),
            ),
            "norms": series(("norm_dh", "‖∂E/∂h_t‖", "h")),
            "contributions": series(
                ("dW_hh_norm", "‖da_t h_{t−1}^⊤‖", "h"), ("dW_xh_norm", "‖da_t x_t^⊤‖", "x")
            ),
            "outer": [{"left": "da", "name": "[W_{hh}, W_{xh}]", "hue": "h"}],
            "table": series(
                ("dh_future", "W_{hh}^⊤da_{t+1}", "h"),
                ("dh_loss", "W_{hy}^⊤dy_t", "loss"),
                ("dh", "dh_t", "h"),
                ("slope", "φ′(a_t)", "x"),
                ("da", "da_t", "x"),
                ("dh_onward", "→dh_{t−1}", "h"),
            ),
        }
    return {
        "maps": maps(
            ("dh", "dh_t", "log", "h"),
            ("dc", "dc_t", "log", "c"),
            *((f"da_{gate}", f"da_{{{gate},t}}", "log", gate) for gate in _GATES),
        ),
        "norms": series(("norm_dh", "‖∂E/∂h_t‖", "h"), ("norm_dc", "‖∂E/∂c_t‖", "c")),
        "contributions": series(*((f"{_MATRIX[gate]}_norm", f"d{_MATRIX[gate]}", gate) for gate in _GATES)),
        "outer": [{"left": f"da_{gate}", "name": _MATRIX[gate], "hue": gate} for gate in _GATES],
        "table": series(
            ("dh_future", "∑W_{kh}^⊤da_{k,t+1}", "h"),
            ("dh_loss", "W_{hy}^⊤dy_t", "loss"),
            ("dh", "dh_t", "h"),
            ("dc_future", "f_{t+1}dc_{t+1}", "c"),
            ("dc_hidden", "dh_t→dc_t", "h"),
            ("dc", "dc_t", "c"),
            *((f"da_{gate}", f"da_{{{gate},t}}", gate) for gate in _GATES),
        ),
    }
