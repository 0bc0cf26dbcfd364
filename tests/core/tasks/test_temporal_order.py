"""The task of temporal order: its targets, recomputed from its inputs."""

import re

import numpy as np
from hypothesis import given

from rnnlstm import tasks
from support.batches import MANY, drawn, strings
from support.cases import brief


@brief
@given(drawn("temporal_order", 11))
def test_temporal_order(pair):
    task, batch = pair
    for b, text in enumerate(strings(batch, task.symbols)):
        assert re.fullmatch("E[abcd]*[XY][abcd]*[XY][abcd]*B", text)
        t1, t2 = (m.start() for m in re.finditer("[XY]", text))
        assert task.T // 11 <= t1 <= 2 * task.T // 11 < 5 * task.T // 11 <= t2 <= 6 * task.T // 11
        assert 10 * task.T // 11 <= len(text) <= task.T
        np.testing.assert_array_equal(np.flatnonzero(batch.mask[:, b]), [len(text) - 1])
        assert task.classes[batch.target[len(text) - 1, b]] == text[t1] + text[t2]


def test_temporal_order_at_the_length_of_the_paper():
    x, _, mask = tasks.temporal_order(110).batch(0, MANY)
    lengths = np.nonzero(mask.T)[1] + 1
    t1, t2 = np.nonzero(x[..., 6:].any(axis=-1).T)[1].reshape(-1, 2).T
    for places, low, high in ((lengths, 100, 110), (t1, 10, 20), (t2, 50, 60)):
        assert set(places) == set(range(low, high + 1))
