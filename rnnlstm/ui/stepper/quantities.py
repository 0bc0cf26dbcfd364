"""The numbers of a walk by the names that the stepper draws: every quantity of a step, forward and backward.

Each array has a row a time step, mostly (T, H). Forward names are the equations': ``f``, ``a_f`` for a
pre-activation and ``a_f_x``, ``a_f_h``, ``b_f`` for its terms, ``h_before`` for h_{t-1}. Backward ``dh``
is dE/dh_t and so on; ``dh_f`` is what reaches h_{t-1} by way of gate f, ``dh_onward`` all of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.records import norm, product, settle
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[Any]

LSTM_GATES = {"f": "f", "i": "i", "g": "c", "o": "o"}
"""What the stepper calls a gate, and the index by which its parameters go: the candidate's is c."""


def forward(walk: Walk) -> dict[str, Array]:
    """Return the quantities of the forward pass, the parameters among them."""
    cell, trace = walk.cell, walk.trace
    arrays = {
        "x": trace.x[:, 0],
        "h": trace.h[:, 0],
        "h_before": trace.h_prev[:, 0],
        "y": trace.y[:, 0],
        "p": walk.probabilities,
        "has_loss": walk.has_loss,
        "W_hy": cell.W_hy,
        "b_y": cell.b_y[None],
    }
    for gate, (from_x, from_h) in cell.terms(trace).items():
        suffix = "" if gate == "h" else f"_{gate}"
        arrays |= {f"a{suffix}_x": from_x[:, 0], f"a{suffix}_h": from_h[:, 0]}
    if isinstance(cell, RNN):
        return arrays | {"a": trace.a[:, 0], "b_h": cell.b_h[None], "W_xh": cell.W_xh, "W_hh": cell.W_hh}
    if isinstance(cell, LSTM):
        return arrays | _lstm_forward(walk)
    return arrays | _gru_forward(walk)


def _lstm_forward(walk: Walk) -> dict[str, Array]:
    cell, trace = walk.cell, walk.trace
    arrays: dict[str, Array] = {}
    for gate, index in LSTM_GATES.items():
        arrays[gate] = getattr(trace, gate)[:, 0]
        arrays[f"a_{gate}"] = getattr(trace, f"a_{index}")[:, 0]
        arrays[f"b_{gate}"] = getattr(cell, f"b_{index}")[None]
        arrays[f"W_{gate}"] = getattr(cell, f"W_{index}")
    return arrays | {
        "c": trace.c[:, 0],
        "c_before": trace.c_prev[:, 0],
        "tanh_c": trace.tanh_c[:, 0],
        "kept": product(trace.f, trace.c_prev)[:, 0],
        "added": product(trace.i, trace.g)[:, 0],
    }


def _gru_forward(walk: Walk) -> dict[str, Array]:
    cell, trace = walk.cell, walk.trace
    assert isinstance(cell, GRU)
    return {
        **{gate: getattr(trace, gate)[:, 0] for gate in "rzn"},
        **{f"a_{gate}": getattr(trace, f"a_{gate}")[:, 0] for gate in ("r", "z", "n", "xn", "hn")},
        "gated": product(trace.r, trace.a_hn)[:, 0],
        "fresh": product(1 - trace.z, trace.n)[:, 0],
        "kept": product(trace.z, trace.h_prev)[:, 0],
        **{name: getattr(cell, name)[None] for name in ("b_r", "b_z", "b_xn", "b_hn")},
        **{name: getattr(cell, name) for name in ("W_r", "W_z", "W_xn", "W_hn")},
    }


def backward(walk: Walk) -> dict[str, Array]:
    """Return the quantities of the backward pass."""
    grads, cell = walk.grads, walk.cell
    arrays = {
        "dy": grads.y[:, 0],
        "dh": grads.h[:, 0],
        "dh_future": grads.h_future[:, 0],
        "dh_loss": grads.h_loss[:, 0],
        "dh_onward": _onward(grads.h_future, grads.h0),
        "dx": grads.x[:, 0],
        "norm_dh": walk.gradient_norms,
        "norm_dx": norm(grads.x[:, 0]),
        "norm_future": norm(grads.h_future[:, 0]),
        **{f"d{name}_norm": norms for name, norms in grads.contribution_norms.items()},
    }
    if isinstance(cell, RNN):
        slope = ACTIVATIONS[cell.activation].slope(walk.trace.h[:, 0])
        return arrays | {"da": grads.a[:, 0], "slope": slope}
    if isinstance(cell, LSTM):
        return arrays | _lstm_backward(walk)
    return arrays | _gru_backward(walk)


def _lstm_backward(walk: Walk) -> dict[str, Array]:
    grads, trace, H = walk.grads, walk.trace, walk.cell.hidden_size
    arrays: dict[str, Array] = {
        "dc": grads.c[:, 0],
        "dc_future": grads.c_future[:, 0],
        "dc_hidden": grads.c_hidden[:, 0],
        "dc_onward": _onward(grads.c_future, grads.c0),
        "norm_dc": norm(grads.c[:, 0]),
        "norm_dc_future": norm(grads.c_future[:, 0]),
        "slope_c": 1 - trace.tanh_c[:, 0] ** 2,
    }
    for gate, index in LSTM_GATES.items():
        da = getattr(grads, f"a_{index}")[:, 0]
        arrays |= {
            f"d{gate}": getattr(grads, gate)[:, 0],
            f"slope_{gate}": _slope(gate, trace),
            f"da_{gate}": da,
            f"dh_{gate}": _through(da, getattr(walk.cell, f"W_{index}")[:, :H]),
        }
    return arrays


def _gru_backward(walk: Walk) -> dict[str, Array]:
    grads, trace, cell = walk.grads, walk.trace, walk.cell
    H = cell.hidden_size
    onward = {
        "r": (grads.a_r, cell.W_r[:, :H]),
        "z": (grads.a_z, cell.W_z[:, :H]),
        "n": (grads.a_hn, cell.W_hn),
    }
    arrays: dict[str, Array] = {"da_hn": grads.a_hn[:, 0], "dh_kept": product(grads.h, trace.z)[:, 0]}
    for gate, (source, weights) in onward.items():
        arrays |= {
            f"d{gate}": getattr(grads, gate)[:, 0],
            f"slope_{gate}": _slope(gate, trace),
            f"da_{gate}": getattr(grads, f"a_{gate}")[:, 0],
            f"dh_{gate}": _through(source[:, 0], weights),
        }
    return arrays


def _through(da: Array, W_h: Array) -> Array:
    """Return W_h^T da of each step, an overflow as inf."""
    with np.errstate(all="ignore"):
        onward: Array = da @ W_h
    settle(onward)
    return onward


def _slope(gate: str, trace: Any) -> Array:
    """Return the slope of a gate's squashing by its value: tanh for the candidates, else the sigmoid.

    A gate that is held does not listen to its pre-activation: its slope is 0.
    """
    value = getattr(trace, gate)
    slope: Array = trace.unless_clamped(gate, 1 - value**2 if gate in "gn" else value * (1 - value))
    return slope[:, 0]


def _onward(future: Array, initial: Array) -> Array:
    """Return what each step sends to the one before it: the next row of what that one receives."""
    return np.concatenate([initial, future[:-1, 0]])
