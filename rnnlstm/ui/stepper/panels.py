"""What each walk shows besides the diagram: its heat maps, the table's columns, the charts of norms.

Symbols are written as the lessons write them, with ``_`` and ``^`` for lowered and raised parts.
"""

from __future__ import annotations

from typing import Any

from rnnlstm.ui.stepper.labels import Direction

Row = dict[str, str]

_LOSS = ("dh_loss", "W_{hy}^⊤dy_t", "loss")
_NORM = ("norm_dh", "‖∂E/∂h_t‖", "h")


def panels(model: str, direction: Direction) -> dict[str, Any]:
    """Return the panels of one network in one direction."""
    return _PANELS[model, direction]


def _rows(names: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[Row]:
    return [dict(zip(names, row, strict=True)) for row in rows]


def _maps(*rows: tuple[str, str, str, str]) -> list[Row]:
    return _rows(("key", "symbol", "scale", "hue"), rows)


def _series(*rows: tuple[str, str, str]) -> list[Row]:
    return _rows(("key", "symbol", "hue"), rows)


def _outer(left: str, name: str, hue: str, *right: str) -> dict[str, Any]:
    """Name an outer product: the gradient on the left, [h_{t-1}, x_t] or a part of it on the right."""
    return {"left": left, "name": name, "hue": hue, "right": right or ("h_before", "x")}


def _da(*gates: str) -> tuple[tuple[str, str, str], ...]:
    """Return the gradients at the pre-activations; the lessons' index of the LSTM's candidate is c."""
    return tuple((f"da_{gate}", f"da^{'c' if gate == 'g' else gate}_t", gate) for gate in gates)


def _signed(*rows: tuple[str, str, str]) -> list[Row]:
    return _maps(*((key, symbol, "signed", hue) for key, symbol, hue in rows))


def _log(*rows: tuple[str, str, str]) -> list[Row]:
    return _maps(*((key, symbol, "log", hue) for key, symbol, hue in rows))


_RNN_PATH = (
    ("dh_future", "W_{hh}^⊤da_{t+1}", "h"),
    _LOSS,
    ("dh", "dh_t", "h"),
)
_LSTM_GATES = ("f", "i", "g", "o")
_LSTM_WEIGHTS = tuple(("c" if gate == "g" else gate, gate) for gate in _LSTM_GATES)

_PANELS: dict[tuple[str, str], dict[str, Any]] = {
    ("RNN", "forward"): {
        "maps": _signed(("h", "h_t", "h"), ("a", "a_t", "x")),
        "table": _series(
            ("h_before", "h_{t−1}", "h"),
            ("a_x", "W_{xh}x_t", "x"),
            ("a_h", "W_{hh}h_{t−1}", "h"),
            ("a", "a_t", "x"),
            ("h", "h_t", "h"),
        ),
    },
    ("LSTM", "forward"): {
        "maps": [
            *_maps(*((gate, f"{gate}_t", "gate", gate) for gate in "fio")),
            *_signed(("g", "g_t", "g"), ("c", "c_t", "c"), ("h", "h_t", "h")),
        ],
        "table": _series(
            ("h_before", "h_{t−1}", "h"),
            ("c_before", "c_{t−1}", "c"),
            *((key, f"{key}_t", key) for key in (*_LSTM_GATES, "c", "h")),
        ),
    },
    ("GRU", "forward"): {
        "maps": [
            *_maps(("r", "r_t", "gate", "r"), ("z", "z_t", "gate", "z")),
            *_signed(("n", "n_t", "n"), ("h", "h_t", "h")),
        ],
        "table": _series(
            ("h_before", "h_{t−1}", "h"),
            ("r", "r_t", "r"),
            ("z", "z_t", "z"),
            ("n", "n_t", "n"),
            ("kept", "z_t⊙h_{t−1}", "z"),
            ("fresh", "(1−z_t)⊙n_t", "n"),
            ("h", "h_t", "h"),
        ),
    },
    ("RNN", "backward"): {
        "maps": _log(*_RNN_PATH, ("da", "da_t", "x")),
        "norms": _series(_NORM),
        "contributions": _series(
            ("dW_hh_norm", "‖da_th_{t−1}^⊤‖", "h"),
            ("dW_xh_norm", "‖da_tx_t^⊤‖", "x"),
        ),
        "outer": [_outer("da", "[W_{hh},W_{xh}]", "h")],
        "table": _series(
            *_RNN_PATH,
            ("slope", "φ′(a_t)", "x"),
            ("da", "da_t", "x"),
            ("dh_onward", "→dh_{t−1}", "h"),
        ),
    },
    ("LSTM", "backward"): {
        "maps": _log(("dh", "dh_t", "h"), ("dc", "dc_t", "c"), *_da(*_LSTM_GATES)),
        "norms": _series(_NORM, ("norm_dc", "‖∂E/∂c_t‖", "c")),
        "contributions": _series(
            *((f"dW_{index}_norm", f"‖da^{index}_t[h_{{t−1}},x_t]^⊤‖", hue) for index, hue in _LSTM_WEIGHTS)
        ),
        "outer": [_outer(f"da_{hue}", f"W_{index}", hue) for index, hue in _LSTM_WEIGHTS],
        "table": _series(
            ("dh_future", "∑W_{hk}^⊤da^k_{t+1}", "h"),
            _LOSS,
            ("dh", "dh_t", "h"),
            ("dc_future", "f_{t+1}⊙dc_{t+1}", "c"),
            ("dc_hidden", "dh_t→dc_t", "h"),
            ("dc", "dc_t", "c"),
            *_da(*_LSTM_GATES),
        ),
    },
    ("GRU", "backward"): {
        "maps": _log(("dh", "dh_t", "h"), *_da("r", "z", "n")),
        "norms": _series(_NORM),
        "contributions": _series(
            ("dW_r_norm", "‖da^r_t[h_{t−1},x_t]^⊤‖", "r"),
            ("dW_z_norm", "‖da^z_t[h_{t−1},x_t]^⊤‖", "z"),
            ("dW_xn_norm", "‖da^n_tx_t^⊤‖", "x"),
            ("dW_hn_norm", "‖(r_t⊙da^n_t)h_{t−1}^⊤‖", "n"),
        ),
        "outer": [
            _outer("da_r", "W_r", "r"),
            _outer("da_z", "W_z", "z"),
            _outer("da_n", "W_{xn}", "x", "x"),
            _outer("da_hn", "W_{hn}", "n", "h_before"),
        ],
        "table": _series(
            ("dh_future", "dh_{t+1}→dh_t", "h"),
            _LOSS,
            ("dh", "dh_t", "h"),
            *_da("r", "z", "n"),
            ("dh_kept", "z_t⊙dh_t", "z"),
            ("dh_onward", "→dh_{t−1}", "h"),
        ),
    },
}
