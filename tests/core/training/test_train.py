"""Training is the steps one would write by hand, reproducible, and goes on exactly where it stopped."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import (
    GRU,
    LSTM,
    RNN,
    SGD,
    TASKS,
    Adam,
    Dropout,
    RMSprop,
    clip,
    evaluate,
    mse,
    tasks,
    train,
)
from rnnlstm.core.training.train import _drop, _with_dropout
from support.cases import CELLS, assert_close

ADDING = tasks.adding(8)


def network(kind=LSTM, task=ADDING, H=6, seed=0, **options):
    return kind.init(task.input_size, H, task.output_size, seed=seed, **options)


def run(cell, task=ADDING, *, optimizer=Adam(0.01), steps=6, batch_size=5, seed=3, **options):  # noqa: B008
    return list(
        train(cell, task, optimizer=optimizer, steps=steps, batch_size=batch_size, seed=seed, **options)
    )


def assert_same(a, b):
    """Bit by bit."""
    assert (a.step, a.loss, a.gradient_norm, a.finite) == (b.step, b.loss, b.gradient_norm, b.finite)
    for name in a.cell.params:
        np.testing.assert_array_equal(a.cell.params[name], b.cell.params[name])
        for m, n in zip(a.optimizer_state.moments[name], b.optimizer_state.moments[name], strict=True):
            np.testing.assert_array_equal(m, n)


def test_an_update_by_hand():
    cell = network()
    progress = run(cell, optimizer=SGD(0.5), steps=2, clip_norm=0.01)
    for k in range(2):
        x, target, mask = ADDING.training_batch(3, k, 5)
        trace = cell.forward(x)
        E, dy = mse(trace.y, target, mask)
        grads = cell.backward(trace, dy=dy).params
        norm = np.sqrt(sum((g**2).sum() for g in grads.values()))
        assert norm > 0.01
        cell = replace(cell, **{name: p - 0.5 * 0.01 / norm * grads[name] for name, p in cell.params.items()})
        assert progress[k].step == k + 1
        assert progress[k].loss == pytest.approx(E, rel=1e-12)
        assert progress[k].gradient_norm == pytest.approx(norm, rel=1e-12)
        for name, p in cell.params.items():
            assert_close(progress[k].cell.params[name], p, 1e-12, name)


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("name", TASKS)
def test_every_cell_learns_something_of_every_task(kind, name):
    task = TASKS[name](3 if name == "parity" else 12)
    cell = network(CELLS[kind], task, H=12)
    progress = run(cell, task, steps=60, batch_size=16, optimizer=Adam(0.02), clip_norm=1.0)
    losses = [p.loss for p in progress]
    assert np.mean(losses[-10:]) < 0.95 * np.mean(losses[:5])
    assert [p.step for p in progress] == list(range(1, 61))
    assert progress[-1].finite and isinstance(progress[-1].cell, CELLS[kind])


def test_the_same_seed_gives_the_same_training():
    options = {"clip_norm": 1.0, "dropout": Dropout(0.2, 0.3)}
    for a, b in zip(run(network(), **options), run(network(), **options), strict=True):
        assert_same(a, b)
    assert run(network(), seed=4)[0].loss != run(network(), seed=3)[0].loss


def test_the_network_given_is_not_changed():
    cell = network()
    before = {name: p.copy() for name, p in cell.params.items()}
    progress = run(cell)
    after_two = {name: p.copy() for name, p in progress[1].cell.params.items()}
    run(cell, resume=progress[1])
    for name in before:
        np.testing.assert_array_equal(cell.params[name], before[name])
        np.testing.assert_array_equal(progress[1].cell.params[name], after_two[name])
        assert (progress[0].cell.params[name] != before[name]).any()


@pytest.mark.parametrize("optimizer", [SGD(0.1, momentum=0.9), RMSprop(0.01), Adam(0.01)], ids=repr)
@pytest.mark.parametrize("kind", CELLS)
def test_resume_goes_on_exactly(kind, optimizer):
    options = {"optimizer": optimizer, "clip_norm": 0.5, "dropout": Dropout(0.1, 0.2)}
    cell = network(CELLS[kind])
    whole = run(cell, steps=7, **options)
    first = run(cell, steps=3, **options)
    rest = run(cell, steps=4, resume=first[-1], **options)
    for a, b in zip(whole, first + rest, strict=True):
        assert_same(a, b)
    # Any progress serves, also one in the middle, long after.
    assert_same(run(cell, steps=1, resume=whole[4], **options)[0], whole[5])


def test_two_cells_see_the_same_batches():
    class Watched(type(ADDING)):
        def training_batch(self, seed, k, batch_size):
            batch = super().training_batch(seed, k, batch_size)
            seen.append(batch)
            return batch

    runs = []
    for kind, dropout in ((RNN, None), (LSTM, Dropout(0.5, 0.5)), (GRU, None)):
        seen = []
        run(network(kind), Watched(8), dropout=dropout)
        runs.append(seen)
    for batches in zip(*runs, strict=True):
        for other in batches[1:]:
            for a, b in zip(batches[0], other, strict=True):
                np.testing.assert_array_equal(a, b)
    assert len(runs[0]) == 6
    assert not np.array_equal(runs[0][0].x, runs[0][1].x)


def test_only_what_is_asked_for_is_computed():
    class Counted(type(ADDING)):
        def training_batch(self, seed, k, batch_size):
            drawn.append(k)
            return super().training_batch(seed, k, batch_size)

    drawn = []
    training = train(network(), Counted(8), optimizer=Adam(0.01), steps=10**9, batch_size=2, seed=0)
    assert drawn == []
    next(training)
    next(training)
    assert drawn == [0, 1]


# Dropout


@pytest.mark.parametrize("dropout", [Dropout(0.3, 0.0), Dropout(0.0, 0.4), Dropout(0.3, 0.4)], ids=repr)
@pytest.mark.parametrize("kind", CELLS)
def test_gradient_with_dropout_by_differences(kind, dropout):
    """With the masks of one draw the loss is a function of the parameters; its slope is the gradient."""
    cell, batch = network(CELLS[kind]), ADDING.batch(0, 4)

    def loss(changed):
        return _with_dropout(changed, ADDING, batch, dropout, np.random.default_rng(8))

    E, grads = loss(cell)
    assert loss(cell)[0] == E != ADDING.evaluate_loss(cell.forward(batch.x).y, batch)[0]
    assert list(grads.shapes) == list(cell.params)
    rng, s = np.random.default_rng(1), 1e-5
    for name, p in cell.params.items():
        way = rng.normal(size=p.shape)
        up, down = (loss(replace(cell, **{name: p + sign * s * way}))[0] for sign in (1, -1))
        assert (up - down) / (2 * s) == pytest.approx((grads.apart()[name] * way).sum(), rel=1e-6, abs=1e-9)


def test_dropout_drops_the_share_said_and_keeps_the_expectation():
    values = np.full((100, 50, 20), 3.0)
    kept = _drop(values, 0.3, np.random.default_rng(0))
    np.testing.assert_allclose(np.unique(kept), [0, 3 / 0.7])
    assert (kept == 0).mean() == pytest.approx(0.3, abs=0.005)
    assert kept.mean() == pytest.approx(3, rel=0.005)
    # A new mask at every step, for every sequence and entry.
    for axis in range(3):
        assert (kept != kept.take([0], axis)).any()
    assert _drop(values, 0.0, np.random.default_rng(0)) is values
    assert _drop(np.ones(9, np.float32), 0.5, np.random.default_rng(0)).dtype == np.float32


def test_dropout_of_the_readout_leaves_the_expected_output():
    """The output is linear in the mask, so its mean over many masks is the output without."""
    cell = network()
    trace = cell.forward(ADDING.batch(0, 3).x)
    rng = np.random.default_rng(0)
    outputs = [
        (_drop(np.ones_like(trace.h), 0.5, rng) * trace.h) @ cell.W_hy.T + cell.b_y for _ in range(4000)
    ]
    error = np.std(outputs, axis=0) / np.sqrt(len(outputs))
    assert (np.abs(np.mean(outputs, axis=0) - trace.y) < 5 * error).all()


def test_no_dropout_is_the_default():
    for a, b in zip(run(network()), run(network(), dropout=Dropout()), strict=True):
        assert_same(a, b)
    assert run(network(), dropout=Dropout(readout=0.5))[0].loss != run(network())[0].loss


# Overflow


@pytest.mark.parametrize("dropout", [None, Dropout(0.1, 0.1)], ids=["whole", "dropout"])
@pytest.mark.parametrize("scale", [1e25, 1e60, 1e160, 1e300], ids=str)
def test_an_overflow_ends_the_training_and_says_so(scale, dropout):
    cell = network(RNN, activation="relu")
    cell = replace(cell, W_hh=np.abs(cell.W_hh) * scale, W_xh=np.abs(cell.W_xh))
    progress = run(cell, optimizer=SGD(0.1), dropout=dropout)
    last = progress[-1]
    assert not last.finite and all(p.finite for p in progress[:-1])
    assert not np.isnan(last.loss) and not np.isnan(last.gradient_norm)
    before = progress[-2].cell if len(progress) > 1 else cell
    assert last.cell is before and last.step == len(progress)
    assert run(cell, optimizer=SGD(0.1), resume=last) == []
    assert not np.isnan(evaluate(last.cell, ADDING, seed=0, sequences=5).loss)


def test_a_gradient_that_overflows_behind_a_finite_loss():
    cell = network(RNN, activation="relu")
    cell = replace(cell, W_hy=cell.W_hy * 1e150, W_hh=np.abs(cell.W_hh) * 1e30)
    (progress,) = run(replace(cell, W_xh=-np.abs(cell.W_xh) * 1e-200, b_h=cell.b_h + 1e-180))
    assert not progress.finite and np.isinf(progress.gradient_norm)


def test_an_update_that_overflows_is_not_made():
    cell = network()
    (progress,) = run(replace(cell, b_y=np.array([1e100])), optimizer=SGD(1e300))
    assert np.isfinite(progress.loss) and np.isfinite(progress.gradient_norm)
    assert not progress.finite and (progress.cell.b_y == 1e100).all()


@pytest.mark.parametrize("optimizer", [Adam(0.01), RMSprop(0.01)], ids=repr)
def test_a_square_that_overflows_ends_the_training(optimizer):
    """Divided by an infinite square, every further update would be zero without a word."""
    cell = replace(network(), b_y=np.array([1e153]), W_hy=np.full((1, 6), 1e10))
    (progress,) = run(cell, optimizer=optimizer, steps=3)
    assert np.isfinite(progress.gradient_norm) and progress.gradient_norm > 1e155
    assert not progress.finite


# Evaluation


@pytest.mark.parametrize("kind", CELLS)
def test_evaluate(kind):
    cell = network(CELLS[kind])
    result = evaluate(cell, ADDING, seed=9, sequences=150)
    batch = ADDING.held_out_batch(9, 150)
    y = cell.forward(batch.x).y
    assert_close(result.y, y, 1e-12)
    assert result.loss == pytest.approx(mse(y, batch.target, batch.mask)[0], rel=1e-12)
    assert result.accuracy == (np.abs(y[-1] - batch.target[-1]) < 0.04).mean()
    np.testing.assert_array_equal(result.batch.x, batch.x)
    assert evaluate(cell, ADDING, seed=10, sequences=150).loss != result.loss


def test_float32_trains_in_float32():
    progress = run(network(dtype=np.float32), dropout=Dropout(0.1, 0.1), clip_norm=0.1)
    assert all(p.dtype == np.float32 for p in progress[-1].cell.params.values())


CELL = network()
FIRST = run(CELL, steps=1)[0]


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: run(network(task=tasks.parity(5))), r"cell must have sizes \(D, O\) = \(2, 1\) for Adding"),
        (lambda: run(CELL, tasks.parity(5)), r"got \(2, 1\): LSTM.init\(1, hidden_size, 2, seed=...\)"),
        (lambda: run(CELL, steps=0), "steps must be an integer of at least 1, got 0"),
        (lambda: run(CELL, batch_size=0), "batch_size must be an integer of at least 1, got 0"),
        (lambda: run(CELL, seed=-1), "seed must be an integer of at least 0, got -1"),
        (lambda: run(CELL, clip_norm=0), "clip_norm must be above 0, got 0"),
        (lambda: run(CELL, dropout=Dropout(1.0)), "input must be at least 0 and below 1, got 1.0"),
        (lambda: Dropout(readout=-0.1), "readout must be at least 0 and below 1, got -0.1"),
        (lambda: run(network(GRU), resume=FIRST), "resume must be of a GRU, got a LSTM"),
        (
            lambda: run(CELL, optimizer=SGD(0.1), resume=FIRST),
            "resume must be .* by SGD, got one by Adam",
        ),
        (lambda: evaluate(CELL, tasks.parity(5), seed=0), "cell must have sizes"),
        (lambda: evaluate(CELL, ADDING, seed=0, sequences=0), "batch_size must be an integer of at least 1"),
    ],
)
def test_bad_input(call, text):
    with pytest.raises(ValueError, match=text):
        call()


def test_bad_input_is_refused_before_the_first_update():
    with pytest.raises(ValueError, match="steps must be"):
        train(CELL, ADDING, optimizer=Adam(0.01), steps=-1, batch_size=2, seed=0)


def test_clip_norm_is_that_of_clip():
    batch = ADDING.training_batch(3, 0, 5)
    _, grads = _with_dropout(CELL, ADDING, batch, Dropout(), np.random.default_rng(0))
    clipped, _ = clip(grads.apart(), 0.02)
    (progress,) = run(CELL, optimizer=SGD(1.0), steps=1, clip_norm=0.02)
    for name, p in CELL.params.items():
        np.testing.assert_array_equal(progress.cell.params[name], p - clipped[name])
