"""A network by the name of its kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.cells import CELLS
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.rnn import IRNN, RNN


def draw(
    kind: str,
    input_size: int,
    hidden_size: int,
    output_size: int,
    *,
    seed: int,
    forget_bias: float = 1.0,
    dtype: DTypeLike = np.float64,
) -> Cell:
    """Draw a network of a kind.

    Parameters
    ----------
    kind : str
        A name in `CELLS`, "RNN" has tanh; or "IRNN", an RNN drawn as `IRNN` says.
    input_size, hidden_size, output_size : int
    seed : int
    forget_bias : float
        Of an LSTM; the others have none.
    dtype : dtype

    Raises
    ------
    ValueError
        If there is no such kind, or as the kind's `init` does.
    """
    sizes = input_size, hidden_size, output_size
    if validate.choice("kind", kind, (*CELLS, "IRNN")) == "IRNN":
        return RNN.init(*sizes, seed=seed, dtype=dtype, **IRNN)
    model = CELLS[kind]
    if issubclass(model, LSTM):
        return model.init(*sizes, seed=seed, forget_bias=forget_bias, dtype=dtype)
    return model.init(*sizes, seed=seed, dtype=dtype)
