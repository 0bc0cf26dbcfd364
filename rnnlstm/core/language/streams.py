"""A text read in several streams at once: every batch goes on where the one before it stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core import validate
from rnnlstm.core.language.corpus import Ids


class Excerpt(NamedTuple):
    """What a network reads in one update, and what comes next.

    Attributes
    ----------
    ids, targets : ndarray of int32, shape (T, B)
        A character of each stream at each step, and the one after it.
    first : bool
        Whether the streams begin here, so that there is no state to go on from.
    """

    ids: Ids
    targets: Ids
    first: bool


@dataclass(frozen=True, eq=False)
class Streams:
    """A text cut into B equal pieces, which are read side by side, T steps at a time, from the first on.

    Batch k + 1 continues batch k, stream by stream, so the state at the end of the one is where the other
    begins: truncated backpropagation through time with the state carried on (Mikolov et al. 2010; Williams
    and Peng 1990). When a round is over, what is left of each piece being shorter than T, the next
    round begins.

    Attributes
    ----------
    pieces : ndarray of int32, shape (steps, B)
        Stream by stream; the last step is a target only.
    T : int
        Steps in a batch.
    """

    pieces: Ids
    T: int

    @classmethod
    def of(cls, ids: Ids, batch_size: int, T: int) -> Streams:
        """Cut a text; one that is too short for so many streams or steps has fewer.

        Raises
        ------
        ValueError
            If a number is below 1, or the text has fewer than two characters.
        """
        validate.size("batch_size", batch_size)
        validate.size("T", T)
        if len(ids) < 2:
            raise ValueError(f"ids must have at least two characters, got {len(ids)}")
        T = min(T, len(ids) - 1)
        B = max(1, min(batch_size, (len(ids) - 1) // T))
        length = (len(ids) - 1) // B
        # A piece's last target is the first character of the next piece.
        starts = np.arange(B) * length
        return cls(ids[starts[None, :] + np.arange(length + 1)[:, None]], T)

    @property
    def batch_size(self) -> int:
        """B, the number of streams."""
        return int(self.pieces.shape[1])

    @property
    def in_a_round(self) -> int:
        """The batches after which all has been read once."""
        return (len(self.pieces) - 1) // self.T

    def excerpt(self, k: int) -> Excerpt:
        """Return batch k, counted from 0 on through all rounds."""
        place = validate.natural("k", k) % self.in_a_round
        start = place * self.T
        read: NDArray[np.int32] = self.pieces[start : start + self.T + 1]
        return Excerpt(read[:-1], read[1:], place == 0)
