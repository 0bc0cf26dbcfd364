"""The quantities of the laboratory's main room, each as one view: its curves, its words, its numbers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from rnnlstm.figures.band import singular_band
from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.palette import MUTED, NETWORKS, Mode
from rnnlstm.ui.lessons.gradients.curves import (
    curve_table,
    flow_curves,
    flow_summary,
    flow_table,
    path_curves,
    path_summary,
    spectrum_table,
)
from rnnlstm.ui.lessons.gradients.measured import Flow, Lags, Measure, Norm, flow, paths, spectrum
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import plain
from rnnlstm.ui.show.lag_chart import CELL, JACOBIAN, LOSS, lag_axis
from rnnlstm.ui.walk.walk import Walk

HEIGHT = 440


@dataclass(frozen=True, eq=False)
class View:
    """One quantity of one or several networks.

    Attributes
    ----------
    title
        Of the figure.
    draw
        Draws it.
    curves
        What is told of it in words.
    table
        Every number of it.
    summary
        What is read off each curve.
    lags
        At which it was measured.
    """

    title: str
    draw: Callable[[Mode], go.Figure]
    curves: list[Curve]
    table: pd.DataFrame
    summary: pd.DataFrame
    lags: Lags


def flow_view(walks: Mapping[str, Walk], measure: Measure, norm: Norm, theory: Collection[str]) -> View:
    """Return a norm of each network: of the gradient of the loss, or of the Jacobian."""
    flows = {name: flow(walk, measure, norm) for name, walk in walks.items()}
    if measure == "loss":
        title, y_title = _("The gradient of the last step's loss"), LOSS
    elif norm == "spectral":
        title, y_title = _("The Jacobian's spectral norm"), JACOBIAN
    else:
        title, y_title = _("The Jacobian's Frobenius norm"), f"{JACOBIAN}<sub>F</sub>"
    curves = flow_curves(flows, theory)
    table = flow_table(flows, plain(y_title))
    summary = flow_summary(walks, flows)
    return View(title, _by_lag(curves, title, y_title), curves, table, summary, _lags(flows))


def spectrum_view(label: str, walk: Walk) -> View:
    """Return all singular values of one network's Jacobian."""
    found = spectrum(walk)
    lags, values, floor = found.lags, found.values[:, 0], found.floor[:, 0]
    H = values.shape[-1]
    names = _("the largest"), _("the middle one"), _("the smallest")
    title = _("All singular values of the Jacobian: {network}").format(network=label)

    def draw(mode: Mode) -> go.Figure:
        return singular_band(
            lags, values, floor, hue=NETWORKS[label], mode=mode, title=title, x_title=lag_axis(),
            y_title="σ<sub>k</sub>(∂h<sub>T</sub>/∂h<sub>t</sub>)", names=names, rounding=_("rounding"),
            height=HEIGHT,
        )  # fmt: skip

    ranks = (0, (H - 1) // 2, H - 1)
    curves = [
        Curve(name, values[:, rank], NETWORKS[label], lags=lags)
        for name, rank in zip(names, ranks, strict=True)
    ]
    rounding = Curve(_("rounding"), floor, MUTED, lags=lags)
    summary = flow_summary({label: walk}, {label: Flow(lags, values[:, 0], None, None, None)})
    return View(title, draw, [*curves, rounding], spectrum_table(found), summary, lags)


def path_view(walk: Walk, norm: Norm) -> View:
    """Return ∂c_T/∂c_t of an LSTM, in total and by its two parts."""
    measured = paths(walk, norm)
    title = _("The paths of the LSTM's cell, and their sum")
    y_title = CELL if norm == "spectral" else f"{CELL}<sub>F</sub>"
    curves = path_curves(measured)
    draw = _by_lag(curves, title, y_title)
    return View(title, draw, curves, curve_table(curves), path_summary(measured), measured.lags)


def _by_lag(curves: list[Curve], title: str, y_title: str) -> Callable[[Mode], go.Figure]:
    return lambda mode: against_lag(
        curves, mode=mode, title=title, x_title=lag_axis(), y_title=y_title, height=HEIGHT
    )


def _lags(flows: Mapping[str, Flow]) -> Lags:
    """Return the lags of the network measured at the fewest; an empty list where there is none."""
    return min((each.lags for each in flows.values()), key=len, default=np.arange(0))
