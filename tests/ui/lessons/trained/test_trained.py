"""Trained networks: their walks, their code, and what the lesson says of them."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.show.code import walk_code
from rnnlstm.ui.walk.edits import Edit
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.recordings import kept_at, recorded
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.task_sequence import TaskChoice, held_out
from rnnlstm.ui.walk.walk import take
from support.walks import READ, trained_walks


def trained(task):
    return recorded(task).histories["LSTM"].recipe.task


@pytest.mark.parametrize("share", [0, 0.25, 1])
@pytest.mark.parametrize("task", ["adding", "temporal_order"])
def test_walks_are_those_of_the_recorded_networks(task, share):
    asked = TaskChoice(task, READ[task], 4, share)
    short = replace(trained(task), T=asked.T)
    batch = short.held_out_batch(0, 256)
    walks = trained_walks(asked)
    assert list(walks) == list(KINDS)
    for kind, walk in walks.items():
        step, cell = kept_at(recorded(task).histories[kind], share)
        (snapshot,) = [m for m in recorded(task).histories[kind].snapshots if m.step == step]
        assert walk.cell is snapshot.cell is cell
        T = walk.reading.steps
        trace = cell.forward(batch.x[:T, 3:4])
        np.testing.assert_array_equal(walk.trace.y, trace.y)
        one = batch._replace(
            x=batch.x[:T, 3:4], target=batch.target[:T, 3:4], mask=walk.reading.mask(last=True).astype(bool)
        )
        loss, dy = short.evaluate_loss(trace.y, one)
        assert walk.loss == pytest.approx(loss)
        np.testing.assert_allclose(walk.grads.h, cell.backward(trace, dy=dy).h, rtol=1e-12)
        assert walk.targets[-1] == walk.reading.answers[-1]


def test_what_unit_31_forgets_is_no_longer_in_the_answer():
    source = TaskSequence(choice=TaskChoice("adding", 100))
    symbols = held_out(trained("adding"), 1).symbols
    first, second = [t for t, symbol in enumerate(symbols, 1) if symbol.endswith("•")]

    def answer(number, *edits):
        edits = (Edit("x", (1,), first, number), *edits)
        return take("LSTM", source, Network(), edits).trace.y[-1, 0, 0]

    assert answer(0.9) - answer(0.1) == pytest.approx(0.8, abs=0.05)
    forget = Edit("f", (31,), (first + second) // 2, 0.0)
    assert abs(answer(0.9, forget) - answer(0.1, forget)) < 0.05


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("task", TASKS)
def test_the_code_of_a_trained_network_runs_and_gives_its_numbers(task, kind):
    asked = TaskChoice(task, READ[task], 2, 0.5)
    walk = take(kind, TaskSequence(choice=asked), Network(loss="last"))
    names = {}
    exec(walk_code(kind, TaskSequence(choice=asked), Network(), ["jacobian_norms"]), names)
    assert names["E"] == pytest.approx(walk.loss, rel=1e-12)
    np.testing.assert_array_equal(names["trace"].h, walk.trace.h)
    grads = names["cell"].backward(names["trace"], dy=names["dy"])
    np.testing.assert_allclose(grads.h, walk.grads.h, rtol=1e-12)
    assert callable(names["jacobian_norms"])


# What the lesson says of unit 31 of the LSTM on the adding problem.


def unit_31(T):
    history = recorded("adding").histories["LSTM"]
    batch = replace(history.recipe.task, T=T).held_out_batch(0, 256)
    trace = kept_at(history, 1)[1].forward(batch.x)
    return trace, batch, batch.x[..., 1] == 1


def test_unit_31_lets_the_marked_numbers_in_and_no_others():
    trace, batch, marked = unit_31(100)
    i = trace.i[..., 30]
    assert i[marked].mean() > 0.85
    assert i[~marked].mean() == pytest.approx(0.006, abs=5e-4)
    assert trace.f[..., 30].mean() == pytest.approx(0.997, abs=5e-4)
    correlation = np.corrcoef(trace.c[-1, :, 30], batch.target[-1, :, 0])[0, 1]
    assert correlation == pytest.approx(-0.9996, abs=5e-5)
    means = trace.f.mean(axis=(0, 1))
    assert np.delete(means, 30).max() < 0.89


def test_it_has_learned_to_add_over_a_hundred_steps():
    for T, near, drift, off in ((100, 1.0, -0.22, 0.0), (20, 0.0, -0.11, -0.13)):
        trace, batch, marked = unit_31(T)
        error = trace.y[-1, :, 0] - batch.target[-1, :, 0]
        assert (abs(error) < 0.04).mean() == pytest.approx(near, abs=0.01)
        let_in = ((trace.i * trace.g)[..., 30] * ~marked).sum(axis=0)
        assert let_in.mean() == pytest.approx(drift, abs=0.006)
        assert error.mean() == pytest.approx(off, abs=0.006)
    trace, batch, _ = unit_31(100)
    assert abs(trace.y[-1, :, 0] - batch.target[-1, :, 0]).mean() < 0.01


def test_after_a_quarter_nothing_stays_for_long():
    history = recorded("adding").histories["LSTM"]
    step, _ = kept_at(history, 0.25)
    assert step == 500
    (snapshot,) = [m for m in history.snapshots if m.step == 500]
    assert snapshot.units["f"][30] == pytest.approx(0.69, abs=0.005)


def test_the_rnn_guesses_the_order():
    for sequence in range(1, 21):
        walk = trained_walks(TaskChoice("temporal_order", READ["temporal_order"], sequence))["RNN"]
        assert (abs(walk.probabilities[-1] - 0.25) < 0.06).all()


def test_backward_only_millionths_of_the_rnns_gradient_are_left_in_the_middle():
    walks = trained_walks(TaskChoice("adding", READ["adding"]))
    norms = {kind: walk.gradient_norms for kind, walk in walks.items()}
    assert 1e-6 < norms["RNN"][10] / norms["RNN"][-1] < 9e-6
    assert norms["LSTM"][0] > 1e-2 * norms["LSTM"][-1]
