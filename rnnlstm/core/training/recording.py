"""Recordings of watched trainings: what is kept of them, in one small file a task.

A file is NumPy's compressed ``.npz``, without pickles: one text, ``about`` (JSON), and for each network the
arrays ``<kind>/<name>``. Losses, outputs, gates and weights are kept with the seven digits of float32. The
gradients are kept whole, because a vanishing one falls below the smallest number of float32.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.history import HELD_OUT, History, Snapshot, snapshot_steps
from rnnlstm.core.training.optimisers import SGD, Adam, Optimiser, RMSprop
from rnnlstm.core.training.recipes import Recipe
from rnnlstm.core.training.train import Dropout

KEPT = (0, 1 / 20, 1 / 4, 1 / 2, 1)
"""Shares of a training after which the network itself is kept, not only what was seen of it."""

OPTIMISERS: dict[str, type[Optimiser]] = {"SGD": SGD, "RMSprop": RMSprop, "Adam": Adam}


@dataclass(frozen=True, eq=False)
class Recording:
    """A training of several networks on the same batches, whole, as it was recorded.

    Attributes
    ----------
    histories : dict of str to History
        By the kind of network. The snapshots of `kept` have their network; no outputs are kept where a
        sequence is not asked for an answer, they are NaN there.
    made : dict of str to str
        How it was made: the date, the versions, the machine; by its kind, the date of a network that was
        added later.
    """

    histories: dict[str, History]
    made: dict[str, str]


def kept(steps: int) -> list[int]:
    """Return the updates after which the network itself is kept, of a training of `steps` updates."""
    at = np.array([0, *snapshot_steps(steps)])
    return sorted({int(at[np.abs(at - share * steps).argmin()]) for share in KEPT})


def save(path: Path, histories: Mapping[str, History], made: Mapping[str, str]) -> None:
    """Write a recording.

    Parameters
    ----------
    path : Path
        Of the file, ``.npz``.
    histories : dict of str to History
        By the kind of network, of the same recipe and seed, all over.
    made : dict of str to str
        How it was made.

    Raises
    ------
    ValueError
        If there is no history, or one is not over, or they differ in recipe or seed.
    """
    first = next(iter(histories.values()), None)
    if first is None:
        raise ValueError("histories must hold at least one training, got none")
    arrays: dict[str, Array] = {}
    for kind, history in histories.items():
        if history.step != history.recipe.steps or (history.recipe, history.seed) != (
            first.recipe,
            first.seed,
        ):
            raise ValueError(f"histories must be whole and of one recipe and seed, that of the {kind} is not")
        arrays |= {f"{kind}/{name}": value for name, value in _arrays(history).items()}
    about = {
        "recipe": _recipe_to_json(first.recipe),
        "seed": first.seed,
        "seconds": {kind: round(history.seconds, 3) for kind, history in histories.items()},
        "made": dict(made),
    }
    everything: dict[str, Any] = {"about": np.array(json.dumps(about)), **arrays}
    np.savez_compressed(path, **everything)


def load(path: Path) -> Recording:
    """Read a recording.

    Raises
    ------
    OSError
        If there is no such file.
    ValueError
        If it holds something else.
    """
    with np.load(path, allow_pickle=False) as file:
        if "about" not in file:
            raise ValueError(f"{path.name} is no recording: it does not say what it is about")
        about = json.loads(str(file["about"]))
        arrays = {name: file[name] for name in file.files if name != "about"}
    recipe = _recipe_from_json(about["recipe"])
    histories = {
        kind: _history(recipe, kind, about["seed"], seconds, _of(arrays, f"{kind}/"))
        for kind, seconds in about["seconds"].items()
    }
    return Recording(histories, about["made"])


def _arrays(history: History) -> dict[str, Array]:
    """Return what is kept of one training, by name."""
    snapshots, task = history.snapshots, history.recipe.task
    examples = snapshots[0].y.shape[1]
    asked = task.held_out_batch(history.seed, HELD_OUT).mask[None, :, :examples, None]
    arrays = {
        "loss": history.loss,
        "gradient_norm": history.gradient_norm,
        "moment/step": np.array([snapshot.step for snapshot in snapshots]),
        "moment/loss": _stack(snapshot.loss for snapshot in snapshots),
        "moment/accuracy": _stack(snapshot.accuracy for snapshot in snapshots),
        "moment/y": np.where(asked, _stack(snapshot.y for snapshot in snapshots), np.nan),
    }
    for gate in snapshots[0].gates:
        arrays[f"moment/gates/{gate}"] = _stack(snapshot.gates[gate] for snapshot in snapshots)
        arrays[f"moment/units/{gate}"] = _stack(snapshot.units[gate] for snapshot in snapshots)
    for snapshot in snapshots:
        if snapshot.cell is not None and snapshot.step in kept(history.recipe.steps):
            arrays |= {f"cell/{snapshot.step}/{name}": value for name, value in snapshot.cell.params.items()}
    small = {name: value if name == "moment/step" else _small(value) for name, value in arrays.items()}
    return small | {"moment/gradient": _stack(snapshot.gradient for snapshot in snapshots)}


def _history(recipe: Recipe, kind: str, seed: int, seconds: float, arrays: Mapping[str, Array]) -> History:
    drawn = recipe.cell(kind, seed)
    gates, units = _of(arrays, "moment/gates/"), _of(arrays, "moment/units/")
    snapshots = []
    for k, step in enumerate(arrays["moment/step"]):
        weights = _of(arrays, f"cell/{step}/")
        snapshots.append(
            Snapshot(
                step=int(step),
                loss=float(arrays["moment/loss"][k]),
                accuracy=float(arrays["moment/accuracy"][k]),
                gradient=arrays["moment/gradient"][k],
                gates={name: values[k] for name, values in gates.items()},
                units={name: values[k] for name, values in units.items()},
                y=arrays["moment/y"][k],
                cell=drawn.with_params(weights) if weights else None,
            )
        )
    return History(recipe, kind, seed, arrays["loss"], arrays["gradient_norm"], tuple(snapshots), seconds)


def _stack(values: Iterable[Array | float]) -> Array:
    return np.stack([np.asarray(value, float) for value in values])


def _small(values: Array) -> Array:
    # What is too large for float32 is as good as infinite on any figure.
    with np.errstate(over="ignore"):
        return values.astype(np.float32)


def _of(arrays: Mapping[str, Array], prefix: str) -> dict[str, Array]:
    """Return the arrays whose names begin so, by the rest of their names, as float64."""
    return {
        name.removeprefix(prefix): value.astype(float) if value.dtype == np.float32 else value
        for name, value in arrays.items()
        if name.startswith(prefix)
    }


def _recipe_to_json(recipe: Recipe) -> dict[str, Any]:
    task = next(name for name, kind in TASKS.items() if isinstance(recipe.task, kind))
    written = asdict(recipe)
    written["task"]["name"] = task
    written["optimizer"]["name"] = type(recipe.optimizer).__name__
    return written


def _recipe_from_json(written: dict[str, Any]) -> Recipe:
    task, optimiser = dict(written["task"]), dict(written["optimizer"])
    return Recipe(
        **{
            **written,
            "task": TASKS[task.pop("name")](**task),
            "optimizer": OPTIMISERS[optimiser.pop("name")](**optimiser),
            "dropout": Dropout(**written["dropout"]),
        }
    )
