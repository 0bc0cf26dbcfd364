"""What every cell is: a frozen record of its parameters with a linear read-out."""

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.cells.activations import Array
from rnnlstm.core.cells.records import linear


class Cell:
    """Base of RNN, LSTM and GRU, which are frozen dataclasses whose array fields are the parameters.

    Attributes
    ----------
    trace_type : type
        What `forward` returns.
    gates : mapping of str to float
        The gates that `forward` can clamp, each with its smallest value; the largest is 1.
    """

    W_hy: Array
    b_y: Array
    trace_type: ClassVar[type]
    gates: ClassVar[Mapping[str, float]] = MappingProxyType({})

    @staticmethod
    @abstractmethod
    def shapes(D: int, H: int, O: int) -> dict[str, tuple[int, ...]]:  # noqa: E741
        """Return the shape of each parameter, in the order of the fields."""

    @property
    def params(self) -> dict[str, Array]:
        """The parameters, name -> array, in the order of the fields."""
        return {name: getattr(self, name) for name in self.shapes(1, 1, 1)}

    @property
    @abstractmethod
    def input_size(self) -> int:
        """D, the width of the input."""

    @property
    def hidden_size(self) -> int:
        """H, the number of hidden units."""
        return int(self.W_hy.shape[1])

    @property
    def output_size(self) -> int:
        """O, the width of the output."""
        return int(self.W_hy.shape[0])

    @property
    def dtype(self) -> np.dtype[Any]:
        """The floating type of the parameters, in which the cell computes."""
        return self.W_hy.dtype

    def check_trace(self, trace: object) -> None:
        """Raise ValueError unless `trace` is of the type and the sizes that `forward` returns."""
        validate.trace(trace, self.trace_type, self.input_size, self.hidden_size, self.output_size)

    def _h_loss(self, dy: Array, dh: Array | None, out: Array | None = None) -> Array:
        """Return what the loss sends into every h_t: W_hy^T dE/dy_t, and the further `dh` if there is one."""
        h_loss = linear(dy, self.W_hy.T, out=out)
        if dh is not None:
            h_loss += dh
        return h_loss

    def __post_init__(self) -> None:
        given = {name: np.asarray(value) for name, value in self.params.items()}
        for name, value in given.items():
            if value.dtype.kind not in "iuf":
                raise ValueError(f"{name} must hold real numbers, got dtype {value.dtype}")
            rank = len(self.shapes(1, 1, 1)[name])
            if value.ndim != rank:
                raise ValueError(f"{name} must have {rank} axes, got shape {value.shape}")
        dtype = np.result_type(*given.values())
        if dtype.kind != "f":
            dtype = np.dtype(np.float64)
        for name, value in given.items():
            object.__setattr__(self, name, value.astype(dtype, copy=False))
        for name, expected in self.shapes(self.input_size, self.hidden_size, self.output_size).items():
            if given[name].shape != expected:
                raise ValueError(f"{name} must have shape {expected}, got {given[name].shape}")
