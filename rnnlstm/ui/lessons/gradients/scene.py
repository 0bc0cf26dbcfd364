"""What the cards of this room can speak of: the curves of the networks, or the paths of the LSTM's cell."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.flow.curves import half_life
from rnnlstm.core.spectra import saturation
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.gradients.measured import Array, Flow, Norm, at_every_lag, paths
from rnnlstm.ui.walk.walk import Walk, of_type


def of_room(steps: int, gain: float, scale: float) -> Scene:
    """Return what holds whatever is measured: the steps T, the longest lag, the gain, the input's scale."""
    return {"T": steps, "lag": steps - 1, "gain": gain, "scale": scale}


def of_jacobians(walks: Mapping[str, Walk], flows: Mapping[str, Flow]) -> Scene:
    """Return the numbers of each network's Jacobian, by the network's name in the link.

    ``tanh_left`` is the norm at the longest lag as a share of that at lag 0, ``tanh_bound`` the same of its
    bound, ``tanh_half`` the half-life at its start, ``tanh_halved`` in how many steps it is halved on average
    over all lags, ``tanh_flat`` the share of slopes that are under 0.1.
    """
    scene: dict[str, float] = {}
    for name, walk in walks.items():
        of = flows[name]
        scene[f"{name}_left"] = _left(of.values)
        scene[f"{name}_half"] = float(half_life(at_every_lag(of.lags, of.values)[::-1]))
        scene[f"{name}_halved"] = _halved(_left(of.values), of.lags[-1])
        scene[f"{name}_flat"] = max(saturation(walk.cell, walk.trace).values())
        if of.bound is not None:
            scene[f"{name}_bound"] = _left(of.bound)
    return scene


def of_paths(walk: Walk, norm: Norm) -> Scene:
    """Return the numbers of the paths of an LSTM's cell.

    ``bias`` is its forget bias, that of the middle unit, ``gate`` what it alone sets the forget gates to;
    ``direct`` and ``total`` are what is left at the longest lag.
    """
    of = paths(walk, norm)
    bias = float(np.median(of_type(walk.cell, LSTM).b_f))
    gate = float(sigmoid(np.array([bias]))[0])
    whole = float(of.total[0])
    return {"bias": bias, "gate": gate, "direct": of.direct[-1] / whole, "total": of.total[-1] / whole}


def _halved(left: float, steps: float) -> float:
    """Return in how many steps a curve is halved on average that has this share left after so many."""
    if not 0 < left < 1:
        return 0.0 if left <= 0 else float("inf")
    return float(steps / -np.log2(left))


def _left(values: Array) -> float:
    """Return the last of the values as a share of the first."""
    return float(values[-1] / values[0])
