"""A source of sequences may bring its networks."""

import numpy as np

from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.recordings import kept_at, recorded
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.task_sequence import TaskChoice
from rnnlstm.ui.walk.walk import take


def test_a_source_brings_its_trained_networks():
    asked = TaskChoice("parity", 9, 2)
    for kind in KINDS:
        every = take(kind, TaskSequence(choice=asked), Network())
        last = take(kind, TaskSequence(choice=asked), Network(loss="last", hidden=3, gain=2.0))
        assert every.cell is last.cell is kept_at(recorded("parity").histories[kind], 1)[1]
        assert every.has_loss.sum() == 9
        assert last.has_loss.sum() == last.has_loss[-1] == 1
        np.testing.assert_array_equal(last.trace.y, every.trace.y)
        assert not last.grads.h_loss[:-1].any() and every.grads.h_loss[:-1].all(axis=(1, 2)).all()
