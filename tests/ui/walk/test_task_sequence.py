"""Held-out sequences of the tasks, as a network reads them and a person does."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import tasks
from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.walk.recordings import recorded
from rnnlstm.ui.walk.task_sequence import held_out
from support.walks import READ


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
