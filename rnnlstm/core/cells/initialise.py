"""Seeded initial weights."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array

RECURRENT = ("orthogonal", "uniform", "normal", "identity")


@dataclass(frozen=True)
class Initialiser:
    """Draws the weights of one cell.

    Input, recurrent and read-out weights come from three independent child generators of the seed, so
    that a change of `recurrent` leaves the other weights as they are, and a change of `gain` does no more
    than scale the recurrent ones.

    Attributes
    ----------
    input_size, hidden_size, output_size : int
        D, H and O.
    seed : int
        The same seed gives the same arrays.
    recurrent : {"orthogonal", "uniform", "normal", "identity"}
        The distribution of each (H, H) recurrent block, before `gain`: a random orthogonal matrix (all
        singular values 1; uniform over the group, Mezzadri 2007), U(-1/sqrt(H), 1/sqrt(H)) as in
        PyTorch, N(0, 1/H), or the identity (Le, Jaitly and Hinton 2015).
    gain : float
        Multiplies the recurrent blocks; for "orthogonal" it is every singular value.
    dtype : dtype
        A floating type.
    """

    input_size: int
    hidden_size: int
    output_size: int
    seed: int
    recurrent: str
    gain: float
    dtype: DTypeLike

    def __post_init__(self) -> None:
        validate.size("input_size", self.input_size)
        validate.size("hidden_size", self.hidden_size)
        validate.size("output_size", self.output_size)
        validate.natural("seed", self.seed)
        validate.choice("recurrent", self.recurrent, RECURRENT)
        validate.number("gain", self.gain, minimum=0)
        if np.dtype(self.dtype).kind != "f":
            raise ValueError(f"dtype must be a floating type, got {self.dtype!r}")

    def input_weights(self, blocks: int) -> list[Array]:
        """Draw `blocks` arrays (H, D) from U(-1/sqrt(H), 1/sqrt(H))."""
        rng = self._generators()[0]
        return [self._uniform(rng, (self.hidden_size, self.input_size)) for _ in range(blocks)]

    def recurrent_weights(self, blocks: int) -> list[Array]:
        """Draw `blocks` arrays (H, H) as `recurrent` and `gain` say."""
        rng = self._generators()[1]
        return [(self.gain * self._recurrent_block(rng)).astype(self.dtype) for _ in range(blocks)]

    def readout_weights(self) -> Array:
        """Draw W_hy (O, H) from U(-1/sqrt(H), 1/sqrt(H))."""
        return self._uniform(self._generators()[2], (self.output_size, self.hidden_size))

    def bias(self, size: int, value: float = 0.0) -> Array:
        """Return a bias of `size` equal entries."""
        return np.full(size, value, self.dtype)

    def _generators(self) -> list[np.random.Generator]:
        return np.random.default_rng(self.seed).spawn(3)

    def _uniform(self, rng: np.random.Generator, shape: tuple[int, int]) -> Array:
        bound = 1 / math.sqrt(self.hidden_size)
        return rng.uniform(-bound, bound, shape).astype(self.dtype)

    def _recurrent_block(self, rng: np.random.Generator) -> Array:
        H = self.hidden_size
        if self.recurrent == "identity":
            return np.eye(H)
        if self.recurrent == "uniform":
            return rng.uniform(-1 / math.sqrt(H), 1 / math.sqrt(H), (H, H))
        normal = rng.standard_normal((H, H))
        if self.recurrent == "normal":
            return normal / math.sqrt(H)
        Q, R = np.linalg.qr(normal)
        # The signs of R's diagonal are the algorithm's choice; fixing them makes Q uniform over the group.
        orthogonal: Array = Q * np.where(np.diag(R) < 0, -1.0, 1.0)
        return orthogonal
