"""The trained networks as a file of the safetensors format."""

from __future__ import annotations

import json

import numpy as np
from safetensors.numpy import save

from rnnlstm.ui.runs.job import Run

LOADING = """\
from safetensors.numpy import load_file
from rnnlstm import {kind}

saved = load_file("{file}")
own = {{name.removeprefix("{kind}."): saved[name] for name in saved if name.startswith("{kind}.")}}
cell = {kind}(**own)
"""


def file_name(run: Run) -> str:
    """Return what the file of a run's networks is called."""
    return f"{run.plan.task}.safetensors"


def weights(run: Run) -> bytes:
    """Return every parameter of a run's networks as they are now, by names such as ``LSTM.W_f``."""
    arrays = {
        f"{kind}.{name}": np.ascontiguousarray(value)
        for kind, history in run.histories.items()
        for name, value in (
            history.progress.cell if history.progress else history.snapshots[0].cell
        ).params.items()  # type: ignore[union-attr]
    }
    about = {
        "task": run.plan.task,
        "T": str(run.plan.recipe.task.T),
        "seed": str(run.plan.seed),
        "updates": json.dumps({kind: history.step for kind, history in run.histories.items()}),
    }
    return save(arrays, metadata=about)


def loading(run: Run) -> str:
    """Return the lines of Python that make a network from the file again."""
    return LOADING.format(kind=run.plan.kinds[-1], file=file_name(run))
