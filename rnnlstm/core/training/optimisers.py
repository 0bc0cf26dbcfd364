"""Optimisers: each makes new parameters from the old ones and their gradients, and changes nothing."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.training.row import Row, Shapes

Params: TypeAlias = Mapping[str, Array]


class Moments(NamedTuple):
    """What an optimiser remembers of one parameter's gradients, or of those of all in one row.

    Attributes
    ----------
    step : int
        The updates made.
    mean, square : ndarray or 0.0
        The running sum or mean of the gradients and of their squares; 0.0 where nothing is kept.
    """

    step: int = 0
    mean: Array | float = 0.0
    square: Array | float = 0.0


@dataclass(frozen=True, eq=False)
class OptimiserState:
    """What an optimiser remembers from update to update.

    Attributes
    ----------
    optimiser : str
        The name of the class it belongs to.
    shapes : dict of str to tuple of int
        Of the parameters, in the order in which they stand in the row.
    row : Moments
        Of all parameters, one behind the other.
    """

    optimiser: str
    shapes: Shapes
    row: Moments

    @property
    def moments(self) -> dict[str, Moments]:
        """What is remembered of each parameter."""
        mean, square = (
            Row(self.shapes, kept).apart()
            if isinstance(kept, np.ndarray)
            else dict.fromkeys(self.shapes, kept)
            for kept in (self.row.mean, self.row.square)
        )
        return {name: Moments(self.row.step, mean[name], square[name]) for name in self.shapes}


@dataclass(frozen=True)
class Optimiser(ABC):
    """Base of the optimisers.

    Weight decay adds ``weight_decay * theta`` to the gradient of every parameter theta, as PyTorch's
    optimisers of the same names do. For Adam this is L2 regularisation, not the decoupled decay of AdamW.

    Attributes
    ----------
    learning_rate : float
        Above 0.
    weight_decay : float
        At least 0.

    Raises
    ------
    ValueError
        If a number is not finite or outside its range.
    """

    learning_rate: float
    weight_decay: float = field(default=0.0, kw_only=True)

    def __post_init__(self) -> None:
        validate.positive("learning_rate", self.learning_rate)
        validate.number("weight_decay", self.weight_decay, minimum=0)

    def update(
        self, params: Params, grads: Params, state: OptimiserState | None = None
    ) -> tuple[dict[str, Array], OptimiserState]:
        """Make one update.

        Parameters
        ----------
        params, grads : dict of str to ndarray
            The parameters and their gradients, of the same names and shapes.
        state : OptimiserState, optional
            What the update before returned; none at the first.

        Returns
        -------
        params : dict of str to ndarray
            New arrays, in the order of `params`.
        state : OptimiserState

        Raises
        ------
        ValueError
            If the names or shapes differ, or the state is another optimiser's or another network's.
        """
        order = params if state is None or state.shapes.keys() != params.keys() else state.shapes
        theta = Row.of(params, order)
        theta.check("grads", grads)
        updated, after = self.update_row(theta, Row.of(grads, theta.shapes), state)
        parts = updated.apart()
        return {name: parts[name] for name in params}, after

    def update_row(self, theta: Row, g: Row, state: OptimiserState | None) -> tuple[Row, OptimiserState]:
        """Do as `update` does, with all parameters in one row and their gradients in another.

        A small network would spend its time on calls, one for each of its parameters.

        Raises
        ------
        ValueError
            If the state is another optimiser's or another network's.
        """
        kind = type(self).__name__
        if state is None:
            state = OptimiserState(kind, theta.shapes, Moments())
        if state.optimiser != kind:
            raise ValueError(f"state must be one of {kind}, got one of {state.optimiser}")
        theta.check_shapes("grads", g.shapes)
        theta.check_shapes("state", state.shapes)
        with np.errstate(all="ignore"):
            gradient = g.numbers + self.weight_decay * theta.numbers if self.weight_decay else g.numbers
            numbers, row = self._rule(theta.numbers, gradient, state.row)
        return Row(theta.shapes, numbers), OptimiserState(kind, theta.shapes, row)

    @abstractmethod
    def _rule(self, theta: Array, g: Array, before: Moments) -> tuple[Array, Moments]:
        """Return parameters and moments, each a row, after an update by g, weight decay included."""


@dataclass(frozen=True)
class SGD(Optimiser):
    """Stochastic gradient descent, with momentum (Polyak 1964; Sutskever et al. 2013).

    With g the gradient, weight decay included, and v = 0 at first::

        v <- momentum * v + g
        theta <- theta - learning_rate * v

    Attributes
    ----------
    learning_rate : float
        Above 0.
    momentum : float
        At least 0 and below 1.
    weight_decay : float
        At least 0.
    """

    learning_rate: float = 0.1
    momentum: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        validate.fraction("momentum", self.momentum)

    def _rule(self, theta: Array, g: Array, before: Moments) -> tuple[Array, Moments]:
        velocity = self.momentum * before.mean + g
        return theta - self.learning_rate * velocity, Moments(before.step + 1, mean=velocity)


@dataclass(frozen=True)
class RMSprop(Optimiser):
    """RMSprop (Tieleman and Hinton 2012, lecture 6.5).

    With g the gradient, weight decay included, and s = 0 at first::

        s <- decay * s + (1 - decay) * g^2
        theta <- theta - learning_rate * g / (sqrt(s) + epsilon)

    Attributes
    ----------
    learning_rate : float
        Above 0.
    decay : float
        Of the running mean; at least 0 and below 1.
    epsilon : float
        Above 0; keeps the quotient finite.
    weight_decay : float
        At least 0.
    """

    learning_rate: float = 1e-3
    decay: float = 0.99
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        super().__post_init__()
        validate.fraction("decay", self.decay)
        validate.positive("epsilon", self.epsilon)

    def _rule(self, theta: Array, g: Array, before: Moments) -> tuple[Array, Moments]:
        s = self.decay * before.square + (1 - self.decay) * g * g
        new = theta - self.learning_rate * g / (np.sqrt(s) + self.epsilon)
        return new, Moments(before.step + 1, square=s)


@dataclass(frozen=True)
class Adam(Optimiser):
    """Adam (Kingma and Ba 2015, algorithm 1).

    With g the gradient, weight decay included, and m = s = 0 at first; at update t = 1, 2, ...::

        m <- beta_1 * m + (1 - beta_1) * g
        s <- beta_2 * s + (1 - beta_2) * g^2
        theta <- theta - learning_rate * (m / (1 - beta_1^t)) / (sqrt(s / (1 - beta_2^t)) + epsilon)

    Attributes
    ----------
    learning_rate : float
        Above 0.
    beta_1, beta_2 : float
        Of the running means; at least 0 and below 1.
    epsilon : float
        Above 0; keeps the quotient finite.
    weight_decay : float
        At least 0.
    """

    learning_rate: float = 1e-3
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        super().__post_init__()
        validate.fraction("beta_1", self.beta_1)
        validate.fraction("beta_2", self.beta_2)
        validate.positive("epsilon", self.epsilon)

    def _rule(self, theta: Array, g: Array, before: Moments) -> tuple[Array, Moments]:
        t = before.step + 1
        m = self.beta_1 * before.mean + (1 - self.beta_1) * g
        s = self.beta_2 * before.square + (1 - self.beta_2) * g * g
        # Both running means began at 0; dividing undoes the bias towards it.
        m_hat, s_hat = m / (1 - self.beta_1**t), s / (1 - self.beta_2**t)
        return theta - self.learning_rate * m_hat / (np.sqrt(s_hat) + self.epsilon), Moments(t, m, s)
