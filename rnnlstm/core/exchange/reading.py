"""Weights put together to a cell, with a table of what was read as what."""

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells import CELLS
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.errors import WeightsError

NetworkT = TypeVar("NetworkT")


@dataclass(frozen=True)
class Read:
    """One line of the table: a part of one array, and the parameter that it became.

    Attributes
    ----------
    name : str
        The array, as "lstm.weight_ih_l0".
    shape : tuple of int
    dtype : str
        "float32", "bfloat16", ..
    gate : str
        Which gate the part belongs to, by the letters of the core; "h" is all of an RNN, "y" the read-out.
    part : tuple of (int, int)
        From where to where along the axis on which the gates stand side by side.
    parameter : str
        As "W_i".
    columns : tuple of (int, int), or None
        Of a matrix, which of the parameter's columns it is.
    how : tuple of str
        "transposed": the array keeps its rows as columns. "summed": two biases of the array's library are one
        here. "widened": float16 or bfloat16 became float32.
    place : str
        In a stack the place of the cell, as "layers.0.right_to_left".
    """

    name: str
    shape: tuple[int, ...]
    dtype: str
    gate: str
    part: tuple[int, int]
    parameter: str
    columns: tuple[int, int] | None = None
    how: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, eq=False)
class Reading(Generic[NetworkT]):
    """A network that was read, and how.

    Attributes
    ----------
    network : Cell or Stack
    table : tuple of Read
        What was read as what.
    assumed : tuple of str
        What the weights do not say: "activation" (an RNN's; the argument was taken), "sigmoid" (that of the
        gates of a network so old that Keras had another one), "reset_after" (a GRU's without bias), "bias"
        (there is none, zeros stand for it), "readout" (there is none, y_t = h_t).
    left : tuple of str
        The names that were not taken.
    """

    network: NetworkT
    table: tuple[Read, ...]
    assumed: tuple[str, ...]
    left: tuple[str, ...]


class Part(NamedTuple):
    """One array whose gates stand one above the other, (G*H, n) or (G*H,), and where it is from."""

    name: str
    array: Array
    shape: tuple[int, ...]
    dtype: str
    transposed: bool = False


class Parts(NamedTuple):
    """The arrays of one cell: of x_t and of h_{t-1}, and the bias beside each, if there is one."""

    of_x: Part
    of_h: Part
    b_x: Part | None
    b_h: Part | None


class Readout(NamedTuple):
    """A linear layer behind the network, W (O, H) and b (O,), None if it has no bias."""

    W: Part
    b: Part | None


def assemble(
    kind: str, order: str, parts: Parts, readout: Readout | None, form: dict[str, str]
) -> Reading[Cell]:
    """Return the cell that the parts make.

    Parameters
    ----------
    kind : str
        A key of `CELLS`.
    order : str
        The letters of the cell's blocks, in the order in which they stand in the arrays.
    parts : Parts
    readout : Readout or None
        Without one y_t = h_t.
    form : dict of str to str
        The activation of an RNN, the reset of a GRU.
    """
    H, D = parts.of_h.array.shape[1], parts.of_x.array.shape[1]
    dtype = np.result_type(*(part.array for part in parts if part is not None))
    W_hy, b_y, lines = read_readout(readout, H, dtype)
    empty = {name: np.zeros(shape, dtype) for name, shape in CELLS[kind].shapes(D, H, len(b_y)).items()}
    params = {**empty, "W_hy": W_hy, "b_y": b_y}
    cell = CELLS[kind](**params, **form)
    blocks = cell.blocks()
    table: list[Read] = []
    for k, gate in enumerate(order):
        rows = slice(k * H, (k + 1) * H)
        block = blocks[gate]
        for part, weight in ((parts.of_x, block.of_x), (parts.of_h, block.of_h)):
            params[weight.name][:, weight.columns] = part.array[rows]
            columns = weight.columns.indices(params[weight.name].shape[1])[:2]
            table.append(_line(part, gate, rows, weight.name, columns))
        names = list(block.biases)
        names = names if len(names) == 2 else names * 2
        for part_b, bias in zip((parts.b_x, parts.b_h), names, strict=True):
            if part_b is not None:
                params[bias] += part_b.array[rows]
                summed = len(block.biases) == 1 and parts.b_x is not None and parts.b_h is not None
                table.append(_line(part_b, gate, rows, bias, None, ("summed",) if summed else ()))
    assumed = ["bias"] * (parts.b_x is None) + ["readout"] * (readout is None)
    return Reading(cell.with_params(params), (*table, *lines), tuple(assumed), ())


def read_readout(
    readout: Readout | None, width: int, dtype: np.dtype[np.floating]
) -> tuple[Array, Array, list[Read]]:
    """Return W_hy and b_y of a read-out of a state of this width, and their lines of the table."""
    if readout is None:
        return np.eye(width, dtype=dtype), np.zeros(width, dtype), []
    W, b = readout
    if W.array.ndim != 2 or W.array.shape[1] != width:
        expected = f"(H, O) with H = {width}" if W.transposed else f"(O, H) with H = {width}"
        raise WeightsError("shape", name=W.name, expected=expected, got=W.shape)
    O = len(W.array)  # noqa: E741
    if b is not None and b.array.shape != (O,):
        raise WeightsError("shape", name=b.name, expected=f"(O,) = {(O,)}", got=b.shape)
    every = slice(0, O)
    lines = [_line(W, "y", every, "W_hy", (0, width))]
    if b is not None:
        lines.append(_line(b, "y", every, "b_y", None))
    return W.array, np.zeros(O, dtype) if b is None else b.array, lines


def _line(
    part: Part,
    gate: str,
    rows: slice,
    parameter: str,
    columns: tuple[int, int] | None,
    how: tuple[str, ...] = (),
) -> Read:
    how = ("transposed",) * part.transposed + how + ("widened",) * (part.dtype in ("float16", "bfloat16"))
    return Read(part.name, part.shape, part.dtype, gate, (rows.start, rows.stop), parameter, columns, how)
