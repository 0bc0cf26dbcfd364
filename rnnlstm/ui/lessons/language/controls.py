"""What is set before a training: the plan that the settings make, and the settings that a plan makes."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.language.training import LanguageRecipe
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.language.plan import LanguagePlan, plan_for
from rnnlstm.ui.lessons.language.settings import CORPUS, KIND, RATE, STEPS, STREAMS, UNITS, UPDATES
from rnnlstm.ui.lessons.language.texts import Known
from rnnlstm.ui.lessons.live import Wanted
from rnnlstm.ui.shell.language import _


def choose_plan(text: Known) -> LanguagePlan:
    """Show all controls, what matters most first and the rest folded away, and return what they ask for."""
    first, second, third, more = st.columns([1.1, 1.3, 1.3, 0.9], vertical_alignment="bottom")
    with first:
        kind = KIND.show()
    with second:
        steps = int(STEPS.show())
    with third:
        updates = int(UPDATES.show())
    with more, st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
        units = int(UNITS.show())
        streams = int(STREAMS.show())
        rate = RATE.show()
        seed = int(SEED.slider())
    recipe = LanguageRecipe(kind, units, steps, streams, updates, rate)
    return plan_for(recipe, seed, text.name, text.corpus)


def wanted(plan: LanguagePlan) -> list[Wanted]:
    """Return what a plan wants of each setting."""
    recipe = plan.recipe
    # Two texts of one's own are not the same.
    corpus = plan.text if plan.text in CORPUS.options else "own"
    return [
        Wanted(CORPUS, corpus, means=(plan.text, plan.marks)),
        Wanted(KIND, recipe.kind),
        Wanted(UNITS, recipe.hidden_size),
        Wanted(STEPS, recipe.T),
        Wanted(STREAMS, recipe.batch_size),
        Wanted(UPDATES, recipe.updates),
        Wanted(RATE, recipe.learning_rate),
        Wanted(SEED, plan.seed),
    ]
