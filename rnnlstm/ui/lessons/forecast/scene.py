"""What the cards of this room can speak of: the series, the errors of all forecasters, who is best."""

from __future__ import annotations

from collections.abc import Sequence

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.forecast.measured import Scored, Season, Verdict
from rnnlstm.ui.lessons.forecast.plan import ForecastPlan
from rnnlstm.ui.lessons.forecast.words import number


def scene(
    plan: ForecastPlan, season: Season | None, scores: Sequence[Scored], of: Verdict, made: int
) -> Scene:
    """Return the settings and the errors.

    ``series`` is its name, ``N`` how many values it has, ``train`` and ``held_out`` the two parts, ``window``
    how many values are seen, ``season`` its length, 0 without one, ``found`` whether it was found out;
    ``made`` and ``planned`` are the updates. ``rmse_last``, ``free_last`` and so on are the errors one step
    ahead and running free, of the networks once they have made an update; ``best`` and ``outcome`` are the
    verdict's. ``said_most`` is the largest value that the best network forecasts one step ahead, the mean of
    its trainings, and ``error_left`` its error, both as they are written.
    """
    problem = plan.problem
    told: dict[str, float | str | bool] = {
        "series": plan.series,
        "N": len(problem.values),
        "train": problem.train,
        "held_out": problem.held_out,
        "window": problem.window,
        "changes": problem.changes,
        "season": season.length if season else 0,
        "found": season is not None and season.found is not None,
        "made": made,
        "planned": plan.recipe.steps,
        "best": of.best,
        "baseline": of.baseline,
        "outcome": of.outcome,
        "network": of.network,
        "repeats": of.repeats,
        "largest": float(problem.past.max()),
        "later": float(problem.series[problem.train :].max()),
    }
    for each in scores:
        if made or not each.network:
            told |= {f"rmse_{each.key}": each.rmse, f"free_{each.key}": each.free_rmse}
        if each.key == of.network:
            told |= {"said_most": number(float(each.one_step.mean(0).max())), "error_left": number(each.rmse)}
    return told
