"""What the main room of the gradient laboratory sets."""

from __future__ import annotations

from dataclasses import replace

from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.gradients.stories import STORIES
from rnnlstm.ui.lessons.gradients.tables import THEORY
from rnnlstm.ui.lessons.yours import settings as yours
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Several

MEASURE = Choice(
    "measure",
    N_("What is measured"),
    {
        "loss": N_("Gradient of the loss"),
        "jacobian": N_("Jacobian"),
        "paths": N_("Paths of the cell"),
    },
    buttons=True,
)
NORM = Choice(
    "norm",
    N_("How"),
    {
        "spectral": N_("Spectral"),
        "frobenius": N_("Frobenius"),
        "singular": N_("All singular values"),
    },
    buttons=True,
)
STORY = Choice(
    "story",
    N_("A classic story"),
    {"none": N_("None: your own settings")} | {name: story.title for name, story in STORIES.items()},
)
# All singular values are asked of the Jacobian only.
CELL_NORM = replace(NORM, key="cell_norm", options=dict(list(NORM.options.items())[:2]))
OF = Choice("of", N_("Of which network"), laboratory.NETS.options, buttons=True)
THEORY_BESIDE = Several(
    "theory", N_("Theory beside it"), {kind: label for kind, (label, _dash) in THEORY.items()}, ("bound",)
)

SETTINGS = (
    *(*laboratory.SETTINGS, laboratory.NETS, MEASURE, NORM, CELL_NORM, OF, STORY, THEORY_BESIDE),
    *yours.OF_A_FILE,
)
