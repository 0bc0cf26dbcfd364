"""The views of the lesson on exploding gradients: the cliff and its descents, and one clipped update."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from rnnlstm.figures.cliff import (
    MapWords,
    NamedDescent,
    ProfileWords,
    descent_chart,
    map_chart,
    profile_chart,
)
from rnnlstm.figures.clipping import Arrow, NormWords, VectorWords, norm_chart, vector_chart
from rnnlstm.figures.frame import Words
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.exploding.measured import (
    CLIPS,
    Clipped,
    DescentSettings,
    Window,
    cliff_map,
    cliff_profile,
    departures,
    descents,
    longest_step,
)
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import gradient_norm
from rnnlstm.ui.show.numbers import in_short
from rnnlstm.ui.walk.walk import Walk

NAME = "exploding"
"""The name of every chart here: a change of view changes the chart in its place."""


def map_view(chosen: DescentSettings, window: Window) -> View:
    """Return the three descents on a map of the loss over both weights."""
    surface, drawn = cliff_map(chosen.steps, chosen.activation, window), named_descents(chosen)
    words = MapWords(_("Three descents over w and b"), "w", "b", start=_("start"))
    message = _("“{name}” leaves the map at update {update} and ends at w = {w}, b = {b}.")
    notes = [
        message.format(name=_(CLIPS[kind]), update=update, w=f"{w:.1f}", b=f"{b:.1f}")
        for kind, (update, w, b) in departures(chosen, window).items()
    ]
    return View(
        name=NAME,
        draw=lambda mode: map_chart(surface, drawn, mode=mode, words=words),
        alt=f"{words.title}. {_in_words(chosen)}",
        notes=tuple(notes),
        table=partial(descent_table, chosen),
        file="cliff",
    )


def profile_view(chosen: DescentSettings) -> View:
    """Return the loss along w at the bias of the start, and the size of its gradient."""
    profile = cliff_profile(chosen.steps, chosen.activation, chosen.b)
    start = chosen.w, float(np.interp(chosen.w, profile.w, profile.E[0]))
    title = _("The cliff in profile, at b = {b:g}").format(b=chosen.b)
    words = ProfileWords(title, "w", _("loss E"), steepness=_("‖gradient‖"), start=_("start"))
    steepness = np.hypot(profile.dE_dw, profile.dE_db)[0]
    message = _("E from {low} to {high}; the gradient is longest at w = {w}, with {steepest}.")
    told = message.format(
        low=in_short(profile.E.min()),
        high=in_short(profile.E.max()),
        w=f"{profile.w[steepness.argmax()]:.2f}",
        steepest=in_short(steepness.max()),
    )
    return View(
        name=NAME,
        draw=lambda mode: profile_chart(profile, start, mode=mode, words=words),
        alt=f"{title}. {told}",
        table=partial(descent_table, chosen),
        file="cliff",
    )


def loss_view(chosen: DescentSettings) -> View:
    """Return the loss of the three descents, update by update."""
    drawn = named_descents(chosen)
    words = Words(_("The loss over the updates"), _("Update"), "E")
    return View(
        name=NAME,
        draw=lambda mode: descent_chart(drawn, mode=mode, words=words),
        alt=f"{words.title}. {_in_words(chosen)}",
        table=partial(descent_table, chosen),
        file="cliff",
    )


def named_descents(chosen: DescentSettings) -> list[NamedDescent]:
    """Return the three descents as the figures draw them."""
    return [NamedDescent(kind, _(CLIPS[kind]), descent) for kind, descent in descents(chosen).items()]


def _in_words(chosen: DescentSettings) -> str:
    """Return the three descents in words, for those who hear the figure."""
    told = _("{name}: the longest step is {step}, E goes from {first} to {last}")
    return "; ".join(
        told.format(
            name=named.name,
            step=in_short(longest_step(named.descent)),
            first=in_short(named.descent.E[0]),
            last=in_short(named.descent.E[-1]),
        )
        for named in named_descents(chosen)
    )


def summary(chosen: DescentSettings) -> str:
    """Return the three descents in a small Markdown table."""
    heads = (_("descent"), _("longest step"), _("largest gradient, before clipping"), _("E at the end"))
    rows = [heads, ("---", *["---:"] * (len(heads) - 1))]
    for named in named_descents(chosen):
        d = named.descent
        steepest = float(np.hypot(d.dE_dw, d.dE_db).max())
        rows.append((named.name, *map(in_short, (longest_step(d), steepest, d.E[-1]))))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def descent_table(chosen: DescentSettings) -> pd.DataFrame:
    """Return one row an update: where each descent is, its loss, and its gradient before clipping."""
    columns: dict[str, object] = {_("update"): np.arange(chosen.updates + 1)}
    for named in named_descents(chosen):
        d = named.descent
        for symbol, values in (("w", d.w), ("b", d.b), ("E", d.E), ("∂E/∂w", d.dE_dw), ("∂E/∂b", d.dE_db)):
            columns[f"{symbol} · {named.name}"] = values
    return pd.DataFrame(columns)


def vector_view(of: Clipped, label: str, *, near: bool) -> View:
    """Return the gradient before and after as vectors: all of it, or what is near the limit."""
    drawn = arrows(of)
    lengths = list(of.total.values())
    reach = max(of.limit, *(lengths[1:] if near else lengths))
    words = VectorWords(
        title=_("{network}: one gradient").format(network=label),
        x=_("along the gradient"),
        y=_("at a right angle to it"),
        limit=_("norm {limit:g}").format(limit=of.limit),
    )
    return View(
        name=NAME,
        draw=lambda mode: vector_chart(drawn, of.limit, reach=reach, mode=mode, words=words),
        alt=f"{words.title}. {'; '.join(arrow.name for arrow in drawn)}",
        table=partial(clipped_table, of),
        file="clipping",
    )


def norm_view(of: Clipped, label: str) -> View:
    """Return the norm of each parameter's gradient before and after."""
    names = {kind: _(name) for kind, name in CLIPS.items()}
    title = _("{network}: weight by weight").format(network=label)
    words = NormWords(title, _("‖∂E/∂θ‖ of each parameter θ"), "", names)
    each = "; ".join(
        f"{parameter}: {' → '.join(in_short(of.norms[kind][parameter]) for kind in CLIPS)}"
        for parameter in of.norms["none"]
    )
    return View(
        name=NAME,
        draw=lambda mode: norm_chart(of.norms, mode=mode, words=words),
        alt=f"{title}. {_(', ').join(names.values())}: {each}",
        table=partial(clipped_table, of),
        file="clipping",
    )


def arrows(of: Clipped) -> list[Arrow]:
    """Return the three gradients in the plane of the gradient and its value-clipped version."""
    drawn = []
    for kind, length in of.total.items():
        turn = np.radians(of.angle[kind])
        name = f"{_(CLIPS[kind])}: {in_short(length)}"
        if of.angle[kind] >= 0.05:
            name += f", {of.angle[kind]:.1f}°"
        drawn.append(Arrow(kind, name, float(length * np.cos(turn)), float(length * np.sin(turn))))
    return drawn


def clipping_in_words(of: Clipped, walk: Walk) -> str:
    """Return in numbers what clipping does to the gradient of a walk, in Markdown."""
    by_norm = _(
        "**By norm**: length {before} → {after}, every entry times {factor}; direction kept "
        "(angle 0°, cosine 1)."
    )
    by_value = _(
        "**By value**: length {before} → {after}, {share} of the {size} entries cut; "
        "direction turned by **{angle}°** (cosine {cosine})."
    )
    total = {kind: in_short(length) for kind, length in of.total.items()}
    factor = in_short(of.total["norm"] / of.total["none"])
    cosine = float(np.cos(np.radians(of.angle["value"])))
    values = {"share": f"{of.cut:.0%}", "angle": f"{of.angle['value']:.1f}", "cosine": f"{cosine:.3f}"}
    lines = [
        by_norm.format(before=total["none"], after=total["norm"], factor=factor),
        by_value.format(before=total["none"], after=total["value"], size=of.size, **values),
        _("On its way back from the last step to the first {gradient} grew {growth}-fold.").format(
            gradient=gradient_norm("h"), growth=in_short(walk.growth)
        ),
    ]
    return "\n".join(f"- {line}" for line in lines)


def clipped_table(of: Clipped) -> pd.DataFrame:
    """Return one row a parameter, and one for all together: the norms, and the angles to the gradient."""
    rows = [*of.norms["none"], _("all together")]
    columns: dict[str, object] = {_("parameter"): rows}
    for kind, name in CLIPS.items():
        columns[f"‖∂E/∂θ‖ · {_(name)}"] = [*of.norms[kind].values(), of.total[kind]]
    for kind in ("norm", "value"):
        blank = [None] * len(of.norms[kind])
        columns[_("angle (°) · {name}").format(name=_(CLIPS[kind]))] = [*blank, of.angle[kind]]
    return pd.DataFrame(columns)
