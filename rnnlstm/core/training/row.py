"""The parameters of a network in one row, one behind the other: what is done to each number is done once."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from rnnlstm.core.arrays import Array, in_a_row

Shapes: TypeAlias = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class Row:
    """Arrays by name, and all their numbers in one row.

    Attributes
    ----------
    shapes : dict of str to tuple of int
        Of each array, in the order of the row.
    numbers : ndarray, shape (n,)
    """

    shapes: Shapes
    numbers: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], order: Iterable[str] | None = None) -> Row:
        """Put arrays in a row, a copy of their numbers, in their own order or in that of these names."""
        names = arrays if order is None else order
        shapes = {name: np.shape(arrays[name]) for name in names}
        return cls(shapes, in_a_row(arrays[name] for name in shapes))

    def apart(self) -> dict[str, Array]:
        """Return the part of each array in its shape; they share the row's memory."""
        sizes = [math.prod(shape) for shape in self.shapes.values()]
        starts = itertools.accumulate(sizes, initial=0)
        return {
            name: self.numbers[start : start + size].reshape(shape)
            for (name, shape), size, start in zip(self.shapes.items(), sizes, starts, strict=False)
        }

    def check(self, what: str, arrays: Mapping[str, Array]) -> None:
        """Raise ValueError unless other arrays have these names and shapes, in any order."""
        shapes = {name: np.shape(each) for name, each in arrays.items()}
        if shapes != self.shapes:
            self._raise(what, shapes)

    def check_shapes(self, what: str, shapes: Shapes) -> None:
        """Raise ValueError unless another row has these names and shapes, in this order."""
        if shapes is not self.shapes and list(shapes.items()) != list(self.shapes.items()):
            self._raise(what, shapes)

    def _raise(self, what: str, shapes: Shapes) -> None:
        raise ValueError(f"{what} must fit the parameters, {dict(self.shapes)}, got {dict(shapes)}")
