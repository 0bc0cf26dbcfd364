"""The main room of the gradient laboratory: how far a gradient reaches, measured and beside theory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from rnnlstm.figures.view import View
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.frame import guarded, warn_of_explosion
from rnnlstm.ui.lessons.gradients.code import flow_code
from rnnlstm.ui.lessons.gradients.measured import Measure, Norm, flow, largest, paths
from rnnlstm.ui.lessons.gradients.scene import of_jacobians, of_paths, of_room
from rnnlstm.ui.lessons.gradients.settings import CELL_NORM, MEASURE, NORM, OF, STORY, THEORY_BESIDE
from rnnlstm.ui.lessons.gradients.stories import STORIES
from rnnlstm.ui.lessons.gradients.tables import (
    flow_summary,
    highway_half_lives,
    path_summary,
    steps_in_words,
)
from rnnlstm.ui.lessons.gradients.views import flow_view, path_curves, path_view, spectrum_view
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.lessons.yours.choice import own_network
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.prose import question_and_answer
from rnnlstm.ui.show.folded import folds
from rnnlstm.ui.show.take_along import offer_networks
from rnnlstm.ui.show.view import show_behind, show_figure, show_notes
from rnnlstm.ui.walk.brought import Brought
from rnnlstm.ui.walk.walk import Walk


def room() -> Scene | None:
    """Show the whole room, and return the numbers that the cards of the guide can speak of."""
    scene: Scene | None = None
    _follow_link()
    # The figure first, so that a phone shows it before the controls.
    figure, controls = st.columns([2.6, 1], gap="medium")
    with figure, st.container(key="figure"):  # assets/page.css keeps its place
        told = st.container()
        measure, norm = _quantity()
        shown = st.container()
    with controls:
        story = STORY.show(on_change=_begin)
        names = laboratory.networks()
        theory = _theory(measure, norm)
        asked = laboratory.controls()
        st.button(_("Back to the usual settings"), on_click=_restore, icon=":material/undo:", width="stretch")
    with figure:
        setup = laboratory.setup(names, *asked, trained=True, own=own_network)
        # Of the trained ones, there is one of each kind.
        names = setup.names
    below = st.container()
    with told:
        _tell(story)

    with shown:
        with guarded():
            # The paths are the LSTM's, whether it is compared or not.
            if measure == "paths":
                _need_an_lstm(setup)
            compared = ("lstm",) if measure == "paths" else names
            one = _one_of(names) if norm == "singular" else compared[0]
            walks = replace(setup, names=compared).walks()
            view, summary = _measured(walks, measure, norm, theory, VARIANTS[one].label)
            show_figure(view)
            # Below the chart, which must not jump while a slider is dragged.
            with below:
                show_notes(view)
                _read_off(summary, walks, setup)
                coded = (one,) if norm == "singular" else compared
                code = partial(_code, setup, coded, measure, norm)
                cells = {label: walk.cell for label, walk in walks.items()}
                with folds():
                    # No lines can load a file that is in this session only.
                    show_behind(view if isinstance(setup.source, Brought) else replace(view, code=code))
                    offer_networks(cells, "gradients", setup.source.about())
            scene = _scene(setup, walks, measure, norm)
        st.markdown(prose("gradients")[f"measure_{norm if norm == 'singular' else measure}"])
    return scene


def _need_an_lstm(setup: Setup) -> None:
    """Raise where the networks come with what they read, and none is an LSTM."""
    if setup.source.brings_networks and "LSTM" not in setup.source.kinds:
        raise InputError(
            N_("Only an LSTM has a cell with paths. There is none here, but: {networks}."),
            networks=", ".join(setup.source.kinds),
        )


def _scene(setup: Setup, walks: Mapping[str, Walk], measure: str, norm: str) -> Scene:
    """Return the numbers that the guide can speak of, which have been measured for the figure."""
    common = of_room(setup.source.length or 1, setup.network.gain, setup.source.scale)
    of_vectors: Norm = "frobenius" if norm == "frobenius" else "spectral"
    if measure == "paths":
        return {**common, **of_paths(walks["LSTM"], of_vectors)}
    if measure == "loss" or norm == "singular":
        return common
    by_name = {name: walks[VARIANTS[name].label] for name in setup.names}
    flows = {name: flow(walk, "jacobian", of_vectors) for name, walk in by_name.items()}
    return {**common, **of_jacobians(by_name, flows)}


def _quantity() -> tuple[str, str]:
    """Show what can be measured, and how; return both by their names in the link."""
    with st.container(horizontal=True):
        measure = MEASURE.show()
        if measure == "loss":
            return measure, "spectral"
        if measure == "jacobian":
            return measure, NORM.show()
        return measure, CELL_NORM.show()


def _theory(measure: str, norm: str) -> tuple[str, ...]:
    """Show what theory may be drawn beside the measurement, and return what is asked for."""
    if measure == "paths" or norm == "singular":
        return ()
    return THEORY_BESIDE.show()


def _one_of(names: tuple[str, ...]) -> str:
    """Show a choice of one of the networks compared, and return its name in the link."""
    return replace(OF, options={name: OF.options[name] for name in names}).show()


def _measured(
    walks: Mapping[str, Walk], measure: str, norm: str, theory: tuple[str, ...], one: str
) -> tuple[View, pd.DataFrame]:
    """Return the view of what is measured, and what is read off its curves."""
    of_vectors: Norm = "frobenius" if norm == "frobenius" else "spectral"
    if measure == "paths":
        walk = walks["LSTM"]
        return path_view(walk, of_vectors), path_summary(path_curves(paths(walk, of_vectors)))
    if norm == "singular":
        return spectrum_view(one, walks[one]), flow_summary({one: walks[one]}, {one: largest(walks[one])})
    kind: Measure = "loss" if measure == "loss" else "jacobian"
    flows = {name: flow(walk, kind, of_vectors) for name, walk in walks.items()}
    return flow_view(walks, kind, of_vectors, theory), flow_summary(walks, flows)


def _read_off(summary: pd.DataFrame, walks: Mapping[str, Walk], setup: Setup) -> None:
    """Show what is read off the curves."""
    steps = setup.source.length or 0
    warn_of_explosion({name: walk.growth for name, walk in walks.items()})
    with st.container(key="read-off"):  # a card of the guide frames it
        st.table(summary, hide_index=True, border="horizontal", alt=_("What is read off each curve"))
    # One number of all biases predicts nothing once each unit has learned its own.
    trained = setup.network.updates or setup.source.brings_networks
    if "LSTM" in walks and not trained:
        predicted, units = highway_half_lives(walks["LSTM"])
        low, middle, high = (
            steps_in_words(float(lag), steps - 1, "{:.3g}")
            for lag in (units.min(), np.median(units), units.max())
        )
        sentence = _(
            "LSTM: its forget bias predicts that half of the highway is left after {predicted} steps; "
            "measured: {middle} (the middle unit; from {low} to {high})."
        )
        st.caption(sentence.format(predicted=f"{predicted:.3g}", low=low, middle=middle, high=high))


def _code(setup: Setup, names: tuple[str, ...], measure: str, norm: str) -> dict[str, str]:
    return {VARIANTS[name].label: flow_code(setup, name, measure, norm) for name in names}


def _tell(story: str) -> None:
    """Show the question of a story and, folded away, its answer."""
    if story == "none":
        return
    question, answer = question_and_answer(prose("gradients")[f"story_{story}"])
    # While the guide is open, it asks; assets/guide-open.css hides this.
    with st.container(border=True, key="story-told"):
        st.markdown(question)
        with st.expander(_("Show the answer")):
            st.markdown(answer)


def _follow_link() -> None:
    """Begin the story that a link written by hand names; the browser's links name its settings as well."""
    asked = st.query_params.get(STORY.key)
    if STORY.name not in link.kept() and asked in STORIES and set(st.query_params) <= {STORY.key, "lang"}:
        _set(asked)


def _begin() -> None:
    """Set everything for the story chosen, unless the learner has left the page with it."""
    if STORY.name in st.session_state:
        _set(str(st.session_state[STORY.name]))


def _restore() -> None:
    _set("none")


def _set(name: str) -> None:
    values = STORIES[name].values if name in STORIES else {}
    laboratory.restore(values)
    for each in (MEASURE, NORM, THEORY_BESIDE):
        each.put(values.get(each.key))
    STORY.put(name)
