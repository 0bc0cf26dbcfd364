"""The part of the page in which networks learn to listen while one watches."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.sound.learning import FRAMES, Recipe
from rnnlstm.core.sound.listening import Listening
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live, Wanted
from rnnlstm.ui.lessons.run_words import show_progress, show_troubles
from rnnlstm.ui.lessons.sound.plan import PAGE, SoundPlan, SoundRun, cells
from rnnlstm.ui.lessons.sound.settings import ASKED, NETWORKS, UNITS, UPDATES
from rnnlstm.ui.lessons.sound.shipped import about_sound
from rnnlstm.ui.lessons.sound.views import learning_view
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.take_along import offer_file
from rnnlstm.ui.show.view import show


def controls(question: str) -> Live[SoundPlan]:
    """Show what is set before a training and its buttons, and return the run."""
    with st.container(border=True):
        units, updates, seed = st.columns(3, vertical_alignment="bottom")
        with units:
            hidden = int(UNITS.slider())
        with updates:
            steps = int(UPDATES.slider())
        with seed:
            drawn = int(SEED.slider())
    recipe = Recipe(Listening(FRAMES, question), hidden_size=hidden, steps=steps, seed=drawn)
    run = Live.of(PAGE, SoundPlan(recipe))
    run.tell(_wanted)
    run.head(_state)
    return run


def learning(run: Live[SoundPlan]) -> None:
    """Show how the accuracy has grown so far, and offer the networks of a run that rests."""
    run.part(_learning, LOOK_SECONDS)
    now = run.run
    if now is None or now.made is None or now.state == "running":
        return
    with st.expander(_("The trained networks"), icon=":material/save:"):
        networks = {kind.lower(): cell for kind, cell in cells(now).items()}
        about = about_sound(now.plan.recipe.task.question) | {"updates": str(now.step)}
        offer_file(networks, "sound.safetensors", about)


def _state(run: SoundRun) -> None:
    """Show how far the run is."""
    show_progress(run, run.plan.recipe.steps)
    show_troubles(run)


def _learning(run: SoundRun) -> None:
    recipe = run.plan.recipe
    learners = run.made.each if run.made else {}
    for kind, learner in learners.items():
        if not learner.progress.finite:
            message = _(
                "The {network} blew up in update {step}: its loss or its gradient was too large for the "
                "computer's numbers. The network from before this update is kept; any others go on."
            )
            st.warning(message.format(network=_(NETWORKS[kind]), step=learner.progress.step))
    show(learning_view(learners, recipe.steps, recipe.task.chance))


def _wanted(plan: SoundPlan) -> list[Wanted]:
    """Return what a plan wants of each setting."""
    recipe = plan.recipe
    return [
        Wanted(ASKED, recipe.task.question),
        Wanted(UNITS, recipe.hidden_size),
        Wanted(UPDATES, recipe.steps),
        Wanted(SEED, recipe.seed),
    ]
