"""The three cells and their traces under one name, for what works on any of them."""

from typing import TypeAlias

from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.cells.gru_records import GRUGradients, GRUTrace
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.lstm_records import LSTMGradients, LSTMTrace
from rnnlstm.core.cells.rnn import RNN, RNNGradients, RNNTrace

AnyCell: TypeAlias = RNN | LSTM | GRU
AnyTrace: TypeAlias = RNNTrace | LSTMTrace | GRUTrace
AnyGradients: TypeAlias = RNNGradients | LSTMGradients | GRUGradients
