"""The networks of the course, made by ``python -m rnnlstm.make.sound``, and how good they are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.files import read_weights
from rnnlstm.core.exchange.from_pytorch import from_torch
from rnnlstm.core.sound.bands import FLOOR, HOP, RATE, names
from rnnlstm.core.sound.learning import KINDS
from rnnlstm.core.sound.melody import QUESTIONS
from rnnlstm.ui.shell.catalogue import ASSETS
from rnnlstm.ui.walk.source import listed

Array = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Measured:
    """How good the networks for one question are on melodies held out.

    Attributes
    ----------
    noise
        The standard deviations of the noise that was tried: (n,).
    accuracy
        Of each network: (seeds, n).
    chance
        Of who always says what is right most often.
    steps
        The updates of their training.
    """

    noise: Array
    accuracy: dict[str, Array]
    chance: float
    steps: int


@cache
def networks(question: str) -> dict[str, Cell]:
    """Return the networks for a question, those of the first seed."""
    weights = read_weights((ASSETS / "networks" / "sound" / f"{question}.safetensors").read_bytes())
    return {kind: from_torch(weights, kind.lower(), readout=f"{kind.lower()}_readout") for kind in KINDS}


def about_sound(question: str) -> dict[str, str]:
    """Return what the inputs and outputs of the networks for a question stand for."""
    reads = (
        f"{HOP / RATE * 1000:g} ms a step; an input for each semitone: 1 for the loudest band of the sound, "
        f"0 at {FLOOR:g} dB below"
    )
    return {
        "question": question,
        "reads": reads,
        "inputs": listed(names()),
        "outputs": listed(QUESTIONS[question]),
    }


@cache
def measured(question: str) -> Measured:
    """Return what was measured when the networks were made."""
    told = json.loads((ASSETS / "networks" / "sound" / "made.json").read_text(encoding="utf-8"))[question]
    seeds = [told["seeds"][seed]["accuracy"] for seed in sorted(told["seeds"])]
    accuracy = {kind: np.array([of_seed[kind] for of_seed in seeds]) for kind in KINDS}
    return Measured(np.array(told["noise"]), accuracy, told["chance"], told["steps"])
