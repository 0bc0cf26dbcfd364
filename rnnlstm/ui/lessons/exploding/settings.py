"""What the room of exploding gradients sets."""

from __future__ import annotations

from dataclasses import replace

from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.exploding.measured import WINDOWS
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range

PART = Choice(
    "part",
    N_("What is looked at"),
    {"cliff": N_("The cliff: two weights"), "update": N_("One update of a whole network")},
    buttons=True,
)
VIEW = Choice(
    "view",
    N_("Seen"),
    {
        "above": N_("Above"),
        "close": N_("Closer"),
        "profile": N_("Profile"),
        "loss": N_("Loss"),
    },
    buttons=True,
)
STEPS = Range("cliff_steps", N_("Time steps T of the small network"), 5, 100, 50, 5)
ACTIVATION = Choice(
    "cliff_activation", N_("Activation"), {"sigmoid": "sigmoid", "tanh": "tanh"}, buttons=True
)
RATE = Notches("cliff_rate", N_("Learning rate"), (0.01, 0.03, 0.1, 0.3, 1.0, 3.0), 0.3)
LIMIT = Notches(
    "cliff_limit",
    N_("Limit of clipping"),
    (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    0.3,
    help=N_("By norm: of the gradient's length. By value: of each of its entries."),
)
UPDATES = Range("cliff_updates", N_("Updates"), 10, 100, 60, 10)
USUAL_START = {"sigmoid": (4.5, -2.5), "tanh": (1.7, -0.9)}
STARTS: dict[str, tuple[Range, ...]] = {
    kind: tuple(
        Range(f"{kind}_{name}", N_("Start: w") if name == "w" else N_("Start: b"), *ends, usual, 0.05)
        for name, ends, usual in zip("wb", WINDOWS[kind], USUAL_START[kind], strict=True)
    )
    for kind in WINDOWS
}
"""Of each activation its own, for their walls stand in different places."""

# Settings of their own in the link: this room begins with a gradient that explodes.
GAIN = replace(settings.GAIN, key="wild_gain", usual=1.5)
RECURRENT = replace(settings.RECURRENT, key="wild_init", usual="orthogonal")
UPDATE_LIMIT = Notches(
    "clip_limit", LIMIT.label, (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0), 1.0, help=LIMIT.help
)
FIGURE = Choice(
    "shown",
    N_("Shown"),
    {"whole": N_("whole"), "near": N_("up close"), "norms": N_("weight by weight")},
    buttons=True,
)
SETTINGS = (
    *laboratory.SETTINGS,
    *(PART, VIEW, STEPS, ACTIVATION, RATE, LIMIT, UPDATES),
    *(*STARTS["sigmoid"], *STARTS["tanh"]),
    *(laboratory.NET, GAIN, RECURRENT, UPDATE_LIMIT, FIGURE),
)
