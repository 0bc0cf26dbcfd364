"""The language models that ship with the course: the files of one, read.

``<name>.safetensors`` has the weights of the network and its read-out, by PyTorch's names, in float16;
``<name>.json`` the course of its training. The alphabet is that of the text it was trained on.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.files import read_weights
from rnnlstm.core.exchange.from_pytorch import from_torch
from rnnlstm.core.exchange.to_pytorch import to_torch
from rnnlstm.core.language.corpus import Corpus
from rnnlstm.core.language.training import Course, LanguageRecipe, Look
from rnnlstm.core.training.train import Progress

PREFIX, READOUT = "lstm", "readout"


@dataclass(frozen=True, eq=False)
class Shipped:
    """A trained language model.

    Attributes
    ----------
    course : Course
        Its training, over; its network is the one that predicted the held-out text best on the way.
    step : int
        The update after which that was.
    bits : float
        Per character of the whole held-out text, of the network as it is in the file.
    made : dict of str to str
        How it was made: the date, the versions, the machine.
    """

    course: Course
    step: int
    bits: float
    made: dict[str, str]


def half_precision(cell: Cell) -> dict[str, Array]:
    """Return the weights as a file has them."""
    return {name: w.astype(np.float16) for name, w in to_torch(cell, PREFIX, readout=READOUT).items()}


def from_half_precision(arrays: dict[str, Any]) -> Cell:
    """Return the network of these weights, in float32."""
    wide = {name: np.asarray(array, np.float32) for name, array in arrays.items()}
    return from_torch(wide, PREFIX, readout=READOUT)


def story(course: Course, step: int, bits: float, made: dict[str, str]) -> str:
    """Return the text of a model's second file."""
    told = {
        "recipe": asdict(course.recipe),
        "seed": course.seed,
        "step": step,
        "held_out": round(bits, 4),
        "seconds": round(course.seconds, 1),
        "bits": [round(float(each), 3) for each in course.bits],
        "looks": [asdict(each) | {"bits": round(each.bits, 4)} for each in course.looks],
        "made": made,
    }
    return json.dumps(told, ensure_ascii=False)


def load(folder: Path, name: str, corpus: Corpus) -> Shipped:
    """Read a model.

    Parameters
    ----------
    folder : Path
    name : str
        Of the files, without their endings.
    corpus : Corpus
        The text it was trained on.

    Raises
    ------
    OSError
        If there are no such files.
    ValueError
        If the network is not one for this text's alphabet.
    """
    told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    cell = from_half_precision(read_weights((folder / f"{name}.safetensors").read_bytes()))
    if cell.input_size != corpus.alphabet.size:
        raise ValueError(
            f"{name} must be for the {corpus.alphabet.size} places of this alphabet, got {cell.input_size}"
        )
    recipe = LanguageRecipe(**told["recipe"])
    looks = tuple(Look(**each) for each in told["looks"])
    progress = Progress(len(told["bits"]), math.nan, math.nan, cell, None)
    bits = np.array(told["bits"])
    course = Course(recipe, corpus, told["seed"], bits, looks, progress, seconds=told["seconds"])
    return Shipped(course, told["step"], told["held_out"], told["made"])
