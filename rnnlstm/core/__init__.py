"""Floor 1, NumPy only: cells, losses, gradient flow and gradient check, tasks, optimisers and training."""

from rnnlstm.core import tasks
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
from rnnlstm.core.optimisers import SGD, Adam, Moments, Optimiser, OptimiserState, RMSprop, clip
from rnnlstm.core.recipes import RECIPES, Recipe
from rnnlstm.core.records import Gradients, StepGradients
from rnnlstm.core.rnn import RNN, RNNGradients, RNNStep, RNNTrace
from rnnlstm.core.tasks import TASKS, Batch, Task
from rnnlstm.core.train import Dropout, Evaluation, Progress, evaluate, train

__all__ = [
    "ACTIVATIONS",
    "GRU",
    "LSTM",
    "RECIPES",
    "RECURRENT",
    "RNN",
    "SGD",
    "TASKS",
    "Activation",
    "Adam",
    "AnyCell",
    "AnyGradients",
    "AnyTrace",
    "Batch",
    "Dropout",
    "Evaluation",
    "GRUGradients",
    "GRUStep",
    "GRUTrace",
    "Gradients",
    "LSTMGradients",
    "LSTMStep",
    "LSTMTrace",
    "Moments",
    "Optimiser",
    "OptimiserState",
    "Progress",
    "RMSprop",
    "RNNGradients",
    "RNNStep",
    "RNNTrace",
    "Recipe",
    "StepGradients",
    "Task",
    "cell_highway",
    "clip",
    "cross_entropy",
    "evaluate",
    "gradient_check",
    "jacobian_norms",
    "jacobians",
    "mse",
    "tasks",
    "train",
    "vanishing_bound",
]
