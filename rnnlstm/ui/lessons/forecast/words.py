"""How forecasts are told in words: what is learned from, who is best, and the table of the errors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rnnlstm.core.forecast.problem import Problem
from rnnlstm.ui.lessons.forecast.measured import Scored, Season, Verdict
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal, together
from rnnlstm.ui.walk.tables.series import Series

NAMES = {
    "last": N_("last value"),
    "season": N_("last season"),
    "autoregression": N_("autoregression"),
}
JOINER = "\u2060"
"""Keeps a line from being broken here."""
NEARLY = 0.02
"""Two errors that differ by less than this share of the larger are nearly the same."""


def name_of(key: str) -> str:
    """Return what a forecaster is called."""
    return _(NAMES[key]) if key in NAMES else key


def about_split(series: Series, problem: Problem, season: Season | None) -> str:
    """Say how long the series is, where it is split, and what its season is."""
    message = _(
        "{count} values: the first {train} ({first} – {last}) are learned from, the last {held_out} are "
        "held out."
    )
    said = [
        message.format(
            count=len(problem.values),
            train=problem.train,
            held_out=problem.held_out,
            first=literal(series.labels[0]),
            last=literal(series.labels[problem.train - 1]),
        )
    ]
    if season is None:
        said.append(_("No clear season was found in the training part, so there is no “last season”."))
    elif season.found is None:
        said.append(_("The season is {length} steps, as you have set it.").format(length=season.length))
    else:
        message = _("Season found in the training part: {length} steps (autocorrelation {value}).")
        said.append(message.format(length=season.length, value=f"{season.found:.2f}"))
    if problem.scaler().constant:
        said.append(
            _(
                "What the networks learn from does not vary; it is only shifted to 0, and not divided by "
                "its spread, 0."
            )
        )
    filled = int((~problem.measured[problem.train :]).sum())
    if filled:
        message = _("{count} of the values held out were not measured, and count in no error.")
        said.append(message.format(count=filled))
    return together(said)


def told(scores: Sequence[Scored], of: Verdict, made: int) -> str:
    """Say who is best, honestly where nothing that was learned is."""
    by = {each.key: each for each in scores}
    naive = by[of.baseline]
    facts: dict[str, object] = {"baseline": name_of(of.baseline), "error": number(naive.rmse), "made": made}
    if of.network:
        low, high = by[of.network].span
        share = by[of.network].rmse / naive.rmse if naive.rmse else np.inf
        facts |= {"network": of.network, "own": number(by[of.network].rmse)}
        facts |= {"low": number(low), "high": number(high), "share": f"{abs(1 - share):.0%}"}
    said = [_SAID[of.outcome, of.baseline == "last"]]
    if of.outcome in ("network", "baseline", "close") and of.repeats:
        said.append(_REPEATS)
    if of.baseline == "autoregression" and of.outcome != "exact":
        last = by["last"].rmse
        if last and abs(naive.rmse - last) <= NEARLY * last:
            said.append(_NO_BETTER_THAN_LAST)
    return together([_(each).format(**facts) for each in said])


_REPEATS = N_(
    "The {network}’s forecasts are nearer to the value before than to the one that came: it has learned to "
    "repeat."
)
_NO_BETTER_THAN_LAST = N_(
    "The autoregression is hardly better than the last value itself: there is next to nothing to learn here."
)
_UNTRAINED = N_(
    "Without training: the {baseline} is best, RMSE {error}. Press *Start* to see if a network is better."
)
_NETWORK = N_(
    "**The {network} is best**: RMSE {own} (three seeds: {low} to {high}), {share} less than the best "
    "without a network, the {baseline} ({error})."
)
_CLOSE = N_(
    "**Too close to call**: the {network} has RMSE {own}, but its three seeds reach from {low} to "
    "{high}, and the {baseline} has {error}."
)
_EXACT = N_("**The {baseline} makes no error at all.** There is nothing left for a network to win.")
_SAID = {
    ("untrained", True): _UNTRAINED,
    ("untrained", False): _UNTRAINED,
    ("network", True): _NETWORK,
    ("network", False): _NETWORK,
    ("close", True): _CLOSE,
    ("close", False): _CLOSE,
    ("exact", True): _EXACT,
    ("exact", False): _EXACT,
    ("baseline", True): N_(
        "**The naive forecast wins**: the last value again has RMSE {error}. The best network, the "
        "{network}, has {own} ({low} to {high}), {share} more. What it learned does not hold on what "
        "came."
    ),
    ("baseline", False): N_(
        "**The {baseline} wins**, with RMSE {error} and no network. The best network, the {network}, has "
        "{own} ({low} to {high}), {share} more."
    ),
}


def table(scores: Sequence[Scored], best: str) -> str:
    """Return the errors as a table in Markdown, the best first; who is as good as the best is marked too."""
    least = next(each.rmse for each in scores if each.key == best)
    last = next(each.rmse for each in scores if each.key == "last")
    heads = [_("forecaster"), "MAE", "RMSE", _("÷ last"), _("free")]
    lines = ["| " + " | ".join(heads) + " |", "|:--|--:|--:|--:|--:|"]
    for each in sorted(scores, key=lambda each: each.rmse):
        name = f"**{name_of(each.key)}** ✓" if each.key == best or each.rmse == least else name_of(each.key)
        relative = f"{each.rmse / last:.2f}" if last and np.isfinite(each.rmse) else "–"
        rmse = number(each.rmse)
        if each.network:
            low, high = each.span
            rmse += f"<br><small>{number(low)}{JOINER}–{JOINER}{number(high)}</small>"
        cells = [name, number(each.mae), rmse, relative, number(each.free_rmse)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def number(value: float) -> str:
    """Write an error with three digits; ∞ where it has overflowed, a dash where it is not known."""
    if np.isnan(value):
        return "–"
    if not np.isfinite(value):
        return "∞"
    return f"{value:.3g}" if value == 0 or 1e-3 <= value < 1e5 else f"{value:.2e}"
