"""Settings with which each task can be watched being learned, or not: the laboratory's defaults.

Measured on two 2.6 GHz cores shared with other work, one BLAS thread, float64, on 512 held-out sequences
every 50 updates (the others: every 100). ``pytest -m slow -s`` repeats the first two.

Adding, T=100, seeds 0, 1, 2: the LSTM's held-out MSE is under 0.01 after 750, 1200 and 1250 updates, 16, 29
and 27 s of training. That of the tanh RNN on the same batches stays at the baseline, never under 0.16 in
2000 updates.

Temporal order, T=55, half the length of the paper, seeds 0, 1, 2: the LSTM classifies all rightly after 250,
150 and 350 updates, within 2 s; the tanh RNN is at chance after 3000 (accuracy 0.24 to 0.27). The forget bias
is 3 because between the second symbol and the end lie 20 steps or more, over which gates of sigmoid(1) = 0.73
let next to nothing pass; the LSTM of the paper had no forget gate, that is f = 1. With 1 it took 700 updates
(seed 0). The bias must grow with the lag: at T=110, the length of the paper, the LSTM has all of 256 held-out
sequences right after 1250, 850 and 900 updates with 4 (seeds 0, 1, 2), and in 2500 updates at most 40 % of
them with 2 (seeds 0, 1) and 30 % with 1 (seed 0). With 3 it needed 1600 updates and 15 s (seed 0), and the
RNN had learned nothing after 5400.

An IRNN, an RNN with ReLU that starts at the identity, learns both at a rate of 0.003 (256 held out):
adding, T=100, after 500, 500 and 750 updates (seeds 0, 1, 2), each in about a sixth of the LSTM's time (5
against 31 to 34 ms of one core); T=150 after 1000 and 550 (seeds 0, 1); temporal order, T=110, after 250, 600
and 250. At a rate of 0.01 adding was not solved in 2000 updates (seed 0), temporal order at T=110 not in 1500
(seeds 0, 1, 2).

The others once, seed 0. Parity, T=20: solved by the LSTM in 200 updates, by the RNN in 600, for an answer is
asked for at every step. Reber, T=40: both predict all strings rightly in the end, the LSTM with a loss of
0.443 against 0.452 of the RNN after 12 s. Sine, T=60: MSE 0.006 for the LSTM, 0.023 for the RNN, after 15 s.
Copy memory, T=20: after 2500 updates (20 s) the LSTM is at 0.437, below the baseline of 0.520, and still
learning; the RNN is at the baseline.
"""

from dataclasses import dataclass, field, replace

from rnnlstm.core import tasks
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.draw import draw
from rnnlstm.core.tasks import Task
from rnnlstm.core.training.optimisers import Adam, Optimiser
from rnnlstm.core.training.train import Dropout

KINDS = ("RNN", "IRNN", "LSTM", "GRU")
"""The networks that the course trains: "RNN" has tanh, "IRNN" is an RNN drawn as `IRNN` says."""


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
    clip_norm : float or None
        The norm beyond which the gradient is scaled down; None leaves it as it is.
    dropout : Dropout
    irnn_rate : float
        The learning rate of an IRNN in the place of the optimiser's.
    """

    task: Task
    hidden_size: int
    optimizer: Optimiser
    steps: int
    forget_bias: float = 1.0
    batch_size: int = 32
    clip_norm: float | None = 1.0
    dropout: Dropout = field(default_factory=Dropout)
    irnn_rate: float = 0.003

    def cell(self, kind: str, seed: int) -> Cell:
        """Draw a network with the sizes of the task; `kind` is one of `KINDS` or another name in `CELLS`.

        In float64, though float32 would train faster: the gradients that are shown of a training fall below
        what float32 can hold, and all that is said above was measured so.
        """
        sizes = self.task.input_size, self.hidden_size, self.task.output_size
        return draw(kind, *sizes, seed=seed, forget_bias=self.forget_bias)

    def optimiser_of(self, kind: str) -> Optimiser:
        """Return the optimiser of a kind of network."""
        return replace(self.optimizer, learning_rate=self.irnn_rate) if kind == "IRNN" else self.optimizer


RECIPES = {
    "adding": Recipe(tasks.adding(100), 64, Adam(0.01), steps=2000),
    "copy_memory": Recipe(tasks.copy_memory(20), 64, Adam(0.01), steps=2500),
    "temporal_order": Recipe(tasks.temporal_order(55), 32, Adam(0.01), steps=3000, forget_bias=3.0),
    "reber": Recipe(tasks.reber(40), 32, Adam(0.01), steps=1500),
    "parity": Recipe(tasks.parity(20), 32, Adam(0.01), steps=500),
    "sine": Recipe(tasks.sine(60), 32, Adam(0.01), steps=2000),
}
