"""Add two marked numbers among many, told at the end."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks.task import Batch, Task, only, within


@dataclass(frozen=True)
class Adding(Task):
    """The adding problem: add the two marked numbers, told at the end.

    Hochreiter and Schmidhuber (1997), experiment 4, in the form of Le, Jaitly and Hinton (2015), section 4.1:
    each of the `T` inputs is a number from U(0, 1) and a marker, which is 1 at one step of the first half
    and at one of the second, else 0. At the last step the output should be the sum of the two marked numbers.

    Baseline: who always answers the mean, 1, has the variance of the sum as its mean squared error. A
    U(0, 1) has variance 1/12, two independent ones together 1/6.

    Accuracy: the share of sequences whose absolute error is under `tolerance`. It is 0.04 as in the paper,
    and so twice as strict, since the paper's target, 0.5 + (X1 + X2)/4 with X from U(-1, 1), has half the
    width of ours. The sum s of two U(0, 1) has density 1 - |s - 1|, so the naive answer 1 is right with
    probability tolerance * (2 - tolerance).

    Attributes
    ----------
    T : int
        The number of steps, at least 2.
    tolerance : float
        At least 0 and below 1.
    """

    tolerance: float = 0.04
    shortest: ClassVar[int] = 2
    input_size = 2
    output_size = 1
    loss = "mse"
    baseline = 1 / 6

    def __post_init__(self) -> None:
        super().__post_init__()
        validate.fraction("tolerance", self.tolerance)

    @property
    def chance(self) -> float:
        """The accuracy of the answer 1."""
        return self.tolerance * (2 - self.tolerance)

    def naive(self, batch: Batch) -> Array:
        """Return 1 at every step."""
        return np.ones(batch.target.shape)

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of sequences whose sum is right within the tolerance."""
        return within(self.tolerance, y, batch)

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        half = self.T // 2
        values = rng.random((self.T, B))
        marked = only(self.T, rng.integers(0, half, B)) | only(self.T, rng.integers(half, self.T, B))
        target = np.zeros((self.T, B, 1))
        target[-1, :, 0] = (values * marked).sum(axis=0)
        return Batch(np.stack([values, marked], axis=-1), target, only(self.T, [self.T - 1] * B))
