"""One walk through a network: the sequence, the cell, its trace, the loss and the gradients."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import norm
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.rescale import scale_input_weights, with_spectral_radius
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.core.losses import cross_entropy, mse
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.edits import Edit, apply
from rnnlstm.ui.walk.recordings import kept_at, trainings
from rnnlstm.ui.walk.sequence import Reading, as_written, read_numbers, read_text, read_wave
from rnnlstm.ui.walk.task_sequence import TaskChoice, held_out

Model = Literal["RNN", "LSTM", "GRU"]


@dataclass(frozen=True)
class Source:
    """What the learner gives the network to read."""

    kind: str = "text"
    text: str = "hello"
    numbers: str = "1, 0, -1, 0.5"
    wave: str = "sine"
    length: int | None = None
    alphabet: str = ""
    scale: float = 1.0
    asked: TaskChoice | None = None
    """A held-out sequence of a task instead; the networks are then those that have trained on it."""

    def read(self) -> Reading:
        """Read the source as a sequence; ``length`` repeats a text or a list to that many steps.

        ``alphabet`` is another text that a text shares its characters with. The network reads everything
        multiplied by ``scale``; what is to come stays as it is.

        Raises
        ------
        InputError
            If what was typed cannot be read.
        """
        reading = self._read()
        return reading if self.scale == 1 else replace(reading, x=self.scale * reading.x)

    def _read(self) -> Reading:
        if self.asked is not None:
            one = next(iter(trainings(self.asked).values()))
            return held_out(replace(one.recipe.task, T=self.asked.T), self.asked.sequence, one.seed)
        if self.kind == "text":
            return read_text(self.text, self.length, self.alphabet)
        if self.kind == "numbers":
            return read_numbers(self.numbers, self.length)
        return read_wave(self.wave, self.length or 24)


@dataclass(frozen=True)
class Network:
    """The network's size and how its weights are drawn.

    ``input_gain`` multiplies what the input meets. ``by_radius`` makes ``gain`` the spectral radius of each
    recurrent matrix rather than a factor.
    """

    hidden: int = 8
    seed: int = 0
    recurrent: str = "uniform"
    gain: float = 1.0
    activation: str = "tanh"
    forget_bias: float = 1.0
    loss: str = "every"
    input_gain: float = 1.0
    by_radius: bool = False

    def build(self, model: Model, reading: Reading) -> Cell:
        """Return a cell that fits the sequence."""
        cell = self._draw(model, reading)
        if self.by_radius:
            cell = with_spectral_radius(cell, self.gain)
        return cell if self.input_gain == 1 else scale_input_weights(cell, self.input_gain)

    def _draw(self, model: Model, reading: Reading) -> Cell:
        gain = 1.0 if self.by_radius else self.gain
        sizes = (reading.x.shape[-1], self.hidden, reading.output_size)
        if model == "RNN":
            return RNN.init(
                *sizes,
                seed=self.seed,
                activation=self.activation,
                recurrent=self.recurrent,
                gain=gain,
            )
        if model == "LSTM":
            return LSTM.init(
                *sizes,
                seed=self.seed,
                forget_bias=self.forget_bias,
                recurrent=self.recurrent,
                gain=gain,
            )
        return GRU.init(*sizes, seed=self.seed, recurrent=self.recurrent, gain=gain)


@dataclass(frozen=True, eq=False)
class Walk:
    """Everything that a page shows of one network on one sequence, altered by hand or not."""

    reading: Reading
    """The sequence as the learner gave it; its symbols name what the network read."""
    cell: Any
    trace: Any
    grads: Any
    loss: float
    has_loss: NDArray[np.float64]
    """1 where a step has a loss, else 0: (T,)."""
    edits: tuple[Edit, ...] = ()
    """What was altered by hand."""
    misfits: tuple[InputError, ...] = ()
    """What could not be: a sentence for each."""

    @property
    def model(self) -> Model:
        """The name of the network."""
        names: dict[type, Model] = {RNN: "RNN", LSTM: "LSTM", GRU: "GRU"}
        return names[type(self.cell)]

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """The softmax of the outputs for a text (T, O); the outputs themselves for numbers."""
        y = self.trace.y[:, 0]
        if not self.reading.classes:
            return np.asarray(y)
        largest = np.finfo(y.dtype).max
        with np.errstate(over="ignore"):
            # As in the loss: an infinite score of an exploded network counts as a huge one.
            scores = np.clip(y, -largest, largest)
            shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))

    @property
    def step_losses(self) -> NDArray[np.float64]:
        """The loss of each step by itself, (T,); nan where none is measured. Their mean is ``loss``."""
        measure = cross_entropy if self.reading.classes else mse
        y, target = self.trace.y, self.reading.target
        losses = [measure(y[t : t + 1], target[t : t + 1])[0] for t in range(self.reading.steps)]
        return np.where(self.has_loss > 0, losses, np.nan)

    @property
    def targets(self) -> list[str]:
        """What comes next at each step, as a person would write it."""
        if self.reading.answers:
            return list(self.reading.answers)
        if self.reading.classes:
            return [self.reading.classes[int(label)] for label in self.reading.target[:, 0]]
        return [as_written(value) for value in self.reading.target[:, 0, 0]]

    @property
    def gradient_norms(self) -> NDArray[np.floating[Any]]:
        """‖∂E/∂h_t‖ of each step, (T,)."""
        return np.asarray(norm(self.grads.h[:, 0]))

    @property
    def growth(self) -> float:
        """How many times larger the gradient's norm is at its largest than at the last step."""
        norms = self.gradient_norms
        return float(norms.max() / norms[-1]) if norms[-1] > 0 else 1.0


@lru_cache(maxsize=64)
def take(model: Model, source: Source, network: Network, edits: tuple[Edit, ...] = ()) -> Walk:
    """Read the sequence, alter the network, run it forward, measure the loss, and run back.

    Raises
    ------
    InputError
        If the source cannot be read.
    """
    reading = source.read()
    if source.asked is None:
        cell = network.build(model, reading)
    else:
        _, cell = kept_at(trainings(source.asked)[model], source.asked.share)
    return walk_through(cell, reading, reading.mask(last=network.loss == "last"), edits)


def walk_through(
    cell: Cell, reading: Reading, mask: NDArray[np.float64], edits: tuple[Edit, ...] = ()
) -> Walk:
    """Alter a network, run it over a sequence, measure the loss where the mask (T, 1) is 1, and run back."""
    altered = apply(edits, cell, reading.x)
    trace = altered.forward()
    lossy = cross_entropy if reading.classes else mse
    loss, dy = lossy(trace.y, reading.target, mask)
    return Walk(
        reading=replace(reading, symbols=_symbols(reading, altered.x)),
        cell=altered.cell,
        trace=trace,
        grads=altered.cell.backward(trace, dy=dy),
        loss=loss,
        has_loss=mask[:, 0],
        edits=altered.edits,
        misfits=altered.misfits,
    )


def _symbols(reading: Reading, x: NDArray[np.floating[Any]]) -> tuple[str, ...]:
    """Return what the network reads at each step; a character whose one-hot was altered has a star."""

    def symbol(step: int) -> str:
        if np.array_equal(x[step], reading.x[step]):
            return reading.symbols[step]
        return f"{reading.symbols[step]}*" if reading.classes else as_written(x[step, 0, 0])

    return tuple(symbol(step) for step in range(reading.steps))
