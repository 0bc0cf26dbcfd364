"""Make what the lesson on names ships: its lists, and its trained networks.

The lists are taken from packages of PyPI, which are needed for this alone::

    pip install faker==40.63.0 japanese-personal-name-dataset==0.4.0 pypinyin==0.55.0
    python -m rnnlstm.make.names lists

The networks are trained on them, by one recipe, with three seeds; those of the first are kept, and what all
of them can is written beside them. One BLAS thread, so that the numbers do not depend on how many there are::

    OPENBLAS_NUM_THREADS=1 nice python -m rnnlstm.make.names networks
"""

from __future__ import annotations

import argparse
import importlib
import json
import unicodedata
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from safetensors.numpy import save

from rnnlstm.core import train
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.to_pytorch import to_torch
from rnnlstm.core.names.counts import Endings, LetterRuns
from rnnlstm.core.names.lists import Names
from rnnlstm.core.names.recipe import KINDS, SPLIT_SEED, read_names, recipe
from rnnlstm.core.names.task import NameLanguage
from rnnlstm.core.training.recipes import Recipe
from rnnlstm.files import ASSETS
from rnnlstm.make.recordings import made

LISTS = ASSETS / "data" / "names" / "names.tsv"
NETWORKS = ASSETS / "networks" / "names"
SEEDS = (0, 1, 2)

MOST = 700
"""So many names of a language at most; of longer lists some are drawn."""

LOCALES = {
    "en": "en_GB",
    "de": "de_DE",
    "nl": "nl_NL",
    "sv": "sv_SE",
    "fr": "fr_FR",
    "es": "es_ES",
    "it": "it_IT",
    "pl": "pl_PL",
    "hr": "hr_HR",
    "fi": "fi_FI",
}
"""The languages whose names are Faker's, and its locale of each."""
FIELDS = ("last_names", "unisex_last_names", "male_last_names", "female_last_names")


def lists() -> Path:
    """Write the names of all languages, one a line, and return the file."""
    found = {code: _of_faker(locale) for code, locale in LOCALES.items()}
    found |= {"ja": _japanese(), "zh": _chinese()}
    rng = np.random.default_rng(SPLIT_SEED)
    lines = []
    for code, names in found.items():
        one_word = sorted({each for name in names if (each := _lower(name)).isalpha()})
        drawn = rng.permutation(one_word)[:MOST].tolist()
        lines += [f"{code}\t{name}" for name in sorted(drawn)]
        print(f"{code}: {len(set(map(_lower, names)))} names, {len(one_word)} of one word, {len(drawn)} kept")
    LISTS.parent.mkdir(parents=True, exist_ok=True)
    LISTS.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return LISTS


def _lower(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


def _of_faker(locale: str) -> list[str]:
    """Return the family names of a locale of Faker."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    return [str(name) for field in FIELDS for name in getattr(provider, field, ())]


def _japanese() -> list[str]:
    """Return family names in the Latin letters that the package gives, long vowels as they are typed."""
    package: Any = importlib.import_module("japanese_personal_name_dataset")
    return [entry["en"] for entry in package.load_dataset(include_last_names=True)[2].values()]


def _chinese() -> list[str]:
    """Return family names in pinyin without tones: Faker's own, and those of its list with one reading."""
    provider = importlib.import_module("faker.providers.person.zh_CN").Provider
    pypinyin: Any = importlib.import_module("pypinyin")
    found = [str(name) for name in provider.last_romanized_names]
    for name in provider.last_names:
        readings = pypinyin.pinyin(name, style=pypinyin.Style.NORMAL, heteronym=True)
        if all(len(set(reading)) == 1 for reading in readings):
            found.append("".join(reading[0] for reading in readings))
    return found


def networks(seeds: Iterable[int] = SEEDS) -> None:
    """Train the networks, keep those of the first seed, and write what all of them can."""
    names = read_names(LISTS)
    results: dict[str, Any] = {"counting": counting(names), "networks": {kind: [] for kind in KINDS}}
    for kind in KINDS:
        for seed in seeds:
            cell, result = trained(recipe(names), kind, seed)
            print(kind, result, flush=True)
            results["networks"][kind].append(result)
            if seed == SEEDS[0]:
                _keep(cell, kind)
    results["made"] = made()
    path = NETWORKS / "results.json"
    path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8", newline="\n")


def trained(by: Recipe, kind: str, seed: int) -> tuple[Cell, dict[str, float]]:
    """Train one network, and return it with its accuracy and loss on all names held out."""
    start = perf_counter()
    updates = train(
        by.cell(kind, seed),
        by.task,
        optimizer=by.optimizer,
        steps=by.steps,
        batch_size=by.batch_size,
        seed=seed,
        clip_norm=by.clip_norm,
        dropout=by.dropout,
    )
    cell = deque(updates, maxlen=1).pop().cell
    seconds = perf_counter() - start
    task = by.task
    assert isinstance(task, NameLanguage)
    batch = task.all_held_out()
    y = cell.forward(batch.x).y
    loss, accuracy = task.evaluate_loss(y, batch)[0], task.accuracy(y, batch)
    return cell, {
        "seed": seed,
        "updates": by.steps,
        "loss": round(loss, 4),
        "accuracy": round(accuracy, 4),
        "seconds": round(seconds, 1),
    }


def counting(given: Names) -> dict[str, float]:
    """Return the accuracy of counting letters, on all names held out."""
    spelled, languages = zip(*given.tested, strict=True)
    by: dict[str, LetterRuns | Endings] = {
        "pairs": LetterRuns.of(given, 2),
        "triples": LetterRuns.of(given, 3),
        "endings": Endings.of(given),
    }
    return {
        name: round(float((counted.scores(spelled).argmax(axis=1) == languages).mean()), 4)
        for name, counted in by.items()
    }


def _keep(cell: Cell, kind: str) -> None:
    arrays = {
        name: np.ascontiguousarray(array, np.float32)
        for name, array in to_torch(cell, kind.lower(), readout="readout").items()
    }
    (NETWORKS / f"{kind.lower()}.safetensors").write_bytes(save(arrays))


def main() -> None:
    """Make the lists or the networks."""
    parser = argparse.ArgumentParser(description="Make the names of the course and the networks on them.")
    parser.add_argument("what", choices=["lists", "networks"])
    if parser.parse_args().what == "lists":
        print(lists())
    else:
        networks()


if __name__ == "__main__":
    main()
