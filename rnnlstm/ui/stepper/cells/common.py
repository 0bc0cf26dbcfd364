"""What the cells of the stepper share: arrays, small steps, panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import in_a_row, norm, settle
from rnnlstm.core.cells.cell import Cell
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.stepper.cells.cell import Arrays, HeatMap, Operation, Phase, Series
from rnnlstm.ui.walk.edits import parameters
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]

HIDDEN = Operation("h", N_("Hidden state h_t"))
OUTPUT = Operation("y", N_("Output y_t, the largest"))
ARRIVING = Operation("dh", N_("Gradient dh_t"))
ONWARD = Operation("dh_onward", N_("On to h_{t−1}"))

ARRIVES = Phase(
    "dh",
    N_("What arrives at h_t"),
    ("dh_loss", "dh"),
    N_("From the future {dh_future}, from the loss {dh_loss}: together dh_t = {dh}."),
)
TO_INPUT = Phase(
    "x",
    N_("To the input"),
    ("dx", "norm_dx"),
    N_("To the input, through the columns of the weights that act on x_t: ‖dx_t‖ = {norm_dx}."),
)

LOSS = Series("dh_loss", "W_{hy}^⊤dy_t", "loss")
NORM = Series("norm_dh", "‖∂E/∂h_t‖", "h")


def signed(*series: Series) -> tuple[HeatMap, ...]:
    """Return heat maps of values of either sign."""
    return _maps("signed", series)


def decades(*series: Series) -> tuple[HeatMap, ...]:
    """Return heat maps of gradients, coloured by powers of ten."""
    return _maps("log", series)


def valves(*gates: str) -> tuple[HeatMap, ...]:
    """Return heat maps of gates."""
    return _maps("gate", [value(gate) for gate in gates])


def _maps(scale: str, series: Sequence[Series]) -> tuple[HeatMap, ...]:
    return tuple(HeatMap(each.key, each.symbol, each.hue, scale) for each in series)


def value(name: str) -> Series:
    """Return a quantity of one letter at the current step, as f_t."""
    return Series(name, f"{name}_t", name)


def indices(cell: Cell) -> dict[str, str]:
    """Return the index of each gate's parameters and pre-activation: that of the LSTM's g is c."""
    blocks = cell.blocks()
    return {gate: blocks[gate].a.removeprefix("a_") for gate in cell.gates}


def at_pre_activations(indices: Mapping[str, str]) -> tuple[Series, ...]:
    """Return the gradients at the pre-activations of the gates, with the indices of these."""
    return tuple(Series(f"da_{gate}", f"da^{index}_t", gate) for gate, index in indices.items())


def terms(gate: str) -> tuple[str, ...]:
    """Return the arrays that make a gate, itself the last."""
    return (f"a_{gate}_x", f"a_{gate}_h", f"a_{gate}", gate)


def forward_arrays(walk: Walk) -> Arrays:
    """Return what every cell has in the forward pass."""
    cell, trace = walk.cell, walk.trace
    blocks = cell.blocks()
    h = compact(rows(trace.h0, trace.h))
    arrays: Arrays = {
        "x": trace.x[:, 0],
        "h": h[1:],
        "h_before": h[:-1],
        "y": trace.y[:, 0],
        "p": walk.probabilities,
        "has_loss": walk.has_loss,
        **{name: np.atleast_2d(value) for name, value in parameters(cell).items()},
        "wire_x": size(trace.x[:, 0]),
        "wire_y": size(trace.y[:, 0]),
    }
    for name, (from_x, from_h) in cell.terms(trace).items():
        a = pre_activation(name)
        arrays |= {f"{a}_x": from_x[:, 0], f"{a}_h": from_h[:, 0]}
        arrays[a] = getattr(trace, blocks[name].a)[:, 0]
    return arrays | {gate: getattr(trace, gate)[:, 0] for gate in cell.gates}


def pre_activation(name: str) -> str:
    """Return what the stepper calls a pre-activation: a of a network with one, else a_f."""
    return "a" if name == "h" else f"a_{name}"


def backward_arrays(walk: Walk) -> Arrays:
    """Return what every cell has in the backward pass."""
    grads = walk.grads
    h_future = rows(grads.h0, grads.h_future)
    dx = grads.x[:, 0]
    return {
        "dy": grads.y[:, 0],
        "dh": grads.h[:, 0],
        "dh_future": h_future[1:],
        "dh_loss": grads.h_loss[:, 0],
        "dh_onward": h_future[:-1],
        "dx": dx,
        "norm_dh": walk.gradient_norms,
        "norm_dx": norm(dx),
        "norm_future": norm(grads.h_future[:, 0]),
        # Of the last step's loss alone, for the cards that follow it.
        "norm_future_last": norm(walk.last_grads.h_future[:, 0]),
        **{f"d{name}_norm": norms for name, norms in grads.contribution_norms.items()},
        "wire_dx": size(dx),
        "wire_dy": size(grads.y[:, 0]),
    }


def gate_gradients(walk: Walk) -> Arrays:
    """Return the gradients at the gates and at their pre-activations, with the slopes between them."""
    grads, blocks, slopes = walk.grads, walk.cell.blocks(), walk.cell.slopes(walk.trace)
    arrays: Arrays = {}
    for gate in walk.cell.gates:
        arrays[f"d{gate}"] = getattr(grads, gate)[:, 0]
        arrays[f"slope_{gate}"] = slopes[gate][:, 0]
        arrays[f"da_{gate}"] = getattr(grads, blocks[gate].a)[:, 0]
    return arrays


def to_hidden(walk: Walk, gates: str, *, whole: bool = False) -> Arrays:
    """Return what each gate sends back to h_{t-1}, and what the gates of each tail of the rail send together.

    ``gates`` are in the order in which they join the rail. ``whole``: also what all of them send, where it is
    not yet ``dh_onward``.
    """
    blocks = walk.cell.blocks()
    sent = {
        gate: through(getattr(walk.grads, blocks[gate].a_h)[:, 0], blocks[gate].of_h.matrix) for gate in gates
    }
    arrays: Arrays = {f"dh_{gate}": onward for gate, onward in sent.items()}
    for tail in _tails(gates)[0 if whole else 1 : -1]:
        arrays[f"wire_dh_{tail}"] = compact(total([sent[gate] for gate in tail]))
    return arrays


def to_input(walk: Walk, gates: str) -> Arrays:
    """Return the size of what each gate sends back to x_t, and of what those of each tail of the rail do."""
    blocks = walk.cell.blocks()
    sent = {
        gate: through(getattr(walk.grads, blocks[gate].a)[:, 0], blocks[gate].of_x.matrix) for gate in gates
    }
    joined = sent | {tail: total([sent[gate] for gate in tail]) for tail in _tails(gates)[1:]}
    return {f"wire_dx_{name}": size(gradient) for name, gradient in joined.items()}


def _tails(gates: str) -> list[str]:
    return [gates[k:] for k in range(len(gates))]


def total(gradients: Sequence[Array]) -> Array:
    """Return the sum of gradients, an overflow as inf."""
    with np.errstate(all="ignore"):
        result: Array = np.sum(gradients, axis=0)
    settle(result)
    return result


def through(da: Array, weights: Array) -> Array:
    """Return W^T da of each step, an overflow as inf."""
    with np.errstate(all="ignore"):
        onward: Array = da @ weights
    settle(onward)
    return onward


def size(vectors: Array) -> Array:
    """Return the norm of each step's vector (T,); a single number keeps its sign."""
    return vectors[:, 0] if vectors.shape[1] == 1 else norm(vectors)


def rows(first: Array, states: Array) -> Array:
    """Return a state before the first step (1, H) and those of all steps (T, 1, H), one below the other.

    A state and the same a step late are both views of it: the payload then sends its memory once.
    """
    return np.concatenate([first, states[:, 0]])


def compact(array: Array) -> Array:
    """Return the array as float32, unless that would lose digits that are shown."""
    small = _as_float32(array)
    return small if _says_the_same(small, array) else array.astype(np.float64, copy=False)


def all_compact(arrays: Mapping[str, Array]) -> Arrays:
    """Return arrays as `compact` returns each; where all can be float32, as is usual, looking once."""
    row = in_a_row(arrays.values())
    if _says_the_same(_as_float32(row), row):
        return {name: _as_float32(array) for name, array in arrays.items()}
    return {name: compact(array) for name, array in arrays.items()}


def _as_float32(array: Array) -> Array:
    with np.errstate(over="ignore", under="ignore"):
        return array.astype(np.float32, copy=False)


def _says_the_same(small: Array, array: Array) -> bool:
    """Return whether no number has changed by more than a millionth of it."""
    with np.errstate(invalid="ignore"):  # what is infinite in both
        return not (np.abs(small - array) > 1e-6 * np.abs(array)).any()
