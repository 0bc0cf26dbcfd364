"""Backpropagation on a graph of single numbers: each is made from others by one operation."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rnnlstm.core import validate

Edge = tuple[str, str]
"""A line of the graph: the node that it leaves, the node that it enters."""


class Operation(NamedTuple):
    """What a node makes of its inputs, and the slope of that by each of them, given the value made."""

    value: Callable[..., float]
    slopes: Callable[..., tuple[float, ...]]


def _pairs(inputs: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    return zip(inputs[::2], inputs[1::2], strict=True)


def _dot(*inputs: float) -> float:
    return sum(left * right for left, right in _pairs(inputs))


def _dot_slopes(_: float, *inputs: float) -> tuple[float, ...]:
    return tuple(other for left, right in _pairs(inputs) for other in (right, left))


def _distance(*inputs: float) -> float:
    return sum((left - right) ** 2 for left, right in _pairs(inputs)) / 2


def _distance_slopes(_: float, *inputs: float) -> tuple[float, ...]:
    return tuple(slope for left, right in _pairs(inputs) for slope in (left - right, right - left))


OPERATIONS: Mapping[str, Operation] = {
    # Inputs in pairs: w_1, x_1, w_2, x_2, …
    "dot": Operation(_dot, _dot_slopes),
    "distance": Operation(_distance, _distance_slopes),
    "sum": Operation(lambda *inputs: sum(inputs), lambda _, *inputs: (1.0,) * len(inputs)),
    "tanh": Operation(lambda a: float(np.tanh(a)), lambda h, _: (1 - h * h,)),
    "exp": Operation(lambda y: float(np.exp(y)), lambda e, _: (e,)),
    "share": Operation(lambda e, total: e / total, lambda p, _, total: (1 / total, -p / total)),
    "surprise": Operation(lambda p: float(-np.log(p)), lambda _, p: (-1 / p,)),
}
"""What a node can be; a "share" is a part of a total, a "surprise" the −ln of a probability."""


@dataclass(frozen=True)
class Node:
    """One number: its name, the operation that makes it, and from which others."""

    name: str
    operation: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Run:
    """One forward and one backward pass.

    Attributes
    ----------
    values : mapping of str to float
        Of every node, the given ones included.
    slopes : mapping of Edge to float
        How much the node that a line enters grows with the one that it leaves: d(to)/d(from), all else fixed.
    messages : mapping of Edge to float
        What comes back along each line: its slope times the gradient of the node that it enters.
    gradients : mapping of str to float
        dE/d(node): the sum of what comes back along the lines that leave it.
    """

    values: Mapping[str, float]
    slopes: Mapping[Edge, float]
    messages: Mapping[Edge, float]
    gradients: Mapping[str, float]


@dataclass(frozen=True)
class Graph:
    """Nodes, each after its inputs; the last one is the loss E. What no node makes is given.

    No node enters another by two lines. The chain rule as in Goodfellow, Bengio and Courville, *Deep
    Learning* (2016), section 6.5, algorithms 6.1 and 6.2.
    """

    nodes: tuple[Node, ...]

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the numbers that no node makes, in the order in which they are used."""
        made = {node.name for node in self.nodes}
        return tuple(dict.fromkeys(name for node in self.nodes for name in node.inputs if name not in made))

    def forward(self, given: Mapping[str, float]) -> dict[str, float]:
        """Return the value of every node.

        Parameters
        ----------
        given : mapping of str to float
            The numbers that no node makes.

        Raises
        ------
        ValueError
            If one of them is missing or is no finite number.
        """
        if missing := set(self.given) - set(given):
            raise ValueError(
                f"given must name {', '.join(self.given)}; missing: {', '.join(sorted(missing))}"
            )
        values = {name: validate.number(name, given[name]) for name in self.given}
        for node in self.nodes:
            values[node.name] = OPERATIONS[node.operation].value(*(values[name] for name in node.inputs))
        return values

    def run(self, given: Mapping[str, float]) -> Run:
        """Return the values of one forward pass, and the gradients of one backward pass.

        Parameters and errors are those of `forward`.
        """
        values = self.forward(given)
        slopes: dict[Edge, float] = {}
        messages: dict[Edge, float] = {}
        gradients = dict.fromkeys(values, 0.0)
        gradients[self.nodes[-1].name] = 1.0
        for node in reversed(self.nodes):
            inputs = [values[name] for name in node.inputs]
            of_each = OPERATIONS[node.operation].slopes(values[node.name], *inputs)
            for name, slope in zip(node.inputs, of_each, strict=True):
                edge = name, node.name
                slopes[edge] = slope
                messages[edge] = slope * gradients[node.name]
                gradients[name] += messages[edge]
        return Run(values, slopes, messages, gradients)

    def nudged(self, given: Mapping[str, float], name: str, by: float) -> tuple[float, float]:
        """Return E with one given number made smaller, and with it made larger, by the same amount.

        Their difference over twice that amount is the gradient as central differences have it.
        """
        loss = self.nodes[-1].name
        less, more = (self.forward({**given, name: given[name] + step})[loss] for step in (-by, by))
        return less, more
