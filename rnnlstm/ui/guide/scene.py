"""What the cards of a step page can speak of: a walk's numbers at the place that the card sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.guide.fill import filled
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]


class Scene(Mapping[str, Any]):
    """A walk's numbers, by the names that the stepper gives them, at one step and unit.

    Besides the arrays there are ``t``, ``unit``, ``T``, ``H``, ``loss``, ``right`` (predictions that are
    right), ``asked`` (steps with a loss), ``symbol``, ``target``, ``prediction``, ``sure`` (the probability
    of the prediction), ``classes`` (number of possible answers, 0 for numbers), ``first`` and ``last`` (the
    ends of the walk), and functions:

    - ``at(name, t)``, ``at(name, t, unit)``: the value elsewhere; ``symbol_at(t)``.
    - ``peak(name)``, ``lowest(name)``, ``mean(name)``: of an array's sizes, over all steps and units.
    - ``most(name)``, ``least(name)``: the step at which the array is largest or smallest in size.
    - ``unit_of_most(name)``, ``unit_of_least(name)``: the unit, at the step of this place.
    - ``count(name)``: how many of its numbers are not 0; ``abs``, ``min``, ``max``, ``sign``.
    """

    def __init__(self, walk: Walk, arrays: Mapping[str, Array], *, back: bool) -> None:
        self._walk = walk
        self._arrays = arrays
        self._back = back
        self._place = {"t": walk.reading.steps if back else 1, "unit": 1}

    def stand(self, card: Card) -> dict[str, int]:
        """Go to the place of a card, and return it; without one, stay where the walk begins."""
        steps, hidden = self._walk.reading.steps, self._walk.cell.hidden_size
        self._place = {"t": steps if self._back else 1, "unit": 1}
        for key, most in (("t", steps), ("unit", hidden)):
            if key in card.head:
                self._place[key] = int(max(1, min(most, evaluate(card.head[key], self))))
        return dict(self._place)

    def __getitem__(self, name: str) -> Any:
        if name in self._place:
            return self._place[name]
        if name in _FACTS:
            return _FACTS[name](self._walk, self._place["t"])
        if name in _PLAIN:
            return _PLAIN[name]
        if name in _OF_ARRAYS:
            return lambda key: _OF_ARRAYS[name](self._table(key), self._place["t"])
        if name == "at":
            return self._at
        if name == "first":
            return self._walk.reading.steps if self._back else 1
        if name == "last":
            return 1 if self._back else self._walk.reading.steps
        if name == "symbol_at":
            return lambda t: self._walk.reading.symbols[int(t) - 1]
        return self._at(name, self._place["t"], self._place["unit"])

    def __iter__(self) -> Iterator[str]:
        yield from (*self._place, *_FACTS, *_PLAIN, *_OF_ARRAYS, *self._arrays)

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def _table(self, name: str) -> Array:
        """Return an array with a row a step."""
        array = np.asarray(self._arrays[name], dtype=np.float64)
        return array.reshape(len(array), -1)

    def _at(self, name: str, t: float, unit: float | None = None) -> float:
        table = self._table(name)
        row = table[min(int(t) - 1, len(table) - 1)]
        unit = self._place["unit"] if unit is None else unit
        return float(row[min(int(unit) - 1, len(row) - 1)])


_FACTS: dict[str, Callable[[Walk, int], Any]] = {
    "T": lambda walk, _t: walk.reading.steps,
    "H": lambda walk, _t: walk.cell.hidden_size,
    "D": lambda walk, _t: walk.cell.input_size,
    "loss": lambda walk, _t: walk.loss,
    "step_loss": lambda walk, t: walk.step_losses[t - 1],
    "asked": lambda walk, _t: int(walk.has_loss.sum()),
    "classes": lambda walk, _t: len(walk.reading.classes),
    "symbol": lambda walk, t: walk.reading.symbols[t - 1],
    "target": lambda walk, t: walk.targets[t - 1],
    "right": lambda walk, _t: _right(walk),
    "prediction": lambda walk, t: _prediction(walk, t),
    "sure": lambda walk, t: float(walk.probabilities[t - 1].max()),
    "activation": lambda walk, _t: getattr(walk.cell, "activation", "tanh"),
}


def _right(walk: Walk) -> int:
    """Return how many predictions of a text are right; of numbers, none is counted."""
    if not walk.reading.classes:
        return 0
    best = walk.probabilities.argmax(axis=1)
    return int((best == walk.reading.target[:, 0])[walk.has_loss > 0].sum())


def _prediction(walk: Walk, t: int) -> str | float:
    row = walk.probabilities[t - 1]
    return walk.reading.classes[int(row.argmax())] if walk.reading.classes else float(row[0])


def _finite(table: Array) -> Array:
    return np.where(np.isfinite(table), np.abs(table), 0)


_OF_ARRAYS: dict[str, Callable[[Array, int], float]] = {
    "peak": lambda table, _t: float(_finite(table).max()),
    "lowest": lambda table, _t: float(_finite(table).min()),
    "mean": lambda table, _t: float(_finite(table).mean()),
    "most": lambda table, _t: int(_finite(table).max(axis=1).argmax()) + 1,
    "least": lambda table, _t: int(_finite(table).max(axis=1).argmin()) + 1,
    "unit_of_most": lambda table, t: int(_finite(table)[min(t, len(table)) - 1].argmax()) + 1,
    "unit_of_least": lambda table, t: int(_finite(table)[min(t, len(table)) - 1].argmin()) + 1,
    "count": lambda table, _t: int(np.count_nonzero(table)),
}
_PLAIN: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "min": min,
    "max": max,
    "round": round,
    "sign": lambda value: "plus" if value > 0 else "minus" if value < 0 else "zero",
}


def guided(
    lesson: str, language: str, walk: Walk, arrays: Mapping[str, Array], phases: Sequence[str], *, back: bool
) -> list[dict[str, Any]]:
    """Return the cards of a step page, each with its place and filled in with the numbers there.

    ``phases`` are the names of the small steps; a card's ``small`` is sent as its index among them.
    """
    scene = Scene(walk, arrays, back=back)
    sent = []
    for card in cards(lesson, language):
        place = scene.stand(card)
        small = card.head.get("small")
        sent.append(
            filled(card, scene)
            | {
                "t": place["t"],
                "unit": place["unit"] - 1,
                "phase": None if small is None else list(phases).index(small),
                "depth": card.head.get("depth", "cell"),
                "op": card.head.get("op", ""),
            }
        )
    return sent
