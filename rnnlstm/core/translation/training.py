"""Training of a translation: the decoder is fed with what it should have written (teacher forcing)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, all_finite
from rnnlstm.core.cells import CELLS
from rnnlstm.core.losses import cross_entropy
from rnnlstm.core.training.gradients import LossAndGradients
from rnnlstm.core.training.optimisers import Adam, Optimiser, OptimiserState
from rnnlstm.core.training.row import Row
from rnnlstm.core.training.update import update
from rnnlstm.core.translation.measure import ByLength, by_length
from rnnlstm.core.translation.model import EncoderDecoder
from rnnlstm.core.translation.phrases import SYMBOLS, NumberWords, Pairs


@dataclass(frozen=True)
class TranslationRecipe:
    """What is trained on what, and how: compared by value, so that the same recipe gives the same numbers.

    Attributes
    ----------
    task : NumberWords
    attention : bool
    kind : str
        Of the two cells, a name in `CELLS`.
    hidden_size : int
        Of each.
    optimizer : Optimiser
        Its learning rate falls to a tenth over the training, in a straight line.
    steps : int
        The updates.
    batch_size : int
    clip_norm : float or None
    seed : int
        Of the weights and of the phrases.
    measured_every : int
        After so many updates the network is measured on phrases held out.
    asked : int
        How many of each length.
    """

    task: NumberWords
    attention: bool
    kind: str = "GRU"
    hidden_size: int = 64
    optimizer: Optimiser = field(default_factory=lambda: Adam(0.01))
    steps: int = 1000
    batch_size: int = 64
    clip_norm: float | None = 1.0
    seed: int = 0
    measured_every: int = 100
    asked: int = 100

    def network(self) -> EncoderDecoder:
        """Draw the network, in float32, which is enough here and twice as fast."""
        kind = CELLS[validate.choice("kind", self.kind, CELLS)]
        sizes = len(self.task.alphabet), self.hidden_size, SYMBOLS
        return EncoderDecoder.init(kind, *sizes, seed=self.seed, attention=self.attention, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Translating:
    """A training so far, and all that is needed to go on.

    Attributes
    ----------
    recipe : TranslationRecipe
    network : EncoderDecoder
        As it is now.
    state : OptimiserState or None
    loss : ndarray, shape (k,)
        Of each update, in nats a symbol.
    measured : tuple of (int, ByLength)
        After how many updates, and what was found on phrases held out; the first before any update.
    seconds : float
        The time that the updates took, without the measuring.
    finite : bool
        False when the training ended because something overflowed; the network is the one before that.
    """

    recipe: TranslationRecipe
    network: EncoderDecoder
    state: OptimiserState | None
    loss: Array
    measured: tuple[tuple[int, ByLength], ...]
    seconds: float = 0.0
    finite: bool = True

    @property
    def step(self) -> int:
        """The updates made so far."""
        return len(self.loss)

    @property
    def over(self) -> bool:
        """Whether no update is to come: all are made, or the training blew up."""
        return self.step >= self.recipe.steps or not self.finite


def begin_translating(recipe: TranslationRecipe) -> Translating:
    """Draw a network, and measure it before any update.

    Raises
    ------
    ValueError
        If a size of the recipe is out of range.
    """
    validate.size("steps", recipe.steps)
    network = recipe.network()
    return Translating(recipe, network, None, np.empty(0), ((0, _measure(recipe, network)),))


def go_on_translating(training: Translating) -> Iterator[Translating]:
    """Go on with a training, one update at a time, until it is over.

    Update k uses batch k of the recipe's seed: trained in one go or in pieces, the numbers are the same.

    Yields
    ------
    Translating
        After each update.
    """
    recipe, start = training.recipe, perf_counter()
    while not training.over:
        k = training.step
        batch = recipe.task.training_batch(recipe.seed, k, recipe.batch_size)
        E, grads = loss_and_gradients(training.network, batch)
        left = 1 - k / recipe.steps
        rate = recipe.optimizer.learning_rate * (0.1 + 0.9 * left)
        optimizer = replace(recipe.optimizer, learning_rate=rate)
        made = update(training.network, grads, training.state, optimizer, recipe.clip_norm)
        training = replace(
            training,
            network=made.network,
            state=made.state,
            loss=np.append(training.loss, E),
            seconds=training.seconds + perf_counter() - start,
            finite=made.finite,
        )
        if training.over or training.step % recipe.measured_every == 0:
            found = (training.step, _measure(recipe, training.network))
            training = replace(training, measured=(*training.measured, found))
        yield training
        start = perf_counter()


def loss_and_gradients(network: EncoderDecoder, batch: Pairs) -> LossAndGradients:
    """Return the mean cross-entropy of a batch, nats a symbol, and its gradient, None if one overflowed."""
    trace = network.forward(batch.x, batch.previous, lengths=batch.lengths)
    if not trace.finite:
        return math.inf, None
    E, dy = cross_entropy(trace.y, batch.target, batch.mask)
    if not (math.isfinite(E) and all_finite(dy)):
        return E, None
    grads = network.backward(trace, dy)
    return E, Row.of(grads.params) if grads.finite else None


def _measure(recipe: TranslationRecipe, network: EncoderDecoder) -> ByLength:
    return by_length(network, recipe.task, seed=recipe.seed, asked=recipe.asked)
