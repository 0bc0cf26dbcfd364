"""What a cell is in the stepper: its small steps, what can be looked into, and what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.ui.stepper.labels import Direction
from rnnlstm.ui.walk.walk import Walk

Arrays = dict[str, NDArray[np.floating[Any]]]


@dataclass(frozen=True)
class Phase:
    """One small step: its name, its title, the arrays it makes, and a sentence with their names in braces.

    ``mirrored`` is the sentence for a book that counts the gate of this step from the other end.
    """

    name: str
    title: str
    makes: tuple[str, ...]
    says: str
    mirrored: str = ""

    def sent(self, *, mirrored: bool) -> dict[str, Any]:
        """Return what the browser is told, its words for the catalogue."""
        says = (self.mirrored if mirrored else "") or self.says
        return {"name": self.name, "title": self.title, "makes": self.makes, "says": says}


@dataclass(frozen=True)
class Operation:
    """A computation that can be looked into term by term; ``name`` is also that of its result's array."""

    name: str
    title: str


@dataclass(frozen=True)
class Series:
    """A column of the table or a line of a chart: an array, its symbol, its colour."""

    key: str
    symbol: str
    hue: str


@dataclass(frozen=True)
class HeatMap(Series):
    """An array painted over time; ``scale`` is "signed", "log" (signed, by decades) or "gate" (0 to 1)."""

    scale: str


@dataclass(frozen=True)
class Outer:
    """What a step adds to a weight matrix's gradient: ``left`` times the row of what ``right`` names."""

    left: str
    name: str
    hue: str
    right: tuple[str, ...] = ("h_before", "x")


@dataclass(frozen=True)
class Panels:
    """What is shown besides the diagram. Symbols have ``_`` and ``^`` for lowered and raised parts."""

    maps: tuple[HeatMap, ...]
    table: tuple[Series, ...]
    norms: tuple[Series, ...] = ()
    contributions: tuple[Series, ...] = ()
    outer: tuple[Outer, ...] = ()


@dataclass(frozen=True)
class Pass:
    """A cell in one direction.

    Attributes
    ----------
    phases
        The small steps within a time step: forward in the order of the equations, backward of the chain rule.
    operations
        What can be looked into.
    panels
        What is shown besides the diagram.
    arrays
        Makes the numbers of a walk by the names that the browser draws, each with a row a time step.
        Forward names are the equations': ``f``, ``a_f`` for a pre-activation, ``a_f_x``, ``a_f_h``, ``b_f``
        for its terms, ``h_before`` for h_{t-1}. Backward ``dh`` is dE/dh_t and so on; ``dh_f`` is what goes
        to h_{t-1} by way of gate f, ``dh_onward`` all of it. ``wire_...`` is what only a line of the
        diagram shows.
    """

    phases: tuple[Phase, ...]
    operations: tuple[Operation, ...]
    panels: Panels
    arrays: Callable[[Walk], Arrays]


@dataclass(frozen=True)
class CellView:
    """A cell as the stepper shows it."""

    forward: Pass
    backward: Pass

    def facing(self, direction: Direction) -> Pass:
        """Return one of the directions."""
        return self.forward if direction == "forward" else self.backward
