"""Each task's targets, recomputed from its inputs; its baseline, reached by the naive predictor."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import TASKS, tasks
from rnnlstm.core.tasks.reber import legal_successors
from support.cases import brief

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


@brief
@given(drawn("adding", 2))
def test_adding(pair):
    task, (x, target, mask) = pair
    values, marker = x[..., 0], x[..., 1]
    assert ((values >= 0) & (values < 1)).all()
    for b in range(7):
        first, second = np.flatnonzero(marker[:, b])
        assert first < task.T // 2 <= second
        assert target[-1, b, 0] == pytest.approx(values[first, b] + values[second, b], rel=1e-15)
    np.testing.assert_array_equal(np.flatnonzero(mask.any(axis=1)), [task.T - 1])
    assert mask[-1].all() and not target[:-1].any()


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


@brief
@given(drawn("sine", 2))
def test_sine(pair):
    task, (x, target, mask) = pair
    half = task.T // 2
    np.testing.assert_array_equal(x[..., 1], np.arange(task.T)[:, None] < np.full(7, half))
    np.testing.assert_array_equal(mask, x[..., 1] == 0)
    assert not x[half:].any() and not target[:half].any()
    wave = target[half:, :, 0]
    # sin(w(t+1)) + sin(w(t-1)) = 2 cos(w) sin(wt): one number says all, and gives the period.
    for b in range(7):
        if len(wave) < 3:
            continue
        double_cos = np.linalg.lstsq(wave[1:-1, b : b + 1], wave[2:, b] + wave[:-2, b], rcond=None)[0][0]
        np.testing.assert_allclose(wave[2:, b] + wave[:-2, b], double_cos * wave[1:-1, b], atol=1e-9)
        if len(wave) > 5:
            period = 2 * np.pi / np.arccos(double_cos / 2)
            assert 10 * (1 - 1e-6) <= period <= 20 * (1 + 1e-6)


def test_sine_given_is_the_same_wave_with_noise():
    task = tasks.sine(40, noise=0.25)
    x, target, _ = task.batch(3, MANY)
    clean_x, clean_target, _ = tasks.sine(40, noise=0.0).batch(3, MANY)
    np.testing.assert_array_equal(target, clean_target)
    noise = (x - clean_x)[:20, :, 0]
    assert noise.std() == pytest.approx(0.25, rel=0.02)
    assert abs(noise.mean()) < 0.005
    # Without noise the part given and the part to draw are one sine.
    whole = clean_x[..., 0] + clean_target[..., 0]
    ratio = (whole[2:] + whole[:-2]) * whole[10] - (whole[11] + whole[9]) * whole[1:-1]
    np.testing.assert_allclose(ratio, 0, atol=1e-9)


# The diagram of Reber's grammar as a regular expression: one end leads from the loop of T, the other to it.
LOOP = "T*V(PXT*V)*(V|PS)"
INNER = re.compile(f"B(TS*X(S|X{LOOP})|P{LOOP})E")


@brief
@given(drawn("reber", 8))
def test_reber_strings(pair):
    task, batch = pair
    np.testing.assert_array_equal(batch.mask, batch.x.any(axis=-1))
    for b, text in enumerate(strings(batch, task.symbols)):
        whole = text + "E"
        assert len(text) <= task.T
        following = "".join(task.symbols[k] for k in batch.target[: len(text), b])
        assert following == whole[1:]
        assert whole[:2] in ("BT", "BP") and whole[-2] == whole[1]
        assert INNER.fullmatch(whole[2:-2]), whole


def test_reber_legal_successors_are_those_seen():
    """After each beginning that is frequent enough, all the legal symbols come and no other."""
    task = tasks.reber(40)
    batch = task.batch(0, MANY)
    legal = legal_successors(batch.x)
    seen = {}
    texts = [text + "E" for text in strings(batch, task.symbols)]
    for b, text in enumerate(texts):
        for t in range(1, len(text)):
            kind = (text[:t], tuple(np.flatnonzero(legal[t - 1, b])))
            seen.setdefault(kind, []).append(task.symbols.index(text[t]))
    frequent = {kind: came for kind, came in seen.items() if len(came) >= 40}
    assert len(frequent) > 50
    for (_, expected), came in frequent.items():
        assert tuple(sorted(set(came))) == expected
        assert len(expected) == 1 or 0.2 < np.mean(np.array(came) == expected[0]) < 0.8
    assert not legal[~batch.mask].any()


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


def test_reber_floor_is_the_loss_of_who_remembers():
    task = tasks.reber(50)
    batch = task.batch(0, MANY)
    E, _ = task.evaluate_loss(np.where(legal_successors(batch.x), 0.0, -50.0), batch)
    assert pytest.approx(task.floor, rel=0.01) == E
    assert task.baseline * 0.9 > E


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


def test_reber_wants_every_legal_successor():
    task = tasks.reber(20)
    batch = task.batch(0, 50)
    assert task.accuracy(perfect(task, batch), batch) == 0


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
