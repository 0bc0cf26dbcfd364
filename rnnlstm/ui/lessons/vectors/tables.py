"""The tables beside a graph: what lies under each line of the matrices, and the check of every gradient."""

from __future__ import annotations

from dataclasses import dataclass

from rnnlstm.ui.lessons.vectors.measured import CLASSES, INPUTS, UNITS, Measured
from rnnlstm.ui.lessons.vectors.steps import symbol, tidy
from rnnlstm.ui.shell.language import _


@dataclass(frozen=True)
class Cell:
    """A cell: its symbol or its number or both, what it shows by name, and what a click on it leads to."""

    symbol: str = ""
    number: str = ""
    q: str = ""
    goes: str = ""
    head: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what it is, the quantity without which none of it is shown, and its rows, the head first."""

    caption: str
    needs: str
    rows: tuple[tuple[Cell, ...], ...]


def tables(of: Measured) -> list[Table]:
    """Return the tables of a part."""
    own = {"vector": _matrices, "softmax": _probabilities}.get(of.part)
    return [*(own(of) if own else []), _check(of)]


def _named(of: Measured, name: str, *, head: bool = True) -> Cell:
    return Cell(symbol(name), tidy(of.run.values[name]), name, head=head)


def _gradient(of: Measured, name: str, *, named: bool = False, head: bool = False) -> Cell:
    text = tidy(of.run.gradients[name])
    return Cell(symbol(f"d{name}") if named else "", text, f"d{name}", f"d{name}", head)


def _matrices(of: Measured) -> list[Table]:
    columns = tuple(_named(of, f"x{j}") for j in INPUTS)
    weights = tuple(
        (
            Cell(symbol(f"a{unit}"), head=True),
            *(
                Cell("", tidy(of.run.values[f"W{unit}{j}"]), f"W{unit}{j} a{unit}>x{j} x{j}>a{unit}")
                for j in INPUTS
            ),
            _gradient(of, f"a{unit}", named=True),
        )
        for unit in UNITS
    )
    sums = (
        Cell("dx = W^⊤da", head=True),
        *(_gradient(of, f"x{j}") for j in INPUTS),
        Cell(),
    )
    products = tuple(
        (
            _gradient(of, f"a{unit}", named=True, head=True),
            *(_gradient(of, f"W{unit}{j}") for j in INPUTS),
        )
        for unit in UNITS
    )
    return [
        Table(
            _("W: forward row by row, backward column by column"),
            "",
            ((Cell("W", head=True), *columns, Cell()), *weights, sums),
        ),
        Table(
            _("dW: each da times each x"),
            "dW11",
            ((Cell("dW = da x^⊤", head=True), *columns), *products),
        ),
    ]


def _probabilities(of: Measured) -> list[Table]:
    right = of.graph.nodes[-1].inputs[0]
    head = (
        Cell("", _("class"), head=True),
        *(Cell(name, head=True) for name in "yp"),
        Cell("", _("one-hot"), head=True),
        Cell("dy", head=True),
    )
    rows = tuple(
        (
            Cell("", str(j), head=True),
            *(Cell("", tidy(of.run.values[f"{name}{j}"]), f"{name}{j}") for name in "yp"),
            Cell("", "1" if right == f"p{j}" else "0"),
            _gradient(of, f"y{j}"),
        )
        for j in CLASSES
    )
    return [Table(_("dy = p − one-hot"), "", (head, *rows))]


def _check(of: Measured) -> Table:
    heads = (
        Cell(),
        *(Cell(text, head=True) for text in ("E(−ε)", "E(+ε)", "(E(+ε) − E(−ε)) / 2ε")),
        Cell("", _("by the chain rule"), head=True),
    )
    rows = tuple(
        (
            Cell(symbol(name), head=True),
            *(Cell("", _exact(value)) for value in (nudge.less, nudge.more, nudge.slope)),
            Cell("", _exact(of.run.gradients[name]), goes=f"d{name}"),
        )
        for name, nudge in of.nudges.items()
    )
    caption = _("Each number moved by ε = {nudge}, one at a time").format(nudge=f"{of.nudge:g}")
    return Table(caption, "check", (heads, *rows))


def _exact(value: float) -> str:
    """Return a number with the digits in which the two ways differ."""
    text = f"{value:.5f}" if abs(value) < 1e4 else f"{value:.6g}"
    return ("0.00000" if float(text) == 0 else text).replace("-", "−")
