"""A recurrent network as a forecaster: it reads the last values one by one, and says the next."""

from dataclasses import dataclass

import numpy as np

from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.forecast.forecaster import Forecaster
from rnnlstm.core.forecast.scaling import Scaler


@dataclass(frozen=True, eq=False)
class NetworkForecaster(Forecaster):
    """A cell with one input and one output, its state zero before the first of the last values.

    Attributes
    ----------
    cell : RNN, LSTM or GRU
    scaler : Scaler
        Of the values, or of their changes.
    window : int
        How many values it reads; at least 2 where it reads changes.
    changes : bool
        Whether it reads the changes from value to value, and says the next change, which is added to the last
        value.
    """

    cell: Cell
    scaler: Scaler
    window: int
    changes: bool = False

    @property
    def reach(self) -> int:
        """The window."""
        return self.window

    def next(self, past: Array) -> Array:
        """Return what the network says after the last value."""
        read = self.scaler.scaled(np.diff(past, axis=0) if self.changes else past)
        y = self.cell.forward(read[..., None].astype(self.cell.dtype)).y[-1, :, 0].astype(np.float64)
        said = self.scaler.unscaled(y)
        return past[-1] + said if self.changes else said
