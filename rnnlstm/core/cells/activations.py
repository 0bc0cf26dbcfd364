"""The activations of a recurrent layer, each with its slope and the slope's maximum."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rnnlstm.core.arrays import Array


def sigmoid(a: Array, out: Array | None = None) -> Array:
    """Logistic function 1 / (1 + e^-a), written as (1 + tanh(a/2)) / 2, which no `a` can overflow."""
    out = np.multiply(a, 0.5, out=out)
    np.tanh(out, out=out)
    out *= 0.5
    out += 0.5
    return out


def _relu(a: Array, out: Array | None = None) -> Array:
    return np.maximum(a, 0, out=out)


@dataclass(frozen=True)
class Activation:
    """An activation h = f(a).

    Attributes
    ----------
    function : callable
        ``function(a, out=None)``, elementwise.
    slope : callable
        f'(a), written in terms of the output h = f(a), which the trace keeps anyway.
    gamma : float
        The largest slope, the gamma of Pascanu, Mikolov and Bengio (2013), section 2.1.
    """

    function: Callable[..., Array]
    slope: Callable[[Array], Array]
    gamma: float


ACTIVATIONS = {
    "tanh": Activation(np.tanh, lambda h: 1 - h * h, 1.0),
    "sigmoid": Activation(sigmoid, lambda h: h * (1 - h), 0.25),
    "relu": Activation(_relu, lambda h: (h > 0).astype(h.dtype), 1.0),
}
