"""Batches of the tasks, drawn by Hypothesis and read as text."""

import numpy as np
from hypothesis import strategies as st

from rnnlstm import TASKS

MANY = 4000


def drawn(name, smallest):
    """Draw a task of any length and a batch of it."""
    return st.builds(
        lambda T, seed: (task := TASKS[name](T), task.batch(seed, 7)),
        st.integers(smallest, 60),
        st.integers(0, 2**32),
    )


def strings(batch, symbols):
    """Return the sequences of a one-hot batch as text, without the padding."""
    assert set(np.unique(batch.x)) <= {0.0, 1.0}
    length = batch.x.any(axis=-1).sum(axis=0)
    assert (batch.x.sum(axis=-1) == (np.arange(len(batch.x))[:, None] < length)).all()
    return [
        "".join(symbols[k] for k in batch.x[: length[b], b].argmax(axis=-1)) for b in range(batch.x.shape[1])
    ]
