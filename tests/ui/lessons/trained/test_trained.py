"""Trained networks in the stepper and the laboratory: sequences, walks, and what the lesson says of them."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import tasks
from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.show.code import walk_code
from rnnlstm.ui.walk.edits import Edit
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.recordings import kept_at, recorded
from rnnlstm.ui.walk.source import TaskSequence
from rnnlstm.ui.walk.task_sequence import TaskChoice, held_out
from rnnlstm.ui.walk.walk import take
from support.walks import READ, trained_walks

KINDS = ("RNN", "LSTM", "GRU")


def trained(task):
    return recorded(task).histories["LSTM"].recipe.task


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("sequence", [1, 7])
def test_a_sequence_is_that_of_the_task_without_its_padding(task, sequence):
    short = replace(trained(task), T=READ[task])
    batch = short.held_out_batch(0, 256)
    reading = held_out(short, sequence)
    T = reading.steps
    b = sequence - 1
    np.testing.assert_array_equal(reading.x, batch.x[:T, b : b + 1])
    np.testing.assert_array_equal(reading.mask()[:, 0], batch.mask[:T, b])
    np.testing.assert_array_equal(reading.target, batch.target[:T, b : b + 1])
    assert batch.mask[T - 1, b] and not batch.mask[T:, b].any()
    assert reading.mask(last=True).sum() == reading.mask(last=True)[-1] == 1


def test_numbers_to_be_added_are_marked():
    reading = held_out(tasks.adding(12), 3)
    marked = reading.x[:, 0, 1] == 1
    assert [symbol.endswith("•") for symbol in reading.symbols] == list(marked)
    values = [float(symbol.rstrip("•")) for symbol in reading.symbols]
    np.testing.assert_allclose(values, reading.x[:, 0, 0], atol=0.00501)
    assert reading.answers[:-1] == ("",) * 11
    assert float(reading.answers[-1]) == pytest.approx(reading.x[marked, 0, 0].sum(), abs=0.00501)


def test_what_was_shown_is_to_be_repeated():
    reading = held_out(tasks.copy_memory(5), 1)
    shown, repeated = reading.symbols[:10], reading.answers[-10:]
    assert shown == repeated
    assert set(shown) <= set("ABCDEFGH")
    assert reading.symbols[10:] == ("–",) * 4 + ("?",) + ("–",) * 10
    assert reading.answers[:15] == ("–",) * 15


def test_the_order_of_x_and_y_is_asked_for_at_the_end():
    for sequence in range(1, 9):
        reading = held_out(tasks.temporal_order(33), sequence)
        assert reading.symbols[0] == "E" and reading.symbols[-1] == "B"
        assert reading.answers[-1] == "".join(s for s in reading.symbols if s in "XY")
        assert not any(reading.answers[:-1])


def test_the_next_symbol_of_a_string_is_its_answer():
    reading = held_out(tasks.reber(40), 2)
    assert reading.symbols[0] == "B"
    assert reading.answers[:-1] == reading.symbols[1:]
    assert reading.answers[-1] == "E"
    assert reading.answers[-2] == reading.symbols[1]  # the end gives back the beginning


def test_parities_are_those_of_the_bits_so_far():
    reading = held_out(tasks.parity(9), 1)
    bits = [int(symbol) for symbol in reading.symbols]
    assert reading.answers == tuple(str(sum(bits[: k + 1]) % 2) for k in range(9))


def test_a_wave_is_read_until_it_is_no_longer_given():
    reading = held_out(tasks.sine(20), 1)
    assert reading.symbols[10:] == ("·",) * 10
    np.testing.assert_allclose([float(s) for s in reading.symbols[:10]], reading.x[:10, 0, 0], atol=0.00501)
    assert not any(reading.answers[:10])


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
