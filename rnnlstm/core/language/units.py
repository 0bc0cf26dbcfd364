"""Which units follow something simple: how well a property of the text predicts what a unit does.

After Karpathy, Johnson and Fei-Fei (2016), *Visualizing and understanding recurrent networks*, who found
cells that count the position in a line or are on inside quotations, by looking. Here it is measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.language.corpus import Alphabet, Ids
from rnnlstm.core.language.measures import pieces_of
from rnnlstm.core.language.network import end_of, read
from rnnlstm.core.language.properties import Labels, properties_of

CHARACTERS = 8000
"""Characters of the held-out text that units are measured on."""
PARTS = 8
"""Read side by side, to be quick."""


@dataclass(frozen=True, eq=False)
class Units:
    """How well each property predicts each unit.

    Attributes
    ----------
    names : tuple of str
        The properties, keys of `PROPERTIES`, that the text has.
    explained : ndarray, shape (properties, H)
        The share of the unit's variance that is explained on text that the prediction was not made on; at
        most 1, and below 0 where the prediction is worse than the mean.
    of : str
        The state that was measured: "c" where there is a cell state, else "h".
    """

    names: tuple[str, ...]
    explained: Array
    of: str

    def ranked(self) -> list[tuple[int, str, float]]:
        """Return for each unit the property that predicts it best, and how well: the clearest unit first."""
        if not self.names:
            return []
        best = self.explained.argmax(axis=0)
        shares = self.explained[best, np.arange(self.explained.shape[1])]
        order = np.argsort(-shares, kind="stable")
        return [(int(k), self.names[best[k]], float(shares[k])) for k in order]

    def clearest(self) -> list[tuple[int, str, float]]:
        """Return for each property the unit that it predicts best, and how well: the clearest first."""
        best = [(int(row.argmax()), name, float(row.max())) for name, row in self._rows()]
        return sorted(best, key=lambda each: -each[2])

    def _rows(self) -> list[tuple[str, Array]]:
        return list(zip(self.names, self.explained, strict=True))


def explained(labels: Labels, values: Array, half: int) -> Array:
    """Return the share of each unit's variance that a property explains.

    From the first ``half`` of the text each unit's mean at every value of the property is taken. On the
    second these means are the prediction: the share is 1 - (mean squared error) / (mean square around the
    first half's mean), a coefficient of determination on text that was not used.

    Parameters
    ----------
    labels : ndarray of int, shape (n,)
    values : ndarray, shape (n, H)
    half : int

    Returns
    -------
    ndarray, shape (H,)
        0 for a unit that does not move in the second half.
    """
    classes = int(labels.max()) + 1
    known = np.bincount(labels[:half], minlength=classes)
    sums = np.zeros((classes, values.shape[1]))
    for k in range(classes):
        sums[k] = values[:half][labels[:half] == k].sum(axis=0, dtype=np.float64)
    overall = values[:half].mean(axis=0, dtype=np.float64)
    means = np.where(known[:, None] > 0, sums / np.maximum(known, 1)[:, None], overall)
    later = values[half:].astype(np.float64)
    wrong = np.square(later - means[labels[half:]]).mean(axis=0)
    spread = np.square(later - overall).mean(axis=0)
    return np.where(spread > 0, 1 - wrong / np.where(spread > 0, spread, 1), 0.0)


def units(cell: Cell, alphabet: Alphabet, held_out: Ids) -> Units:
    """Measure how well the properties of a held-out text predict the units of a network that reads it.

    The cell state is measured where there is one, for it is what the network keeps; else the hidden state.

    Parameters
    ----------
    cell : RNN, LSTM or GRU
    alphabet : Alphabet
    held_out : ndarray of int32
        Of it the first `CHARACTERS`, read in `PARTS`, each from the state 0; what the network does in the
        first half of each is predicted from, what it does in the second is predicted.
    """
    pieces = pieces_of(held_out[:CHARACTERS], PARTS)[:-1]
    of = "c" if "c" in cell.states else "h"
    states, found = None, []
    for start in range(0, len(pieces), 128):
        trace = read(cell, pieces[start : start + 128], states)
        states = end_of(cell, trace)
        found.append(getattr(trace, of))
    values = np.concatenate(found)  # (steps, parts, H)
    half = len(values) // 2 * values.shape[1]
    labels = [properties_of(alphabet.decode(piece)) for piece in pieces.T]
    names = tuple(name for name in labels[0] if all(name in each for each in labels))
    flat = values.reshape(-1, values.shape[-1])
    table = [
        explained(np.stack([each[name] for each in labels], axis=1).ravel(), flat, half) for name in names
    ]
    return Units(names, np.array(table).reshape(len(names), values.shape[-1]), of)
