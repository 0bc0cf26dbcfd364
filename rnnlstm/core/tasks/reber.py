"""The embedded Reber grammar."""

import math
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import Array
from rnnlstm.core.tasks.task import CERTAIN, Batch, Task, one_hot

SYMBOLS = "BTPSXVE"

# The ways through Reber's (1967) grammar: from each state, symbol -> next state.
INNER = (
    {"B": 1},
    {"T": 2, "P": 3},
    {"S": 2, "X": 4},
    {"T": 3, "V": 5},
    {"X": 3, "S": 6},
    {"P": 4, "V": 6},
    {"E": 7},
)


def _embedded() -> NDArray[np.int64]:
    """Return the embedded grammar as a table (states, symbols): the next state, -1 where illegal.

    There are two copies of the inner grammar, one for each opening symbol, which its end gives back. State 0
    begins a string, the last state has ended it.
    """
    end = 2 + 2 * (len(INNER) + 2)
    ways: list[dict[str, int]] = [{"B": 1}, {"T": 2, "P": 2 + len(INNER) + 2}]
    for opening in "TP":
        first = len(ways)
        ways += [{symbol: first + state for symbol, state in inner.items()} for inner in INNER]
        ways += [{opening: len(ways) + 1}, {"E": end}]
    return np.array([[way.get(symbol, -1) for symbol in SYMBOLS] for way in [*ways, {}]])


NEXT = _embedded()
LEGAL = NEXT >= 0
END = len(NEXT) - 1


@dataclass(frozen=True)
class Reber(Task):
    """The embedded Reber grammar: predict the next symbol, and at the end the one of the beginning.

    Hochreiter and Schmidhuber (1997), experiment 1, after Smith and Zipser (1989) and Cleeremans et al.
    (1989). A string is B, then T or P, then a string of Reber's (1967) grammar, then the same T or P again,
    then E. Where two symbols may follow, both are equally likely. At every step the output should be the next
    symbol. Strings have random lengths, of which `T` keeps those it has room for; they are padded.

    Baseline: the naive predictor knows the grammar and its probabilities, but not how the string began. An
    inner string of m symbols, its B and E included, took m - 2 choices between two symbols; the choice at the
    beginning is one more, and guessing it at the end costs the naive predictor another: m ln 2 nats in
    m + 3 predictions. So its loss is ln 2 E[m] / (E[m] + 3), the expectation over the strings that T
    has room for; the mean over a batch tends to it as the batch grows. Who remembers the beginning pays
    ln 2 a string less, and reaches `floor`. Without the limit of T, E[m] = 8: the baseline is 8/11 ln 2, the
    floor 7/11 ln 2. (With a small T one could do better still by knowing that the string must end in time.)

    Accuracy: the share of strings at whose every step all the legal successors have larger outputs than all
    the others. The naive predictor does that by guessing the last T or P, with chance 1/2.

    Attributes
    ----------
    T : int
        The number of predictions in the longest string (its symbols but the last), at least 8.
    """

    shortest: ClassVar[int] = 8
    symbols: ClassVar[str] = SYMBOLS
    input_size = len(SYMBOLS)
    output_size = len(SYMBOLS)
    loss = "cross_entropy"
    chance = 1 / 2

    @property
    def baseline(self) -> float:
        """The loss of who knows the grammar but not how the string began."""
        m = self._mean_inner_length()
        return math.log(2) * m / (m + 3)

    @property
    def floor(self) -> float:
        """The loss of who knows the grammar and remembers how the string began."""
        m = self._mean_inner_length()
        return math.log(2) * (m - 1) / (m + 3)

    def naive(self, batch: Batch) -> Array:
        """Return the same for each legal symbol; near the end, where the first T or P is due, for T and P."""
        y = np.where(legal_successors(batch.x), 0.0, -CERTAIN)
        last = batch.mask.sum(axis=0) - 2
        for symbol in "TP":
            y[last, np.arange(len(last)), SYMBOLS.index(symbol)] = 0
        return y

    def accuracy(self, y: Array, batch: Batch) -> float:
        """Return the share of strings predicted rightly at every step."""
        legal = legal_successors(batch.x)
        least_legal = np.where(legal, y, np.inf).min(axis=-1)
        largest_other = np.where(legal, -np.inf, y).max(axis=-1)
        return float(((least_legal > largest_other) | ~batch.mask).all(axis=0).mean())

    def _draw(self, rng: np.random.Generator, B: int) -> Batch:
        strings = np.empty((self.T + 1, 0), int)
        while strings.shape[1] < B:
            strings = np.concatenate([strings, self._strings(rng, 2 * B)], axis=1)
        given, following = strings[:-1, :B], strings[1:, :B]
        mask = following >= 0
        x = one_hot(np.where(mask, given, -1), len(SYMBOLS))
        return Batch(x, np.where(mask, following, 0), mask)

    def _strings(self, rng: np.random.Generator, tries: int) -> NDArray[np.int64]:
        """Draw that many strings and return those that fit: (T + 1, at most tries), -1 after the end."""
        state = np.zeros(tries, int)
        strings = np.full((self.T + 1, tries), -1)
        for symbols in strings:
            going = np.flatnonzero(state != END)
            # The larger of two random numbers decides between two legal symbols.
            symbols[going] = (LEGAL[state[going]] * (1 - rng.random((len(going), len(SYMBOLS))))).argmax(
                axis=1
            )
            state[going] = NEXT[state[going], symbols[going]]
        return strings[:, state == END]

    def _mean_inner_length(self) -> float:
        """Return E[m] over the strings that fit, whose m + 4 symbols are at most T + 1."""
        chances = np.zeros(len(NEXT))  # of being in each state after n symbols
        chances[0] = 1
        ended = np.zeros(self.T + 2)
        for n in range(1, self.T + 2):
            each = (chances / np.maximum(LEGAL.sum(axis=1), 1))[:, None] * LEGAL
            chances = np.zeros(len(NEXT))
            np.add.at(chances, NEXT[LEGAL], each[LEGAL])
            ended[n] = chances[END]
        return float(ended @ (np.arange(self.T + 2) - 4) / ended.sum())


def legal_successors(x: NDArray[Any]) -> NDArray[np.bool_]:
    """Return which symbols may follow each step of legal strings x (steps, B, 7); none where x is padding."""
    legal = np.zeros(x.shape, bool)
    state = np.zeros(x.shape[1], int)
    for t, given in enumerate(x):
        going = np.flatnonzero(given.any(axis=-1))
        state[going] = NEXT[state[going], given[going].argmax(axis=-1)]
        legal[t, going] = LEGAL[state[going]]
    return legal
