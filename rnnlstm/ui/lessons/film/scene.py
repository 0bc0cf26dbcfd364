"""What the cards of this room can speak of: what was seen of the networks at each look of a recording."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rnnlstm.core.training.history import History, Snapshot, held_out_baseline
from rnnlstm.core.training.recording import Recording
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.shell.language import _

KEEPS = {"LSTM": "f", "GRU": "z"}
"""The gate that keeps the memory of each gated network."""
OPEN = 0.9
"""A unit whose gate is above this on average keeps nine tenths from one step to the next."""
ARRIVES = 1e-3
"""Of the gradient at lag 0, the share from which on the longest lag has some."""


def of_recording(task: str, recording: Recording) -> Scene:
    """Return the numbers of a recorded training.

    ``task`` is its name, ``T`` its length, ``steps`` the updates, ``looks`` how often the networks were
    looked into and ``every`` how many updates lie between two looks at the end; ``lag`` is the longest lag,
    ``baseline`` the loss of who remembers nothing, on the same sequences, ``chance`` the accuracy; ``clip``
    is the norm that gradients were clipped at, ``bias`` the LSTM's forget bias at the start, ``tolerance``
    what a right number may be off by. ``firsts`` are the networks whose loss is below half of the baseline
    before the others, ``first`` the same in words, ``""`` if there is none, and ``fell_first`` when that was.

    The rest are functions of a network's name: ``fell`` is the update at which its loss is first below half
    of the baseline, ``reaches`` the one at which its gradient first has a thousandth at the longest lag,
    ``solved`` the one at which it is first right on all, 0 for never. And of an update as well: ``loss``,
    ``right`` (the accuracy), ``share`` (of the gradient at lag 0, what is left at the longest lag), ``gates``
    (the mean of the gates that keep), ``gate`` (the one unit whose mean is the largest), ``next_gate`` (the
    second) and ``opened`` (number of units above 0.9). ``gradient`` takes a lag too.
    """
    histories = recording.histories
    one = next(iter(histories.values()))
    steps = [snapshot.step for snapshot in one.snapshots]
    baseline = held_out_baseline(one.recipe.task, one.seed)
    fell = {kind: _first(each, lambda m: m.loss < baseline / 2) for kind, each in histories.items()}
    firsts = _before_the_others(fell)
    lag = int(np.flatnonzero(~np.isnan(one.snapshots[0].gradient))[-1])

    def at(kind: str, update: float) -> Snapshot:
        return histories[kind].snapshots[max(k for k, step in enumerate(steps) if step <= max(update, 0))]

    def units(kind: str, update: float) -> list[float]:
        return sorted(map(float, at(kind, update).units[KEEPS[kind]]), reverse=True)

    return {
        "task": task,
        "T": one.recipe.task.T,
        "steps": one.recipe.steps,
        "looks": len(steps),
        "every": steps[-1] - steps[-2],
        "lag": lag,
        "baseline": baseline,
        "chance": one.recipe.task.chance,
        "clip": one.recipe.clip_norm,
        "bias": one.recipe.forget_bias,
        "tolerance": getattr(one.recipe.task, "tolerance", 0.0),
        "firsts": firsts,
        "first": _(", ").join(firsts),
        "fell_first": min(filter(None, fell.values()), default=0),
        "fell": lambda kind: fell.get(kind, 0),
        "reaches": lambda kind: _first(histories[kind], lambda m: m.gradient[lag] > ARRIVES * m.gradient[0]),
        "solved": lambda kind: _first(histories[kind], lambda m: m.accuracy == 1),
        "loss": lambda kind, update: at(kind, update).loss,
        "right": lambda kind, update: at(kind, update).accuracy,
        "gradient": lambda kind, update, back: float(at(kind, update).gradient[int(back)]),
        "share": lambda kind, update: float(at(kind, update).gradient[lag] / at(kind, update).gradient[0]),
        "gates": lambda kind, update: float(np.mean(units(kind, update))),
        "gate": lambda kind, update: units(kind, update)[0],
        "next_gate": lambda kind, update: units(kind, update)[1],
        "opened": lambda kind, update: sum(each > OPEN for each in units(kind, update)),
    }


def _first(history: History, holds: Callable[[Snapshot], bool]) -> int:
    """Return the first update at which something was seen to hold, 0 if it never was."""
    return next((snapshot.step for snapshot in history.snapshots if holds(snapshot)), 0)


def _before_the_others(fell: dict[str, int]) -> list[str]:
    """Return the networks that came to something at the first look at which any had."""
    there = {kind: update for kind, update in fell.items() if update}
    return [kind for kind, update in there.items() if update == min(there.values())]
