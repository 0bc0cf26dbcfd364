"""What the page of the learner's own network sets; the file itself is in no link."""

from __future__ import annotations

from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.edits import EDITS
from rnnlstm.ui.lessons.compare.settings import DIRECTION
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Range, Text

SHOWN = Choice(
    "yours",
    N_("Network"),
    {
        "letters": N_("Example: an LSTM that has learned “hello”"),
        "layers": N_("Example: two layers, both directions"),
        "file": N_("From your file"),
    },
    buttons=True,
)
# Which of those that a file has, by their names there: what is there is known only where the file is.
WHICH = Choice("which", N_("Recurrent network in the file"), {".": "."}, late=True)
READOUT = Choice("readout", N_("Read-out"), {"none": N_("none")}, late=True)
LAYER = Range("layer", N_("Layer, from the input up"), 1, 99, 1, 1, late=True)
WAY = Choice(
    "way",
    N_("It reads"),
    {"forward": N_("from the beginning to the end"), "reverse": N_("from the end to the beginning")},
    buttons=True,
)
NONLINEARITY = Choice(
    "nonlinearity",
    N_("Activation of the RNN"),
    {"tanh": "tanh", "relu": "ReLU", "sigmoid": "sigmoid"},
    buttons=True,
    help=N_("A file of weights does not say which one the network was trained with"),
)

FEED = Choice(
    "feed",
    N_("What the network reads"),
    {"text": N_("Text"), "numbers": N_("Numbers"), "wave": N_("Wave"), "random": N_("Random numbers")},
    buttons=True,
    late=True,
)
ALPHABET = Text("alphabet", N_("Alphabet, in the order of the network's inputs"), "ehlo")
ROWS = Text("rows", N_("Your numbers, one step after another"))
DRAW = Range("draw", N_("Seed of the random numbers"), 0, 99, 0, 1)

OF_A_FILE = (SHOWN, WHICH, READOUT, LAYER, WAY, NONLINEARITY, FEED, ALPHABET, ROWS, DRAW)
"""Which cell of which network, and what it reads."""
SETTINGS = (
    *(*OF_A_FILE, settings.TEXT, settings.NUMBERS, settings.WAVE, settings.LENGTH),
    *(DIRECTION, settings.BOOK, *EDITS.values()),
)
