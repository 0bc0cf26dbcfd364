"""Tasks answered by classes: their targets, recomputed from their inputs."""

import re

import numpy as np
from hypothesis import given

from rnnlstm import tasks
from support.batches import MANY, drawn, strings
from support.cases import brief


@brief
@given(drawn("copy_memory", 1))
def test_copy_memory(pair):
    task, batch = pair
    assert task.steps == task.T + 20 == len(batch.x)
    for text, answer in zip(strings(batch, "01234567_!"), batch.target.T, strict=True):
        shown = text[:10]
        assert re.fullmatch("[0-7]{10}", shown)
        assert text[10:] == "_" * (task.T - 1) + "!" + "_" * 10
        assert "".join("01234567_"[k] for k in answer) == "_" * (task.T + 10) + shown
    assert batch.mask.all()


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


@brief
@given(drawn("parity", 1))
def test_parity(pair):
    _, (x, target, mask) = pair
    for b in range(7):
        odd = False
        for t, bit in enumerate(x[:, b, 0]):
            assert bit in (0, 1)
            odd ^= bool(bit)
            assert target[t, b] == odd
    assert mask.all()
