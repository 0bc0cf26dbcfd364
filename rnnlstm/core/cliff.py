"""The cliff: the loss of the smallest recurrent network, over its two parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.rnn import RNN

Clip = Callable[[Mapping[str, Array]], Mapping[str, Array]]


@dataclass(frozen=True, eq=False)
class CliffSurface:
    """The loss over a grid of weights and biases, and its gradient.

    Attributes
    ----------
    w : ndarray, shape (n,)
    b : ndarray, shape (m,)
    E, dE_dw, dE_db : ndarray, shape (m, n)
        A row a bias, a column a weight.
    """

    w: Array
    b: Array
    E: Array
    dE_dw: Array
    dE_db: Array


@dataclass(frozen=True, eq=False)
class Descent:
    """Plain gradient descent on the surface, from one point.

    Attributes
    ----------
    w, b, E : ndarray, shape (updates + 1,)
        Where it has been, the start first.
    dE_dw, dE_db : ndarray, shape (updates + 1,)
        The gradient there, before clipping.
    """

    w: Array
    b: Array
    E: Array
    dE_dw: Array
    dE_db: Array


@dataclass(frozen=True)
class Cliff:
    """One hidden unit without input, h_t = act(w h_{t-1} + b), with the loss E = (h_T - target)^2.

    Pascanu, Mikolov and Bengio (2013), section 2.3 and the figure of high-curvature walls: where w and b
    pass a bifurcation h_T jumps from one attractor to another, and the loss rises like a wall beside flat
    ground.

    Attributes
    ----------
    steps : int
        T, at least 1; 50 in the paper.
    activation : {"sigmoid", "tanh"}
        The paper's is the sigmoid.
    target : float
        0.7 in the paper.
    h0 : float or None
        The initial state; None for act(0.5), as in the paper.

    Raises
    ------
    ValueError
        If an attribute is none of these.
    """

    steps: int = 50
    activation: str = "sigmoid"
    target: float = 0.7
    h0: float | None = None

    def __post_init__(self) -> None:
        validate.size("steps", self.steps)
        validate.choice("activation", self.activation, ("sigmoid", "tanh"))
        validate.number("target", self.target)
        if self.h0 is not None:
            validate.number("h0", self.h0)

    def surface(self, w: ArrayLike, b: ArrayLike) -> CliffSurface:
        """Return loss and gradient at every pair of a weight and a bias.

        The units of a network with a diagonal W_hh know nothing of one another, so a layer of n units is n
        networks, one a weight; and a constant input stands for the bias, one a sequence. One forward and
        one backward pass of `RNN` do the whole grid.

        Parameters
        ----------
        w : array_like, shape (n,)
        b : array_like, shape (m,)

        Returns
        -------
        CliffSurface

        Raises
        ------
        ValueError
            If `w` or `b` is not a list of finite numbers.
        """
        w, b = (_numbers(name, value) for name, value in (("w", w), ("b", b)))
        n, m = len(w), len(b)
        layer = RNN(
            W_xh=np.ones((n, 1)), W_hh=np.diag(w), b_h=np.zeros(n), W_hy=np.zeros((1, n)), b_y=np.zeros(1),
            activation=self.activation,
        )  # fmt: skip
        start = ACTIVATIONS[self.activation].function(np.array([0.5])) if self.h0 is None else self.h0
        trace = layer.forward(np.broadcast_to(b[:, None], (self.steps, m, 1)), h0=np.full(n, start))
        error = trace.h[-1] - self.target
        dh = np.zeros_like(trace.h)
        dh[-1] = 2 * error
        da = layer.backward(trace, dh=dh).a
        return CliffSurface(w, b, error**2, (da * trace.h_prev).sum(axis=0), da.sum(axis=0))

    def descend(
        self, w: float, b: float, *, learning_rate: float, updates: int, clip: Clip | None = None
    ) -> Descent:
        """Take steps of plain gradient descent, w <- w - learning_rate * dE/dw, and so b.

        Parameters
        ----------
        w, b : float
            The start.
        learning_rate : float
            At least 0.
        updates : int
            How many steps, at least 1.
        clip : callable, optional
            What is done to the gradient, a mapping of "w" and "b" to arrays, before each step; for
            instance ``lambda grads: clip_by_norm(grads, 1.0)``.

        Returns
        -------
        Descent

        Raises
        ------
        ValueError
            If a number is none of these.
        """
        return self.descents(w, b, {"": clip}, learning_rate=learning_rate, updates=updates)[""]

    def descents(
        self, w: float, b: float, clips: Mapping[str, Clip | None], *, learning_rate: float, updates: int
    ) -> dict[str, Descent]:
        """Take several descents from one start in step, each as `descend` takes it.

        Parameters
        ----------
        w, b, learning_rate, updates
            As for `descend`.
        clips : mapping of str to callable or None
            The `clip` of each descent, by its name; at least one.

        Returns
        -------
        dict of str to Descent

        Raises
        ------
        ValueError
            As `descend` does, or if there is no descent to take.
        """
        if not clips:
            raise ValueError("clips must name at least one descent, got none")
        start = [validate.number("w", w), validate.number("b", b)]
        validate.number("learning_rate", learning_rate, minimum=0)
        here = np.tile(start, (len(clips), 1))
        visited = np.empty((validate.size("updates", updates) + 1, 5, len(clips)))
        for k in range(updates + 1):
            # One pass does a grid; the descents stand on its diagonal.
            at = self.surface(here[:, 0], here[:, 1])
            visited[k] = [*here.T, at.E.diagonal(), at.dE_dw.diagonal(), at.dE_db.diagonal()]
            for n, clip in enumerate(clips.values()):
                grads: Mapping[str, Array] = {"w": visited[k, 3, n : n + 1], "b": visited[k, 4, n : n + 1]}
                if clip is not None:
                    grads = clip(grads)
                here[n] -= learning_rate * np.concatenate([grads["w"], grads["b"]])
        return {name: Descent(*visited[:, :, n].T) for n, name in enumerate(clips)}


def _numbers(name: str, value: ArrayLike) -> Array:
    checked = validate.array(name, value, np.dtype(np.float64))
    if checked.ndim != 1 or checked.size == 0:
        raise ValueError(f"{name} must be a list of at least one number, got shape {checked.shape}")
    return checked
