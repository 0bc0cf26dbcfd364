"""How a book writes a network, symbol by symbol: names, shapes, and where a library keeps the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rnnlstm.core.cells.cell import Cell
from rnnlstm.ui.walk.notation.notation import INDICES, CellNotation, braced

_APART = ("h", "n")
"""The gates for which the course itself has a matrix for x and one for h."""


@dataclass(frozen=True)
class Line:
    """One symbol.

    Attributes
    ----------
    course, book
        What it is called.
    shape
        Its shape in the book; of a quantity that of one step.
    columns
        The first and the last column of the course's matrix that it holds, from 1; None: it is all of it.
    transposed, negated, rest
        Whether it is the course's transposed, with the other sign, or one minus it.
    place
        The arrays that hold it in the library, empty without such.
    """

    course: str
    book: str
    shape: tuple[int, ...]
    columns: tuple[int, int] | None = None
    transposed: bool = False
    negated: bool = False
    rest: bool = False
    place: str = ""


def lines(cell: Cell, written: CellNotation) -> list[Line]:
    """Return how a book writes the quantities and parameters of a network."""
    H, D = cell.hidden_size, cell.input_size
    names = [*(written.order or cell.gates or "h"), "x", "y"]
    quantities = [
        Line(
            f"{name}_t",
            written.text(f"{name}_t"),
            (D if name == "x" else cell.params["b_y"].shape[0] if name == "y" else H,),
            rest=name in written.mirrored,
        )
        for name in names
    ]
    gates = written.stacked.get("order") or [gate for gate in written.parameters if gate != "k"]
    parameters = [line for gate in gates for line in _of_gate(cell, written, gate)]
    matrix, bias = written.readout
    shape = cell.params["W_hy"].shape
    readout = [
        Line("W_{hy}", matrix, shape[::-1] if written.rows else shape, transposed=written.rows),
        Line("b_y", bias, shape[:1]),
    ]
    return [*quantities, *parameters, *readout]


def _of_gate(cell: Cell, written: CellNotation, gate: str) -> Iterator[Line]:
    """Return the parameters of a gate: what acts on x, what acts on h, what is added."""
    H, D = cell.hidden_size, cell.input_size
    books, index, rows = written.parameters[gate], INDICES[gate], written.rows
    negated = gate in written.mirrored
    apart = gate in _APART
    if books.whole and not apart:
        yield Line(f"W_{index}", books.whole, (H, H + D), negated=negated)
    else:
        for part, name, width, before in (("x", books.of_x, D, H), ("h", books.of_h, H, 0)):
            yield Line(
                f"W_{{{part}{index}}}" if apart else f"W_{index}",
                name,
                (width, H) if rows else (H, width),
                columns=None if apart else (before + 1, before + width),
                transposed=rows,
                negated=negated,
                place=_place(written, f"of_{part}", gate, H),
            )
    first, second = (_place(written, kind, gate, H) for kind in ("bias", "bias_h"))
    if gate == "n":
        yield Line("b_{xn}", books.biases[0], (H,), place=first)
        yield Line("b_{hn}", books.biases[-1], (H,), place=second)
    else:
        place = f"{first} + {second}" if second else first
        yield Line(f"b_{braced(index)}", " + ".join(books.biases), (H,), negated=negated, place=place)


def _place(written: CellNotation, kind: str, gate: str, H: int) -> str:
    """Return where a library keeps a parameter of a gate, as one writes it in Python."""
    if kind not in written.stacked:
        return ""
    order = written.stacked["order"]
    if len(order) == 1:
        return written.stacked[kind].replace("[:, {}]", "").replace("[{}]", "")
    start = H * order.index(gate)
    return written.stacked[kind].format(f"{start}:{start + H}")
