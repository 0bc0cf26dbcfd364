"""Walks that several tests ask for."""

from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.walk import take

MODELS = ("RNN", "LSTM", "GRU")


def trained_walks(choice, last=True):
    """The walks of trained networks, the loss of the last answer only or of all, by the kind of network."""
    network = Network(loss="last" if last else "every")
    return {model: take(model, TaskSequence(choice=choice), network) for model in MODELS}
