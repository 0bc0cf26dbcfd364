"""What every task must keep: its baseline is reached by the naive predictor, and its draws are its own."""

import math

import numpy as np
import pytest

from rnnlstm import TASKS, tasks
from rnnlstm.core.tasks.reber import legal_successors

# The naive predictors, written from the docstrings: what they answer for a batch.


def no_symbol_known(batch):
    y = np.zeros((*batch.target.shape, 9))
    y[:-10, :, 8] = 50  # certain of the blanks
    y[-10:, :, 8] = -50
    return y


def grammar_without_memory(batch):
    y = np.where(legal_successors(batch.x), 0.0, -50.0)
    last = batch.mask.sum(axis=0) - 2  # the step where the symbol of the beginning is to come
    rng = np.random.default_rng(5)
    for b, t in enumerate(last):
        y[t, b, [1, 2]] = 1e-9 * rng.permutation(2)  # equal but for a coin, which breaks the tie
    return y


NAIVE = {
    "adding": lambda batch: np.ones(batch.target.shape),
    "copy_memory": no_symbol_known,
    "temporal_order": lambda batch: np.tile([0, 1e-9, 0, 0], (*batch.target.shape, 1)),
    "reber": grammar_without_memory,
    "parity": lambda batch: np.tile([0, 1e-9], (*batch.target.shape, 1)),
    "sine": lambda batch: np.zeros(batch.target.shape),
}


@pytest.mark.parametrize("T", [12, 50])
@pytest.mark.parametrize("name", TASKS)
def test_naive_predictor_has_the_baseline(name, T):
    """Over many batches the mean lies within four standard errors of the baseline, and is precise."""
    task = TASKS[name](T)
    losses, right = [], []
    for k in range(16):
        batch = task.training_batch(11, k, 500)
        y = NAIVE[name](batch)
        losses.append(task.evaluate_loss(y, batch)[0])
        right.append(task.accuracy(y, batch))
    for values, expected in ((losses, task.baseline), (right, task.chance)):
        error = np.std(values, ddof=1) / math.sqrt(len(values))
        assert error < 0.05 * expected
        assert abs(np.mean(values) - expected) < 4 * error + 1e-9


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", TASKS)
def test_the_task_knows_the_answers_of_its_naive_predictor(name, seed):
    """On one batch the loss is that of the predictor written above, and not just its expectation."""
    task = TASKS[name](30)
    batch = task.held_out_batch(seed, 256)
    expected, _ = task.evaluate_loss(NAIVE[name](batch), batch)
    assert task.naive(batch).shape == (task.steps, 256, task.output_size)
    assert task.naive_loss(batch) == pytest.approx(expected, rel=1e-7)
    assert task.naive_loss(batch) == pytest.approx(task.baseline, rel=0.2)


def test_baselines_of_the_papers():
    assert tasks.adding(100).baseline == pytest.approx(1 / 6)
    assert tasks.copy_memory(100).baseline == pytest.approx(10 * math.log(8) / 120)
    assert tasks.temporal_order(50).baseline == pytest.approx(math.log(4))
    assert tasks.parity(20).baseline == pytest.approx(math.log(2))
    assert tasks.sine(60).baseline == pytest.approx(0.5)
    assert tasks.reber(400).baseline == pytest.approx(8 / 11 * math.log(2))
    assert tasks.reber(400).floor == pytest.approx(7 / 11 * math.log(2))
    # The shortest strings are BTXSE and BPVVE within: five symbols.
    assert tasks.reber(8).baseline == pytest.approx(5 / 8 * math.log(2))


def perfect(task, batch):
    if task.loss == "mse":
        return batch.target.astype(float)
    return np.eye(task.output_size)[batch.target]


@pytest.mark.parametrize("name", TASKS)
def test_right_and_wrong_answers(name):
    task = TASKS[name](20)
    batch = task.batch(0, 50)
    right = perfect(task, batch)
    if name == "reber":  # more than one symbol may be right
        right = legal_successors(batch.x).astype(float)
    assert task.accuracy(right, batch) == 1
    assert task.accuracy(right + 0.03, batch) == 1
    assert task.accuracy(1.5 - right, batch) < 0.1
    one_wrong = right.copy()
    kept = np.flatnonzero(batch.mask[:, 7])[-1]
    one_wrong[kept, 7] = 1.5 - right[kept, 7]
    expected = 1 - 1 / {"copy_memory": 500, "sine": 500}.get(name, 50)
    assert task.accuracy(one_wrong, batch) == pytest.approx(expected)


@pytest.mark.parametrize("name", TASKS)
def test_what_is_not_kept_does_not_count(name):
    task = TASKS[name](20)
    batch = task.batch(0, 50)
    y = np.random.default_rng(1).normal(size=(task.steps, 50, task.output_size))
    other = np.where(batch.mask[..., None], y, 1e6)
    if not batch.mask.all():
        assert (other != y).any()
    assert task.accuracy(other, batch) == task.accuracy(y, batch)
    assert task.evaluate_loss(other, batch)[0] == task.evaluate_loss(y, batch)[0]


@pytest.mark.parametrize("name", TASKS)
def test_shapes_and_streams(name):
    task = TASKS[name](30)
    x, target, mask = task.training_batch(5, 2, 40)
    assert x.shape == (task.steps, 40, task.input_size) and x.dtype == np.float64
    assert mask.shape == (task.steps, 40) and mask.dtype == bool and mask.any(axis=0).all()
    if task.loss == "mse":
        assert target.shape == (task.steps, 40, task.output_size)
    else:
        assert target.shape == (task.steps, 40) and target.dtype.kind == "i"
        assert set(np.unique(target[mask])) <= set(range(task.output_size))
        assert not target[~mask].any()

    def same(a, b):
        return all(np.array_equal(p, q) for p, q in zip(a, b, strict=True))

    assert same((x, target, mask), TASKS[name](30).training_batch(5, 2, 40))
    assert same(task.batch(7, 40), task.batch(np.random.default_rng(7), 40))
    others = [task.training_batch(5, 3, 40), task.training_batch(6, 2, 40), task.held_out_batch(5, 40, 2)]
    for other in others:
        assert not np.array_equal(x, other.x)
    # No generator is left behind that a draw would move on.
    assert same(task.held_out_batch(5, 40), task.held_out_batch(5, 40, 0))


@pytest.mark.parametrize("name", ["adding", "copy_memory", "sine"])
def test_held_out_sequences_are_not_trained_on(name):
    """Of tasks with more sequences than could ever be drawn, none is drawn twice."""
    task = TASKS[name](40)

    def sequences(batches):
        return {batch.x[:, b].tobytes() for batch in batches for b in range(100)}

    trained = sequences(task.training_batch(0, k, 100) for k in range(30))
    held_out = sequences(task.held_out_batch(0, 100, k) for k in range(3))
    assert len(trained) == 3000 and len(held_out) == 300
    assert not trained & held_out


def test_tasks_are_compared_by_value():
    assert tasks.adding(100) == tasks.adding(100) != tasks.adding(101)
    assert len({tasks.adding(100), tasks.adding(100), tasks.sine(100)}) == 2
    assert set(TASKS) == {"adding", "copy_memory", "temporal_order", "reber", "parity", "sine"}
    assert all(TASKS[name] is getattr(tasks, name) for name in TASKS)


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: tasks.adding(1), "T must be at least 2, got 1"),
        (lambda: tasks.adding(2.5), "T must be an integer of at least 1, got 2.5"),
        (lambda: tasks.adding(10, tolerance=1.0), "tolerance must be at least 0 and below 1, got 1.0"),
        (lambda: tasks.temporal_order(10), "T must be at least 11, got 10"),
        (lambda: tasks.reber(7), "T must be at least 8, got 7"),
        (lambda: tasks.copy_memory(0), "T must be an integer of at least 1, got 0"),
        (lambda: tasks.copy_memory(5, symbols=0), "symbols must be an integer of at least 1"),
        (lambda: tasks.copy_memory(5, length=-1), "length must be an integer of at least 1"),
        (lambda: tasks.sine(10, noise=-1), "noise must be at least 0, got -1"),
        (lambda: tasks.sine(10, shortest_period=0), "shortest_period must be above 0, got 0"),
        (lambda: tasks.sine(10, longest_period=5), "longest_period must be at least 10, got 5"),
        (lambda: tasks.sine(10, tolerance=float("nan")), "tolerance must be a finite number"),
        (lambda: tasks.parity(10).batch(0, 0), "batch_size must be an integer of at least 1, got 0"),
        (lambda: tasks.parity(10).training_batch(-1, 0, 3), "seed must be an integer of at least 0, got -1"),
        (lambda: tasks.parity(10).training_batch(0, -1, 3), "k must be an integer of at least 0, got -1"),
        (lambda: tasks.stream(0, "test", 0), "name must be one of training, held_out, dropout, got 'test'"),
    ],
)
def test_bad_input(call, text):
    with pytest.raises(ValueError, match=text):
        call()
