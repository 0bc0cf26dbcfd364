"""The views of this room: the series with its forecasts, and the errors over the training."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd

from rnnlstm.core.forecast.problem import Problem
from rnnlstm.figures.forecast import Course, Forecasts, ForecastWords, course_chart, forecast_chart
from rnnlstm.figures.frame import Words
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.forecast.measured import Scored, course
from rnnlstm.ui.lessons.forecast.plan import KINDS, Fits
from rnnlstm.ui.lessons.forecast.words import name_of, number
from rnnlstm.ui.shell.language import _


def forecast_view(
    problem: Problem, labels: Sequence[str], scores: Sequence[Scored], shown: Sequence[str]
) -> View:
    """Return the end of the series with the forecasts of those who are shown."""
    words = ForecastWords(
        _("What is forecast of what is held out"),
        _("Time"),
        "",
        _("One step ahead, from the true values before"),
        _("Running free, from its own forecasts"),
        _("series"),
        _("held out →"),
    )
    drawn = [
        Forecasts(each.key, name_of(each.key), each.one_step, each.free)
        for each in scores
        if each.key in shown
    ]
    told = "; ".join(f"{name_of(each.key)} {number(each.rmse)}" for each in scores if each.key in shown)
    alt = _(
        "The end of the series, and its forecasts one step ahead and running free. RMSE one step ahead: {all}"
    )
    return View(
        "forecast",
        lambda mode: forecast_chart(problem.series, labels, problem.train, drawn, mode=mode, words=words),
        alt.format(all=told or _("none yet")),
        table=partial(forecast_table, problem, labels, scores),
    )


def forecast_table(problem: Problem, labels: Sequence[str], scores: Sequence[Scored]) -> pd.DataFrame:
    """Return one row a value held out: what came, and what each forecaster said of it."""
    train = problem.train
    columns: dict[str, object] = {
        _("time"): list(labels[train:]),
        _("value"): problem.series[train:],
        _("measured"): problem.measured[train:],
    }
    for each in scores:
        for k, (ahead, free) in enumerate(zip(each.one_step, each.free, strict=True), start=1):
            name = f"{each.key} {k}" if each.network else name_of(each.key)
            columns[f"{name} · {_('one step ahead')}"] = ahead
            columns[f"{name} · {_('running free')}"] = np.append(
                free, np.full(len(ahead) - len(free), np.nan)
            )
    return pd.DataFrame(columns)


def course_view(problem: Problem, baselines: Sequence[Scored], fits: Fits | None, updates: int) -> View:
    """Return how the errors on what is held out go in the training, beside those of the baselines."""
    words = Words(_("The error on what is held out, over the training"), _("Updates"), "RMSE")
    courses = [Course(kind, *course(problem, fits, kind)) for kind in KINDS] if fits else []
    levels = [(each.key, name_of(each.key), each.rmse) for each in baselines if np.isfinite(each.rmse)]
    newest = "; ".join(f"{each.key} {number(float(each.errors[:, -1].mean()))}" for each in courses)
    alt = _("RMSE on what is held out, against the updates. The newest: {newest}")
    return View(
        "course",
        lambda mode: course_chart(courses, levels, updates, mode=mode, words=words),
        alt.format(newest=newest or _("none yet")),
    )
