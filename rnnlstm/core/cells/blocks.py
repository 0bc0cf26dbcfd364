"""Which parameters make a pre-activation, and which of their columns act on x_t and which on h_{t-1}."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from rnnlstm.core.arrays import Array


class Weight(NamedTuple):
    """The columns of one parameter that act on x_t, or those that act on h_{t-1}.

    Attributes
    ----------
    name : str
        The parameter, as "W_f".
    columns : slice
        Which of its columns.
    matrix : ndarray, shape (H, D) or (H, H)
        These columns, a view.
    """

    name: str
    columns: slice
    matrix: Array


class Block(NamedTuple):
    """One pre-activation of a cell, W_x x_t + W_h h_{t-1} + b.

    Attributes
    ----------
    a : str
        Its name in the cell's records: "a" of an RNN, "a_f".
    of_x, of_h : Weight
        W_x and W_h.
    biases : dict of str to ndarray of shape (H,)
        By the parameter's name: one, or one beside W_x and one beside W_h.
    a_h : str
        The name in the records of what W_h h_{t-1} enters: that of `a`, but for the candidate of a GRU, whose
        recurrent part goes through the reset gate first ("a_hn").
    peepholes : dict of str to str
        Parameters (H,) that multiply a cell state unit by unit, each with that state's name in the records:
        "c_prev" or "c".
    past : str
        What W_h multiplies, by its name in the records: "h_prev", but for the candidate of a GRU that resets
        before the product ("rh").
    """

    a: str
    of_x: Weight
    of_h: Weight
    biases: Mapping[str, Array]
    a_h: str
    peepholes: Mapping[str, str] = MappingProxyType({})
    past: str = "h_prev"


def joint(weight: tuple[str, Array], bias: tuple[str, Array], a: str, **peepholes: str) -> Block:
    """Return the block of a matrix (H, H + D) that acts on [h_{t-1}, x_t], with its bias (H,)."""
    (name, W), (_, b) = weight, bias
    of_h, of_x = (Weight(name, columns, W[:, columns]) for columns in (slice(0, len(b)), slice(len(b), None)))
    return Block(a, of_x, of_h, dict([bias]), a, peepholes)


def apart(
    of_x: tuple[str, Array], of_h: tuple[str, Array], biases: Mapping[str, Array], a: str, a_h: str
) -> Block:
    """Return the block of two matrices: (H, D) acting on x_t, and (H, H) on h_{t-1}."""
    every = slice(0, None)
    return Block(a, Weight(of_x[0], every, of_x[1]), Weight(of_h[0], every, of_h[1]), biases, a_h)
