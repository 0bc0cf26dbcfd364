"""What the page of a trained network in the stepper sets."""

from __future__ import annotations

from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.controls import task
from rnnlstm.ui.controls.edits import EDITS
from rnnlstm.ui.controls.settings import BOOK
from rnnlstm.ui.lessons.compare.settings import DIRECTION
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice

NETWORK = Choice("network", N_("Network"), {kind: kind for kind in KINDS}, buttons=True, usual="LSTM")
ORIGIN = Choice(
    "origin", N_("Trained"), {"recorded": N_("in the recording"), "live": N_("live, by you")}, buttons=True
)

SETTINGS = (*task.SETTINGS, NETWORK, ORIGIN, DIRECTION, BOOK, *EDITS.values())
