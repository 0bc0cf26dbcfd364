"""The cells, each with its equations, its step, and what its passes leave behind."""

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.rnn import RNN

CELLS: dict[str, type[Cell]] = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}
"""Every cell by its name, in the order of the course."""
