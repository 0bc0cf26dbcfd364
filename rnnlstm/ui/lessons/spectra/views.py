"""The views of the lesson on spectra: eigenvalues, powers, singular values, slopes and half-lives."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rnnlstm.core.flow.theory import half_life_of_bias
from rnnlstm.core.spectra import WeightSpectrum, saturation, slopes
from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.figures.frame import Words
from rnnlstm.figures.half_lives import HalfLifeWords, HalfLives, half_life_chart
from rnnlstm.figures.palette import MUTED
from rnnlstm.figures.slopes import Slopes, SlopeWords, slope_map
from rnnlstm.figures.spectra import PlaneWords, RankWords, by_rank, complex_plane
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.spectra.measured import (
    MatrixChoice,
    half_lives,
    matrix_hue,
    powers,
    spectrum,
    steepest,
)
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import plain
from rnnlstm.ui.walk.walk import Walk


def eigenvalue_view(walk: Walk, label: str, choice: MatrixChoice) -> View:
    """Show the eigenvalues of a matrix in the complex plane."""
    values = spectrum(walk, choice)
    # A modulus of 1 that rounding has made a little larger is still on the circle.
    inside = int((np.abs(values.eigenvalues) <= 1 + 1e-9).sum())
    words = PlaneWords(
        title=_("{network}: eigenvalues of {matrix}").format(network=label, matrix=_named(choice)),
        x=_("real part"),
        y=_("imaginary part"),
        eigenvalues=_("eigenvalues λ, {inside} of {all} with |λ| ≤ 1").format(
            inside=inside, all=len(values.eigenvalues)
        ),
        unit=_("unit circle"),
        radius=_("spectral radius ρ = {value}").format(value=f"{values.spectral_radius:.3g}"),
        norm=_("spectral norm σ<sub>max</sub> = {value}").format(value=f"{values.spectral_norm:.3g}"),
    )
    hue = matrix_hue(walk, label, choice)
    return View(
        name="eigenvalues",
        draw=lambda mode: complex_plane(values, mode=mode, hue=hue, words=words),
        alt=plain("; ".join((words.title, words.radius, words.norm, words.eigenvalues))),
        table=lambda: spectrum_table(values),
    )


def singular_view(walk: Walk, label: str, choice: MatrixChoice) -> View:
    """Show the singular values of a matrix."""
    values = spectrum(walk, choice)
    words = RankWords(
        title=_("{network}: singular values of {matrix}").format(network=label, matrix=_named(choice)),
        x=_("rank, the largest first"),
        y=_("size"),
        singular=_("singular values σ"),
        moduli=_("moduli |λ| of the eigenvalues"),
        one=_("1: neither longer nor shorter"),
    )
    hue = matrix_hue(walk, label, choice)
    most, least = values.singular_values[[0, -1]]
    return View(
        name="singular",
        draw=lambda mode: by_rank(values, mode=mode, hue=hue, words=words),
        alt=plain(f"{words.title}. {words.singular}: {most:.3g} → {least:.3g}"),
        table=lambda: spectrum_table(values),
    )


def power_view(walk: Walk, label: str, choice: MatrixChoice) -> View:
    """Show how much many steps of one matrix can stretch."""
    curves = power_curves(walk, label, choice)
    title = _("{network}: the most that k steps of {matrix} can stretch").format(
        network=label, matrix=_named(choice)
    )
    words = Words(title, _("power k (steps)"), _("spectral norm"))
    # The bound may leave the figure: it would press the other two curves flat.
    low, high = _decades(curves[:2])
    upward: dict[str, object] = {"range": [low, high], "dtick": 1 + (high - low) // 8}
    if high - low < 3:
        # Plotly writes 2 and 5 without their power of ten.
        marks = [
            float(f"{m}e{e}") for e in range(int(np.floor(low)), int(np.ceil(high)) + 1) for m in (1, 2, 5)
        ]
        upward |= {"tickvals": marks, "ticktext": [f"{mark:g}" for mark in marks]}
    ends = "; ".join(f"{curve.name}: {curve.values[0]:.2g} → {curve.values[-1]:.2g}" for curve in curves)
    return View(
        name="powers",
        draw=lambda mode: against_lag(curves, mode=mode, words=words, height=480, upward=upward),
        alt=plain(f"{title}. {ends}"),
        table=lambda: power_table(curves),
    )


def power_curves(walk: Walk, label: str, choice: MatrixChoice) -> list[Curve]:
    """Return ‖A^k‖ with what its eigenvalues and what its singular values say of it."""
    k, norms = powers(walk, choice)
    values = spectrum(walk, choice)
    hue = matrix_hue(walk, label, choice)
    with np.errstate(over="ignore"):
        return [
            Curve(_("‖A<sup>k</sup>‖, this matrix"), norms, hue, lags=k),
            Curve(
                _("ρ<sup>k</sup>, by the eigenvalues alone"),
                values.spectral_radius**k,
                hue,
                "dot",
                k,
            ),
            Curve(_("σ<sub>max</sub><sup>k</sup>, the bound"), values.spectral_norm**k, MUTED, "dash", k),
        ]


def _decades(curves: list[Curve]) -> tuple[float, float]:
    """Return the exponents between which curves are shown, one decade at least and twelve below the top."""
    values = np.concatenate([curve.values for curve in curves])
    seen = np.log10(values[np.isfinite(values) & (values > 0)])
    top = float(seen.max()) + 0.5
    return max(min(float(seen.min()), 0.0) - 0.2, top - 12), top


def _named(choice: MatrixChoice) -> str:
    """Return the name of a matrix as a chart's title shows it."""
    if choice.kind == "step":
        return f"J<sub>{choice.step}</sub>"
    W = "W<sub>hh</sub>" if choice.gate == "h" else f"W<sub>h{choice.gate}</sub>"
    return {"gamma": f"γ {W}", "mean": _("{weights} with mean slopes").format(weights=W)}.get(choice.kind, W)


def slope_view(walk: Walk, label: str, gate: str, below: float) -> View:
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
    found = Slopes(
        slopes(walk.cell, walk.trace)[gate][:, 0],
        walk.reading.symbols,
        below=below,
        steepest=steepest(walk, gate),
    )
    alt = _("{title}. {share} of all slopes are under {below}").format(
        title=words.title, share=f"{shares[gate]:.1%}", below=f"{below:g}"
    )
    each = " · ".join(f"{_symbol(name)} **{share:.0%}**" for name, share in shares.items())
    return View(
        name="slopes",
        draw=lambda mode: slope_map(found, mode=mode, words=words),
        alt=alt,
        lead=_("Slopes under {below}: {each}").format(below=f"{below:g}", each=each),
        table=lambda: slope_table(walk, gate),
    )


def _symbol(gate: str) -> str:
    return "tanh(c)" if gate == "c" else gate


def bias_view(walk: Walk, bias: float, needed: float) -> View:
    """Show what forget bias gives what half-life, by theory and as an LSTM has it.

    Parameters
    ----------
    walk
        Of an LSTM; its own forget bias does not matter.
    bias
        The learner's.
    needed
        The half-life that the learner asks for, in steps.
    """
    lives = half_lives(walk, bias, needed)
    own = lives.measured[lives.measured_at == bias][0]
    measured = _("over {steps}").format(steps=lives.longest) if np.isinf(own) else f"{own:.3g}"
    words = HalfLifeWords(
        title=_("LSTM: forget bias and half-life"),
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
    lead = _("Your bias {bias}: half-life **{theory}** steps in theory, **{measured}** measured.").format(
        bias=f"{bias:g}", theory=f"{float(half_life_of_bias(bias)):.3g}", measured=measured
    )
    points = "; ".join(
        f"{at:g}: {value:.3g}" for at, value in zip(lives.measured_at, lives.measured, strict=True)
    )
    return View(
        name="bias",
        draw=lambda mode: half_life_chart(lives, mode=mode, words=words),
        alt=f"{words.title}. {words.needed}. {words.measured}: {points}",
        lead=lead,
        table=lambda: half_life_table(lives),
    )


def spectrum_table(values: WeightSpectrum) -> pd.DataFrame:
    """Return one row a rank: an eigenvalue, its modulus, and a singular value."""
    return pd.DataFrame(
        {
            _("rank"): np.arange(1, len(values.singular_values) + 1),
            "Re λ": values.eigenvalues.real,
            "Im λ": values.eigenvalues.imag,
            "|λ|": np.abs(values.eigenvalues),
            "σ": values.singular_values,
        }
    )


def power_table(curves: list[Curve]) -> pd.DataFrame:
    """Return one row a power, from the curves of `power_curves`."""
    norms, radius, bound = curves
    return pd.DataFrame({"k": norms.x, "‖A^k‖": norms.values, "ρ^k": radius.values, "σ_max^k": bound.values})


def slope_table(walk: Walk, gate: str) -> pd.DataFrame:
    """Return one row a step: what was read, and each unit's slope."""
    values = slopes(walk.cell, walk.trace)[gate][:, 0]
    table = pd.DataFrame(values, columns=[f"{gate}′[{unit}]" for unit in range(1, values.shape[1] + 1)])
    table.insert(0, _("reads"), list(walk.reading.symbols))
    table.insert(0, "t", np.arange(1, len(values) + 1))
    return table


def half_life_table(lives: HalfLives) -> pd.DataFrame:
    """Return one row a measured bias: the half-life by theory, and as measured."""
    return pd.DataFrame(
        {
            _("forget bias"): lives.measured_at,
            _("half-life, theory"): half_life_of_bias(lives.measured_at),
            _("half-life, measured"): lives.measured,
        }
    )
