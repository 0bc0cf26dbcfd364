"""Repeat what was shown, `T` steps later."""

import math
from dataclasses import dataclass

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks.task import CERTAIN, Batch, Task, one_hot


@dataclass(frozen=True)
class CopyMemory(Task):
    """The copy memory problem: repeat what was shown, `T` steps later.

    Hochreiter and Schmidhuber (1997) describe the kind; the form is that of Arjovsky, Shah and Bengio (2016),
    section 4.1. With n = `length` and K = `symbols` the input is n symbols out of K, T - 1 blanks, a
    delimiter and n blanks, T + 2n steps in all, each one-hot of width K + 2. The output should be a blank for
    T + n steps and then the n symbols; every step counts.

    Baseline: who remembers nothing answers the blanks, which are always right, with certainty, and each
    symbol with 1/K for all: n ln K nats in T + 2n steps, 10 ln 8 / (T + 20) for the sizes of the paper.

    Accuracy: the share of the n symbols repeated rightly; by chance 1/K.

    Attributes
    ----------
    T : int
        The steps from the last symbol shown to the delimiter, at least 1.
    length, symbols : int
        n and K.
    """

    length: int = 10
    symbols: int = 8
    loss = "cross_entropy"

    def __post_init__(self) -> None:
        super().__post_init__()
        validate.size("length", self.length)
        validate.size("symbols", self.symbols)

    @property
    def steps(self) -> int:
        """The number of steps of a batch, T + 2n."""
        return self.T + 2 * self.length

    @property
    def input_size(self) -> int:
        """The symbols, the blank and the delimiter."""
        return self.symbols + 2

    @property
    def output_size(self) -> int:
        """The symbols and the blank."""
        return self.symbols + 1

    @property
    def baseline(self) -> float:
        """The loss of who remembers nothing, n ln K / (T + 2n)."""
        return self.length * math.log(self.symbols) / self.steps

    @property
    def chance(self) -> float:
        """One symbol in K."""
        return 1 / self.symbols

    def naive(self, batch: Batch) -> Array:
        """Return a certain blank until the symbols are asked for, and then the same for each symbol."""
        y = np.zeros((*batch.target.shape, self.output_size))
        y[: -self.length, :, -1] = CERTAIN
        y[-self.length :, :, -1] = -CERTAIN
        return y

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of the symbols repeated rightly."""
        n = self.length
        return float((y[-n:].argmax(axis=-1) == batch.target[-n:]).mean())

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        n, blank, delimiter = self.length, self.symbols, self.symbols + 1
        shown = rng.integers(self.symbols, size=(n, B))
        given, target = np.full((2, self.steps, B), blank)
        given[:n], given[-n - 1] = shown, delimiter
        target[-n:] = shown
        return Batch(one_hot(given, self.input_size), target, np.ones(target.shape, bool))
