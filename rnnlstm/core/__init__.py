"""Floor 1, NumPy only: cells, losses, gradient flow and gradient check."""

from rnnlstm.core.activations import ACTIVATIONS, Activation
from rnnlstm.core.cells import AnyCell, AnyGradients, AnyTrace
from rnnlstm.core.check import gradient_check
from rnnlstm.core.flow import cell_highway, jacobian_norms, jacobians, vanishing_bound
from rnnlstm.core.gru import GRU
from rnnlstm.core.gru_records import GRUGradients, GRUStep, GRUTrace
from rnnlstm.core.initialise import RECURRENT
from rnnlstm.core.losses import cross_entropy, mse
from rnnlstm.core.lstm import LSTM
from rnnlstm.core.lstm_records import LSTMGradients, LSTMStep, LSTMTrace
from rnnlstm.core.records import Gradients, StepGradients
from rnnlstm.core.rnn import RNN, RNNGradients, RNNStep, RNNTrace

__all__ = [
    "ACTIVATIONS",
    "GRU",
    "LSTM",
    "RECURRENT",
    "RNN",
    "Activation",
    "AnyCell",
    "AnyGradients",
    "AnyTrace",
    "GRUGradients",
    "GRUStep",
    "GRUTrace",
    "Gradients",
    "LSTMGradients",
    "LSTMStep",
    "LSTMTrace",
    "RNNGradients",
    "RNNStep",
    "RNNTrace",
    "StepGradients",
    "cell_highway",
    "cross_entropy",
    "gradient_check",
    "jacobian_norms",
    "jacobians",
    "mse",
    "vanishing_bound",
]
