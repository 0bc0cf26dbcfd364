"""What the page on sound sets; a file of sound is in no link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rnnlstm.core.sound.learning import FRAME
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range

SOUND = Choice("sound", N_("Sound"), {"melody": N_("A melody"), "file": N_("Your WAV file")}, buttons=True)
# In the usual one the networks are as often right as in many, within three percent.
MELODY = Range("melody", N_("Melody number"), 0, 99, 1, 1, help=N_("Each number is another melody"))
LASTS = Range("lasts", N_("Seconds"), 2, 10, 5, 1)
HISS = Notches(
    "hiss",
    N_("Noise"),
    (0.0, 0.1, 0.3, 0.6, 1.0, 2.0),
    0.1,
    help=N_("The noise's standard deviation; a tone's amplitude is at most 1"),
    zero=N_("none"),
)
ASKED = Choice(
    "asked",
    N_("What is asked at every frame"),
    {
        "move": N_("Is this note higher or lower than the one before?"),
        "heard": N_("Is this note new, or was it heard before?"),
        "note": N_("Which note is this?"),
    },
)
NETWORKS = {FRAME: N_("One frame"), "RNN": "RNN", "LSTM": "LSTM", "GRU": "GRU"}
"""The networks by their names on the page; the first has no memory."""
LISTENER = Choice(
    "listener",
    N_("Look inside"),
    NETWORKS,
    buttons=True,
    usual="LSTM",
)

QUANTITIES = {
    "c": N_("cell state c"),
    "h": N_("hidden state h"),
    "f": N_("forget gate f"),
    "i": N_("input gate i"),
    "o": N_("output gate o"),
    "z": N_("update gate z"),
    "r": N_("reset gate r"),
}
INSIDE = {FRAME: "h", "RNN": "h", "LSTM": "cfioh", "GRU": "hzr"}
"""What there is to see in each network, what is usual first."""


def _inside() -> Mapping[str, Any]:
    there = INSIDE[LISTENER.value()]
    return {"options": {name: QUANTITIES[name] for name in there}, "usual": there[0]}


QUANTITY = Choice("inside", N_("Its units"), QUANTITIES, buttons=True, depends=_inside)
EARS = Choice(
    "ears",
    N_("Networks"),
    {"shipped": N_("trained for this course"), "live": N_("trained by you")},
    buttons=True,
)
UNITS = Range("ear_units", N_("Hidden units"), 4, 64, 32, 4)
UPDATES = Range("ear_updates", N_("Updates"), 100, 3000, 400, 100)

SETTINGS = (
    *(SOUND, MELODY, LASTS, HISS, ASKED, LISTENER, QUANTITY),
    *(EARS, UNITS, UPDATES, SEED),
)
