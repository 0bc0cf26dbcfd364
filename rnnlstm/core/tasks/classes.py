"""Tasks whose outputs are classes, with the cross-entropy."""

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks.task import CERTAIN, Batch, Task, one_hot, only


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
        return _alike(batch, self.output_size)

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
        return _alike(batch, self.output_size)

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of sequences whose last parity is right."""
        return float((y[-1].argmax(axis=-1) == batch.target[-1]).mean())

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        bits = rng.integers(2, size=(self.T, B))
        return Batch(bits[..., None].astype(float), bits.cumsum(axis=0) % 2, np.ones(bits.shape, bool))


def _alike(batch: Batch, classes: int) -> Array:
    """Return outputs by which every class is as likely as any other."""
    return np.zeros((*batch.target.shape, classes))
