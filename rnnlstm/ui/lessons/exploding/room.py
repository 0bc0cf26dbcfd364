"""The room of exploding gradients: the cliff, and one update of a real network, clipped in two ways."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.figures.cliff import by_update, from_above, in_profile
from rnnlstm.figures.clipping import by_weight, vectors
from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.settings import Choice, Notches, Range
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.exploding.clipped import Clipped, arrows, clipped, clipped_code, clipped_table
from rnnlstm.ui.lessons.exploding.descents import (
    CLIPS,
    WINDOWS,
    Hike,
    Window,
    cliff_map,
    cliff_profile,
    close_up,
    gone,
    hike_code,
    hike_table,
    longest_step,
    summary,
    ways,
)
from rnnlstm.ui.lessons.frame import guarded, predict
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import gradient_norm
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.code import walk_code
from rnnlstm.ui.show.folded import show_code, show_table
from rnnlstm.ui.show.table import in_short
from rnnlstm.ui.show.view import chart_menu
from rnnlstm.ui.walk.walk import Walk

PART = Choice(
    "part",
    N_("What is looked at"),
    {"cliff": N_("The cliff: two weights"), "update": N_("One update of a whole network")},
    buttons=True,
)
VIEW = Choice(
    "view",
    N_("Seen"),
    {
        "above": N_("Above"),
        "close": N_("Closer"),
        "profile": N_("Profile"),
        "loss": N_("Loss"),
    },
    buttons=True,
)
STEPS = Range("cliff_steps", N_("Time steps T of the small network"), 5, 100, 50, 5)
ACTIVATION = Choice(
    "cliff_activation", N_("Activation"), {"sigmoid": "sigmoid", "tanh": "tanh"}, buttons=True
)
RATE = Notches("cliff_rate", N_("Learning rate"), (0.01, 0.03, 0.1, 0.3, 1.0, 3.0), 0.3)
LIMIT = Notches(
    "cliff_limit",
    N_("Limit of clipping"),
    (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    0.3,
    N_("By norm: of the gradient's length. By value: of each of its entries."),
)
UPDATES = Range("cliff_updates", N_("Updates"), 10, 100, 60, 10)
USUAL_START = {"sigmoid": (4.5, -2.5), "tanh": (1.7, -0.9)}
STARTS: dict[str, tuple[Range, ...]] = {
    kind: tuple(
        Range(f"{kind}_{name}", N_("Start: w") if name == "w" else N_("Start: b"), *ends, usual, 0.05)
        for name, ends, usual in zip("wb", WINDOWS[kind], USUAL_START[kind], strict=True)
    )
    for kind in WINDOWS
}
"""Of each activation its own, for their walls stand in different places."""

NET = Choice("net", N_("Network"), {name: each.label for name, each in VARIANTS.items()})
# Settings of their own in the link: this room begins with a gradient that explodes.
GAIN = replace(settings.GAIN, key="wild_gain", usual=1.5)
RECURRENT = replace(settings.RECURRENT, key="wild_init", usual="orthogonal")
UPDATE_LIMIT = Notches(
    "clip_limit", LIMIT.label, (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0), 1.0, LIMIT.help
)
FIGURE = Choice(
    "shown",
    N_("Shown"),
    {"whole": N_("whole"), "near": N_("up close"), "norms": N_("weight by weight")},
    buttons=True,
)
SETTINGS = (
    *laboratory.SETTINGS,
    *(PART, VIEW, STEPS, ACTIVATION, RATE, LIMIT, UPDATES),
    *(*STARTS["sigmoid"], *STARTS["tanh"]),
    *(NET, GAIN, RECURRENT, UPDATE_LIMIT, FIGURE),
)


def room() -> None:
    """Show what an exploding gradient does to a descent, and what clipping does to the gradient."""
    figure, controls = st.columns([2.6, 1], gap="large")
    with figure:
        part = PART.show()
    with controls:
        predict("exploding", part)
    if part == "cliff":
        _cliff(figure, controls)
    else:
        _update(figure, controls)


def _cliff(figure: DeltaGenerator, controls: DeltaGenerator) -> None:
    with controls:
        kind = ACTIVATION.show()
        w, b = (each.slider() for each in STARTS[kind])
        rate, limit = RATE.show(), LIMIT.show()
        with st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
            steps, updates = int(STEPS.slider()), int(UPDATES.slider())
    hike = Hike(steps, kind, w, b, rate, limit, updates)
    with figure:
        view = VIEW.show()
        window = close_up(hike) if view == "close" else WINDOWS[kind]
        if view == "profile":
            _chart(*_profile(hike))
        elif view == "loss":
            _chart(*_loss(hike))
        else:
            _chart(*_above(hike, window))
        st.markdown(summary(hike))
        for name, update, end_w, end_b in gone(hike, window) if view in ("above", "close") else ():
            left = _("“{name}” leaves the map at update {update} and ends at w = {w}, b = {b}.")
            st.caption(left.format(name=name, update=update, w=f"{end_w:.1f}", b=f"{end_b:.1f}"))
        show_table(lambda: hike_table(hike), "cliff")
        show_code(lambda: hike_code(hike, window), "cliff")


def _above(hike: Hike, window: Window) -> tuple[go.Figure, str]:
    title = _("Three descents over w and b")
    surface = cliff_map(hike.steps, hike.activation, window)
    figure = from_above(surface, ways(hike), mode=page_mode(), title=title, start=_("start"))
    return figure, f"{title}. {_told(hike)}"


def _profile(hike: Hike) -> tuple[go.Figure, str]:
    title = _("The wall in profile, at b = {b:g}").format(b=hike.b)
    profile = cliff_profile(hike.steps, hike.activation, hike.b)
    here = float(np.interp(hike.w, profile.w, profile.E[0]))
    names = (_("loss E"), _("‖gradient‖"))
    figure = in_profile(profile, (hike.w, here), mode=page_mode(), title=title, names=names, here=_("start"))
    steepness = np.hypot(profile.dE_dw, profile.dE_db)[0]
    told = _("E from {low} to {high}; the gradient is longest at w = {w}, with {steepest}.")
    numbers = {"low": in_short(profile.E.min()), "high": in_short(profile.E.max())}
    at = {"w": f"{profile.w[steepness.argmax()]:.2f}", "steepest": in_short(steepness.max())}
    return figure, f"{title}. {told.format(**numbers, **at)}"


def _loss(hike: Hike) -> tuple[go.Figure, str]:
    title = _("The loss over the updates")
    figure = by_update(ways(hike), mode=page_mode(), title=title, x_title=_("Update"))
    return figure, f"{title}. {_told(hike)}"


def _told(hike: Hike) -> str:
    """Return the three descents in words, for those who hear the figure."""
    told = _("{name}: the longest step is {step}, E goes from {first} to {last}")
    return "; ".join(
        told.format(
            name=way.name,
            step=in_short(longest_step(way.descent)),
            first=in_short(way.descent.E[0]),
            last=in_short(way.descent.E[-1]),
        )
        for way in ways(hike)
    )


def _update(figure: DeltaGenerator, controls: DeltaGenerator) -> None:
    with controls:
        name = NET.show()
        limit = UPDATE_LIMIT.show()
        asked = laboratory.controls(gain=GAIN, recurrent=RECURRENT)
    with figure:
        picture = st.container()
        setup = laboratory.setup((name,), *asked, trained=True)
        with picture, guarded():
            _clip(setup, limit)


def _clip(setup: Setup, limit: float) -> None:
    label, walk = next(iter(setup.walks().items()))
    of = clipped(walk, limit)
    if not 0 < of.total["none"] < np.inf:
        _chart(*_norms(of, label))
        st.warning(
            _("The gradient is 0: there is nothing to clip.")
            if of.total["none"] == 0
            else _("The gradient is too large for the computer's numbers (∞), and its direction is lost.")
        )
    else:
        shown = FIGURE.show()
        _chart(*(_norms(of, label) if shown == "norms" else _vectors(of, label, near=shown == "near")))
        _tell(of, walk)
    variant = VARIANTS[setup.names[0]]
    if st.button(_("See this gradient against the lag"), icon=":material/trending_down:"):
        _take_along(setup)
        st.switch_page("pages/gradients.py")
    show_table(lambda: clipped_table(of), "clipping")

    def code() -> str:
        uses = ("clip_by_norm", "clip_by_value", "global_norm")
        begun = walk_code(variant.model, setup.source, variant.network(setup.network), uses)
        return f"{begun}\n{clipped_code(limit)}"

    show_code(code, "clipping")


def _vectors(of: Clipped, label: str, *, near: bool) -> tuple[go.Figure, str]:
    title = _("{network}: one gradient").format(network=label)
    drawn = arrows(of)
    lengths = list(of.total.values())
    figure = vectors(
        drawn,
        of.limit,
        reach=max(of.limit, *(lengths[1:] if near else lengths)),
        mode=page_mode(),
        title=title,
        x_title=_("along the gradient"),
        y_title=_("across it"),
        circle=_("norm {limit:g}").format(limit=of.limit),
    )
    return figure, f"{title}. {'; '.join(arrow.name for arrow in drawn)}"


def _norms(of: Clipped, label: str) -> tuple[go.Figure, str]:
    title = _("{network}: weight by weight").format(network=label)
    words = {kind: _(name) for kind, name in CLIPS.items()}
    figure = by_weight(
        of.norms, words, mode=page_mode(), title=title, x_title=_("‖∂E/∂θ‖ of each parameter θ")
    )
    each = "; ".join(
        f"{parameter}: {' → '.join(in_short(of.norms[kind][parameter]) for kind in CLIPS)}"
        for parameter in of.norms["none"]
    )
    return figure, f"{title}. {_(', ').join(words.values())}: {each}"


def _tell(of: Clipped, walk: Walk) -> None:
    """Say in numbers what the figure shows."""
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
    told = {"share": f"{of.cut:.0%}", "angle": f"{of.angle['value']:.1f}", "cosine": f"{cosine:.3f}"}
    lines = [
        by_norm.format(before=total["none"], after=total["norm"], factor=factor),
        by_value.format(before=total["none"], after=total["value"], size=of.size, **told),
        _("On its way back through the {steps} steps {gradient} grew {growth}-fold.").format(
            steps=walk.reading.steps, gradient=gradient_norm("h"), growth=in_short(walk.growth)
        ),
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def _take_along(setup: Setup) -> None:
    """Let the room of the lag show what is shown here."""
    link.put(settings.GAIN.key, setup.network.gain, settings.GAIN.usual)
    link.put(settings.RECURRENT.key, setup.network.recurrent, "uniform")
    link.put_several("nets", setup.names[0], laboratory.USUAL)


def _chart(figure: go.Figure, alt: str) -> None:
    st.plotly_chart(figure, theme=None, config=chart_menu("exploding"), alt=alt, key="exploding-chart")
