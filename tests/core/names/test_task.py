"""The task of names: every letter one step, every language equally often, the answer at the last letter."""

import math
from collections import Counter

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, Adam, cross_entropy, train
from rnnlstm.core.names.task import NameLanguage
from support.names import FEW, SHIPPED

TASK = NameLanguage.of(FEW)


def words(batch, alphabet):
    """Return the names of a batch, each up to the step at which it is answered."""
    ends = batch.mask.argmax(axis=0)
    letters = [[alphabet[k] for k in batch.x[: end + 1, b].argmax(axis=-1)] for b, end in enumerate(ends)]
    return ["".join(each) for each in letters]


def test_a_batch_is_names_of_the_training_part_padded_behind_their_end():
    batch = TASK.training_batch(0, 0, 300)
    assert batch.mask.sum(axis=0).tolist() == [1] * 300
    for b, name in enumerate(words(batch, FEW.alphabet)):
        assert name in FEW.training[batch.target[len(name) - 1, b]]
        assert batch.x[: len(name), b].sum(axis=-1).tolist() == [1] * len(name)
        assert not batch.x[len(name) :, b].any()


def test_each_language_is_as_likely_and_each_of_its_names():
    batch = TASK.batch(1, 6000)
    counted = Counter(words(batch, FEW.alphabet))
    for names in FEW.training:
        share = 1 / 3 / len(names)
        deviation = math.sqrt(share * (1 - share) / 6000)
        for name in names:
            assert counted[name] / 6000 == pytest.approx(share, abs=4 * deviation)


def test_all_held_out_are_tested_once_before_any_comes_again():
    whole = TASK.all_held_out()
    assert whole.x.shape == (9, 6, len(FEW.alphabet))
    # "h" of heikkinen, "l" of laine and others that no name to train on has are read as nothing
    assert not whole.x[0, 0].any()
    parts = [TASK.held_out_batch(7, 4, k) for k in range(3)]
    lengths = [end + 1 for batch in parts for end in batch.mask.argmax(axis=0)]
    assert sorted(lengths[:6]) == sorted(lengths[6:]) == sorted(len(name) for name, _ in FEW.tested)


def test_baseline_and_sizes():
    task = NameLanguage.of(SHIPPED)
    assert (task.input_size, task.output_size) == (55, 12)
    assert task.baseline == pytest.approx(math.log(12)) and task.chance == pytest.approx(1 / 12)
    assert task.naive_loss(task.all_held_out()) == pytest.approx(task.baseline)
    with pytest.raises(ValueError, match="T must be at least 9"):
        NameLanguage(8, FEW)


def test_padding_moves_neither_an_answer_nor_a_gradient():
    """The gradient of a padded batch is the mean of those of its names one by one."""
    cell = LSTM.init(TASK.input_size, 5, 3, seed=0)
    pairs = [("nowak", 2), ("virtanen", 0), ("mori", 1)]
    together = TASK.written(*zip(*pairs, strict=True))
    trace = cell.forward(together.x)
    grads = cell.backward(trace, dy=TASK.evaluate_loss(trace.y, together)[1]).params
    alone = []
    for b, pair in enumerate(pairs):
        one = TASK.written([pair[0]], [pair[1]])
        single = cell.forward(one.x)
        np.testing.assert_allclose(single.y[-1, 0], trace.y[len(pair[0]) - 1, b], rtol=1e-12)
        dy = cross_entropy(single.y[-1:], np.array([[pair[1]]]))[1]
        padded = np.concatenate([np.zeros_like(single.y[:-1]), dy])
        alone.append(cell.backward(single, dy=padded).params)
    for name, value in grads.items():
        np.testing.assert_allclose(value, np.mean([each[name] for each in alone], axis=0), atol=1e-13)


def test_it_is_learned():
    cell = GRU.init(TASK.input_size, 8, 3, seed=0)
    for progress in train(cell, TASK, optimizer=Adam(0.02), steps=120, batch_size=16, seed=0):
        cell = progress.cell
    batch = TASK.batch(5, 50)
    assert TASK.accuracy(cell.forward(batch.x).y, batch) == 1
