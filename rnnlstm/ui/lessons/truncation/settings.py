"""What the room of truncated backpropagation sets."""

from __future__ import annotations

from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.laboratory import NET
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Range
from rnnlstm.ui.walk.sequence import MAX_REPEATED

K = Range(
    "k",
    N_("Truncation length k"),
    1,
    MAX_REPEATED,
    8,
    1,
    help=N_("How many steps each loss goes back"),
)
LOSS = Choice("cut_loss", settings.LOSS.label, dict(reversed(list(settings.LOSS.options.items()))))
MEASURE = Choice(
    "wrong",
    N_("How wrong the gradient is"),
    {"error": N_("relative error"), "cosine": N_("cosine to the full gradient")},
)

SETTINGS = (*laboratory.SETTINGS, NET, K, LOSS, MEASURE)
