"""Floor 1, NumPy only: cells, losses, gradient flow, its measures and theory, tasks and training."""

from rnnlstm.core import tasks
from rnnlstm.core.cells import CELLS
from rnnlstm.core.cells.activations import ACTIVATIONS, Activation
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.gru import GRU, GRUGradients, GRUStep, GRUTrace
from rnnlstm.core.cells.initialise import RECURRENT
from rnnlstm.core.cells.lstm import LSTM, LSTMGradients, LSTMStep, LSTMTrace
from rnnlstm.core.cells.peephole import PeepholeLSTM, PeepholeTrace
from rnnlstm.core.cells.records import Gradients, Step, StepGradients, Trace
from rnnlstm.core.cells.rescale import scale_input_weights, with_spectral_radius
from rnnlstm.core.cells.rnn import RNN, RNNGradients, RNNStep, RNNTrace
from rnnlstm.core.check import gradient_check
from rnnlstm.core.cliff import Cliff, CliffSurface, Descent
from rnnlstm.core.exchange.errors import WeightsError
from rnnlstm.core.exchange.files import read_weights
from rnnlstm.core.exchange.from_keras import from_keras, keras_layers, read_keras
from rnnlstm.core.exchange.from_pytorch import TorchNetwork, from_torch, read_torch, torch_networks
from rnnlstm.core.exchange.reading import Read, Reading
from rnnlstm.core.exchange.stacks import (
    read_keras_stack,
    read_torch_stack,
    stack_from_keras,
    stack_from_torch,
)
from rnnlstm.core.exchange.to_pytorch import to_torch, torch_module
from rnnlstm.core.flow.change import Change, follow_change
from rnnlstm.core.flow.curves import growth_per_step, half_life, resolution_lag
from rnnlstm.core.flow.influence import influence
from rnnlstm.core.flow.jacobians import (
    JacobianSpectrum,
    cell_highway,
    jacobian_norms,
    jacobian_spectrum,
    jacobians,
    step_jacobian,
    vanishing_bound,
)
from rnnlstm.core.flow.paths import CellPaths, cell_path_jacobians, cell_paths
from rnnlstm.core.flow.products import spaced_lags
from rnnlstm.core.flow.theory import bias_of_half_life, half_life_of_bias, typical_norms
from rnnlstm.core.flow.truncation import Truncation, truncated_gradients, truncation_error
from rnnlstm.core.losses import cross_entropy, mse
from rnnlstm.core.networks.bidirectional import Bidirectional, turned
from rnnlstm.core.networks.layers import without_readout
from rnnlstm.core.networks.records import (
    BidirectionalGradients,
    BidirectionalTrace,
    StackGradients,
    StackTrace,
)
from rnnlstm.core.networks.stack import Stack
from rnnlstm.core.spectra import (
    WeightSpectrum,
    matrix_spectrum,
    power_norms,
    recurrent_weights,
    saturation,
    slopes,
    weight_spectra,
)
from rnnlstm.core.tasks import TASKS, Batch, Task
from rnnlstm.core.training.clipping import clip, clip_by_norm, clip_by_value, global_norm
from rnnlstm.core.training.fit import fit
from rnnlstm.core.training.history import (
    History,
    Snapshot,
    advance,
    begin,
    gradient_by_lag,
    snapshot_steps,
    take_snapshot,
)
from rnnlstm.core.training.optimisers import SGD, Adam, Moments, Optimiser, OptimiserState, RMSprop
from rnnlstm.core.training.recipes import RECIPES, Recipe
from rnnlstm.core.training.train import Dropout, Evaluation, Progress, evaluate, train
from rnnlstm.core.translation.attention import Attention
from rnnlstm.core.translation.model import EncoderDecoder

__all__ = [
    "ACTIVATIONS",
    "CELLS",
    "GRU",
    "LSTM",
    "RECIPES",
    "RECURRENT",
    "RNN",
    "SGD",
    "TASKS",
    "Activation",
    "Adam",
    "Attention",
    "Batch",
    "Bidirectional",
    "BidirectionalGradients",
    "BidirectionalTrace",
    "Cell",
    "CellPaths",
    "Change",
    "Cliff",
    "CliffSurface",
    "Descent",
    "Dropout",
    "EncoderDecoder",
    "Evaluation",
    "GRUGradients",
    "GRUStep",
    "GRUTrace",
    "Gradients",
    "History",
    "JacobianSpectrum",
    "LSTMGradients",
    "LSTMStep",
    "LSTMTrace",
    "Moments",
    "Optimiser",
    "OptimiserState",
    "PeepholeLSTM",
    "PeepholeTrace",
    "Progress",
    "RMSprop",
    "RNNGradients",
    "RNNStep",
    "RNNTrace",
    "Read",
    "Reading",
    "Recipe",
    "Snapshot",
    "Stack",
    "StackGradients",
    "StackTrace",
    "Step",
    "StepGradients",
    "Task",
    "TorchNetwork",
    "Trace",
    "Truncation",
    "WeightSpectrum",
    "WeightsError",
    "advance",
    "begin",
    "bias_of_half_life",
    "cell_highway",
    "cell_path_jacobians",
    "cell_paths",
    "clip",
    "clip_by_norm",
    "clip_by_value",
    "cross_entropy",
    "evaluate",
    "fit",
    "follow_change",
    "from_keras",
    "from_torch",
    "global_norm",
    "gradient_by_lag",
    "gradient_check",
    "growth_per_step",
    "half_life",
    "half_life_of_bias",
    "influence",
    "jacobian_norms",
    "jacobian_spectrum",
    "jacobians",
    "keras_layers",
    "matrix_spectrum",
    "mse",
    "power_norms",
    "read_keras",
    "read_keras_stack",
    "read_torch",
    "read_torch_stack",
    "read_weights",
    "recurrent_weights",
    "resolution_lag",
    "saturation",
    "scale_input_weights",
    "slopes",
    "snapshot_steps",
    "spaced_lags",
    "stack_from_keras",
    "stack_from_torch",
    "step_jacobian",
    "take_snapshot",
    "tasks",
    "to_torch",
    "torch_module",
    "torch_networks",
    "train",
    "truncated_gradients",
    "truncation_error",
    "turned",
    "typical_norms",
    "vanishing_bound",
    "weight_spectra",
    "with_spectral_radius",
    "without_readout",
]
