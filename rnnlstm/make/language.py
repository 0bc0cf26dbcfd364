"""Make the language models that ship with the course: ``python -m rnnlstm.make.language``.

Each text of ``assets/data/language`` is learned by an LSTM; of the networks on the way the one is kept that
predicts the held-out end of the text best. Two files a model are written to ``assets/networks/language``. One
BLAS thread, so that the numbers do not depend on how many there are::

    OPENBLAS_NUM_THREADS=1 nice python -m rnnlstm.make.language [alice] [journey]
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from safetensors.numpy import save

from rnnlstm.core.language.baselines import baselines
from rnnlstm.core.language.corpus import corpus
from rnnlstm.core.language.measures import bits_per_character
from rnnlstm.core.language.shipped import from_half_precision, half_precision, story
from rnnlstm.core.language.training import LanguageRecipe, advance, begin
from rnnlstm.files import ASSETS
from rnnlstm.make.recordings import made

TEXTS = ASSETS / "data" / "language"
MODELS = ASSETS / "networks" / "language"
RECIPES = {
    "alice": LanguageRecipe(hidden_size=128, updates=2000),
    "journey": LanguageRecipe(hidden_size=112, updates=1500),
}
SEED = 0


def train(name: str, folder: Path = MODELS, *, updates: int | None = None) -> Path:
    """Train on one text by its recipe, and return the file of the weights.

    Parameters
    ----------
    name : str
        Of the text.
    folder : Path
        Where the files go.
    updates : int, optional
        So many instead of the recipe's.
    """
    recipe = RECIPES[name]
    if updates is not None:
        recipe = replace(recipe, updates=updates)
    text = corpus((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
    first = course = begin(recipe, text, SEED)
    best, step, cell = first.looks[-1].bits, 0, first.cell
    for course in advance(first):
        look = course.looks[-1]
        if look.step == course.step and look.bits < best:
            best, step, cell = look.bits, course.step, course.cell
    weights = half_precision(cell)
    bits = bits_per_character(from_half_precision(dict(weights)), text.held_out)
    print(
        f"{name}: {course.step} updates in {course.seconds:.0f} s; after {step} {bits:.3f} bits per "
        f"character on the held-out text, {baselines(text)}",
        flush=True,
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.safetensors"
    path.write_bytes(save(weights))
    path.with_suffix(".json").write_text(story(course, step, bits, made()) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Train on the texts named, or on both."""
    parser = argparse.ArgumentParser(description="Make the language models of the course.")
    parser.add_argument("texts", nargs="*", choices=[*RECIPES, []], help="which ones; both if none is named")
    for name in parser.parse_args().texts or RECIPES:
        path = train(name)
        print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)", flush=True)


if __name__ == "__main__":
    main()
