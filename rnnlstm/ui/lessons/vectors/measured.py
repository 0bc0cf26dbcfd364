"""The graphs of the lesson, and every number on them for what the learner has set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rnnlstm.core.graph import Edge, Graph, Node, Run

UNITS, INPUTS = (1, 2), (1, 2, 3)
CLASSES = (1, 2, 3)


def _node(text: str) -> Node:
    """Return a node from a line such as ``a = sum(u, b)``."""
    name, operation, inputs = text.replace(" ", "").replace("(", "=").rstrip(")").split("=")
    return Node(name, operation, tuple(inputs.split(",")))


def _graph(*lines: str) -> Graph:
    return Graph(tuple(map(_node, lines)))


def graph(part: str, right: int = 1) -> Graph:
    """Return the graph of a part; that of the softmax depends on which class is the right one."""
    if part == "chain":
        return _graph("u = dot(w, x)", "a = sum(u, b)", "h = tanh(a)", "E = distance(h, target)")
    if part == "twice":
        return _graph("a = dot(w, x)", "h = tanh(a)", "y = dot(w, h)", "E = distance(y, target)")
    if part == "vector":
        row = "a{0} = dot(W{0}1, x1, W{0}2, x2, W{0}3, x3)"
        return _graph(*(row.format(unit) for unit in UNITS), "E = distance(a1, target1, a2, target2)")
    return _graph(
        *(f"e{j} = exp(y{j})" for j in CLASSES),
        "S = sum(e1, e2, e3)",
        *(f"p{j} = share(e{j}, S)" for j in CLASSES),
        f"E = surprise(p{right})",
    )


@dataclass(frozen=True, eq=False)
class Nudge:
    """A given number made smaller and larger by ε: the loss either way, and the slope between the two."""

    less: float
    more: float
    slope: float


@dataclass(frozen=True, eq=False)
class Measured:
    """A part of the lesson with its numbers.

    Attributes
    ----------
    leading : frozenset of Edge
        The lines by which E can be reached.
    nudges : mapping of str to Nudge
        Of each given number but the targets, the weights first.
    """

    part: str
    graph: Graph
    run: Run
    leading: frozenset[Edge]
    nudge: float
    nudges: Mapping[str, Nudge]


@lru_cache(maxsize=64)
def measured(part: str, given: tuple[tuple[str, float], ...], nudge: float, right: int = 1) -> Measured:
    """Return the numbers of a part, for its given numbers by their names."""
    of, numbers = graph(part, right), dict(given)
    nudges = {}
    for name in sorted(of.given, key=lambda name: name.startswith("x")):
        if not name.startswith("target"):
            less, more = of.nudged(numbers, name, nudge)
            nudges[name] = Nudge(less, more, (more - less) / (2 * nudge))
    return Measured(part, of, of.run(numbers), _leading(of), nudge, nudges)


def _leading(of: Graph) -> frozenset[Edge]:
    reached = {of.nodes[-1].name}
    edges: set[Edge] = set()
    for node in reversed(of.nodes):
        if node.name in reached:
            reached.update(node.inputs)
            edges.update((name, node.name) for name in node.inputs)
    return frozenset(edges)
