"""One meaning, one colour: the hues of the course, for light and dark pages.

Each hue has two tones of the same colour: the darker one is read on a light page, the lighter one on a dark
page; both keep a contrast of at least 4.5 : 1 with the page (``tests/figures/test_palette.py`` computes it).
The hues differ for colour-blind eyes too (the same test). A colour never speaks alone: every use of it
carries a label or a number as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class Hue:
    """The two tones of one colour, as ``#rrggbb``."""

    light: str
    dark: str

    def on(self, mode: Mode) -> str:
        """Return the tone that is readable on a page of this mode."""
        return self.light if mode == "light" else self.dark


PAGE = Hue("#FFFFFF", "#14171C")
INK = Hue("#1B2430", "#E8ECF2")
MUTED = Hue("#5A6675", "#9BA7B6")
RULE = Hue("#D9DEE5", "#343B46")

MODELS: dict[str, Hue] = {
    "RNN": Hue("#B8470B", "#FF9E64"),
    "LSTM": Hue("#1D55B3", "#82AAFF"),
    "GRU": Hue("#0B7A4B", "#5ED6A0"),
    "PeepholeLSTM": Hue("#00414D", "#BFF6FC"),
}

# The kinds of RNN that the laboratory sets beside the usual one, which has tanh.
NETWORKS: dict[str, Hue] = MODELS | {
    "RNN (sigmoid)": Hue("#330066", "#B366FF"),
    "RNN (ReLU)": Hue("#800000", "#FF2626"),
    "IRNN": Hue("#99637E", "#FF66B3"),
}

QUANTITIES: dict[str, Hue] = {
    "x": Hue("#5A6675", "#9BA7B6"),
    "f": Hue("#65094E", "#E93496"),
    "i": Hue("#887300", "#8FBB74"),
    "g": Hue("#4A3300", "#FFCF00"),
    "o": Hue("#9200FE", "#A35EFF"),
    "c": Hue("#007DB0", "#20CFFF"),
    "h": Hue("#1B1E91", "#FFFFFF"),
    "loss": Hue("#C3495F", "#FF170E"),
}

# The update gate keeps, as the forget gate does; n is a candidate as g is; the reset gate has the third hue.
GRU_GATES: dict[str, Hue] = {"z": QUANTITIES["f"], "r": QUANTITIES["i"], "n": QUANTITIES["g"]}


def gate_hue(gate: str) -> Hue:
    """Return the hue of a gate, of the candidate or of the state of any network."""
    return (QUANTITIES | GRU_GATES)[gate]


# What is done to a gradient that is too long: nothing, its norm is cut, each entry is cut.
CLIPPING: dict[str, Hue] = {
    "none": Hue("#B3261E", "#FF8A80"),
    "norm": Hue("#0F5F66", "#7FE3EA"),
    "value": Hue("#7A3FD0", "#B98CFF"),
}

# How a decoder gets at what was read: by one vector alone, or by attention, whose weights have this hue too.
ATTENTION: dict[str, Hue] = {
    "plain": Hue("#A0480A", "#FFB067"),
    "attention": Hue("#0F5F66", "#7FE3EA"),
}

# Forecasters that are no networks; each has a dash of its own as well.
BASELINES: dict[str, Hue] = {
    "last": Hue("#5A6675", "#9BA7B6"),
    "season": Hue("#7A3FD0", "#B98CFF"),
    "autoregression": Hue("#A3003F", "#FFC2CC"),
}

NEGATIVE = Hue("#1F6DB5", "#5AA9F0")
POSITIVE = Hue("#C75A00", "#FF9A3D")
RIGHT = Hue("#0B7A4B", "#5ED6A0")
WRONG = Hue("#8A5A00", "#FFC24A")
ZERO = Hue("#F3F4F6", "#262B33")
GATE_CLOSED = Hue("#EEF1F4", "#20252C")
GATE_OPEN = Hue("#0F5F66", "#7FE3EA")
# Ground that curves are drawn on: from low to high.
LOWLAND = Hue("#FFFFFF", "#0B0D10")
HIGHLAND = Hue("#B9C2CD", "#4A5360")

GRADIENT: tuple[Hue, ...] = (
    Hue("#F1F3F6", "#1D2129"),
    Hue("#E9B872", "#5B2A5E"),
    Hue("#C0473F", "#C2485E"),
    Hue("#4A1242", "#FFD27F"),
)
"""From no gradient to a large one, in even steps of its exponent."""

SATURATED = Hue("#C3495F", "#FF6B6B")
"""A slope so small that next to no gradient passes."""
