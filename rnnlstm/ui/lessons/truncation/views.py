"""The view of the lesson on truncation: what is kept and cut off, and how wrong the gradient then is."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from rnnlstm.figures.flow import Curve
from rnnlstm.figures.palette import MODELS
from rnnlstm.figures.truncation import Truncated, TruncationWords, parameter_hues, truncation_chart
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.truncation.measured import SMALL, TruncationReport
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import gradient_norm
from rnnlstm.ui.show.numbers import in_short
from rnnlstm.ui.walk.walk import Walk

HALVINGS = float(np.log2(1 / SMALL))
"""Half-lives until 1 % is left."""


def truncation_view(walk: Walk, label: str, report: TruncationReport, k: int, measure: str) -> View:
    """Return how wrong the gradient of a walk is when it is truncated at k.

    Parameters
    ----------
    walk
        What is truncated.
    label
        The network, as the page calls it.
    report
        Of this walk.
    k
        The truncation length, one of those of the report.
    measure
        How wrong: "error", relative to the full gradient, or "cosine", of the angle to it.
    """
    error = measure == "error"
    # Of each gate its weights, and what is most wrong at k, which the lead names; the rest is in the table.
    worst = _worst(report, k)
    curves = {
        name: values
        for name, values in (report.error if error else report.cosine).items()
        if name.startswith("W") or name == worst or not walk.cell.gates
    }
    hues = parameter_hues(walk.cell)
    last = int(np.flatnonzero(walk.has_loss)[-1])
    truncated = Truncated(
        hue=MODELS[walk.model],
        terms=report.terms,
        reads=walk.reading.symbols[last::-1],
        curves=[Curve(name, values, hues[name], lags=report.lengths) for name, values in curves.items()],
        k=k,
        small=SMALL if error else None,
    )
    words = TruncationWords(
        title=_("{network}: cut off after {k} steps").format(network=label, k=k),
        x=_("Steps back; truncation length k"),
        y=_("relative error") if error else _("cosine"),
        share=_("largest = 1"),
        kept=_("terms kept"),
        cut=_("terms cut off"),
    )
    alt = _("{title}. {measure} at k = {k}: {values}").format(
        title=words.title,
        measure=_("relative error") if error else _("cosine to the full gradient"),
        k=k,
        values="; ".join(f"{name}: {values[report.at(k)]:.3g}" for name, values in curves.items()),
    )
    return View(
        name="truncation",
        draw=lambda mode: truncation_chart(truncated, mode=mode, words=words),
        alt=alt,
        lead=_at_k(report, k),
        notes=(_half_life(report, walk.cell.states[-1]),),
        table=partial(truncation_table, report),
    )


def _worst(report: TruncationReport, k: int) -> str:
    """Return the parameter whose gradient is most wrong at k, "" where no error is known."""
    errors = {name: values[report.at(k)] for name, values in report.error.items()}
    return max((name for name in errors if np.isfinite(errors[name])), key=errors.__getitem__, default="")


def _at_k(report: TruncationReport, k: int) -> str:
    """Say how wrong the gradient is at k, and what k is needed for a small error."""
    at = report.at(k)
    worst = _worst(report, k)
    if not worst:
        return _("The full gradient is 0 or too large for the computer's numbers (∞).")
    cosine = report.cosine[worst][at]
    message = _(
        "At k = {k} the largest error is **{error}** ({name}, cosine {cosine}). "
        "All are within 1% at k = **{needed}**."
    )
    return message.format(
        k=k,
        error=f"{report.error[worst][at]:.2%}",
        name=f"`{worst}`",
        cosine=f"{cosine:.4f}" if np.isfinite(cosine) else "–",
        needed=_needed(report),
    )


def _needed(report: TruncationReport) -> str:
    if report.needed is None:
        return _("unknown")
    k, before = report.needed
    return str(k) if k - before <= 1 else f"{before + 1} … {k}"


def _half_life(report: TruncationReport, state: str) -> str:
    """Say how fast the gradient of the last loss shrinks on its way back."""
    if not np.isfinite(report.half_life):
        return _("On its way back {carried} of the last loss does not shrink.").format(
            carried=gradient_norm(state)
        )
    message = _(
        "On its way back {carried} of the last loss shrinks on average by the factor {factor} a step: "
        "a half-life of {life} steps. 1% is left after {halvings} half-lives, about {steps} steps."
    )
    return message.format(
        carried=gradient_norm(state),
        factor=in_short(report.factor),
        life=in_short(report.half_life),
        halvings=f"{HALVINGS:.1f}",
        steps=in_short(np.ceil(HALVINGS * report.half_life)),
    )


def truncation_table(report: TruncationReport) -> pd.DataFrame:
    """Return one row a truncation length: the error and the cosine of each parameter's gradient."""
    columns: dict[str, object] = {"k": report.lengths}
    for name, values in report.error.items():
        columns[_("{parameter} error").format(parameter=name)] = values
    for name, values in report.cosine.items():
        columns[_("{parameter} cosine").format(parameter=name)] = values
    return pd.DataFrame(columns)
