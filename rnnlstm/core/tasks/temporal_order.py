"""Tell in which order two symbols came, told at the end."""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks.task import Batch, Task, alike, one_hot, only


@dataclass(frozen=True)
class TemporalOrder(Task):
    """Temporal order: tell in which order two symbols came, among many that mean nothing.

    Hochreiter and Schmidhuber (1997), experiment 6a. A sequence begins with E, ends with B, and between them
    are letters a, b, c, d at random, but for two places t1 and t2, each X or Y. At B the output should be the
    class XX, XY, YX or YY. In the paper the length is from 100 to 110, t1 from 10 to 20 and t2 from 50 to 60,
    each uniform; with ``T=110`` so it is here, and other T scale it all by T / 110. Shorter sequences are
    padded.

    Baseline: the classes are equally likely, so who does not remember has ln 4 nats, and is right with
    chance 1/4.

    Accuracy: the share of sequences whose class has the largest output.

    Attributes
    ----------
    T : int
        The length of the longest sequences, at least 11.
    """

    shortest: ClassVar[int] = 11
    symbols: ClassVar[str] = "EBabcdXY"
    classes: ClassVar[tuple[str, ...]] = ("XX", "XY", "YX", "YY")
    input_size = 8
    output_size = 4
    loss = "cross_entropy"
    baseline = math.log(4)
    chance = 1 / 4

    def naive(self, batch: Batch) -> Array:
        """Return the same for each class."""
        return alike(batch, self.output_size)

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of sequences classified rightly."""
        return float((y[batch.mask].argmax(axis=-1) == batch.target[batch.mask]).mean())

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        end, t1, t2 = (
            rng.integers(first * self.T // 11, last * self.T // 11 + 1, B)
            for first, last in ((10, 11), (1, 2), (5, 6))
        )
        end -= 1
        order = rng.integers(2, size=(2, B))  # 0 is X, 1 is Y
        given = rng.integers(2, 6, size=(self.T, B))
        each = np.arange(B)
        given[0], given[end, each] = 0, 1
        given[t1, each], given[t2, each] = 6 + order
        given[np.arange(self.T)[:, None] > end] = -1
        mask = only(self.T, end)
        return Batch(one_hot(given, 8), np.where(mask, 2 * order[0] + order[1], 0), mask)
