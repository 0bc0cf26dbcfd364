"""Make the recorded trainings of the course: ``python -m rnnlstm.make.recordings``.

Each task is trained by its recipe with each kind of network in turn, and one file a task is written to
``assets/runs``. One BLAS thread, so that the numbers do not depend on how many there are::

    OPENBLAS_NUM_THREADS=1 nice python -m rnnlstm.make.recordings [task ...] [--only KIND ...]

With ``--only``, the kinds named are trained, and the others of a file stay as they were recorded.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from rnnlstm.core import RECIPES, advance, begin
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.core.training.recording import load, save
from rnnlstm.files import ASSETS

RUNS = ASSETS / "runs"
SEED = 0


def record(name: str, folder: Path = RUNS, *, steps: int | None = None, kinds: Sequence[str] = KINDS) -> Path:
    """Train the networks on one task by its recipe, record it, and return the file.

    Parameters
    ----------
    name : str
        Of the task.
    folder : Path
        Where the file goes.
    steps : int, optional
        So many updates instead of the recipe's.
    kinds : sequence of str
        Those trained; the file keeps its others.
    """
    recipe = RECIPES[name]
    if steps is not None:
        recipe = replace(recipe, steps=steps)
    path, histories, how = folder / f"{name}.npz", {}, made()
    if set(kinds) != set(KINDS):
        before = load(path)
        histories, how = before.histories, before.made | dict.fromkeys(kinds, how["date"])
    for kind in kinds:
        first = begin(recipe, kind, SEED)
        histories[kind] = deque(advance(first), maxlen=1).pop()
        last = histories[kind].snapshots[-1]
        print(
            f"{name} {kind}: {histories[kind].step} updates in {histories[kind].seconds:.0f} s, "
            f"held-out loss {last.loss:.4g}, accuracy {last.accuracy:.3f}",
            flush=True,
        )
    save(path, {kind: histories[kind] for kind in KINDS if kind in histories}, how)
    return path


def made() -> dict[str, str]:
    """Return when and with what a recording is made."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "numpy": np.__version__,
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "threads": os.environ.get("OPENBLAS_NUM_THREADS", "as many as there are cores"),
    }


def main() -> None:
    """Record the tasks named, or all."""
    parser = argparse.ArgumentParser(description="Make the recorded trainings of the course.")
    parser.add_argument("tasks", nargs="*", choices=[*RECIPES, []], help="which ones; all if none is named")
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS, help="which kinds; all if none")
    asked = parser.parse_args()
    for name in asked.tasks or RECIPES:
        path = record(name, kinds=asked.only)
        print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)", flush=True)


if __name__ == "__main__":
    main()
