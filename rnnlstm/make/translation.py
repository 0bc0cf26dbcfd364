"""Make the translators that ship with the course: ``python -m rnnlstm.make.translation``.

For each language one network is trained without attention and one with it, on the same phrases, and written
to ``assets/networks/translation`` in float16. What stands in ``about.json`` was measured with these rounded
weights on phrases held out. One BLAS thread, so that the numbers do not depend on how many there are::

    OPENBLAS_NUM_THREADS=1 nice python -m rnnlstm.make.translation [language ...]
"""

from __future__ import annotations

import argparse
import json
from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save

from rnnlstm.core.cells import CELLS
from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.translation.measure import by_length
from rnnlstm.core.translation.model import EncoderDecoder
from rnnlstm.core.translation.phrases import LANGUAGES, LONGEST, NumberWords
from rnnlstm.core.translation.training import TranslationRecipe, begin_translating, go_on_translating
from rnnlstm.files import ASSETS
from rnnlstm.make.recordings import made

FOLDER = ASSETS / "networks" / "translation"
ASKED = 500
RECIPES = {
    "en": TranslationRecipe(
        NumberWords("en", 6), True, hidden_size=64, optimizer=Adam(0.01), steps=1500, batch_size=32
    ),
    "zh": TranslationRecipe(
        NumberWords("zh", 8), True, hidden_size=64, optimizer=Adam(0.01), steps=1500, batch_size=64
    ),
}


def make(language: str, attention: bool, folder: Path = FOLDER, *, steps: int | None = None) -> Path:
    """Train one network, write it, note what was measured, and return its file.

    Parameters
    ----------
    language : str
        A name in `LANGUAGES`.
    attention : bool
    folder : Path
        Where the file goes, and ``about.json``.
    steps : int, optional
        So many updates instead of the recipe's.
    """
    recipe = replace(RECIPES[language], attention=attention, measured_every=10**9)
    if steps is not None:
        recipe = replace(recipe, steps=steps)
    done = deque(go_on_translating(begin_translating(recipe)), maxlen=1).pop()
    rounded = {name: p.astype(np.float16) for name, p in done.network.params.items()}
    name = f"{language}_{'attention' if attention else 'plain'}"
    path = folder / f"{name}.safetensors"
    path.write_bytes(save(rounded))
    network = EncoderDecoder.from_params(
        CELLS[recipe.kind], {name: p.astype(np.float32) for name, p in rounded.items()}
    )
    lengths = range(3, min(recipe.task.digits + 1, LONGEST) + 1)
    found = by_length(network, recipe.task, seed=recipe.seed, asked=ASKED, digits=lengths)
    about: dict[str, Any] = {
        "kind": recipe.kind,
        "digits": recipe.task.digits,
        "hidden_size": recipe.hidden_size,
        "updates": done.step,
        "batch_size": recipe.batch_size,
        "learning_rate": recipe.optimizer.learning_rate,
        "seed": recipe.seed,
        "seconds": round(done.seconds, 1),
        "asked": ASKED,
        "measured": {key: getattr(found, key).tolist() for key in ("digits", "letters", "accuracy")},
        "made": made(),
    }
    _note(folder / "about.json", name, about)
    right = " ".join(f"{d}:{share:.3f}" for d, share in zip(found.digits, found.accuracy, strict=True))
    print(f"{name}: {done.step} updates in {done.seconds:.0f} s, right by digits {right}", flush=True)
    return path


def _note(file: Path, name: str, about: dict[str, Any]) -> None:
    """Put what is known of a network into the file that tells of all of them."""
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    text = json.dumps(dict(sorted({**known, name: about}.items())), indent=1)
    file.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make the networks of the languages named, or of all."""
    parser = argparse.ArgumentParser(description="Make the translators that ship with the course.")
    parser.add_argument(
        "languages", nargs="*", choices=[*LANGUAGES, []], help="which ones; all if none is named"
    )
    FOLDER.mkdir(exist_ok=True)
    for language in parser.parse_args().languages or LANGUAGES:
        for attention in (False, True):
            path = make(language, attention)
            print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)", flush=True)


if __name__ == "__main__":
    main()
