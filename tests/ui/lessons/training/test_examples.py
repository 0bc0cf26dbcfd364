"""Examples as rows of signs: what was read, what is right, and each network's answer, right or wrong."""

import re

import numpy as np
import pytest

from rnnlstm import tasks
from rnnlstm.core.training.history import HELD_OUT
from rnnlstm.figures.palette import MODELS
from rnnlstm.ui.lessons.training.examples import table
from rnnlstm.ui.walk.task_notation import EXAMPLES, Row, Sign, examples, rows


def perfect(task, batch):
    """Outputs that are right at every step."""
    y = np.zeros((*batch.mask.shape, task.output_size))
    t, b = np.nonzero(batch.mask)
    y[t, b, batch.target[t, b]] = 1
    return y


def texts(row):
    return [sign.text for sign in row.signs]


@pytest.mark.parametrize("task", [tasks.copy_memory(5), tasks.temporal_order(22), tasks.parity(7)])
def test_the_examples_are_those_that_a_look_keeps(task):
    whole = task.held_out_batch(3, HELD_OUT)
    for part, first in zip(examples(task, 3), whole, strict=True):
        np.testing.assert_array_equal(part, first[:, :EXAMPLES])


@pytest.mark.parametrize("task", [tasks.copy_memory(5), tasks.temporal_order(22), tasks.parity(7)])
def test_right_answers_are_right_and_wrong_ones_wrong(task):
    batch = examples(task, 0)
    right = perfect(task, batch)
    given = {"RNN": np.roll(right, 1, axis=-1), "LSTM": right}
    for k in range(EXAMPLES):
        *_, truth, wrong, good = rows(task, batch, given, k)
        assert (wrong.name, good.name) == ("RNN", "LSTM")
        assert all(sign.right for sign in good.signs)
        assert all(sign.right is False for sign in wrong.signs)
        assert texts(good) == texts(truth)
        assert good.hue == MODELS["LSTM"]


def test_temporal_order_reads_its_letters_and_marks_the_two_that_count():
    task = tasks.temporal_order(22)
    batch = examples(task, 0)
    for k in range(EXAMPLES):
        read, answer = rows(task, batch, {}, k)
        assert texts(read)[0] == "E" and texts(read)[-1] == "B"
        marked = "".join(sign.text for sign in read.signs if sign.marked)
        assert [marked] == texts(answer)


def test_parity_counts_the_ones():
    task = tasks.parity(9)
    for k in range(EXAMPLES):
        bits, odd = rows(task, examples(task, 0), {}, k)
        ones = 0
        for bit, parity in zip(texts(bits), texts(odd), strict=True):
            ones += int(bit)
            assert int(parity) == ones % 2


def test_reber_names_what_may_follow_and_whether_a_network_knows():
    task = tasks.reber(20)
    batch = examples(task, 0)
    right = perfect(task, batch)
    for k in range(EXAMPLES):
        # To all that is legal the same high score: what comes next is one of them.
        read, legal, *_ = rows(task, batch, {}, k)
        y = np.zeros_like(right)
        for t, names in enumerate(texts(legal)):
            for name in names.split("/"):
                y[t, k, task.symbols.index(name)] = 1
        good, bad = rows(task, batch, {"LSTM": y, "RNN": -y}, k)[2:]
        assert texts(good) == texts(legal) and all(sign.right for sign in good.signs)
        assert not any(sign.right for sign in bad.signs)
        assert texts(read)[:1] == ["B"] and texts(read)[1] == texts(legal)[-2] == texts(read)[-1]
        assert texts(legal)[0] == "T/P" and texts(legal)[-1] == "E"
        for now, following in zip(texts(read)[1:], texts(legal)[:-1], strict=True):
            assert now in following.split("/")


def test_wrong_answers_are_told_without_colour():
    row = Row("RNN", (Sign("A", True), Sign("B", False), Sign("<", None, marked=True)), MODELS["RNN"])
    made = table([row], "light", "Example")
    cells = re.findall("<td.*?>(.*?)</td>", made)
    assert cells[::2] == ["A", "<strong>&lt;</strong>"]
    assert re.sub("<.*?>", "", cells[1]) == "B ✗"
    assert re.findall("<td.*?>(.*?)</td>", table([Row("RNN", (Sign("XY", True),))], "light", "1")) == ["XY ✓"]
    assert made.count("<tr>") == 1 and MODELS["RNN"].light in made
    assert 'tabindex="0"' in made and 'aria-label="Example"' in made


def test_a_task_of_numbers_has_no_rows_of_signs():
    with pytest.raises(TypeError, match="Sine"):
        rows(tasks.sine(8), examples(tasks.sine(8), 0), {}, 0)
