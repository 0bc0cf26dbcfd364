"""The walk over a graph in small steps, each with its words and its equations: forward, backward, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rnnlstm.core.graph import Edge, Node
from rnnlstm.ui.lessons.vectors.measured import CLASSES, INPUTS, UNITS, Measured
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _

Stage = Literal["forward", "backward", "check"]

FORWARD: dict[str, tuple[tuple[str, ...], ...]] = {
    "chain": (("u",), ("a",), ("h",), ("E",)),
    "twice": (("a",), ("h",), ("y",), ("E",)),
    "vector": (("a1",), ("a2",), ("E",)),
    "softmax": (tuple(f"e{j}" for j in CLASSES), ("S",), tuple(f"p{j}" for j in CLASSES), ("E",)),
}
"""What each small step forward makes."""
BACKWARD: dict[str, tuple[tuple[str, ...], ...]] = {
    "chain": (("E",), ("h",), ("a",), ("u",), ("b",), ("w",), ("x",)),
    "twice": (("E",), ("y",), ("h",), ("a",), ("w",), ("x",)),
    "vector": (
        *(("E",), ("a1", "a2")),
        *((f"x{j}",) for j in INPUTS),
        *((f"W{unit}{j}",) for unit in UNITS for j in INPUTS),
    ),
    "softmax": (
        *(("E",), tuple(f"p{j}" for j in CLASSES), ("S",)),
        *(tuple(f"{name}{j}" for j in CLASSES) for name in "ey"),
    ),
}
"""Of which nodes each small step backward makes the gradient."""

GIVEN = {
    "chain": N_("The numbers that are given: a weight, an input, a bias, and the target. Go on with Next ▶."),
    "twice": N_("The weight w is used twice: for the input, and again for h. Go on with Next ▶."),
    "vector": N_("Three inputs, two units. The number on a line is its weight. Go on with Next ▶."),
    "softmax": N_("A network gives one score for each class, any three numbers. One class is right."),
}
MADE = {
    "dot": N_("Multiply the two numbers that come in."),
    "sum": N_("Add up what comes in."),
    "tanh": N_("tanh squeezes any number into the range from −1 to 1."),
    "distance": N_("The loss: half the squared distance from the target. The half will cancel a 2."),
    "exp": N_("exp makes every score positive, and large scores much larger."),
    "share": N_("Each one's share of the sum: the softmax. The three probabilities add up to 1."),
    "surprise": N_("The loss: −ln p of the right class. p = 1 costs nothing, p near 0 costs much."),
}
RETURNED = {
    "E": N_(
        "dh is short for ∂E/∂h, and so for every box: dE = ∂E/∂E = 1. From here we go back along the same "
        "lines."
    ),
    "dot": N_("Back through a product: the gradient times the other factor."),
    "sum": N_("Back through a sum: the gradient passes unchanged, for the slope is 1."),
    "tanh": N_(
        "Back through tanh: times its slope, 1 − h². When h is near ±1, this is small, and little gets "
        "through."
    ),
    "distance": N_("Back through ½( )²: its slope is the difference itself."),
    "share": N_("The right class has p = e/S. The slope of that in S is −e/S²."),
    "surprise": N_(
        "Back through −ln p: its slope is −1/p. From the others no line leads to E, so they get 0."
    ),
}
SPECIAL = {
    "vector a1": N_("Each input times its own weight, added up: row 1 of W times x."),
    "vector a2": N_("The same inputs, other weights: row 2 of W times x."),
    "twice dw": N_("Two paths lead from w to E. Multiply along each path, then add."),
    "vector dx1": N_(
        "From x₁ a path leads through each unit. Multiply along each, add: column 1 of W times da."
    ),
    "vector dx2": N_("The same for x₂: column 2 of W times da."),
    "vector dx3": N_("And x₃: column 3. The columns of W are the rows of its transpose: dx = W^⊤da."),
    "vector dW11": N_(
        "A weight sits on one line only. It gets da of the unit it leads to, times the x it multiplies."
    ),
    "vector dW23": N_(
        "Every weight has its own product. The table of them is the outer product: dW = da x^⊤."
    ),
    "softmax de1": N_("Every e enters the sum S. The right one has a second path, through its own p: add."),
    "softmax dy1": N_(
        "Back through exp: dy = de · e. That is p for every class, and 1 less for the right one: p − one-hot."
    ),
}
"""Words of a step that shows more than the rule of its operation, by the first name that it makes."""
CHECKED = N_(
    "The check: make one number smaller and larger by ε and compare the slope of E with the gradient. Only "
    "forward steps were needed for it, two for each number; going backward once gave all of them."
)


@dataclass(frozen=True)
class Row:
    """An equation: what it makes, of what, and the same with numbers, down to the result."""

    q: str
    left: str
    symbols: str
    numbers: str


@dataclass(frozen=True)
class Step:
    """One small step: what it makes, by the drawing's names, the paths that it shows, its words."""

    stage: Stage
    makes: tuple[str, ...]
    path: tuple[str, ...]
    says: str
    rows: tuple[Row, ...]


def tidy(value: float) -> str:
    """Return a number with three decimals at most, and none that says nothing."""
    size = abs(value)
    if size and not 5e-4 <= size < 1e4:
        mantissa, power = f"{value:.1e}".split("e")
        text = f"{mantissa}e{int(power)}"
    else:
        text = f"{value:.{1 if size >= 100 else 3}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def symbol(name: str) -> str:
    """Return a name as mathematics: ``W12`` is W_{12}, ``dx1`` is dx_1."""
    letters, digits = re.fullmatch(r"([A-Za-z]+)(\d*)", name).groups()  # type: ignore[union-attr]
    letters = letters.replace("target", _("target"))
    return letters + (f"_{{{digits}}}" if len(digits) > 1 else f"_{digits}" if digits else "")


def back(edge: Edge) -> str:
    """Return what the drawing calls the gradient that comes back along a line."""
    return f"{edge[1]}>{edge[0]}"


def steps(of: Measured) -> list[Step]:
    """Return all small steps of a part."""
    nodes = {node.name: node for node in of.graph.nodes}
    given = Step("forward", of.graph.given, (), _(GIVEN[of.part]), ())
    there = [_forward(of, [nodes[name] for name in names]) for names in FORWARD[of.part]]
    returns = [_backward(of, names) for names in BACKWARD[of.part]]
    return [given, *there, *returns, Step("check", ("check",), (), _(CHECKED), ())]


def _forward(of: Measured, nodes: list[Node]) -> Step:
    lines = tuple(f"{name}>{node.name}" for node in nodes for name in node.inputs)
    says = SPECIAL.get(f"{of.part} {nodes[0].name}", MADE[nodes[0].operation])
    rows = []
    for node in nodes:
        letters = [symbol(name) for name in node.inputs]
        numbers = [factor(of.run.values[name]) for name in node.inputs]
        made = f"{_made(node, numbers)} = {tidy(of.run.values[node.name])}"
        rows.append(Row(node.name, symbol(node.name), _made(node, letters), made))
    return Step("forward", (*(node.name for node in nodes), *lines), (), _(says), tuple(rows))


def _made(node: Node, inputs: list[str]) -> str:
    """Return what an operation makes of its inputs, as they are written."""
    pairs = list(zip(inputs[::2], inputs[1::2], strict=False))
    first = inputs[0]
    return {
        "dot": lambda: " + ".join(f"{left} · {right}" for left, right in pairs),
        "sum": lambda: " + ".join(inputs),
        "tanh": lambda: f"tanh({_bare(first)})",
        "distance": lambda: " + ".join(f"½ ({left} − {right})^2" for left, right in pairs),
        "exp": lambda: f"exp({_bare(first)})",
        "share": lambda: " / ".join(inputs),
        "surprise": lambda: f"−ln {first}",
    }[node.operation]()


def _backward(of: Measured, names: tuple[str, ...]) -> Step:
    nodes = {node.name: node for node in of.graph.nodes}
    # In the order of the forward pass.
    lines = [(name, node.name) for node in of.graph.nodes for name in node.inputs if name in names]
    leading = [edge for edge in lines if edge in of.leading]
    rows = [_collected(of, name, [edge for edge in leading if edge[0] == name]) for name in names]
    rule = nodes[leading[0][1]].operation if leading else "E"
    return Step(
        "backward",
        (*(f"d{name}" for name in names), *map(back, lines)),
        tuple(map(back, [*_onward(of, names), *_stands_on(of, names)])),
        _(SPECIAL.get(f"{of.part} d{names[0]}") or RETURNED[rule]),
        tuple(row for row in rows if row),
    )


def _collected(of: Measured, name: str, lines: list[Edge]) -> Row | None:
    """Return the gradient of a node as what comes back to it along lines; None where no line leads to E."""
    value = tidy(of.run.gradients[name])
    if name == "E":
        return Row("dE", "dE", value, "")
    if not lines:
        return None
    nodes = {node.name: node for node in of.graph.nodes}
    ends = [end for __, end in lines]
    letters = [f"{symbol('d' + end)} · {_slope(nodes[end], name)}" for end in ends]
    numbers = [f"{factor(of.run.gradients[end])} · {factor(of.run.slopes[name, end])}" for end in ends]
    return Row(f"d{name}", symbol(f"d{name}"), " + ".join(letters), f"{' + '.join(numbers)} = {value}")


def _onward(of: Measured, names: tuple[str, ...]) -> list[Edge]:
    """Return the lines from some nodes on to E, but for the first ones."""
    reached: set[str] = {to for start, to in of.leading if start in names}
    lines: list[Edge] = []
    while new := [edge for edge in of.leading if edge[0] in reached and edge not in lines]:
        lines += new
        reached |= {to for _, to in new}
    return sorted(lines)


def _stands_on(of: Measured, names: tuple[str, ...]) -> list[Edge]:
    """Return the lines that weights of a matrix stand on."""
    return [
        (node.inputs[node.inputs.index(name) + 1], node.name)
        for node in of.graph.nodes
        for name in names
        if name in node.inputs and name.startswith("W")
    ]


def _slope(node: Node, start: str) -> str:
    """Return the slope of a node by one of its inputs, as mathematics."""
    position = node.inputs.index(start)
    made, first = symbol(node.name), symbol(node.inputs[0])
    if node.operation in ("dot", "distance"):
        other = symbol(node.inputs[position ^ 1])
        return other if node.operation == "dot" else f"({symbol(start)} − {other})"
    return {
        "sum": "1",
        "tanh": f"(1 − {made}^2)",
        "exp": made,
        "share": "1/S" if position == 0 else f"(−{first}/S^2)",
        "surprise": f"(−1/{first})",
    }[node.operation]


def factor(value: float) -> str:
    """Return a number as it stands in a product: in brackets where it is negative."""
    text = tidy(value)
    return f"({text})" if text.startswith("−") else text


def _bare(text: str) -> str:
    """Return a number or a symbol without the brackets around it."""
    return text[1:-1] if text.startswith("(") else text
