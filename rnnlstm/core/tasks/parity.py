"""Tell after every bit whether the number of ones is even or odd."""

import math
from dataclasses import dataclass

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks.task import Batch, Task, alike


@dataclass(frozen=True)
class Parity(Task):
    """Sequential parity: tell after every bit whether the number of ones so far is even or odd.

    The parity problem of Bengio, Simard and Frasconi (1994), but with an answer at every step: one
    bit a step, each 0 or 1 with probability 1/2, and the output should be the parity of the bits up to there.

    Baseline: the parity of one or more fair bits is itself a fair bit, so who ignores the input has
    ln 2 nats, and is right with chance 1/2. From the second step on it is also independent of the bit just
    seen, so it does not help to look at the input without remembering.

    Accuracy: the share of sequences whose last parity, that of all T bits, has the larger output.

    Attributes
    ----------
    T : int
        The number of bits.
    """

    input_size = 1
    output_size = 2
    loss = "cross_entropy"
    baseline = math.log(2)
    chance = 1 / 2

    def naive(self, batch: Batch) -> Array:
        """Return the same for odd and even."""
        return alike(batch, self.output_size)

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of sequences whose last parity is right."""
        return float((y[-1].argmax(axis=-1) == batch.target[-1]).mean())

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        bits = rng.integers(2, size=(self.T, B))
        return Batch(bits[..., None].astype(float), bits.cumsum(axis=0) % 2, np.ones(bits.shape, bool))
