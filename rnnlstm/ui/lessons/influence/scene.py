"""What the cards of this room can speak of: how far a small change is felt, and what a real one does."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rnnlstm.figures.steps import MARK
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.influence.changed import (
    Everywhere,
    InputChange,
    alphabet_of,
    followed,
    turned_answers,
)
from rnnlstm.ui.lessons.influence.changed_views import Changed
from rnnlstm.ui.lessons.influence.measured import Array, influences
from rnnlstm.ui.lessons.influence.settings import PART
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.walk import Walk

SMALL = 0.01
"""How far an input goes that is moved a little."""


def of_setup(setup: Setup, walks: Mapping[str, Walk], moved: str) -> Scene:
    """Return what the derivatives of every network say, each number by the network's name in the link.

    ``T`` is the number of steps, ``task`` the task, "" for the learner's own sequence, ``fb`` the forget
    bias. ``tanh_own`` is how far the first input moves what is ``moved`` ("y" or "h") at its own step,
    ``tanh_first`` how far it moves the last, ``tanh_share`` the latter divided by what the newest does, and
    ``tanh_factor`` what that is a step. In the adding problem ``lstm_marked`` is the least that a marked
    number does there, ``lstm_others`` what half of the others do at most, ``lstm_most`` the most that one of
    the others does. Where bits are read, there is also
    what a flip does: see `_flip`.
    """
    one = next(iter(walks.values()))
    task = setup.source.choice.task if isinstance(setup.source, TaskSequence) else ""
    bits = alphabet_of(setup.source, one.reading).inputs == "bits"
    told: dict[str, object] = {
        "T": one.reading.steps,
        "task": task,
        "fb": setup.network.forget_bias,
    }
    for name, walk in _named(setup, walks).items():
        triangle = influences(walk, moved, False)
        last, own = triangle[-1], float(triangle[0, 0])
        told |= {f"{name}_own": own, f"{name}_first": float(last[0]), f"{name}_share": _share(last)}
        told[f"{name}_factor"] = _share(last) ** (1 / max(1, len(last) - 1))
        marked = np.array([MARK in symbol for symbol in walk.reading.symbols])
        if marked.any() and not marked.all():
            told[f"{name}_marked"] = float(last[marked].min())
            told[f"{name}_others"] = float(np.median(last[~marked]))
            told[f"{name}_most"] = float(last[~marked].max())
        if bits:
            told |= {f"{name}_{what}": value for what, value in _flip(setup, walk).items()}
    return told


def of_change(setup: Setup, seen: Changed, many: Mapping[str, Everywhere]) -> Scene:
    """Return what a real change does to every network, and what the derivative predicts.

    ``step``, ``before``, ``now`` and ``amount`` say what is changed. ``tanh_real`` is how far what is
    followed differs at the last step, ``tanh_real_at_once`` at the step of the change, ``tanh_predicted``
    what the derivative predicts for the last; ``tanh_off`` is by which share it is wrong at most. Of many
    held-out sequences, ``count`` of them, ``tanh_many`` is in how many the last answer becomes another one.
    """
    task = setup.source.choice.task if isinstance(setup.source, TaskSequence) else ""
    asked = seen.asked
    told: dict[str, object] = {
        "T": len(seen.symbols),
        "task": task,
        "step": asked.step,
        "before": seen.symbols[asked.step - 1],
        "now": seen.now,
        "amount": asked.amount,
        "count": len(next(iter(many.values())).real) if many else 0,
    }
    for name, walk in _named(setup, seen.walks).items():
        label = VARIANTS[name].label
        real, predicted = seen.sizes(label)
        turned, answers = (
            turned_answers(walk, seen.changes[label], asked.step) if walk.reading.classes else (0, 0)
        )
        told |= {
            f"{name}_real": float(real[-1]),
            f"{name}_real_at_once": float(real[0]),
            f"{name}_predicted": float(predicted[-1]),
            f"{name}_off": _off(real, predicted),
            f"{name}_turned": turned,
            f"{name}_answers": answers,
            f"{name}_many": many[label].turned if label in many else 0,
        }
        if alphabet_of(setup.source, walk.reading).inputs == "bits":
            told |= {f"{name}_{what}": value for what, value in _flip(setup, walk).items()}
    return told


def _flip(setup: Setup, walk: Walk) -> dict[str, float]:
    """Return what becomes of the state and of the last answer where the first bit goes to the other one.

    ``flips`` is whether the whole way makes the last answer another one, ``ridge`` the first notch of the way
    that does, 0 without one; ``nudged`` is what is left of the difference of the state where it goes `SMALL`
    of the way.
    """
    alphabet = alphabet_of(setup.source, walk.reading)
    answers = {}
    for part in PART.values:
        y = followed(walk, InputChange(1, part), alphabet).trace.y[-1, 0]
        answers[part] = bool(y.argmax() != walk.trace.y[-1, 0].argmax())
    real = followed(walk, InputChange(1, SMALL), alphabet).sizes()[0][:, 0]
    return {
        "flips": answers[1.0],
        "ridge": next((part for part, turns in answers.items() if turns), 0.0),
        "nudged": float(real[-1] / real[0]) if real[0] > 0 else 0.0,
    }


def _named(setup: Setup, walks: Mapping[str, Walk]) -> dict[str, Walk]:
    """Return the walks by the names that their networks have in the link."""
    return {name: walks[VARIANTS[name].label] for name in setup.names if VARIANTS[name].label in walks}


def _share(row: Array) -> float:
    """Return what the oldest input does, divided by what the newest does; 0 where that is not known."""
    known = 0 < row[-1] < np.inf and row[0] < np.inf
    return float(row[0] / row[-1]) if known else 0.0


def _off(real: Array, predicted: Array) -> float:
    """Return by which share of the real change its prediction is wrong at most, infinite where it fails."""
    known = (real > 0).all() and np.isfinite(real).all() and np.isfinite(predicted).all()
    return float(np.abs(predicted / real - 1).max()) if known else np.inf
