"""A cell as a layer among others: it hands its h_t on, and has no read-out."""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.padding import Lengths
from rnnlstm.core.cells.records import Gradients, Trace

# The state in which a cell begins: h0, or (h0, c0) of one with a cell state; None for zeros.
Initial: TypeAlias = ArrayLike | tuple[ArrayLike, ArrayLike] | None

# The parameters of a read-out, which a layer has not.
READOUT = ("W_hy", "b_y")

CellT = TypeVar("CellT", bound=Cell)


def without_readout(cell: CellT) -> CellT:
    """Return the cell with O = 0: W_hy is (0, H), and y_t is empty."""
    if not isinstance(cell, Cell):
        raise ValueError(f"a layer must be of cells, got {type(cell).__name__}")
    H, dtype = cell.hidden_size, cell.dtype
    return cell.with_params({"W_hy": np.zeros((0, H), dtype), "b_y": np.zeros(0, dtype)})


def run_cell(cell: Cell, x: Array, initial: Initial, lengths: Lengths | None) -> Trace:
    """Run a cell over an input that is checked already, or has overflowed below."""
    h0, c0 = initial if isinstance(initial, tuple) else (initial, None)
    return cell.run(x, cell.first_states(h0, c0, x.shape[1]), Clamp({}, {}), lengths)


def run_cell_back(cell: Cell, trace: Trace, dh: Array) -> Gradients:
    """Run backpropagation over a trace, with a gradient that is checked already, or has overflowed above."""
    cell.check_trace(trace)
    return cell.run_back(trace, np.zeros_like(trace.y), dh)


def named(parts: Mapping[str, Mapping[str, Array]]) -> dict[str, Array]:
    """Return what belongs to the parameters of several parts by its whole name, but for a read-out's."""
    return {
        f"{part}.{name}": value
        for part, of_part in parts.items()
        for name, value in of_part.items()
        if name not in READOUT
    }


def under(name: str, params: Mapping[str, Array]) -> dict[str, Array]:
    """Return the parameters whose names begin with `name` and a dot, by what comes after."""
    return {k.removeprefix(f"{name}."): value for k, value in params.items() if k.startswith(f"{name}.")}
