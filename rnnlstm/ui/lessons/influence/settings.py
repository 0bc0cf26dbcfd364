"""What the room that makes memory visible sets."""

from __future__ import annotations

from dataclasses import replace

from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.influence.changed import NOTHING
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range

# A name of its own in the link: a triangle has room for fewer steps than a curve.
STEPS = replace(
    laboratory.STEPS,
    key="span",
    high=120,
    usual=20,
    help=N_("The sequence is repeated until it has this many steps; a triangle has room for 120"),
)
VIEW = Choice(
    "heard",
    N_("What is looked at"),
    {
        "map": N_("Every pair"),
        "row": N_("One output: what it remembers"),
        "column": N_("One input: how long it is felt"),
        "change": N_("Change it for real"),
    },
    buttons=True,
)
MOVED = Choice("effect", N_("What is moved"), {"y": N_("the output y"), "h": N_("the state h")}, buttons=True)
SIZE = Choice(
    "sized",
    N_("Size"),
    {"absolute": N_("as it is"), "relative": N_("next to newest")},
    buttons=True,
)
OUT = Range("out", N_("Output step s"), 1, STEPS.high, STEPS.high, 1, late=True)
IN = Range("in", N_("Input step t"), 1, STEPS.high, 1, 1, late=True)

FOLLOWED = Choice(
    "followed",
    N_("What is followed"),
    {"h": N_("the state h"), "c": N_("the cell state c"), "y": N_("the output y")},
    buttons=True,
)
BECOMES = Choice("becomes", N_("It becomes"), {NOTHING: N_("nothing (all zeros)")}, late=True)
PART = Notches(
    "far",
    N_("How far it is changed"),
    (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 1.0),
    1.0,
    help=N_("1 puts the other in its place; less goes only a part of the way"),
)
BY = Notches("by", N_("What is added to it"), (-3, -1, -0.3, -0.1, -0.01, 0.01, 0.1, 0.3, 1, 3), 1.0)

SETTINGS = (
    *laboratory.SETTINGS,
    laboratory.NETS,
    STEPS,
    VIEW,
    MOVED,
    SIZE,
    OUT,
    IN,
    FOLLOWED,
    BECOMES,
    PART,
    BY,
)
