"""What the page of live training sets. What is usual follows from the recipe of the task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.recipes import RECIPES, Recipe
from rnnlstm.ui.controls.settings import FORGET_BIAS, SEED
from rnnlstm.ui.controls.task import TASK
from rnnlstm.ui.lessons.laboratory import NETS
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range
from rnnlstm.ui.walk.task_notation import WRITTEN


def _recipe() -> Recipe:
    return RECIPES[TASK.value()]


def _usual(name: str) -> Callable[[], Mapping[str, float]]:
    """Say that a field of the recipe is the usual value."""
    return lambda: {"usual": float(getattr(_recipe(), name) or 0)}


# An optimiser other than the recipe's own has a rate of its own to begin with.
USUAL_RATES = {"rmsprop": 0.003, "momentum": 0.03, "sgd": 0.1}


def _usual_rate() -> Mapping[str, float]:
    return {"usual": USUAL_RATES.get(OPTIMISER.value(), _recipe().optimizer.learning_rate)}


def _lengths() -> Mapping[str, float]:
    task = TASKS[TASK.value()]
    return {"low": max(2, task.shortest), "high": WRITTEN[task].longest, "usual": _recipe().task.T}


LENGTH = Range(
    "T",
    N_("Length T"),
    2,
    max(written.longest for written in WRITTEN.values()),
    20,
    1,
    depends=_lengths,
    usual_beyond=True,
)
UNITS = Range("units", N_("Hidden units"), 2, 96, 64, 1, scope="training", depends=_usual("hidden_size"))
OPTIMISER = Choice(
    "optimiser",
    N_("Optimiser"),
    {"adam": "Adam", "rmsprop": "RMSprop", "momentum": N_("SGD with momentum 0.9"), "sgd": "SGD"},
)
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
RATE = Notches(
    "rate",
    N_("Learning rate"),
    RATES,
    0.01,
    depends=_usual_rate,
    help=N_("The optimiser's usual rate differs from one to another"),
)


def _usual_irnn_rate() -> Mapping[str, float]:
    """Say that a notch below that of the others is usual."""
    return {"usual": RATES[max(0, RATES.index(RATE.value()) - 1)]}


IRNN_RATE = Notches(
    "irnn_rate",
    N_("Learning rate of the IRNN"),
    RATES,
    0.003,
    depends=_usual_irnn_rate,
    help=N_("Its recurrent matrix starts at the identity; steps as large as the others' soon destroy that"),
)
BATCH = Notches(
    "batch",
    N_("Batch size"),
    (8.0, 16.0, 32.0, 64.0, 128.0),
    32.0,
    depends=_usual("batch_size"),
    help=N_("Sequences in each update"),
)
CLIP = Notches(
    "clip",
    N_("Clip the gradient's norm at"),
    (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0),
    1.0,
    depends=_usual("clip_norm"),
    help=N_("A longer gradient is scaled down to this norm"),
    zero=N_("never"),
)
DECAY = Notches(
    "decay",
    N_("Weight decay"),
    (0.0, 1e-5, 1e-4, 1e-3, 1e-2),
    0.0,
    depends=lambda: {"usual": _recipe().optimizer.weight_decay},
    help=N_("Pulls every parameter towards 0"),
    zero=N_("none"),
)
DROPOUT = Range(
    "drop_in",
    N_("Dropout on the input"),
    0,
    0.8,
    0,
    0.1,
    help=N_("The share of the numbers that is set to 0 in training; the recurrent connections stay whole"),
)
READOUT_DROPOUT = replace(DROPOUT, key="drop_out", label=N_("Dropout on the read-out"))
BIAS = replace(
    FORGET_BIAS,
    key="bias0",
    label=N_("Forget bias at the start"),
    depends=_usual("forget_bias"),
    help=N_(
        "Where the forget gates of the LSTM start. The longer the lag, the higher it must be: with $b_f$ "
        "about $e^{-b_f}$ of the cell is lost at every step"
    ),
)
UPDATES = Range("updates", N_("Updates"), 100, 5000, 2000, 100, depends=_usual("steps"))

LOOK = Choice(
    "look",
    N_("Look at"),
    {
        "examples": N_("Examples"),
        "gradients": N_("Gradient by lag"),
        "gates": N_("Gates"),
    },
    buttons=True,
)

SETTINGS = (
    *(TASK, LENGTH, NETS, UNITS, OPTIMISER, RATE, IRNN_RATE, BATCH, CLIP, DECAY),
    *(DROPOUT, READOUT_DROPOUT, BIAS, UPDATES, SEED, LOOK),
)
