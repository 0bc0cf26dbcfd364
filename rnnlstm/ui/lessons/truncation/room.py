"""The room of truncated backpropagation: what is cut off, and how wrong the gradient then is."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.frame import guarded, kept_place, predict
from rnnlstm.ui.lessons.laboratory import NET, Setup
from rnnlstm.ui.lessons.truncation.code import truncation_code
from rnnlstm.ui.lessons.truncation.measured import truncation_report
from rnnlstm.ui.lessons.truncation.scene import of_report
from rnnlstm.ui.lessons.truncation.settings import LOSS, MEASURE, K
from rnnlstm.ui.lessons.truncation.views import truncation_view
from rnnlstm.ui.show.folded import folds
from rnnlstm.ui.show.take_along import offer_networks
from rnnlstm.ui.show.view import show


def room() -> Scene | None:
    """Show what truncated backpropagation leaves of the gradient of one network.

    Returns the numbers that the cards of the guide can speak of.
    """
    scene: Scene | None = None
    left, controls = st.columns([2.6, 1], gap="large")
    figure = left.container(key="figure")
    picture = kept_place("picture", figure)
    with controls:
        predict("truncation", "cut")
        # Where the learner's hand is: the one slider that changes nothing but k stands first.
        place = kept_place("k-place", controls)
        name = NET.show()
        loss = LOSS.show()
        measure = MEASURE.show()
        asked = laboratory.controls()
    with figure:
        setup = laboratory.setup((name,), *asked, trained=True)
        with picture, guarded():
            scene = _measure(setup, loss, measure, place)
    return scene


def _measure(setup: Setup, loss: str, measure: str, place: DeltaGenerator) -> Scene:
    label, walk = next(iter(setup.walks(loss).items()))
    report = truncation_report(walk)
    with place:
        k = K.among([int(length) for length in report.lengths])
    view = truncation_view(walk, label, report, k, measure)
    with folds():
        show(replace(view, code=partial(truncation_code, setup, loss, k)))
        offer_networks({label: walk.cell}, "truncation", setup.source.about())
    return of_report(report, k, setup.network.forget_bias)
