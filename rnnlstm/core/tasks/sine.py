"""Go on with a wave after its first half."""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks.task import Batch, Task, within


@dataclass(frozen=True)
class Sine(Task):
    """A noisy sine to continue: half of it is given, the other half is to be drawn without seeing it.

    A demonstration of this course, from no paper. Each sequence has its own phase, from U(0, 2 pi), and its
    own period, from U(`shortest_period`, `longest_period`) steps. The two inputs are, for the first T/2
    steps, the sine with noise from N(0, `noise`^2) added, and a 1 that says so; then zeros. For the remaining
    steps the output should be the sine itself, without noise, so a perfect network would have no error but
    that of estimating the wave from noisy samples.

    Baseline: who ignores the input does best with the mean, which is 0 because of the random phase. Its mean
    squared error is the mean of sin^2 over all phases, 1/2.

    Accuracy: the share of the steps continued whose absolute error is under `tolerance`. With a uniform phase
    the naive answer 0 is right with probability (2/pi) arcsin(tolerance).

    Attributes
    ----------
    T : int
        The number of steps, at least 2.
    noise : float
        The noise's standard deviation, at least 0.
    shortest_period, longest_period : float
        In steps, above 0.
    tolerance : float
        At least 0 and below 1.
    """

    noise: float = 0.1
    shortest_period: float = 10.0
    longest_period: float = 20.0
    tolerance: float = 0.1
    shortest: ClassVar[int] = 2
    input_size = 2
    output_size = 1
    loss = "mse"
    baseline = 1 / 2

    def __post_init__(self) -> None:
        super().__post_init__()
        validate.fraction("tolerance", self.tolerance)
        validate.number("noise", self.noise, minimum=0)
        validate.positive("shortest_period", self.shortest_period)
        validate.number("longest_period", self.longest_period, minimum=self.shortest_period)

    @property
    def chance(self) -> float:
        """The accuracy of the answer 0."""
        return 2 / math.pi * math.asin(self.tolerance)

    def naive(self, batch: Batch) -> Array:
        """Return 0 at every step."""
        return np.zeros(batch.target.shape)

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of continued steps that are right within the tolerance."""
        return within(self.tolerance, y, batch)

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        t = np.arange(self.T)[:, None]
        period = rng.uniform(self.shortest_period, self.longest_period, B)
        wave = np.sin(2 * np.pi * t / period + rng.uniform(0, 2 * np.pi, B))
        given = np.broadcast_to(t < self.T // 2, wave.shape)
        seen = given * (wave + self.noise * rng.standard_normal(wave.shape))
        return Batch(np.stack([seen, given], axis=-1), (~given * wave)[..., None], ~given)
