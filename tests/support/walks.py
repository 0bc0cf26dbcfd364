"""Walks that several tests ask for."""

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.walk.edits import understood
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.task_notation import WRITTEN
from rnnlstm.ui.walk.walk import take

READ = {name: WRITTEN[task].to_read for name, task in TASKS.items()}
"""How long the sequences of each task are that a page of trained networks reads at first."""


def trained_walks(choice, last=True):
    """The walks of trained networks, the loss of the last answer only or of all, by the kind of network."""
    network = Network(loss="last" if last else "every")
    return {kind: take(kind, TaskSequence(choice=choice), network) for kind in KINDS}


def parse(text):
    """The edits that a text names, all of which can be read."""
    edits, errors = understood(text)
    if errors:
        raise errors[0]
    return edits
