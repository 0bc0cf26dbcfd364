"""Layers on layers: each reads the states of the one below it, the last one is read out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, DType, all_finite, flat, linear, settle
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.initialise import Initialiser
from rnnlstm.core.cells.padding import Lengths, read_lengths
from rnnlstm.core.networks.bidirectional import Bidirectional
from rnnlstm.core.networks.layers import named, run_cell, run_cell_back, under, without_readout
from rnnlstm.core.networks.records import (
    BidirectionalTrace,
    LayerGradients,
    LayerTrace,
    StackGradients,
    StackTrace,
)

Layer: TypeAlias = Cell | Bidirectional


@dataclass(frozen=True, eq=False)
class Stack:
    """A network of several layers with a linear read-out, y_t = W_hy h_t + b_y of the last layer's h_t.

    Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 10.5, figure 10.13a.

    Attributes
    ----------
    layers : tuple of Cell or Bidirectional
        From the input up, of any kinds; each takes the width that the one below has. The read-out of a cell
        given is left away.
    W_hy : ndarray, shape (O, K)
        K is the width of the last layer's h.
    b_y : ndarray, shape (O,)

    Raises
    ------
    ValueError
        If there is no layer, or the shapes or the floating types do not fit together.
    """

    layers: tuple[Layer, ...]
    W_hy: Array
    b_y: Array

    @classmethod
    def init(
        cls,
        kind: type[Cell],
        input_size: int,
        hidden_sizes: tuple[int, ...],
        output_size: int,
        *,
        seed: int,
        both_directions: bool = False,
        **options: Any,
    ) -> Self:
        """Draw a network of layers of one kind.

        Parameters
        ----------
        kind : type of Cell
            As LSTM.
        input_size : int
        hidden_sizes : tuple of int
            The hidden units of each layer; with both directions, of each of its two cells.
        output_size : int
        seed : int
            Each cell is drawn with a seed of its own, made from this one.
        both_directions : bool
        options
            Those of ``kind.init``, as `forget_bias`.

        Raises
        ------
        ValueError
            As ``kind.init`` does.
        """
        validate.natural("seed", seed)
        seeds = np.random.SeedSequence(seed).generate_state(2 * len(hidden_sizes) + 1).tolist()
        layers: list[Layer] = []
        width = input_size
        for k, H in enumerate(hidden_sizes):
            cell = kind.init(width, H, 1, seed=seeds[2 * k], **options)
            if both_directions:
                other = kind.init(width, H, 1, seed=seeds[2 * k + 1], **options)
                layers.append(Bidirectional(cell, other))
            else:
                layers.append(cell)
            width = layers[-1].hidden_size
        dtype = options.get("dtype", np.float64)
        draw = Initialiser(input_size, width, output_size, seeds[-1], "uniform", 1.0, dtype)
        return cls(tuple(layers), draw.readout_weights(), draw.bias(output_size))

    def __post_init__(self) -> None:
        layers = tuple(
            layer if isinstance(layer, Bidirectional) else without_readout(layer) for layer in self.layers
        )
        if not layers:
            raise ValueError("a stack must have at least one layer, got none")
        object.__setattr__(self, "layers", layers)
        for name in ("W_hy", "b_y"):
            object.__setattr__(self, name, np.asarray(getattr(self, name)))
        for k in range(1, len(layers)):
            if layers[k].input_size != layers[k - 1].hidden_size:
                raise ValueError(
                    f"layer {k} must take the width {layers[k - 1].hidden_size} of the one below, "
                    f"got one that takes {layers[k].input_size}"
                )
        width = layers[-1].hidden_size
        if self.W_hy.ndim != 2 or self.W_hy.shape[1] != width:
            raise ValueError(f"W_hy must have shape (O, {width}), got {self.W_hy.shape}")
        if self.b_y.shape != (len(self.W_hy),):
            raise ValueError(f"b_y must have shape {(len(self.W_hy),)}, got {self.b_y.shape}")
        types = {str(part.dtype) for part in (*layers, self.W_hy, self.b_y)}
        if len(types) > 1:
            raise ValueError(f"all parameters must be of one floating type, got {', '.join(sorted(types))}")

    @property
    def input_size(self) -> int:
        """D, the width of the input."""
        return self.layers[0].input_size

    @property
    def hidden_size(self) -> int:
        """K, the width of the last layer's h."""
        return self.layers[-1].hidden_size

    @property
    def output_size(self) -> int:
        """O, the width of the output."""
        return len(self.W_hy)

    @property
    def dtype(self) -> DType:
        """The floating type of the parameters, in which the network computes."""
        return self.W_hy.dtype

    @property
    def params(self) -> dict[str, Array]:
        """The parameters by names such as "layers.0.W_f", "layers.1.right_to_left.b_f" and "W_hy"."""
        found = named({f"layers.{k}": layer.params for k, layer in enumerate(self.layers)})
        return {**found, "W_hy": self.W_hy, "b_y": self.b_y}

    def with_params(self, params: Mapping[str, Array]) -> Self:
        """Return the network with some of its parameters replaced.

        Raises
        ------
        ValueError
            If there is no such parameter, or the shapes do not fit together.
        """
        validate.names(params, self.params)
        layers = tuple(layer.with_params(under(f"layers.{k}", params)) for k, layer in enumerate(self.layers))
        return type(self)(layers, params.get("W_hy", self.W_hy), params.get("b_y", self.b_y))

    def forward(
        self,
        x: ArrayLike,
        initial: tuple[Any, ...] | None = None,
        *,
        lengths: ArrayLike | None = None,
    ) -> StackTrace:
        """Run the network over a batch of sequences.

        Parameters
        ----------
        x : array_like, shape (T, B, D)
        initial : tuple, optional
            For each layer the state in which it begins: h0, or (h0, c0), or None for zeros; for a layer of
            both directions a pair of these.
        lengths : array_like of int, shape (B,), optional
            The number of steps of each sequence, where x is a padded batch; see `Trace.lengths`.

        Raises
        ------
        ValueError
            As a cell's `forward` does, or if `initial` has not one entry a layer.
        """
        x = validate.sequence(x, self.input_size, self.dtype)
        ends = read_lengths(lengths, *x.shape[:2])
        states = (None,) * len(self.layers) if initial is None else initial
        if len(states) != len(self.layers):
            raise ValueError(f"initial must have {len(self.layers)} entries, one a layer, got {len(states)}")
        traces: list[LayerTrace] = []
        h = x
        for layer, state in zip(self.layers, states, strict=True):
            traces.append(_run(layer, h, state, ends))
            h = traces[-1].h
        with np.errstate(all="ignore"):
            y = linear(h, self.W_hy, self.b_y)
        settle(y)
        finite = all_finite(y) and all(trace.finite for trace in traces)
        return StackTrace(x=x, h=h, y=y, layers=tuple(traces), finite=finite, lengths=ends)

    def backward(
        self, trace: StackTrace, dy: ArrayLike | None = None, dh: ArrayLike | None = None
    ) -> StackGradients:
        """Run backpropagation through time over a whole trace, from the last layer down.

        What a layer sends back to its x_t is what enters the h_t of the one below.

        Parameters
        ----------
        trace : StackTrace
            What `forward` returned.
        dy : array_like, shape (T, B, O), optional
            dE/dy_t.
        dh : array_like, shape (T, B, K), optional
            A further dE/dh_t of the last layer. At least one of `dy` and `dh` is needed.

        Raises
        ------
        ValueError
            As a cell's `backward` does.
        """
        if not isinstance(trace, StackTrace) or len(trace.layers) != len(self.layers):
            raise ValueError(f"trace must be of this stack of {len(self.layers)} layers")
        dy, dh = validate.incoming(dy, dh, trace.y, trace.h, finite=trace.finite)
        with np.errstate(all="ignore"):
            entering = linear(dy, self.W_hy.T)
            if dh is not None:
                entering += dh
            readout = {"W_hy": flat(dy).T @ flat(trace.h), "b_y": flat(dy).sum(axis=0)}
        settle(entering, *readout.values())
        found: list[LayerGradients] = []
        for layer, of_layer in zip(reversed(self.layers), reversed(trace.layers), strict=True):
            found.append(_run_back(layer, of_layer, entering))
            entering = found[-1].x
        layers = tuple(reversed(found))
        params = named({f"layers.{k}": grads.params for k, grads in enumerate(layers)})
        finite = trace.finite and all_finite(*readout.values()) and all(grads.finite for grads in layers)
        return StackGradients(
            params={**params, **readout}, x=entering, y=dy, h=layers[-1].h, layers=layers, finite=finite,
            trace=trace,
        )  # fmt: skip


def _run(layer: Layer, x: Array, initial: Any, lengths: Lengths | None) -> LayerTrace:
    if isinstance(layer, Bidirectional):
        return layer.run(x, initial, lengths)
    return run_cell(layer, x, initial, lengths)


def _run_back(layer: Layer, trace: LayerTrace, dh: Array) -> LayerGradients:
    if isinstance(layer, Bidirectional) and isinstance(trace, BidirectionalTrace):
        return layer.run_back(trace, dh)
    if isinstance(layer, Bidirectional) or isinstance(trace, BidirectionalTrace):
        raise ValueError("trace must be of this stack, got one whose layers have other directions")
    return run_cell_back(layer, trace, dh)
