"""The cells that the stepper can show: one module each, here and in web/cells/."""

from __future__ import annotations

from collections.abc import Mapping

from rnnlstm.ui.stepper.cells.cell import CellView
from rnnlstm.ui.stepper.cells.gru import GRU
from rnnlstm.ui.stepper.cells.lstm import LSTM
from rnnlstm.ui.stepper.cells.rnn import RNN

CELLS: Mapping[str, CellView] = {
    "RNN": RNN,
    "LSTM": LSTM,
    "GRU": GRU,
}
"""The name of a network -> how the stepper shows it."""
