"""What the page of two walks side by side sets."""

from __future__ import annotations

from dataclasses import replace

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.edits import EDITS
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Text

MODELS = {name: name for name in CELLS}
SIDES = (
    Choice("cell1", N_("Left cell"), MODELS, buttons=True),
    Choice("cell2", N_("Right cell"), MODELS, buttons=True, usual="LSTM"),
)
DIRECTION = Choice(
    "direction", N_("Direction"), {"forward": N_("Forward"), "backward": N_("Backward")}, buttons=True
)
# The text of the step pages, in its place on this one.
LEFT_TEXT = replace(settings.TEXT, label=N_("Left text"))
OTHER_TEXT = Text("text2", N_("Right text"), placeholder=N_("the same text"))

SETTINGS = (*settings.NETWORK, settings.BOOK, LEFT_TEXT, OTHER_TEXT, *SIDES, DIRECTION, *EDITS.values())
