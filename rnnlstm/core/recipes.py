"""Settings with which each task can be watched being learned, or not: the laboratory's defaults."""

from dataclasses import dataclass

from rnnlstm.core import tasks
from rnnlstm.core.cells import AnyCell
from rnnlstm.core.gru import GRU
from rnnlstm.core.lstm import LSTM
from rnnlstm.core.optimisers import Adam, Optimiser
from rnnlstm.core.rnn import RNN
from rnnlstm.core.tasks import Task
from rnnlstm.core.validate import choice


@dataclass(frozen=True)
class Recipe:
    """A task and how to train on it.

    Attributes
    ----------
    task : Task
    hidden_size : int
    optimizer : Optimiser
    steps : int
        The updates after which it is known what comes out.
    forget_bias : float
        Of an LSTM.
    batch_size : int
    clip_norm : float
    """

    task: Task
    hidden_size: int
    optimizer: Optimiser
    steps: int
    forget_bias: float = 1.0
    batch_size: int = 32
    clip_norm: float = 1.0

    def cell(self, kind: str, seed: int) -> AnyCell:
        """Draw a network of a kind, "RNN" (with tanh), "LSTM" or "GRU", with the sizes of the task."""
        sizes = self.task.input_size, self.hidden_size, self.task.output_size
        if choice("kind", kind, ("RNN", "LSTM", "GRU")) == "LSTM":
            return LSTM.init(*sizes, seed=seed, forget_bias=self.forget_bias)
        return (RNN if kind == "RNN" else GRU).init(*sizes, seed=seed)


RECIPES = {
    "adding": Recipe(tasks.adding(100), 64, Adam(0.01), steps=2000),
    "copy_memory": Recipe(tasks.copy_memory(20), 64, Adam(0.01), steps=2500),
    "temporal_order": Recipe(tasks.temporal_order(55), 32, Adam(0.01), steps=1000, forget_bias=3.0),
    "reber": Recipe(tasks.reber(40), 32, Adam(0.01), steps=1500),
    "parity": Recipe(tasks.parity(20), 32, Adam(0.01), steps=500),
    "sine": Recipe(tasks.sine(60), 32, Adam(0.01), steps=2000),
}
