"""The room of truncated backpropagation: what is cut off, and how wrong the gradient then is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.settings import Choice, Range
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.frame import guarded, predict
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.lessons.truncation.code import truncation_code
from rnnlstm.ui.lessons.truncation.measured import truncation_report
from rnnlstm.ui.lessons.truncation.views import truncation_view
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.show.view import show
from rnnlstm.ui.walk.sequence import MAX_REPEATED

NET = Choice("net", N_("Network"), {name: each.label for name, each in VARIANTS.items()})
K = Range("k", N_("Truncation length k"), 1, MAX_REPEATED, 8, 1, N_("How many steps each loss goes back"))
LOSS = Choice("cut_loss", settings.LOSS.label, dict(reversed(settings.LOSS.options.items())))
MEASURE = Choice(
    "wrong",
    N_("How wrong the gradient is"),
    {"error": N_("relative error"), "cosine": N_("cosine to the full gradient")},
)
SETTINGS = (*laboratory.SETTINGS, NET, K, LOSS, MEASURE)


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
    report = truncation_report(walk)
    with place:
        k = K.among([int(length) for length in report.lengths])
    view = truncation_view(walk, label, report, k, measure)
    show(replace(view, code=partial(truncation_code, setup, loss, k)))
