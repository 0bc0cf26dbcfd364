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
from rnnlstm.ui.lessons.live import Wanted
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


def choose_plan() -> TaskPlan:
    """Show all controls, what matters most first and the rest folded away, and return what they ask for."""
    which, how_long, whose, more = st.columns([1.2, 1.2, 1.4, 0.95], vertical_alignment="bottom")
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


def wanted(plan: TaskPlan) -> list[Wanted]:
    """Return what a plan wants of each setting."""
    recipe = plan.recipe
    names = {laboratory.VARIANTS[name].label: name for name in laboratory.TRAINED}
    return [
        Wanted(TASK, plan.task),
        Wanted(LENGTH, recipe.task.T),
        Wanted(laboratory.NETS, [names[kind] for kind in plan.kinds]),
        Wanted(UNITS, recipe.hidden_size),
        Wanted(OPTIMISER, _name(recipe.optimizer)),
        Wanted(RATE, recipe.optimizer.learning_rate),
        Wanted(IRNN_RATE, recipe.irnn_rate),
        Wanted(BATCH, recipe.batch_size),
        Wanted(CLIP, recipe.clip_norm or 0.0),
        Wanted(DECAY, recipe.optimizer.weight_decay),
        Wanted(DROPOUT, recipe.dropout.input),
        Wanted(READOUT_DROPOUT, recipe.dropout.readout),
        Wanted(BIAS, recipe.forget_bias),
        Wanted(SEED, plan.seed),
        Wanted(UPDATES, recipe.steps),
    ]


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
