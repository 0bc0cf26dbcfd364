"""What every cell is: a frozen record of its parameters with a linear read-out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, DType, linear
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.blocks import Block
from rnnlstm.core.cells.clamp import Clamp
from rnnlstm.core.cells.linear import Linearised
from rnnlstm.core.cells.padding import Lengths
from rnnlstm.core.cells.records import Gradients, State, Step, StepGradients, Trace


class Cell(ABC):
    """The type of every cell; cells are frozen dataclasses whose array fields are the parameters.

    Attributes
    ----------
    trace_type : type
        What `forward` returns.
    states : tuple of str
        What a step hands to the next: ("h",), or ("h", "c") where there is a cell state.
    gates : mapping of str to float
        The gates that `forward` can clamp, each with its smallest value; the largest is 1.
    resting : mapping of str to float
        What gates are beyond the end of a sequence in a padded batch, where they let the state through whole.
    """

    W_hy: Array
    b_y: Array
    trace_type: type[Trace]
    states: ClassVar[tuple[str, ...]] = ("h",)
    gates: ClassVar[Mapping[str, float]] = MappingProxyType({})
    resting: ClassVar[Mapping[str, float]] = MappingProxyType({})

    @classmethod
    @abstractmethod
    def init(
        cls,
        input_size: int,
        hidden_size: int,
        output_size: int,
        *,
        seed: int,
        recurrent: str = "uniform",
        gain: float = 1.0,
        dtype: DTypeLike = np.float64,
    ) -> Self:
        """Draw a cell; see `Initialiser` for the arguments."""

    @staticmethod
    @abstractmethod
    def shapes(D: int, H: int, O: int) -> dict[str, tuple[int, ...]]:  # noqa: E741
        """Return the shape of each parameter, in the order of the fields."""

    @abstractmethod
    def blocks(self) -> dict[str, Block]:
        """Return the pre-activations, by the letter that the equations call their values: what makes each."""

    @abstractmethod
    def step(self, x: Array, state: State, *, clamp: Mapping[str, ArrayLike] | None = None) -> Step:
        """Take one step, as the equations stand.

        Parameters
        ----------
        x : ndarray, shape (B, D)
        state : ndarray or tuple of ndarray, each of shape (B, H)
            h_{t-1}, or (h_{t-1}, c_{t-1}).
        clamp : mapping, optional
            That of `forward`, of this step: its values are broadcastable to (B, H).
        """

    @abstractmethod
    def step_back(self, step: Step, dy: Array, dstate: State) -> StepGradients:
        """Take one step of backpropagation, as the equations stand.

        Parameters
        ----------
        step : Step
            What `step` of this cell returned.
        dy : ndarray, shape (B, O)
            dE/dy_t.
        dstate : ndarray or tuple of ndarray, each of shape (B, H)
            What arrives from step t+1 at h_t, or at h_t and at c_t.
        """

    @abstractmethod
    def forward(
        self,
        x: ArrayLike,
        h0: ArrayLike | None = None,
        c0: ArrayLike | None = None,
        *,
        clamp: Mapping[str, ArrayLike] | None = None,
        lengths: ArrayLike | None = None,
    ) -> Trace:
        """Run the network over a batch of sequences."""

    @abstractmethod
    def first_states(self, h0: ArrayLike | None, c0: ArrayLike | None, batch: int) -> dict[str, Array]:
        """Return the states in which a batch begins, checked: "h0", and "c0" where there is a cell state."""

    @abstractmethod
    def run(self, x: Array, initial: dict[str, Array], held: Clamp, lengths: Lengths | None) -> Trace:
        """Do what `forward` does with what is checked already, or has overflowed in another layer."""

    @abstractmethod
    def run_back(self, trace: Trace, dy: Array, dh: Array | None, dc: Array | None = None) -> Gradients:
        """Do what `backward` does with what is checked already, or has overflowed in another layer."""

    @abstractmethod
    def backward(
        self,
        trace: Trace,
        dy: ArrayLike | None = None,
        dh: ArrayLike | None = None,
        dc: ArrayLike | None = None,
    ) -> Gradients:
        """Run backpropagation through time over a whole trace."""

    @abstractmethod
    def linearise(self, trace: Trace, sequence: int | None = None) -> Linearised:
        """Return the linear maps of the steps of a trace, or of one of its sequences alone."""

    @property
    def params(self) -> dict[str, Array]:
        """The parameters, name -> array, in the order of the fields."""
        return {name: getattr(self, name) for name in self.shapes(1, 1, 1)}

    def with_params(self, params: Mapping[str, Array]) -> Self:
        """Return the cell with some of its parameters replaced.

        Raises
        ------
        ValueError
            If there is no such parameter, or the shapes do not fit together.
        """
        validate.names(params, self.params)
        return type(self)(**{**vars(self), **params})

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
    def dtype(self) -> DType:
        """The floating type of the parameters, in which the cell computes."""
        return self.W_hy.dtype

    def check_trace(self, trace: object) -> None:
        """Raise ValueError unless `trace` is of the type and the sizes that `forward` returns."""
        validate.trace(trace, self.trace_type, self.input_size, self.hidden_size, self.output_size)

    def terms(self, trace: Trace) -> dict[str, tuple[Array, Array]]:
        """Return the two products of each pre-activation, W_x x_t and W_h h_{t-1}.

        Parameters
        ----------
        trace : Trace
            What `forward` of this cell returned.

        Returns
        -------
        dict of str to (ndarray, ndarray), each of shape (T, B, H)
            With the names of `blocks`, before biases are added; the second of a GRU's candidate before the
            reset gate is applied, or W_hn (r_t * h_{t-1}) where it resets before the product.

        Raises
        ------
        ValueError
            If the trace is another cell's.
        """
        self.check_trace(trace)
        with np.errstate(all="ignore"):
            return {
                name: (
                    linear(trace.x, block.of_x.matrix),
                    linear(getattr(trace, block.past), block.of_h.matrix),
                )
                for name, block in self.blocks().items()
            }

    @property
    def activations(self) -> dict[str, str]:
        """The activation behind each of the `slopes`, by its name in `ACTIVATIONS`."""
        return {name: "tanh" if lowest < 0 else "sigmoid" for name, lowest in self.gates.items()}

    def slopes(self, trace: Trace) -> dict[str, Array]:
        """Return the slope of every activation at the trace's values, each (T, B, H).

        Parameters
        ----------
        trace : Trace
            What `forward` of this cell returned.

        Returns
        -------
        dict of str to ndarray
            With the names of `blocks`, and "c" where there is a cell state: the slope of the tanh which
            h_t = o_t * tanh(c_t) puts on it. Where a gate is clamped its slope is 0.

        Raises
        ------
        ValueError
            If the trace is another cell's.
        """
        self.check_trace(trace)
        activations = self.activations
        return {
            gate: trace.unless_clamped(gate, ACTIVATIONS[activations[gate]].slope(getattr(trace, gate)))
            for gate in self.gates
        }

    def __post_init__(self) -> None:
        ranks = {name: len(shape) for name, shape in self.shapes(1, 1, 1).items()}
        given = {name: np.asarray(getattr(self, name)) for name in ranks}
        for name, value in given.items():
            if value.dtype.kind not in "iuf":
                raise ValueError(f"{name} must hold real numbers, got dtype {value.dtype}")
            if value.ndim != ranks[name]:
                raise ValueError(f"{name} must have {ranks[name]} axes, got shape {value.shape}")
        dtypes = {value.dtype for value in given.values()}
        dtype = np.result_type(*dtypes)
        if dtype.kind != "f":
            dtype = np.dtype(np.float64)
        for name, value in given.items():
            if value is not getattr(self, name) or value.dtype != dtype:
                object.__setattr__(self, name, value.astype(dtype, copy=False))
        for name, expected in self.shapes(self.input_size, self.hidden_size, self.output_size).items():
            if given[name].shape != expected:
                raise ValueError(f"{name} must have shape {expected}, got {given[name].shape}")
