"""A training as it is watched: the same in one go and in pieces, and what its snapshots hold."""

import itertools
from dataclasses import replace

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from rnnlstm import (
    LSTM,
    RECIPES,
    RNN,
    Adam,
    Recipe,
    advance,
    begin,
    gradient_by_lag,
    snapshot_steps,
    take_snapshot,
    tasks,
    train,
)
from rnnlstm.core.training.recipes import KINDS

SHORT = {
    "adding": Recipe(tasks.adding(6), 4, Adam(0.01), steps=30),
    "temporal_order": Recipe(tasks.temporal_order(11), 4, Adam(0.01), steps=30, forget_bias=3.0),
    "reber": Recipe(tasks.reber(8), 4, Adam(0.01), steps=30),
}


def run(history, updates=None):
    for later in itertools.islice(advance(history), updates):
        history = later
    return history


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", SHORT)
def test_watched_in_pieces_it_is_the_same_training(name, kind):
    recipe = SHORT[name]
    whole = run(begin(recipe, kind, 3))
    pieces = run(run(run(begin(recipe, kind, 3), 1), 11))
    how = {"optimizer": recipe.optimiser_of(kind), "steps": 30, "batch_size": 32, "seed": 3, "clip_norm": 1.0}
    plain = list(train(recipe.cell(kind, 3), recipe.task, **how))
    for history in (whole, pieces):
        assert history.step == 30 and history.over and history.finite
        np.testing.assert_array_equal(history.loss, [progress.loss for progress in plain])
        np.testing.assert_array_equal(history.gradient_norm, [progress.gradient_norm for progress in plain])
        for name_, value in plain[-1].cell.params.items():
            np.testing.assert_array_equal(history.progress.cell.params[name_], value)
            np.testing.assert_array_equal(history.snapshots[-1].cell.params[name_], value)
        assert [snapshot.step for snapshot in history.snapshots] == [0, *snapshot_steps(30)]
    assert list(advance(whole)) == []


def test_a_training_that_blows_up_is_over_and_seen_a_last_time():
    recipe = replace(SHORT["adding"], optimizer=Adam(1e300), clip_norm=None)
    history = run(begin(recipe, "RNN", 0))
    assert history.over and not history.finite
    assert history.step < 30
    assert history.snapshots[-1].step == history.step
    assert list(advance(history)) == []


@pytest.mark.parametrize("steps", [1, 2, 7, 40, 41, 399, 400, 401, 2000, 12345])
def test_looks_are_few_at_even_distances_and_at_the_end(steps):
    at = snapshot_steps(steps)
    assert at == sorted(set(at)) and at[0] >= 1 and at[-1] == steps
    assert len(at) <= 45
    assert len(at) == steps if steps <= 40 else len(at) >= 16
    if steps >= 400:
        assert at[0] <= steps / 100


def softmax_loss(y, label):
    return anp.log(anp.sum(anp.exp(y))) - y[label]


def test_gradient_by_lag_is_that_of_each_sequences_last_answer():
    """Against autograd, through the network from every h_t on, for sequences of different lengths."""
    task = tasks.temporal_order(22)
    batch = task.batch(5, 7)
    cell = RNN.init(8, 5, 4, seed=1, recurrent="orthogonal", gain=1.1)
    trace = cell.forward(batch.x)
    expected = np.full((22, 7), np.nan)
    for b in range(7):
        (end,) = np.flatnonzero(batch.mask[:, b])
        for t in range(end + 1):

            def loss(h, t=t, b=b, end=end):
                for s in range(t + 1, end + 1):
                    h = anp.tanh(cell.W_xh @ batch.x[s, b] + cell.W_hh @ h + cell.b_h)
                return softmax_loss(cell.W_hy @ h + cell.b_y, batch.target[end, b])

            expected[end - t, b] = np.linalg.norm(grad(loss)(trace.h[t, b]))
    assert len({int(np.argmax(mask)) for mask in batch.mask.T}) > 1
    known = [row[~np.isnan(row)] for row in expected]
    means = [row.mean() if row.size else np.nan for row in known]
    np.testing.assert_allclose(gradient_by_lag(cell, trace, task, batch), means, rtol=1e-9)


def test_gates_are_counted_at_the_steps_that_a_sequence_has():
    task = tasks.temporal_order(22)
    cell = LSTM.init(8, 4, 4, seed=0)
    snapshot = take_snapshot(cell, task, seed=2, step=0, sequences=20, examples=3)
    batch = task.held_out_batch(2, 20)
    assert set(snapshot.gates) == set(snapshot.units) == {"f", "i", "o"}
    values = []
    for b in range(6):
        end = np.flatnonzero(batch.mask[:, b])[-1] + 1
        values.append(cell.forward(batch.x[:end, b : b + 1]).f[:, 0])
    f = np.concatenate(values)
    np.testing.assert_allclose(snapshot.units["f"], f.mean(axis=0), rtol=1e-12)
    counts = [((f >= k / 20) & (f < (k + 1) / 20)).mean() for k in range(20)]
    np.testing.assert_allclose(snapshot.gates["f"], counts, atol=1e-12)
    assert snapshot.y.shape == (22, 3, 4)
    np.testing.assert_allclose(snapshot.y, cell.forward(batch.x[:, :3]).y, rtol=1e-12)
    assert not take_snapshot(RECIPES["parity"].cell("RNN", 0), tasks.parity(5), seed=0, step=0).gates


def test_the_irnn_begins_as_its_paper_says():
    """Le, Jaitly and Hinton (2015): ReLU, the identity, and biases of zero."""
    cell = RECIPES["adding"].cell("IRNN", 4)
    assert isinstance(cell, RNN) and cell.activation == "relu"
    np.testing.assert_array_equal(cell.W_hh, np.eye(64))
    assert not cell.b_h.any() and not cell.b_y.any()
    np.testing.assert_array_equal(cell.W_xh, RECIPES["adding"].cell("RNN", 4).W_xh)


@pytest.mark.parametrize(("kind", "seed"), [("CNN", 0), ("RNN", -1)])
def test_nonsense_is_refused(kind, seed):
    with pytest.raises(ValueError):
        begin(SHORT["adding"], kind, seed)


def test_looks_of_no_update_are_refused():
    with pytest.raises(ValueError, match="steps"):
        snapshot_steps(0)
