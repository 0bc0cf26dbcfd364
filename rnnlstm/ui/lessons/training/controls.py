"""What the learner sets before a training: each setting of a recipe, and the plan that they make."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.optimisers import SGD, Adam, Optimiser, RMSprop
from rnnlstm.core.training.recipes import RECIPES, Recipe
from rnnlstm.core.training.train import Dropout
from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.settings import Choice, Notches, Range
from rnnlstm.ui.controls.task import LONGEST as LONGEST
from rnnlstm.ui.controls.task import TASK as TASK
from rnnlstm.ui.controls.task import TASK_NAMES as TASK_NAMES
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.runs.job import Plan
from rnnlstm.ui.shell import link
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _

UNITS = Range("units", N_("Hidden units"), 2, 96, 64, 1)
OPTIMISER = Choice(
    "optimiser",
    N_("Optimiser"),
    {"adam": "Adam", "rmsprop": "RMSprop", "momentum": N_("SGD with momentum 0.9"), "sgd": "SGD"},
)
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
RATE = Notches(
    "rate", N_("Learning rate"), RATES, 0.01, N_("The optimiser's usual rate differs from one to another")
)
BATCH = Notches(
    "batch", N_("Batch size"), (8.0, 16.0, 32.0, 64.0, 128.0), 32.0, N_("Sequences in each update")
)
CLIP = Notches(
    "clip",
    N_("Clip the gradient's norm at"),
    (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0),
    1.0,
    N_("A longer gradient is scaled down to this norm"),
    zero=N_("never"),
)
DECAY = Notches(
    "decay",
    N_("Weight decay"),
    (0.0, 1e-5, 1e-4, 1e-3, 1e-2),
    0.0,
    N_("Pulls every parameter towards 0"),
    zero=N_("none"),
)
DROPOUT = Range(
    "drop_in",
    N_("Dropout on the input"),
    0,
    0.8,
    0,
    0.1,
    N_("The share of the numbers that is set to 0 in training; the recurrent connections stay whole"),
)
READOUT_DROPOUT = replace(DROPOUT, key="drop_out", label=N_("Dropout on the read-out"))
BIAS = replace(settings.FORGET_BIAS, key="bias0", label=N_("Forget bias at the start"))
UPDATES = Range("updates", N_("Updates"), 100, 5000, 2000, 100)

# An optimiser other than the recipe's own has a rate of its own to begin with.
USUAL_RATES = {"rmsprop": 0.003, "momentum": 0.03, "sgd": 0.1}


def length(task: str) -> Range:
    """Return the setting of a task's length."""
    usual = RECIPES[task].task.T
    return Range("T", N_("Length T"), max(2, TASKS[task].shortest), LONGEST[task], usual, 1)


def check_link() -> None:
    """Say so where the link asks for what a setting cannot be."""
    task = str(st.session_state.get(TASK.key, st.query_params.get(TASK.key)))
    task = task if task in TASKS else next(iter(TASK_NAMES))
    for each in (TASK, length(task), *_usual(task, "adam"), OPTIMISER):
        each.check_link()


def choose_plan() -> Plan:
    """Show all controls, what matters most first and the rest folded away, and return what they ask for."""
    which, how_long, whose, more = st.columns([1.25, 1.4, 1.1, 0.9], vertical_alignment="bottom")
    with which:
        task = TASK.show()
    with how_long:
        T = int(_shown_length(task).slider())
    with whose:
        kinds = tuple(laboratory.VARIANTS[name].model for name in laboratory.networks(laboratory.USUAL))
    with more, st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
        left, right = st.columns(2)
        with left:
            optimiser = OPTIMISER.show()
        units, updates, rate, batch, clip, decay, bias = _usual(task, optimiser)
        for each in (units, updates, rate, batch, clip, decay, bias):
            each.follow()
        with left:
            learning_rate = rate.show()
            clip_norm = clip.show()
            weight_decay = decay.show()
            dropout = Dropout(DROPOUT.slider(), READOUT_DROPOUT.slider())
        with right:
            hidden = int(units.slider())
            forget_bias = bias.slider()
            batch_size = int(batch.show())
            steps = int(updates.slider())
            seed = int(settings.SEED.slider())
    recipe = Recipe(
        TASKS[task](T),
        hidden,
        _optimiser(optimiser, learning_rate, weight_decay),
        steps,
        forget_bias,
        batch_size,
        clip_norm or None,
        dropout,
    )
    return Plan(task, recipe, kinds, seed)


def set_to(plan: Plan) -> None:
    """Set all controls to what a plan asks for, before they are shown."""
    recipe = plan.recipe
    names = {variant.model: name for name, variant in laboratory.VARIANTS.items() if name in laboratory.USUAL}
    values: dict[str, str | float] = {
        TASK.key: plan.task,
        "T": recipe.task.T,
        "nets": ",".join(names[kind] for kind in plan.kinds),
        OPTIMISER.key: _name(recipe.optimizer),
        UNITS.key: recipe.hidden_size,
        UPDATES.key: recipe.steps,
        RATE.key: recipe.optimizer.learning_rate,
        BATCH.key: float(recipe.batch_size),
        CLIP.key: recipe.clip_norm or 0.0,
        DECAY.key: recipe.optimizer.weight_decay,
        BIAS.key: recipe.forget_bias,
        DROPOUT.key: recipe.dropout.input,
        READOUT_DROPOUT.key: recipe.dropout.readout,
        settings.SEED.key: plan.seed,
    }
    for key, value in values.items():
        link.put(key, value)
    st.session_state["nets_shown"] = [names[kind] for kind in plan.kinds]


def differences(one: Plan, other: Plan) -> list[str]:
    """Name the settings in which two plans differ, in the learner's language."""
    a, b = one.recipe, other.recipe
    differ = {
        TASK.label: one.task != other.task,
        N_("Length T"): a.task.T != b.task.T,
        N_("Networks"): one.kinds != other.kinds,
        UNITS.label: a.hidden_size != b.hidden_size,
        OPTIMISER.label: _name(a.optimizer) != _name(b.optimizer),
        RATE.label: a.optimizer.learning_rate != b.optimizer.learning_rate,
        BATCH.label: a.batch_size != b.batch_size,
        CLIP.label: a.clip_norm != b.clip_norm,
        DECAY.label: a.optimizer.weight_decay != b.optimizer.weight_decay,
        DROPOUT.label: a.dropout.input != b.dropout.input,
        READOUT_DROPOUT.label: a.dropout.readout != b.dropout.readout,
        BIAS.label: a.forget_bias != b.forget_bias,
        settings.SEED.label: one.seed != other.seed,
        UPDATES.label: a.steps != b.steps,
    }
    return [_(label) for label, differs in differ.items() if differs]


def _shown_length(task: str) -> Range:
    """Return the setting of a task's length, brought within what the task can be."""
    setting = length(task)
    setting.follow()
    if not setting.low <= st.session_state.get(setting.key, setting.usual) <= setting.high:
        st.session_state[setting.key] = int(setting.usual)
    return setting


def _usual(task: str, optimiser: str) -> tuple[Range, Range, Notches, Notches, Notches, Notches, Range]:
    """Return the settings whose usual values depend on the task or the optimiser."""
    recipe = RECIPES[task]
    return (
        replace(UNITS, usual=recipe.hidden_size),
        replace(UPDATES, usual=recipe.steps),
        replace(RATE, usual=USUAL_RATES.get(optimiser, recipe.optimizer.learning_rate)),
        replace(BATCH, usual=float(recipe.batch_size)),
        replace(CLIP, usual=recipe.clip_norm or 0.0),
        replace(DECAY, usual=recipe.optimizer.weight_decay),
        replace(BIAS, usual=recipe.forget_bias),
    )


def _optimiser(name: str, rate: float, decay: float) -> Optimiser:
    if name == "adam":
        return Adam(rate, weight_decay=decay)
    if name == "rmsprop":
        return RMSprop(rate, weight_decay=decay)
    return SGD(rate, 0.9 if name == "momentum" else 0.0, weight_decay=decay)


def _name(optimiser: Optimiser) -> str:
    """Return an optimiser's name in the link."""
    if isinstance(optimiser, SGD):
        return "momentum" if optimiser.momentum else "sgd"
    return type(optimiser).__name__.lower()
