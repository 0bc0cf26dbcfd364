"""One phrase through one network, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.translation.measure import written
from rnnlstm.core.translation.model import EncoderDecoder
from rnnlstm.core.translation.phrases import END, LONGEST, WRITTEN, NumberWords
from rnnlstm.core.translation.records import TranslationTrace
from rnnlstm.ui.walk.cache import kept_within

Array = NDArray[np.floating[Any]]

ENDS = "■"
"""Stands for the end mark, as at the end of a text."""
SIGNS = (*WRITTEN, ENDS)
"""What can be written, in the order of the outputs."""


@dataclass(frozen=True, eq=False)
class Translated:
    """What a network made of a phrase, running freely.

    Attributes
    ----------
    phrase : str
        The S letters read.
    trace : TranslationTrace
    answer : str
        The digits written.
    written : tuple of str
        The sign of each of the T steps of the decoder, the end mark included if it came.
    """

    phrase: str
    trace: TranslationTrace
    answer: str
    written: tuple[str, ...]

    @property
    def letters(self) -> int:
        """S, the steps of the encoder."""
        return len(self.phrase)

    @property
    def steps(self) -> int:
        """S + T, the steps of both."""
        return self.letters + len(self.written)

    @property
    def weights(self) -> Array:
        """alpha_ts, (T, S); (0, S) without attention."""
        return np.asarray(self.trace.weights[: len(self.written), 0])

    @property
    def chances(self) -> Array:
        """The probability of each sign at each step of the decoder, (T, 11)."""
        y = self.trace.y[: len(self.written), 0].astype(float)
        exp = np.exp(y - y.max(axis=-1, keepdims=True))
        return np.asarray(exp / exp.sum(axis=-1, keepdims=True))

    @property
    def states(self) -> Array:
        """The vector before the first step and after each, the decoder's last: (1 + S + T, H)."""
        encoded = self.trace.encoded
        decoded = [step.h[0] for step in self.trace.steps[: len(self.written)]]
        return np.concatenate([encoded.h0[:1], encoded.h[:, 0], np.array(decoded)])

    @property
    def added(self) -> Array:
        """How far each step moves the vector, the norm of h_s - h_{s-1}: (S + T,)."""
        return np.asarray(np.linalg.norm(np.diff(self.states, axis=0), axis=-1))


@kept_within(16 * 2**20, 32)
def translated(network: EncoderDecoder, task: NumberWords, phrase: str) -> Translated:
    """Let a network read a phrase and write, until it ends or has written more digits than any number has."""
    x, _lengths = task.encode([phrase])
    trace = network.translate(x, LONGEST + 2)
    symbols = trace.y.argmax(axis=-1)[:, 0].tolist()
    until = symbols.index(END) + 1 if END in symbols else len(symbols)
    return Translated(phrase, trace, written(trace.y)[0], tuple(SIGNS[symbol] for symbol in symbols[:until]))
