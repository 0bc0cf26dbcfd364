"""The room of truncated backpropagation: what is cut off, and how wrong the gradient then is."""

from __future__ import annotations

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.figures.truncation import kept_and_cut
from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.settings import Choice, Range
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.course import page_mode
from rnnlstm.ui.lessons.frame import guarded, predict
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.lessons.truncation.measured import SMALL, Cut, cut, cut_code, cut_table
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import gradient_norm
from rnnlstm.ui.show.chart import chart_menu
from rnnlstm.ui.show.code import show_code, walk_code
from rnnlstm.ui.show.table import in_short, show_table
from rnnlstm.ui.walk.sequence import MAX_REPEATED
from rnnlstm.ui.walk.walk import Walk

NET = Choice("net", N_("Network"), {name: each.label for name, each in VARIANTS.items()})
K = Range("k", N_("Truncation length k"), 1, MAX_REPEATED, 8, 1, N_("How many steps each loss goes back"))
LOSS = Choice("cut_loss", settings.LOSS.label, dict(reversed(settings.LOSS.options.items())))
MEASURE = Choice(
    "wrong",
    N_("How wrong the gradient is"),
    {"error": N_("relative error"), "cosine": N_("cosine to the full gradient")},
)
SETTINGS = (*laboratory.SETTINGS, NET, K, LOSS, MEASURE)
HALVINGS = float(np.log2(1 / SMALL))
"""Half-lives until 1 % is left."""


def room() -> None:
    """Show what truncated backpropagation leaves of the gradient of one network."""
    figure, controls = st.columns([2.6, 1], gap="large")
    with controls:
        predict("truncation", "cut")
        # Where the learner's hand is: the one slider that changes nothing but k stands first.
        place = st.container()
        name = NET.show()
        loss = LOSS.show()
        measure = MEASURE.show()
        asked = laboratory.controls()
    with figure:
        picture = st.container()
        setup = laboratory.setup((name,), *asked, trained=True)
        with picture, guarded():
            _measure(setup, loss, measure, place)


def _measure(setup: Setup, loss: str, measure: str, place: DeltaGenerator) -> None:
    label, walk = next(iter(setup.walks(loss).items()))
    of = cut(walk)
    with place:
        k = K.among([int(length) for length in of.lengths])
    st.markdown(_told(of, k))
    _chart(of, walk, k, label, measure)
    st.caption(_half_life(of, walk.model))
    show_table(cut_table(of), "truncation")
    variant = VARIANTS[setup.names[0]]
    network = variant.network(setup.network)
    code = walk_code(variant.model, setup.source, network, ["truncation_error"], every=loss == "every")
    show_code(f"{code}\n{cut_code(k)}")


def _told(of: Cut, k: int) -> str:
    """Return in numbers how wrong the gradient is at k, and what k the learner would need."""
    at = int(np.flatnonzero(of.lengths == k)[0])
    errors = {name: values[at] for name, values in of.error.items() if np.isfinite(values[at])}
    if not errors:
        return _("The full gradient is 0 or too large for the computer's numbers (∞).")
    worst = max(errors, key=errors.__getitem__)
    turned = of.cosine[worst][at]
    told = _(
        "At k = {k} the largest error is **{error}** ({name}, cosine {cosine}). "
        "All are within 1% at k = **{needed}**."
    )
    return told.format(
        k=k,
        error=f"{errors[worst]:.2%}",
        name=f"`{worst}`",
        cosine=f"{turned:.4f}" if np.isfinite(turned) else "–",
        needed=_needed(of),
    )


def _needed(of: Cut) -> str:
    if of.needed is None:
        return _("unknown")
    k, before = of.needed
    return str(k) if k - before <= 1 else f"{before + 1} … {k}"


def _half_life(of: Cut, model: str) -> str:
    if not np.isfinite(of.half_life):
        return _("On its way back the gradient of the last loss does not shrink.")
    told = _(
        "On its way back {carried} of the last loss shrinks on average by the factor {factor} a step: "
        "a half-life of {life} steps. 1% is left after {halvings} half-lives, about {steps} steps."
    )
    return told.format(
        carried=gradient_norm("c" if model == "LSTM" else "h"),
        factor=in_short(of.factor),
        life=in_short(of.half_life),
        halvings=f"{HALVINGS:.1f}",
        steps=in_short(np.ceil(HALVINGS * of.half_life)),
    )


def _chart(of: Cut, walk: Walk, k: int, label: str, measure: str) -> None:
    error = measure == "error"
    measured = of.error if error else of.cosine
    # Of each gate its weights; the biases are in the table, and go with them.
    curves = {
        name: values for name, values in measured.items() if name.startswith("W") or walk.model == "RNN"
    }
    title = _("{network}: cut off after {k} steps").format(network=label, k=k)
    last = int(np.flatnonzero(walk.has_loss)[-1])
    figure = kept_and_cut(
        of.terms,
        of.lengths,
        curves,
        k,
        model=walk.model,
        reads=walk.reading.symbols[last::-1],
        level=SMALL if error else None,
        logarithmic=error,
        mode=page_mode(),
        title=title,
        x_title=_("Steps back; truncation length k"),
        y_titles=(_("share"), _("relative error") if error else _("cosine")),
        kept=_("terms kept"),
        cut=_("terms cut off"),
    )
    at = int(np.flatnonzero(of.lengths == k)[0])
    told = "; ".join(f"{name}: {values[at]:.3g}" for name, values in curves.items())
    alt = _("{title}. {measure} at k = {k}: {values}").format(
        title=title, measure=_(MEASURE.options[measure]), k=k, values=told
    )
    st.plotly_chart(figure, theme=None, config=chart_menu("truncation"), alt=alt, key="truncation-chart")
