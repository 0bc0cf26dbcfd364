"""What every task is: seeded batches, a loss, a naive baseline and a measure of success."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.losses import cross_entropy, mse

Seed: TypeAlias = int | Sequence[int] | np.random.Generator

# One seed, three independent streams of random numbers, each with its numbered batches.
STREAMS = ("training", "held_out", "dropout")

CERTAIN = 50.0
"""An output so much larger than the others that the softmax gives them next to nothing, e^-50."""


def stream(seed: int, name: str, k: int) -> np.random.Generator:
    """Return the generator of batch `k` of one of the `STREAMS` of `seed`, the same for whoever asks."""
    seed, k = validate.natural("seed", seed), validate.natural("k", k)
    key = STREAMS.index(validate.choice("name", name, STREAMS))
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(key, k)))


class Batch(NamedTuple):
    """A batch of sequences.

    Attributes
    ----------
    x : ndarray, shape (steps, B, D)
        The inputs; zero after the end of a sequence that is shorter than the others.
    target : ndarray, shape (steps, B, O) of float or (steps, B) of int
        What the outputs should be: numbers for the loss "mse", classes for "cross_entropy". Zero where the
        mask is False.
    mask : ndarray of bool, shape (steps, B)
        True where the output counts.
    """

    x: Array
    target: NDArray[Any]
    mask: NDArray[np.bool_]


@dataclass(frozen=True)
class Task(ABC):
    """Base of the tasks: frozen, compared by value.

    Attributes
    ----------
    T : int
        The length under the learner's hand; each task says what it measures.
    steps : int
        The number of steps of its batches, padding included.
    input_size, output_size : int
        D and O, the sizes of a cell for this task.
    loss : {"mse", "cross_entropy"}
    baseline : float
        The expected loss of the naive predictor that the task's docstring names.
    chance : float
        The expected accuracy of that predictor.

    Raises
    ------
    ValueError
        If `T` is no integer or below `shortest`.
    """

    T: int
    shortest: ClassVar[int] = 1

    def __post_init__(self) -> None:
        if validate.size("T", self.T) < self.shortest:
            raise ValueError(f"T must be at least {self.shortest}, got {self.T}")

    @property
    @abstractmethod
    def input_size(self) -> int:
        """D, the width of the input."""

    @property
    @abstractmethod
    def output_size(self) -> int:
        """O, the width of the output."""

    @property
    @abstractmethod
    def loss(self) -> str:
        """The name of the loss."""

    @property
    @abstractmethod
    def baseline(self) -> float:
        """The expected loss of the naive predictor."""

    @property
    @abstractmethod
    def chance(self) -> float:
        """The expected accuracy of the naive predictor."""

    @property
    def steps(self) -> int:
        """The number of steps of a batch."""
        return self.T

    def batch(self, rng: Seed, batch_size: int) -> Batch:
        """Draw `batch_size` sequences from a generator, or from a new one with the seed given."""
        return self._draw(np.random.default_rng(rng), validate.size("batch_size", batch_size))

    def training_batch(self, seed: int, k: int, batch_size: int) -> Batch:
        """Return batch `k` (0, 1, ...) to train on: for one seed the same, whichever cell asks."""
        return self.batch(stream(seed, "training", k), batch_size)

    def held_out_batch(self, seed: int, batch_size: int, k: int = 0) -> Batch:
        """Return batch `k` of sequences to test on, of a stream that `training_batch` never draws from."""
        return self.batch(stream(seed, "held_out", k), batch_size)

    def naive_loss(self, batch: Batch) -> float:
        """Return the loss of the naive predictor on this batch; its expectation is `baseline`."""
        return self.evaluate_loss(self.naive(batch), batch)[0]

    def evaluate_loss(self, y: Array, batch: Batch) -> tuple[float, Array]:
        """Return the mean loss E of the outputs y (steps, B, O) over the mask, and dE/dy."""
        return (mse if self.loss == "mse" else cross_entropy)(y, batch.target, batch.mask)

    @abstractmethod
    def naive(self, batch: Batch) -> Array:
        """Return the outputs (steps, B, O) of the naive predictor that the task's docstring names."""

    @abstractmethod
    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share that the outputs y (steps, B, O) get right, as the task's docstring defines it."""

    @abstractmethod
    def _draw(self, rng: np.random.Generator, B: int) -> Batch: ...


def one_hot(symbols: NDArray[np.integer[Any]], size: int) -> Array:
    """Return symbols (steps, B) as (steps, B, size) with a single 1 each; a negative symbol is all zeros."""
    result = np.zeros((*symbols.shape, size))
    t, b = np.nonzero(symbols >= 0)
    result[t, b, symbols[t, b]] = 1
    return result


def only(steps: int, at: NDArray[np.integer[Any]] | Sequence[int]) -> NDArray[np.bool_]:
    """Return the mask (steps, B) that keeps one step of each sequence, ``at[b]``."""
    keep: NDArray[np.bool_] = np.arange(steps)[:, None] == np.asarray(at)
    return keep


def alike(batch: Batch, classes: int) -> Array:
    """Return outputs by which every class is as likely as any other."""
    return np.zeros((*batch.target.shape, classes))


def within(tolerance: float, y: Array, batch: Batch) -> float:
    """Return the share of the steps kept whose absolute error is under `tolerance`."""
    with np.errstate(all="ignore"):
        error = np.abs(y[batch.mask] - batch.target[batch.mask])
    return float((error < tolerance).mean())
