"""The networks that ship with the course, and what was measured of them when they were made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from rnnlstm.core.cells import CELLS
from rnnlstm.core.exchange.files import read_weights
from rnnlstm.core.translation.measure import ByLength
from rnnlstm.core.translation.model import EncoderDecoder
from rnnlstm.core.translation.phrases import NumberWords
from rnnlstm.ui.shell.catalogue import ASSETS

FOLDER = ASSETS / "networks" / "translation"


@dataclass(frozen=True, eq=False)
class Translator:
    """A trained network and what is known of it.

    Attributes
    ----------
    network : EncoderDecoder
    task : NumberWords
        What it was trained on.
    measured : ByLength
        How often it is right on phrases held out.
    made : dict
        How it was made: updates, seconds, seed and the like; empty of a run of the session.
    """

    network: EncoderDecoder
    task: NumberWords
    measured: ByLength
    made: dict[str, Any]


@lru_cache(maxsize=8)
def shipped(language: str, way: str) -> Translator:
    """Return the network of a language that ships with the course, by its way: "plain" or "attention"."""
    name = f"{language}_{way}"
    made = json.loads((FOLDER / "about.json").read_text(encoding="utf-8"))[name]
    stored = read_weights((FOLDER / f"{name}.safetensors").read_bytes())
    found = made["measured"]
    params = {key: value.astype(np.float32) for key, value in stored.items()}
    return Translator(
        EncoderDecoder.from_params(CELLS[made["kind"]], params),
        NumberWords(language, made["digits"]),
        ByLength(
            digits=np.array(found["digits"]),
            letters=np.array(found["letters"]),
            accuracy=np.array(found["accuracy"]),
            asked=made["asked"],
        ),
        made,
    )
