"""Train the networks of the room on sound: ``python -m rnnlstm.make.sound``.

For every question four networks learn from the same melodies: an RNN, an LSTM, a GRU, and one that sees each
frame alone. Written to ``assets/networks/sound`` are the networks of seed 0, as PyTorch names their weights,
and ``made.json``: how they were made, and how well those of every seed do on melodies held out, with little
noise and much. One BLAS thread, so that the numbers do not depend on how many there are::

    OPENBLAS_NUM_THREADS=1 nice python -m rnnlstm.make.sound [question ...] [--seeds 0 1 2]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from rnnlstm.core.exchange.to_pytorch import to_torch
from rnnlstm.core.sound.bands import HOP, features, magnitudes
from rnnlstm.core.sound.learning import FRAMES, Learner, Recipe, advance, begin
from rnnlstm.core.sound.listening import Listening
from rnnlstm.core.sound.melody import QUESTIONS, draw_melodies
from rnnlstm.core.sound.synthesis import play, with_noise
from rnnlstm.core.tasks.task import Batch, stream
from rnnlstm.files import ASSETS
from rnnlstm.make.recordings import made

FOLDER = ASSETS / "networks" / "sound"
SEEDS = (0, 1, 2)
STEPS = {"move": 300, "heard": 3000, "note": 200}
NOISE = (0.0, 0.1, 0.3, 0.6, 1.0, 2.0)
"""Where the accuracy is measured: the standard deviation of the noise; the training has up to 0.3."""
MELODIES = 64
"""So many at each."""


def recipe(question: str, seed: int) -> Recipe:
    """Return by what the networks for a question are trained."""
    return Recipe(Listening(FRAMES, question), steps=STEPS[question], seed=seed)


def record(asked: Recipe, folder: Path = FOLDER) -> dict[str, Any]:
    """Train the networks of a recipe, write those of the first seed, and return what is told of them.

    Parameters
    ----------
    asked : Recipe
    folder : Path
        Where the file goes.
    """
    learners = advance(asked, begin(asked))
    question = asked.task.question
    if asked.seed == SEEDS[0]:
        _write(folder / f"{question}.safetensors", learners)
    batches = [_melodies(asked.task, noise) for noise in NOISE]
    told: dict[str, Any] = {"accuracy": {}, "seconds": {}}
    for kind, learner in learners.items():
        cell = learner.progress.cell
        found = [round(asked.task.accuracy(cell.forward(batch.x).y, batch), 4) for batch in batches]
        told["accuracy"][kind], told["seconds"][kind] = found, round(learner.seconds, 1)
        print(f"{question} {kind}, seed {asked.seed}: {learner.seconds:.0f} s, {found}", flush=True)
    return told


def _write(path: Path, learners: Mapping[str, Learner]) -> None:
    arrays: dict[str, Any] = {}
    for kind, learner in learners.items():
        name = kind.lower()
        arrays |= to_torch(learner.progress.cell, name, readout=f"{name}_readout")
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, path)


@lru_cache(maxsize=len(NOISE))
def _melodies(task: Listening, noise: float) -> Batch:
    """Return melodies held out that all have so much noise."""
    rng = stream(0, "held_out", 1)
    melodies = draw_melodies(rng, MELODIES, task.T * HOP)
    sound = with_noise(play(melodies), noise, rng)
    target = melodies.labels(task.question)
    return Batch(features(magnitudes(sound)), target, np.ones(target.shape, bool))


def main() -> None:
    """Train for the questions named, or for all, with the seeds named, or all."""
    parser = argparse.ArgumentParser(description="Train the networks of the room on sound.")
    parser.add_argument("questions", nargs="*", choices=[*QUESTIONS, []], help="which ones; all if none")
    parser.add_argument("--seeds", nargs="*", type=int, default=SEEDS, help="those of seed 0 are kept")
    arguments = parser.parse_args()
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / "made.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for question in arguments.questions or QUESTIONS:
        of_question = told.setdefault(question, {"seeds": {}})
        for seed in arguments.seeds:
            asked = recipe(question, seed)
            of_question["seeds"][str(seed)] = record(asked)
            about = {"noise": list(NOISE), "steps": asked.steps, "chance": round(asked.task.chance, 4)}
            of_question |= about | {"made": made()}
            path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
