"""The views of the room of spectra: from a walk to a figure, its words, and its table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from rnnlstm.core.flow.theory import half_life_of_bias
from rnnlstm.core.spectra import saturation, slopes
from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.half_lives import HalfLifeWords, half_life_chart
from rnnlstm.figures.palette import Mode
from rnnlstm.figures.slopes import SlopeWords, slope_map
from rnnlstm.figures.spectra import PlaneWords, RankWords, by_rank, complex_plane
from rnnlstm.ui.lessons.spectra.measured import (
    Look,
    half_life_table,
    half_lives,
    look_hue,
    power_curves,
    power_table,
    slope_table,
    spectrum,
    spectrum_table,
    steepest,
)
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import plain
from rnnlstm.ui.walk.walk import Walk


@dataclass(frozen=True, eq=False)
class Shown:
    """What a view puts on the page: a figure, what it says in words, its numbers, and a line above it."""

    figure: go.Figure
    alt: str
    table: pd.DataFrame
    said: str = ""


def eigenvalue_view(walk: Walk, label: str, look: Look, mode: Mode) -> Shown:
    """Show the eigenvalues of a matrix in the complex plane."""
    values = spectrum(walk, look)
    # A modulus of 1 that rounding has made a little larger is still on the circle.
    inside = int((np.abs(values.eigenvalues) <= 1 + 1e-9).sum())
    words = PlaneWords(
        title=_("{network}: eigenvalues of {matrix}").format(network=label, matrix=_named(look)),
        x=_("real part"),
        y=_("imaginary part"),
        eigenvalues=_("eigenvalues λ, {inside} of {all} not outside").format(
            inside=inside, all=len(values.eigenvalues)
        ),
        unit=_("unit circle"),
        radius=_("spectral radius ρ = {value}").format(value=f"{values.spectral_radius:.3g}"),
        norm=_("spectral norm σ<sub>max</sub> = {value}").format(value=f"{values.spectral_norm:.3g}"),
    )
    figure = complex_plane(values, mode=mode, hue=look_hue(walk, label, look), words=words)
    alt = plain("; ".join((words.title, words.radius, words.norm, words.eigenvalues)))
    return Shown(figure, alt, spectrum_table(values))


def singular_view(walk: Walk, label: str, look: Look, mode: Mode) -> Shown:
    """Show the singular values of a matrix."""
    values = spectrum(walk, look)
    words = RankWords(
        title=_("{network}: singular values of {matrix}").format(network=label, matrix=_named(look)),
        x=_("rank, the largest first"),
        y=_("size"),
        singular=_("singular values σ"),
        moduli=_("moduli |λ| of the eigenvalues"),
        one=_("1: neither longer nor shorter"),
    )
    figure = by_rank(values, mode=mode, hue=look_hue(walk, label, look), words=words)
    most, least = values.singular_values[[0, -1]]
    alt = plain(f"{words.title}. {words.singular}: {most:.3g} → {least:.3g}")
    return Shown(figure, alt, spectrum_table(values))


def power_view(walk: Walk, label: str, look: Look, mode: Mode) -> Shown:
    """Show how much many steps of one matrix can stretch."""
    curves = power_curves(walk, label, look)
    title = _("{network}: the most that k steps of {matrix} can stretch").format(
        network=label, matrix=_named(look)
    )
    # The bound may leave the figure: it would press the other two curves flat.
    low, high = _decades(curves[:2])
    figure = against_lag(
        curves,
        mode=mode,
        title=title,
        x_title=_("power k (steps)"),
        y_title=_("spectral norm"),
        height=480,
        upward={"range": [low, high], "dtick": "D2" if high - low < 3 else 1 + (high - low) // 8},
    )
    ends = "; ".join(f"{curve.name}: {curve.values[0]:.2g} → {curve.values[-1]:.2g}" for curve in curves)
    return Shown(figure, plain(f"{title}. {ends}"), power_table(curves))


def _decades(curves: list[Curve]) -> tuple[float, float]:
    """Return the exponents between which curves are shown, one decade at least and twelve below the top."""
    values = np.concatenate([curve.values for curve in curves])
    seen = np.log10(values[np.isfinite(values) & (values > 0)])
    top = float(seen.max()) + 0.5
    return max(min(float(seen.min()), 0.0) - 0.2, top - 12), top


def _named(look: Look) -> str:
    """Return the name of a matrix as a chart's title shows it."""
    if look.seen == "step":
        return f"J<sub>{look.step}</sub>"
    W = "W<sub>hh</sub>" if look.gate == "h" else f"W<sub>h{look.gate}</sub>"
    return {"gamma": f"γ {W}", "mean": _("{weights} with mean slopes").format(weights=W)}.get(look.seen, W)


def slope_view(walk: Walk, label: str, gate: str, below: float, mode: Mode) -> Shown:
    """Show the slope of every unit over time, and how much of the time it is small."""
    shares = saturation(walk.cell, walk.trace, below)
    symbol = _symbol(gate)
    words = SlopeWords(
        title=_("{network}: slopes of {symbol}").format(network=label, symbol=symbol),
        x=_("time step t, and what is read"),
        y=_("unit"),
        share=_("small"),
        hover=_("t = {t}, unit {unit}: slope {slope}"),
    )
    figure = slope_map(
        slopes(walk.cell, walk.trace)[gate][:, 0],
        walk.reading.symbols,
        below=below,
        steepest=steepest(walk, gate),
        mode=mode,
        words=words,
    )
    alt = _("{title}. {share} of all slopes are under {below}").format(
        title=words.title, share=f"{shares[gate]:.1%}", below=f"{below:g}"
    )
    each = " · ".join(f"{_symbol(name)} **{share:.0%}**" for name, share in shares.items())
    said = _("Slopes under {below}: {each}").format(below=f"{below:g}", each=each)
    return Shown(figure, alt, slope_table(walk, gate), said)


def _symbol(gate: str) -> str:
    return "tanh(c)" if gate == "c" else gate


def bias_view(walk: Walk, bias: float, needed: float, mode: Mode) -> Shown:
    """Show what forget bias gives what half-life, by theory and as an LSTM has it.

    Parameters
    ----------
    walk
        Of an LSTM; its own forget bias does not matter.
    bias
        The learner's.
    needed
        The half-life that he asks for, in steps.
    mode
        Whether the page is light or dark.
    """
    lives = half_lives(walk, bias, needed)
    own = lives.measured[lives.measured_at == bias][0]
    measured = _("over {steps}").format(steps=lives.longest) if np.isinf(own) else f"{own:.3g}"
    words = HalfLifeWords(
        title=_("LSTM: what forget bias gives what half-life"),
        x=_("forget bias b<sub>f</sub>"),
        y=_("half-life in steps"),
        theory=_("theory, ln ½ / ln σ(b<sub>f</sub>)"),
        measured=_("measured on your sequence"),
        longer=_("longer than your sequence"),
        own=_("your bias {bias}").format(bias=f"{bias:g}"),
        needed=_("{steps} steps need bias {bias}").format(
            steps=f"{needed:g}", bias=f"{lives.needed_bias:.2f}"
        ),
    )
    figure = half_life_chart(lives, mode=mode, words=words)
    said = _("Your bias {bias}: half-life **{theory}** steps in theory, **{measured}** measured.").format(
        bias=f"{bias:g}", theory=f"{float(half_life_of_bias(bias)):.3g}", measured=measured
    )
    points = "; ".join(
        f"{at:g}: {value:.3g}" for at, value in zip(lives.measured_at, lives.measured, strict=True)
    )
    alt = f"{words.title}. {words.needed}. {words.measured}: {points}"
    return Shown(figure, alt, half_life_table(lives), said)
