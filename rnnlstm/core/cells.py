"""The three cells and their traces under one name, for what works on any of them."""

from typing import TypeAlias

from rnnlstm.core.gru import GRU
from rnnlstm.core.gru_records import GRUGradients, GRUTrace
from rnnlstm.core.lstm import LSTM
from rnnlstm.core.lstm_records import LSTMGradients, LSTMTrace
from rnnlstm.core.rnn import RNN, RNNGradients, RNNTrace

AnyCell: TypeAlias = RNN | LSTM | GRU
AnyTrace: TypeAlias = RNNTrace | LSTMTrace | GRUTrace
AnyGradients: TypeAlias = RNNGradients | LSTMGradients | GRUGradients
