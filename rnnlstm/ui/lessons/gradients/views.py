"""The views of the lesson on gradients: each quantity by lag, with what theory says of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.figures.band import SingularValues, SingularWords, singular_band
from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import MODELS, MUTED, NETWORKS, QUANTITIES, Mode
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.gradients.measured import (
    Array,
    Flow,
    Lags,
    Measure,
    Norm,
    Paths,
    first_lag,
    flow,
    paths,
    spectrum,
)
from rnnlstm.ui.lessons.gradients.tables import THEORY, curve_table, flow_table, spectrum_table
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal, plain
from rnnlstm.ui.walk.walk import Walk

LOSS = "‖∂E/∂h<sub>t</sub>‖"
JACOBIAN = "‖∂h<sub>T</sub>/∂h<sub>t</sub>‖"
CELL = "‖∂c<sub>T</sub>/∂c<sub>t</sub>‖"
SINGULAR = "σ<sub>k</sub>(∂h<sub>T</sub>/∂h<sub>t</sub>)"
HEIGHT = 440


def flow_view(
    walks: Mapping[str, Walk],
    measure: Measure,
    norm: Norm = "spectral",
    theory: Collection[str] = (),
    *,
    height: int = HEIGHT,
) -> View:
    """Return a norm of each network: of the gradient of the loss, or of the Jacobian."""
    flows = {name: flow(walk, measure, norm) for name, walk in walks.items()}
    if measure == "loss":
        title, y = _("The gradient of the last step's loss"), LOSS
    elif norm == "spectral":
        title, y = _("The Jacobian's spectral norm"), JACOBIAN
    else:
        title, y = _("The Jacobian's Frobenius norm"), f"{JACOBIAN}<sub>F</sub>"
    words = Words(title, _lag_axis(), y)
    curves = flow_curves(flows, theory)
    return _view(
        curves,
        words,
        lambda mode: against_lag(curves, mode=mode, words=words, height=height),
        lambda: flow_table(flows, plain(y)),
        # Of the network that is measured at the fewest lags.
        min((each.lags for each in flows.values()), key=len),
    )


def spectrum_view(label: str, walk: Walk) -> View:
    """Return all singular values of one network's Jacobian."""
    found = spectrum(walk)
    hue = NETWORKS[label]
    singular = SingularValues(found.lags, found.values[:, 0], found.floor[:, 0], hue)
    words = SingularWords(
        title=_("All singular values of the Jacobian: {network}").format(network=label),
        x=_lag_axis(),
        y=SINGULAR,
        values=(_("the largest"), _("the middle one"), _("the smallest")),
        rounding=_("rounding"),
    )
    drawn = singular.drawn(words.values).items()
    curves = [Curve(name, values, hue, lags=found.lags) for name, values in drawn]
    return _view(
        [*curves, Curve(words.rounding, singular.floor, MUTED, lags=found.lags)],
        words,
        lambda mode: singular_band(singular, mode=mode, words=words, height=HEIGHT),
        lambda: spectrum_table(found),
        found.lags,
    )


def path_view(walk: Walk, norm: Norm) -> View:
    """Return ∂c_T/∂c_t of an LSTM, in total and by its two parts."""
    measured = paths(walk, norm)
    title = _("The paths of the LSTM's cell, and their sum")
    words = Words(title, _lag_axis(), CELL if norm == "spectral" else f"{CELL}<sub>F</sub>")
    curves = path_curves(measured)
    return _view(
        curves,
        words,
        lambda mode: against_lag(curves, mode=mode, words=words, height=HEIGHT),
        lambda: curve_table(curves),
        measured.lags,
    )


def _view(
    curves: Sequence[Curve],
    words: Words,
    draw: Callable[[Mode], go.Figure],
    table: Callable[[], pd.DataFrame],
    measured: Lags,
) -> View:
    """Return a view of curves against the lag, told in words, with what the figure leaves out."""
    ends = "; ".join(
        f"{plain(curve.name)}: {curve.values[0]:.2g} → {curve.values[-1]:.2g}" for curve in curves
    )
    alt = _("{title}, against the lag. From lag 0 to the longest: {ends}").format(
        title=words.title, ends=ends
    )
    notes = _not_drawn(curves)
    steps = int(measured[-1]) + 1
    if len(measured) < steps:
        message = _("Measured at {lags} of {steps} lags, joined by straight lines.")
        notes.append(message.format(lags=len(measured), steps=steps))
    return View("gradient", draw, alt, notes=tuple(notes), table=table, file="gradients")


def _lag_axis() -> str:
    return _("Lag T − t (steps back)")


def flow_curves(flows: Mapping[str, Flow], theory: Collection[str] = ()) -> list[Curve]:
    """Return the curve of each network, and what theory says of it."""
    curves = [Curve(name, each.values, NETWORKS[name], lags=each.lags) for name, each in flows.items()]
    for kind, (label, dash) in THEORY.items():
        if kind not in theory:
            continue
        for name, each in flows.items():
            line: Array | None = getattr(each, kind)
            if line is not None:
                hue = QUANTITIES["c"] if kind == "highway" else NETWORKS[name]
                curves.append(Curve(f"{name}: {_(label)}", line, hue, dash, each.lags, _(label)))
    return curves


def path_curves(measured: Paths) -> list[Curve]:
    """Return the curve of ∂c_T/∂c_t, of its parts, and of what the forget bias alone would leave."""
    # The cell's own colour is that of the direct part, as on every page: the highway.
    return [
        Curve(_("in total"), measured.total, MODELS["LSTM"], lags=measured.lags),
        Curve(_("direct: the forget gates"), measured.direct, QUANTITIES["c"], lags=measured.lags),
        Curve(_("the rest: through h"), measured.rest, QUANTITIES["h"], "longdash", measured.lags),
        Curve(_("what the forget bias predicts"), measured.predicted, QUANTITIES["f"], "dot", measured.lags),
    ]


def _not_drawn(curves: Sequence[Curve]) -> list[str]:
    """Name the curves that leave the logarithmic scale for good, and the lag from which on."""
    zero = _first_lags(curves, lambda values: values == 0)
    infinite = _first_lags(curves, np.isinf)
    notes = []
    for message, lags in (
        (_("A logarithmic scale cannot show 0, and these are 0: {curves}."), zero),
        (_("Too large for the computer's numbers (∞): {curves}."), infinite),
    ):
        if lags:
            where = _("{curve} from lag {lag} on")
            named = [where.format(curve=literal(plain(name)), lag=lag) for name, lag in lags.items()]
            notes.append(message.format(curves=_(", ").join(named)))
    return notes


def _first_lags(curves: Sequence[Curve], fails: Callable[[Array], NDArray[np.bool_]]) -> dict[str, int]:
    """Return the first lag at which a curve fails, for each that ever does: its name -> the lag."""
    found = {curve.name: first_lag(curve.x, curve.values, fails) for curve in curves}
    return {name: lag for name, lag in found.items() if lag is not None}
