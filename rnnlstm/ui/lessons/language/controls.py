"""What is set before a training: the plan that the settings make, and the settings that a plan makes."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.language.training import LanguageRecipe
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.language.plan import LanguagePlan, plan_for
from rnnlstm.ui.lessons.language.settings import CORPUS, KIND, RATE, STEPS, STREAMS, UNITS, UPDATES
from rnnlstm.ui.lessons.language.texts import Known
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting import Setting


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


def set_to(plan: LanguagePlan) -> None:
    """Set all controls to what a plan asks for, before they are shown."""
    recipe = plan.recipe
    values: tuple[tuple[Setting, object], ...] = (
        (CORPUS, plan.text if plan.text in CORPUS.options else "own"),
        (KIND, recipe.kind),
        (UNITS, recipe.hidden_size),
        (STEPS, recipe.T),
        (STREAMS, recipe.batch_size),
        (UPDATES, recipe.updates),
        (RATE, recipe.learning_rate),
        (SEED, plan.seed),
    )
    for setting, value in values:
        setting.put(value)


def differences(one: LanguagePlan, other: LanguagePlan) -> list[str]:
    """Name the settings in which two plans differ, in the learner's language."""
    a, b = one.recipe, other.recipe
    differ = {
        CORPUS.label: (one.text, one.marks) != (other.text, other.marks),
        KIND.label: a.kind != b.kind,
        UNITS.label: a.hidden_size != b.hidden_size,
        STEPS.label: a.T != b.T,
        STREAMS.label: a.batch_size != b.batch_size,
        UPDATES.label: a.updates != b.updates,
        RATE.label: a.learning_rate != b.learning_rate,
        SEED.label: one.seed != other.seed,
    }
    return [_(label) for label, differs in differ.items() if differs]
