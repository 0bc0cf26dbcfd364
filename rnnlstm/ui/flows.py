"""How the gradient fares in each network on the same input: measured by the core, gathered into curves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.core.flow import cell_highway, jacobian_norms, vanishing_bound
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.palette import MODELS, QUANTITIES
from rnnlstm.ui.language import _
from rnnlstm.ui.walk import Model, Network, Source, take

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Flow:
    """Norms of one network by lag (0 is the last step), each (T,).

    Attributes
    ----------
    loss
        ‖∂E/∂h_t‖ of a loss at the last step only.
    jacobian
        ‖∂h_T/∂h_t‖, spectral.
    bound
        (γ σ_max(W_hh))^lag, RNN only.
    highway
        The largest entry of ∏ f, the spectral norm of the direct part of ∂c_T/∂c_t; LSTM only.
    growth
        How many times larger ‖∂E/∂h_t‖ is at its largest than at the last step.
    """

    loss: Array
    jacobian: Array
    bound: Array | None
    highway: Array | None
    growth: float


@lru_cache(maxsize=64)
def flow(model: Model, source: Source, network: Network) -> Flow:
    """Measure how the gradient of the last step fares on its way back.

    Raises
    ------
    InputError
        If the source cannot be read.
    """
    walk = take(model, source, replace(network, loss="last"))
    lags = np.arange(walk.reading.steps)
    return Flow(
        loss=walk.gradient_norms[::-1],
        jacobian=jacobian_norms(walk.cell, walk.trace)[::-1, 0],
        bound=vanishing_bound(walk.cell, lags) if model == "RNN" else None,
        highway=cell_highway(walk.trace)[::-1, 0].max(axis=-1) if model == "LSTM" else None,
        growth=walk.growth,
    )


def loss_curves(flows: dict[Model, Flow]) -> list[Curve]:
    """Return ‖∂E/∂h_t‖ of each network."""
    return [Curve(model, each.loss, MODELS[model]) for model, each in flows.items()]


def jacobian_curves(flows: dict[Model, Flow]) -> list[Curve]:
    """Return ‖∂h_T/∂h_t‖ of each network, with the RNN's bound and the LSTM's highway."""
    curves = [Curve(model, each.jacobian, MODELS[model]) for model, each in flows.items()]
    for model, each in flows.items():
        if each.bound is not None:
            curves.append(
                Curve(_("RNN: bound (γσ<sub>max</sub>)<sup>T−t</sup>"), each.bound, MODELS[model], "dash")
            )
        if each.highway is not None:
            curves.append(Curve(_("LSTM cell: highway ∏ f"), each.highway, QUANTITIES["c"], "dot"))
    return curves


def first_lags(curves: list[Curve], fails: Callable[[Array], NDArray[np.bool_]]) -> dict[str, int]:
    """Return the first lag at which a curve fails, for each that ever does: its name -> the lag."""
    failing = {curve.name: fails(curve.values) for curve in curves}
    return {name: int(where.argmax()) for name, where in failing.items() if where.any()}


def flow_table(flows: dict[Model, Flow]) -> pd.DataFrame:
    """Return one row a lag with every curve's number."""
    columns: dict[str, Array] = {}
    for model, each in flows.items():
        columns[f"{model} ‖∂E/∂h‖"] = each.loss
        columns[f"{model} ‖∂h_T/∂h‖"] = each.jacobian
        if each.bound is not None:
            columns[_("{model} bound").format(model=model)] = each.bound
        if each.highway is not None:
            columns[_("{model} highway ∏f").format(model=model)] = each.highway
    table = pd.DataFrame(columns)
    table.insert(0, _("lag"), np.arange(len(table)))
    return table
