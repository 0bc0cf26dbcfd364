"""What the learner sets before a training: each setting of a recipe, and the plan that they make."""

from __future__ import annotations

import streamlit as st

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.optimisers import SGD, Adam, Optimiser, RMSprop
from rnnlstm.core.training.recipes import RECIPES, Recipe
from rnnlstm.core.training.train import Dropout
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.controls.task import TASK as TASK
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.training.settings import (
    BATCH,
    BIAS,
    CLIP,
    DECAY,
    DROPOUT,
    IRNN_RATE,
    LENGTH,
    OPTIMISER,
    RATE,
    READOUT_DROPOUT,
    UNITS,
    UPDATES,
)
from rnnlstm.ui.runs.task_plan import TaskPlan
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting import Setting


def choose_plan() -> TaskPlan:
    """Show all controls, what matters most first and the rest folded away, and return what they ask for."""
    which, how_long, whose, more = st.columns([1.25, 1.4, 1.1, 0.9], vertical_alignment="bottom")
    with which:
        task = TASK.show()
    with how_long:
        T = int(LENGTH.slider())
    with whose:
        kinds = tuple(laboratory.VARIANTS[name].label for name in laboratory.networks(laboratory.TRAINED))
    with more, st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
        left, right = st.columns(2)
        with left:
            optimiser = OPTIMISER.show()
        with left:
            learning_rate = RATE.show()
            irnn_rate = IRNN_RATE.show() if "IRNN" in kinds else RECIPES[task].irnn_rate
            clip_norm = CLIP.show()
            weight_decay = DECAY.show()
            dropout = Dropout(DROPOUT.slider(), READOUT_DROPOUT.slider())
        with right:
            hidden = int(UNITS.slider())
            forget_bias = BIAS.slider()
            batch_size = int(BATCH.show())
            steps = int(UPDATES.slider())
            seed = int(SEED.slider())
    recipe = Recipe(
        TASKS[task](T),
        hidden,
        _optimiser(optimiser, learning_rate, weight_decay),
        steps,
        forget_bias,
        batch_size,
        clip_norm or None,
        dropout,
        irnn_rate,
    )
    return TaskPlan(task, recipe, kinds, seed)


def set_to(plan: TaskPlan) -> None:
    """Set all controls to what a plan asks for, before they are shown."""
    recipe = plan.recipe
    names = {laboratory.VARIANTS[name].label: name for name in laboratory.TRAINED}
    values: tuple[tuple[Setting, object], ...] = (
        (TASK, plan.task),
        (OPTIMISER, _name(recipe.optimizer)),
        (LENGTH, recipe.task.T),
        (laboratory.NETS, [names[kind] for kind in plan.kinds]),
        (UNITS, recipe.hidden_size),
        (UPDATES, recipe.steps),
        (RATE, recipe.optimizer.learning_rate),
        (IRNN_RATE, recipe.irnn_rate),
        (BATCH, recipe.batch_size),
        (CLIP, recipe.clip_norm or 0.0),
        (DECAY, recipe.optimizer.weight_decay),
        (BIAS, recipe.forget_bias),
        (DROPOUT, recipe.dropout.input),
        (READOUT_DROPOUT, recipe.dropout.readout),
        (SEED, plan.seed),
    )
    for setting, value in values:
        setting.put(value)


def differences(one: TaskPlan, other: TaskPlan) -> list[str]:
    """Name the settings in which two plans differ, in the learner's language."""
    a, b = one.recipe, other.recipe
    differ = {
        TASK.label: one.task != other.task,
        LENGTH.label: a.task.T != b.task.T,
        laboratory.NETS.label: one.kinds != other.kinds,
        UNITS.label: a.hidden_size != b.hidden_size,
        OPTIMISER.label: _name(a.optimizer) != _name(b.optimizer),
        RATE.label: a.optimizer.learning_rate != b.optimizer.learning_rate,
        IRNN_RATE.label: a.irnn_rate != b.irnn_rate,
        BATCH.label: a.batch_size != b.batch_size,
        CLIP.label: a.clip_norm != b.clip_norm,
        DECAY.label: a.optimizer.weight_decay != b.optimizer.weight_decay,
        DROPOUT.label: a.dropout.input != b.dropout.input,
        READOUT_DROPOUT.label: a.dropout.readout != b.dropout.readout,
        BIAS.label: a.forget_bias != b.forget_bias,
        SEED.label: one.seed != other.seed,
        UPDATES.label: a.steps != b.steps,
    }
    return [_(label) for label, differs in differ.items() if differs]


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
