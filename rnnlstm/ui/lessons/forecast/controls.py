"""What the learner sets before a training: the series, its split, the networks; and the plan of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from rnnlstm.core.forecast.problem import Problem
from rnnlstm.core.forecast.training import ForecastRecipe
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.forecast import own
from rnnlstm.ui.lessons.forecast.plan import ForecastPlan
from rnnlstm.ui.lessons.forecast.settings import (
    DATA,
    ENCODING,
    HELD_OUT,
    RATE,
    READS,
    SEASON,
    SERIES,
    UNITS,
    UPDATES,
    WINDOW,
)
from rnnlstm.ui.lessons.forecast.sources import GIVEN, NOISE, given
from rnnlstm.ui.lessons.live import Wanted
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.tables.series import Series

LEARNED = 3
"""The training part has at least so many values for each that is seen."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """What the controls ask for: the series, what it is in words, and the plan of a training on it."""

    series: Series
    told: str
    plan: ForecastPlan

    @property
    def problem(self) -> Problem:
        """The series, split."""
        return self.plan.problem


def choose() -> Chosen | None:
    """Show all controls, and return what they ask for; None where the learner's table needs an answer first.

    Raises
    ------
    InputError
        If the learner's table cannot be read.
    """
    which, end, seen, reads, more = st.columns([1.6, 1.1, 1.1, 1.2, 1], vertical_alignment="bottom")
    with which:
        name = SERIES.show()
    with end:
        held_out = int(HELD_OUT.slider())
    with reads:
        changes = READS.show() == "changes"
    with more, st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
        SEASON.slider()
        hidden, steps = int(UNITS.slider()), int(UPDATES.slider())
        recipe = ForecastRecipe(hidden, steps, RATE.show())
        seed = int(SEED.slider())
        st.caption(_("Three networks of each kind: with this seed and the two that follow."))
    series = _series(name)
    if series is None:
        return None
    train = len(series.values) - max(1, round(len(series.values) * held_out / 100))
    with seen:
        window = _window(train)
    pasted = DATA.value() if name == "paste" else ""
    problem = _problem(series, train, window, changes)
    told = _(GIVEN[name].told).format(noise=f"{NOISE:g}") if name in GIVEN else ""
    return Chosen(series, told, ForecastPlan(name, pasted, held_out, series.labels, problem, recipe, seed))


def _series(name: str) -> Series | None:
    """Return the series that was chosen; of the learner's own, show how it was read."""
    if name in GIVEN:
        return given(name)
    if name == "paste":
        text = DATA.show()
        if len(text) > DATA.longest:
            message = _("{count} characters are too many for a link, which can carry {limit}.")
            st.caption(message.format(count=len(text), limit=DATA.longest))
        return own.own_series(own.Source(text))
    own.FILE.show(_("Your table: a file CSV or TSV, up to 5 MB"))
    own.FILE.tell_wrong()
    upload = own.FILE.current()
    if upload is None:
        st.info(
            _("No file is loaded in this session, so the sunspots are shown. A link never carries a file.")
        )
        return given("sunspots")
    st.caption(_("Your file lives in this session only: the link carries the settings, not the table."))
    return own.own_series(own.source_of(upload, ENCODING.value()))


def _window(train: int) -> int:
    """Show how many values are seen, as many as the training part allows, and return it."""
    high = max(3, min(int(WINDOW.high), train // LEARNED))
    now = WINDOW.now()
    setting = replace(now, high=high, usual=min(now.usual, high), late=False)
    setting.check_link()
    return int(setting.slider())


def _problem(series: Series, train: int, window: int, changes: bool) -> Problem:
    known = () if series.known.all() else tuple(map(bool, series.known))
    try:
        return Problem(tuple(map(float, series.values)), train, window, changes, known)
    except ValueError:
        raise InputError(
            N_(
                "Too few of the values were measured to learn from them or to test on them. Hold out "
                "more or less."
            )
        ) from None


def wanted(plan: ForecastPlan) -> list[Wanted]:
    """Return what a plan wants of each setting."""
    return [
        # Two series of one's own are not the same.
        Wanted(SERIES, plan.series, means=(plan.series, plan.problem.values)),
        Wanted(HELD_OUT, plan.held_out),
        Wanted(WINDOW, plan.problem.window),
        Wanted(READS, "changes" if plan.problem.changes else "values"),
        Wanted(UNITS, plan.recipe.hidden_size),
        Wanted(UPDATES, plan.recipe.steps),
        Wanted(RATE, plan.recipe.learning_rate),
        Wanted(SEED, plan.seed),
        # What was pasted is told by its series.
        *([Wanted(DATA, plan.pasted, means=())] if plan.pasted else []),
    ]
