"""What the cards of a step page can speak of: a walk's numbers at the place that the card sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm
from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.guide.fill import filled
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.guide.measures import FACTS, OF_ARRAYS, OF_UNITS, PLAIN, lead, of_last_loss
from rnnlstm.ui.guide.pair import PAIR
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[np.floating[Any]]


class Scene(Mapping[str, Any]):
    """A walk's numbers, by the names that the stepper gives them, at one step and unit.

    Besides the arrays there are ``t``, ``unit``, ``T``, ``H``, ``loss``, ``right`` (predictions that are
    right), ``asked`` (steps with a loss), ``symbol``, ``target``, ``prediction``, ``sure`` (the probability
    of the prediction), ``classes`` (number of possible answers, 0 for numbers), ``first`` and ``last`` (the
    ends of the walk), ``back`` (whether it goes backward), and functions:

    - ``at(name, t)``, ``at(name, t, unit)``: the value elsewhere; ``symbol_at(t)``.
    - ``peak(name)``, ``lowest(name)``, ``mean(name)``: of an array's sizes, over all steps and units.
    - ``most(name)``, ``least(name)``: the step at which the array is largest or smallest in size.
    - ``unit_of_most(name)``, ``unit_of_least(name)``: the unit, at the step of this place.
    - ``count(name)``: how many of its numbers are not 0; ``abs``, ``min``, ``max``, ``sign``.
    - ``norm(name, t)``: of all units at a step; ``none(name)``: the steps at which all are 0; ``tops(name)``:
      those at which the array is largest, with all that cannot be told apart from it.
    - ``clear(a, b, …)``: whether one of them is larger in size than the others, so that one can see it.
    - ``row_most(W, v)``, ``column_most(W, v)``: the unit whose v, times its weight in this unit's row or
      column, is the largest in size; 0 if none is so clearly.
    - ``again``: the first step that reads what an earlier one read, which is ``earlier``; 0 if none does.
    - ``phi(a)``: the activation; ``p_target``: the probability of the target.
    - ``last_dh``, ``last_dc``: the gradients of the last step's loss alone; ``last_highway``: what is left of
      the latter along the cell. ``factor(name)``: what an average step back multiplies the norm by, 0 if that
      cannot be said.
    - ``model``: the kind of network. ``keeper(name)``: the unit whose mean over the steps is largest.
    - ``unit_mean``, ``unit_peak``, ``unit_low``: of this unit, over the steps; ``unit_most``, ``unit_least``:
      the step at which it is largest or smallest; ``unit_tops``, ``unit_lows``: all steps at which its gate
      is visibly the most or the least open.

    Beside another walk, all of that walk's names are here too, after ``other_``, at the same step and unit or
    at its last; and those of `PAIR`. A page can add ``facts`` of its own.
    """

    def __init__(
        self,
        walk: Walk,
        arrays: Mapping[str, Array],
        *,
        back: bool,
        other: Scene | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        self._walk = walk
        self._arrays = arrays
        self._back = back
        self._other = other
        self._facts = facts or {}
        self._place = {"t": walk.reading.steps if back else 1, "unit": 1}

    def stand(self, card: Card) -> dict[str, int]:
        """Go to the place of a card, and return it; without one, stay where the walk begins."""
        steps, hidden = self._walk.reading.steps, self._walk.cell.hidden_size
        self._place = {"t": steps if self._back else 1, "unit": 1}
        for key, most in (("t", steps), ("unit", hidden)):
            if key in card.head:
                self._place[key] = int(max(1, min(most, evaluate(card.head[key], self))))
        return dict(self._place)

    def _beside(self, other: Scene, name: str) -> Any:
        """Return what the other walk has where the steppers in lockstep stand."""
        t, unit = self._place["t"], self._place["unit"]
        steps, hidden = other._walk.reading.steps, other._walk.cell.hidden_size
        other._place = {"t": min(t, steps), "unit": min(unit, hidden)}
        return other[name]

    def __getitem__(self, name: str) -> Any:
        if name in self._place:
            return self._place[name]
        if name in self._facts:
            return self._facts[name]
        if self._other and name.startswith("other_"):
            return self._beside(self._other, name.removeprefix("other_"))
        if self._other and name in PAIR:
            return PAIR[name](self._walk, self._other._walk)
        if name in FACTS:
            return FACTS[name](self._walk, self._place["t"])
        if name in PLAIN:
            return PLAIN[name]
        if name in OF_ARRAYS:
            return lambda key: OF_ARRAYS[name](self._table(key), self._place["t"])
        if name in OF_UNITS:
            return lambda key: OF_UNITS[name](self._table(key), self._place["unit"] - 1)
        if name == "at":
            return self._at
        if name == "back":
            return self._back
        if name == "first":
            return self._walk.reading.steps if self._back else 1
        if name == "last":
            return 1 if self._back else self._walk.reading.steps
        if name == "symbol_at":
            return lambda t: self._walk.reading.symbols[int(t) - 1]
        if name == "norm":
            return lambda key, t: float(norm(self._table(key)[int(t) - 1]))
        if name in ("row_most", "column_most"):
            return lambda weights, vector: self._most_of_sum(weights, vector, down=name == "column_most")
        return self._at(name, self._place["t"], self._place["unit"])

    def __iter__(self) -> Iterator[str]:
        yield from (*self._place, *FACTS, *PLAIN, *OF_ARRAYS, *self._arrays)

    def __len__(self) -> int:
        return sum(1 for _name in self)

    def _most_of_sum(self, weights: str, vector: str, *, down: bool) -> int:
        """Return the unit that contributes most to this unit's number of a matrix product, or 0."""
        table, unit = self._table(weights), self._place["unit"] - 1
        with np.errstate(all="ignore"):
            terms = (table[:, unit] if down else table[unit]) * self._table(vector)[self._place["t"] - 1]
        return lead(terms)

    def _table(self, name: str) -> Array:
        """Return an array with a row a step."""
        if name.startswith("last_") and name not in self._arrays:
            self._arrays = {**self._arrays, **of_last_loss(self._walk)}
        array = np.asarray(self._arrays[name], dtype=np.float64)
        return array.reshape(len(array), -1)

    def _at(self, name: str, t: float, unit: float | None = None) -> float:
        table = self._table(name)
        row = table[min(int(t) - 1, len(table) - 1)]
        unit = self._place["unit"] if unit is None else unit
        return float(row[min(int(unit) - 1, len(row) - 1)])


def guided(
    lesson: str, language: str, scene: Scene, phases: Sequence[str], path: str = "none"
) -> list[dict[str, Any]]:
    """Return the cards of a step page, each with its place and filled in with the numbers there.

    ``phases`` are the names of the small steps; a card's ``small`` is sent as its index among them.
    """
    sent = []
    for card in cards(lesson, language, path):
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
                "alone": card.head.get("alone") == "last",
                "anchors": card.head.get("anchor", "").split(),
            }
        )
    return sent
