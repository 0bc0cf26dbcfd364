"""The part of the page that trains both networks live."""

from __future__ import annotations

from functools import partial
from typing import TypeAlias

import numpy as np
import pandas as pd
import streamlit as st

from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.translation.measure import translate
from rnnlstm.core.translation.phrases import NumberWords
from rnnlstm.core.translation.training import Translating, TranslationRecipe
from rnnlstm.figures.losses import percent
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live, Wanted
from rnnlstm.ui.lessons.run_words import show_progress, show_troubles
from rnnlstm.ui.lessons.translation.networks import Translator
from rnnlstm.ui.lessons.translation.plan import Both, TranslationPlan
from rnnlstm.ui.lessons.translation.settings import CELL, DIGITS, UNITS, UPDATES, WORDS
from rnnlstm.ui.lessons.translation.views import WAYS, accuracy_view, loss_view
from rnnlstm.ui.runs import session as runs
from rnnlstm.ui.runs.job import Run
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.view import show_figure

PAGE = "translation"
MEASURED = 10
"""So often in a training the networks are measured on phrases held out."""
BATCH = 32
ASKED = 60
"""Phrases held out that each length is then measured on."""

TranslationRun: TypeAlias = Run[TranslationPlan, Both]


def own_networks(language: str) -> dict[str, Translator]:
    """Return the networks of the session's run, if it is one of this language."""
    run: TranslationRun | None = runs.current(PAGE)
    if run is None or run.made is None or run.plan.recipe.task.language != language:
        return {}
    return {
        way: Translator(each.network, each.recipe.task, each.measured[-1][1], {})
        for way, each in run.made.each.items()
    }


def live_room(language: str, phrase: str) -> None:
    """Show the settings of a training, its buttons, and what comes of it."""
    with st.container(border=True):
        plan = _settings(language)
    live = Live.of(PAGE, plan)
    live.tell(wanted)

    def accuracies(run: TranslationRun) -> None:
        _accuracy(run, phrase)

    live.head(_state)
    left, right = st.columns(2)
    with left:
        live.part(_losses)
    with right:
        live.part(accuracies, LOOK_SECONDS)
    run: TranslationRun | None = live.run
    if run is not None and run.made and run.state != "running":
        show_table(partial(loss_table, run.made), "translation-training")


def _settings(language: str) -> TranslationPlan:
    columns = st.columns(5, vertical_alignment="bottom")
    with columns[0]:
        digits = int(DIGITS.slider())
    with columns[1]:
        units = int(UNITS.slider())
    with columns[2]:
        updates = int(UPDATES.slider())
    with columns[3]:
        kind = CELL.show().upper()
    with columns[4]:
        seed = int(SEED.slider())
    return TranslationPlan(
        TranslationRecipe(
            NumberWords(language, digits),
            attention=True,
            kind=kind,
            hidden_size=units,
            optimizer=Adam(0.01),
            steps=updates,
            batch_size=BATCH,
            seed=seed,
            measured_every=updates // MEASURED,
            asked=ASKED,
        )
    )


def wanted(plan: TranslationPlan) -> list[Wanted]:
    """Return what a plan wants of each setting."""
    recipe = plan.recipe
    return [
        Wanted(WORDS, recipe.task.language),
        Wanted(DIGITS, recipe.task.digits),
        Wanted(UNITS, recipe.hidden_size),
        Wanted(UPDATES, recipe.steps),
        Wanted(CELL, recipe.kind.lower()),
        Wanted(SEED, recipe.seed),
    ]


def _state(run: TranslationRun) -> None:
    """Show how far the run is, and how often its networks are right."""
    show_progress(run, run.plan.recipe.steps)
    if run.made is None:
        message = _("Two networks, one without attention and one with it, learn in turn on the same phrases.")
        st.caption(message)
        return
    newest = {way: each.measured[-1] for way, each in run.made.each.items()}
    each = _(", ").join(f"{_(WAYS[way])} {percent(found.overall)}" for way, (_step, found) in newest.items())
    message = _("Held-out phrases all right after {step} updates, all lengths: {each}")
    st.caption(message.format(step=next(iter(newest.values()))[0], each=each))


def _losses(run: TranslationRun) -> None:
    losses = {way: each.loss for way, each in _trainings(run).items()}
    show_figure(loss_view(losses, run.plan.recipe.steps))
    for way, training in _trainings(run).items():
        if not training.finite:
            message = _(
                "The network {way} blew up in update {step}: its loss or its gradient was too large for the "
                "computer's numbers. The network from before this update is kept; the other one goes on."
            )
            st.warning(message.format(way=_(WAYS[way]), step=training.step))
    show_troubles(run)


def _accuracy(run: TranslationRun, phrase: str) -> None:
    """Show how often the networks are right by length now, and what they make of the phrase."""
    trainings = _trainings(run)
    if not trainings:
        with st.container(height=380, border=False):  # as high as what is to come
            st.caption(_("There will be something to see here when the run has begun."))
        return
    task = run.plan.recipe.task
    found = {way: each.measured[-1][1] for way, each in trainings.items()}
    show_figure(accuracy_view(found, task.digits, "translation-live"))
    if phrase:
        answers = {way: translate(each.network, task, [phrase])[0] for way, each in trainings.items()}
        said = _("; ").join(f"{_(WAYS[way])} {answer or '—'}" for way, answer in answers.items())
        st.caption(_("Your phrase, read by these networks now: {answers}").format(answers=said))


def _trainings(run: TranslationRun) -> dict[str, Translating]:
    return dict(run.made.each) if run.made else {}


def loss_table(made: Both) -> pd.DataFrame:
    """Return one row an update: the loss of each network, and what was right of the phrases held out."""
    table = pd.DataFrame({_("update"): np.arange(made.step + 1)})
    for way, training in made.each.items():
        losses, right = np.full((2, made.step + 1), np.nan)
        losses[1 : training.step + 1] = training.loss
        for step, found in training.measured:
            right[step] = found.overall
        table[f"{_(WAYS[way])}: {_('loss')}"] = losses
        table[f"{_(WAYS[way])}: {_('held-out accuracy')}"] = right
    return table
