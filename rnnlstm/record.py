"""Make the recorded trainings of the course: ``python -m rnnlstm.record``.

Each task is trained by its recipe with an RNN, an LSTM and a GRU in turn, and one file a task is written to
``assets/runs``. One BLAS thread, so that the numbers do not depend on how many there are::

    OPENBLAS_NUM_THREADS=1 nice python -m rnnlstm.record [task ...]
"""

from __future__ import annotations

import argparse
import os
import platform
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from rnnlstm.core import RECIPES, advance, begin
from rnnlstm.core.training.recording import save

RUNS = Path(__file__).parents[1] / "assets" / "runs"
KINDS = ("RNN", "LSTM", "GRU")
SEED = 0


def record(name: str, folder: Path = RUNS, *, steps: int | None = None) -> Path:
    """Train the networks on one task by its recipe, record it, and return the file.

    Parameters
    ----------
    name : str
        Of the task.
    folder : Path
        Where the file goes.
    steps : int, optional
        So many updates instead of the recipe's.
    """
    recipe = RECIPES[name]
    if steps is not None:
        recipe = replace(recipe, steps=steps)
    histories = {}
    for kind in KINDS:
        first = begin(recipe, kind, SEED)
        histories[kind] = deque(advance(first), maxlen=1).pop()
        last = histories[kind].snapshots[-1]
        print(
            f"{name} {kind}: {histories[kind].step} updates in {histories[kind].seconds:.0f} s, "
            f"held-out loss {last.loss:.4g}, accuracy {last.accuracy:.3f}",
            flush=True,
        )
    path = folder / f"{name}.npz"
    save(path, histories, made())
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
    for name in parser.parse_args().tasks or RECIPES:
        path = record(name)
        print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)", flush=True)


if __name__ == "__main__":
    main()
