"""Interventions: gates held at a value that the learner sets, whatever their pre-activation says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, DType, Mask

# Where each gate is clamped: its name -> bool array, the shape of the gate. None: every gate is free.
Clamped: TypeAlias = Mapping[str, Mask]


@dataclass(frozen=True, eq=False)
class Clamp:
    """Values that gates are held at, checked; a gate that is free throughout is not among them.

    Attributes
    ----------
    values : dict of str to ndarray
        For each gate its values, each of the shape of the gate; meaningful where `where` is True.
    where : dict of str to ndarray of bool
    """

    values: dict[str, Array]
    where: dict[str, Mask]

    @classmethod
    def read(
        cls,
        clamp: Mapping[str, ArrayLike] | None,
        minimum: Mapping[str, float],
        shape: tuple[int, ...],
        dtype: DType,
    ) -> Self:
        """Check what a caller gave.

        Parameters
        ----------
        clamp : mapping of str to array_like, or None
            Gate's name -> values, broadcastable to `shape`, NaN where the gate stays free.
        minimum : mapping of str to float
            The cell's gates, each with its smallest value: 0 for a sigmoid, -1 for a tanh. The largest is 1.
        shape : tuple of int
            Of one gate: (T, B, H) for a sequence, (B, H) for a step.
        dtype : dtype
            The cell's.

        Raises
        ------
        ValueError
            If `clamp` is no mapping, a name is none of the cell's gates, or values do not broadcast, are
            no numbers or lie outside the gate's range.
        """
        if clamp is None:
            return cls({}, {})
        if not isinstance(clamp, Mapping):
            raise ValueError(f"clamp must map gates' names to values, got {type(clamp).__name__}")
        if clamp and not minimum:
            raise ValueError(f"clamp needs a cell with gates, got {', '.join(map(repr, clamp))} for an RNN")
        values, where = {}, {}
        for gate, given in clamp.items():
            lowest = minimum[validate.choice("each name in clamp", gate, minimum)]
            value = _in_range(f"clamp[{gate!r}]", given, lowest, shape, dtype)
            held = ~np.isnan(value)
            if held.any():
                values[gate], where[gate] = value, held
        return cls(values, where)

    def apply(self, gate: str, value: Array) -> Array:
        """Return the gate's value, replaced where it is clamped."""
        return np.where(self.where[gate], self.values[gate], value) if gate in self.values else value

    def onto(self, **gates: Array) -> list[tuple[Array, Array, Mask]]:
        """Pair the arrays that gates are written to with the values and places to overwrite them with.

        For a loop over time: ``np.copyto(gate[t], value[t], where=where[t])`` for each triple.
        """
        return [
            (gate, self.values[name], self.where[name]) for name, gate in gates.items() if name in self.values
        ]

    @property
    def clamped(self) -> Clamped | None:
        """Where gates are clamped; None if nowhere."""
        return self.where or None


def _in_range(name: str, given: ArrayLike, lowest: float, shape: tuple[int, ...], dtype: DType) -> Array:
    value = validate.real(name, given, dtype)
    outside = value[(value < lowest) | (value > 1)]
    if outside.size:
        raise ValueError(f"{name} must lie in {lowest:g} .. 1, or be NaN to stay free, got {outside[0]:g}")
    try:
        return np.broadcast_to(value, shape)
    except ValueError:
        axes = "T, B, H" if len(shape) == 3 else "B, H"
        raise ValueError(f"{name} must broadcast to ({axes}) = {shape}, got shape {value.shape}") from None
