"""What is measured of a gradient on its way back, as rows of numbers and of what is read off them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from rnnlstm.core.flow.curves import growth_per_step, half_life, resolution_lag
from rnnlstm.core.flow.jacobians import JacobianSpectrum, cell_highway
from rnnlstm.core.flow.theory import half_life_of_bias
from rnnlstm.core.spectra import recurrent_weights, saturation, weight_spectra
from rnnlstm.figures.flow import Curve
from rnnlstm.ui.lessons.gradients.measured import Array, Flow, Lags, at_every_lag
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.walk import Walk

THEORY: dict[str, tuple[str, str]] = {
    "bound": (N_("bound"), "dash"),
    "typical": (N_("typical size"), "dot"),
    "highway": (N_("highway"), "dashdot"),
}
"""What stands beside a measurement: its name, and its line."""
FLOAT32 = float(np.finfo(np.float32).eps)


def flow_table(flows: Mapping[str, Flow], measured: str) -> pd.DataFrame:
    """Return one row a lag with every curve's number; ``measured`` is the quantity, as ``‖∂E/∂h‖``."""
    columns: dict[str, pd.Series[float]] = {}
    for name, each in flows.items():
        columns[f"{name} {measured}"] = pd.Series(each.values, each.lags)
        for kind, (label, _dash) in THEORY.items():
            line = getattr(each, kind)
            if line is not None:
                columns[f"{name}: {_(label)}"] = pd.Series(line, each.lags)
    table = pd.DataFrame(columns)
    table.insert(0, _("lag"), table.index)
    return table


def curve_table(curves: Sequence[Curve]) -> pd.DataFrame:
    """Return one row a lag with the number of each curve; all have the same lags."""
    table = pd.DataFrame({curve.name: curve.values for curve in curves})
    table.insert(0, _("lag"), curves[0].x)
    return table


def spectrum_table(values: JacobianSpectrum) -> pd.DataFrame:
    """Return one row a lag with all singular values, and the size under which they are rounding."""
    names = [f"σ[{k}]" for k in range(1, values.values.shape[-1] + 1)]
    table = pd.DataFrame(values.values[:, 0], columns=names)
    table.insert(0, _("lag"), values.lags)
    table[_("rounding")] = values.floor[:, 0]
    return table


def flow_summary(walks: Mapping[str, Walk], flows: Mapping[str, Flow]) -> pd.DataFrame:
    """Return one row a network: what is read off its curve, beside what theory says of it."""
    rows = []
    for name, walk in walks.items():
        each = flows[name]
        sigma, radius = _sizes(walk)
        slopes = saturation(walk.cell, walk.trace)
        flattest = max(slopes, key=lambda gate: slopes[gate])
        share = f"{slopes[flattest]:.0%}"
        rows.append(
            {
                _("Network"): name,
                **_read_off(each.lags, each.values),
                _("typical"): _factor(each.lags, each.typical),
                _("at most"): _factor(each.lags, each.bound),
                # Of one activation alone it needs no name.
                _("saturated"): share if len(slopes) == 1 else f"{flattest}: {share}",
                "σₘₐₓ(W)": _number(sigma),
                "ρ(W)": _number(radius),
            }
        )
    return pd.DataFrame(rows)


def path_summary(curves: Sequence[Curve]) -> pd.DataFrame:
    """Return one row a path: what is read off its curve."""
    return pd.DataFrame({_("Path"): curve.name, **_read_off(curve.x, curve.values)} for curve in curves)


def highway_half_lives(walk: Walk) -> tuple[float, Array]:
    """Return the half-life of an LSTM's cell that its forget bias predicts, and that of each unit's gates.

    The prediction is that of the units' median bias.
    """
    predicted = float(half_life_of_bias(np.median(walk.cell.params["b_f"])))
    return predicted, half_life(cell_highway(walk.trace)[:, 0])


def _read_off(lags: Lags, values: Array) -> dict[str, str]:
    """Return what is read off one curve, in words that fit a table."""
    newest_last = at_every_lag(lags, values)[::-1]
    longest = len(newest_last) - 1
    return {
        _("half left after"): steps_in_words(float(half_life(newest_last)), longest, "{:.1f}"),
        _("lost in float64"): steps_in_words(float(resolution_lag(newest_last)), longest),
        _("lost in float32"): steps_in_words(float(resolution_lag(newest_last, FLOAT32)), longest),
        _("factor a step"): _factor(lags, values),
    }


def steps_in_words(lag: float, longest: int, form: str = "{:.0f}") -> str:
    """Return a lag as the page has it; 59+ where it lies beyond 59, the longest one measured."""
    if np.isnan(lag):
        return "–"
    return form.format(lag) if np.isfinite(lag) else f"{longest}+"


def _factor(lags: Lags, values: Array | None) -> str:
    """Return the mean factor of a curve for each step back."""
    if values is None:
        return "–"
    return _number(float(growth_per_step(at_every_lag(lags, values)[::-1])))


def _number(value: float) -> str:
    return f"{value:.3g}" if np.isfinite(value) else "–"


def _sizes(walk: Walk) -> tuple[float, float]:
    """Return the largest singular value and the spectral radius among the recurrent matrices."""
    if not all(np.isfinite(W).all() for W in recurrent_weights(walk.cell).values()):
        return float("nan"), float("nan")  # a training that blew up
    spectra = weight_spectra(walk.cell).values()
    return max(each.spectral_norm for each in spectra), max(each.spectral_radius for each in spectra)
