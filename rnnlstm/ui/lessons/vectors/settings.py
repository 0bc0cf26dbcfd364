"""What the lesson from one number to vectors sets."""

from __future__ import annotations

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range, Text

PART = Choice(
    "graph",
    N_("Which graph"),
    {
        "chain": N_("One number"),
        "twice": N_("Two paths"),
        "vector": N_("Vectors"),
        "softmax": N_("Softmax and cross-entropy"),
    },
    buttons=True,
)
# The numbers of the graphs are the learner's own.
W = Range("w", N_("Weight w"), -3, 3, 0.5, 0.1, own=True)
X = Range("x", N_("Input x"), -3, 3, 2, 0.1, own=True)
B = Range("b", N_("Bias b"), -3, 3, -0.4, 0.1, own=True)
AIM = Range("aim", N_("Target"), -3, 3, 1, 0.1, own=True)
LIMIT = 9
"""The largest number in a list; larger ones would have no room in the drawing."""
INPUTS = Text("inputs", N_("Inputs x: three numbers"), "1, 0.5, -1", own=True)
ROWS = (
    Text("row1", N_("Row 1 of W: three numbers"), "1, -2, 0.5", own=True),
    Text("row2", N_("Row 2 of W: three numbers"), "0.5, 1, -1", own=True),
)
AIMS = Text("aims", N_("Targets: two numbers"), "1.5, 1", own=True)
SCORES = (
    Range("score1", N_("Score y₁"), -4, 4, 2, 0.1, own=True),
    Range("score2", N_("Score y₂"), -4, 4, 1, 0.1, own=True),
    Range("score3", N_("Score y₃"), -4, 4, -1, 0.1, own=True),
)
RIGHT = Choice(
    "right", N_("The right class"), {"1": "1", "2": "2", "3": "3"}, buttons=True, usual="2", own=True
)
NUDGE = Notches("nudge", N_("Nudge ε of the check"), (0.5, 0.1, 0.01, 0.001, 0.0001), 0.01, own=True)
SETTINGS = (PART, W, X, B, AIM, INPUTS, *ROWS, AIMS, *SCORES, RIGHT, NUDGE)
