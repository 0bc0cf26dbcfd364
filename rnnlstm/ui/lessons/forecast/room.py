"""The page of forecasts: a series, a run on it that goes on while it is watched, and who is best."""

from __future__ import annotations

import streamlit as st

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.forecast import controls
from rnnlstm.ui.lessons.forecast.measured import Scored, Season, baselines, networks, season_of, verdict
from rnnlstm.ui.lessons.forecast.plan import ForecastPlan, ForecastRun
from rnnlstm.ui.lessons.forecast.scene import scene
from rnnlstm.ui.lessons.forecast.settings import SEASON, SHOWN
from rnnlstm.ui.lessons.forecast.views import course_view, forecast_view
from rnnlstm.ui.lessons.forecast.words import about_split, table, told
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live
from rnnlstm.ui.lessons.run_words import show_progress, show_troubles
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import together
from rnnlstm.ui.show.take_along import offer_file
from rnnlstm.ui.show.view import show, show_behind, show_figure

PAGE = "forecast"


def room() -> Scene | None:
    """Show the whole room, and return what the cards of its guide can speak of."""
    with st.container(border=True):
        chosen = controls.choose()
        if chosen is None:
            return None
        plan, season = chosen.plan, _season(chosen.plan)
        with st.container(key="forecast-told"):  # assets/page.css keeps its place
            st.caption(together([chosen.told, about_split(chosen.series, plan.problem, season)]))
    live: Live[ForecastPlan] = Live.of_plan(PAGE, plan)
    live.tell(controls.wanted)
    live.head(_state)
    left, right = st.columns([1.45, 1], gap="medium")
    with left:
        SHOWN.show()
        live.part(_figure, LOOK_SECONDS)
    with right, st.container(key="forecast-errors"):
        live.part(_errors, LOOK_SECONDS)
    live.part(_course, LOOK_SECONDS)
    _to_take_away(live.run)
    run = live.run if live.run is not None and live.run.plan == plan else Run(plan)
    scores = _scored(run)
    return scene(plan, season, scores, verdict(plan.problem, scores, run.step), run.step)


def _season(plan: ForecastPlan) -> Season | None:
    return season_of(plan.problem, int(SEASON.value()))


def _scored(run: ForecastRun) -> tuple[Scored, ...]:
    """Return all forecasters as they are now: the networks only once they have made an update."""
    problem = run.plan.problem
    naive = baselines(problem, _season(run.plan))
    return (*networks(problem, run.made), *naive) if run.made and run.step else naive


def _state(run: ForecastRun) -> None:
    """Show how far the run is."""
    show_progress(run, run.plan.recipe.steps)
    if run.made and run.step:
        looked = max(fit.snapshots[-1].step for fit in run.made.each.values())
        st.caption(_("Forecasts and errors: after {step} updates.").format(step=looked))
    else:
        st.caption(_("Nine networks: RNN, LSTM and GRU, each drawn three times."))


def _figure(run: ForecastRun) -> None:
    """Show the end of the series, and what is forecast of it."""
    view = forecast_view(run.plan.problem, run.plan.labels, _scored(run), SHOWN.value())
    show_figure(view)
    if run.state != "running":
        show_behind(view)


def _errors(run: ForecastRun) -> None:
    """Show who is best, and all errors."""
    scores, problem = _scored(run), run.plan.problem
    of = verdict(problem, scores, run.step)
    about = _(
        "Errors one step ahead on what is held out; of a network the mean of its three seeds, below it "
        "the least and the largest. “÷ last”: its RMSE over that of the last value, below 1 is better. "
        "“free”: RMSE running free."
    )
    # In one piece, so that nothing jumps while it loads. Two lines in a cell need HTML; all words are ours.
    parts = [told(scores, of, run.step), table(scores, of.best), f"<small>{about}</small>"]
    st.markdown("\n\n".join(parts), unsafe_allow_html=True)


def _course(run: ForecastRun) -> None:
    """Show the errors over the training, and what went wrong."""
    problem = run.plan.problem
    naive = baselines(problem, _season(run.plan))
    show(course_view(problem, naive, run.made, run.plan.recipe.steps))
    for (kind, seed), fit in run.made.each.items() if run.made else ():
        if not fit.progress.finite:
            message = _(
                "The {network} of seed {seed} blew up in update {step}: its loss or its gradient was too "
                "large for the computer's numbers. The network from before this update is kept; the "
                "others go on."
            )
            st.warning(message.format(network=kind, seed=seed, step=fit.step))
    show_troubles(run)


def _to_take_away(run: ForecastRun | None) -> None:
    """Offer the networks of a run that rests."""
    if run is None or not run.made or run.state == "running":
        return
    plan, made = run.plan, run.made
    with st.expander(_("The trained networks"), icon=":material/save:"):
        cells = {f"{kind.lower()}_{seed}": fit.progress.cell for (kind, seed), fit in made.each.items()}
        offer_file(cells, f"forecast-{plan.series}.safetensors", _about(plan))


def _about(plan: ForecastPlan) -> dict[str, str]:
    """Return what a file says of its networks: what they read, and on which scale."""
    problem, scaler = plan.problem, plan.problem.scaler()
    return {
        "series": plan.series,
        "reads": "changes" if problem.changes else "values",
        "scaled": "(value - mean) / spread; the output is the next one on this scale",
        "window": str(problem.window),
        "mean": repr(scaler.mean),
        "spread": repr(scaler.spread),
        "updates": str(plan.recipe.steps),
    }
