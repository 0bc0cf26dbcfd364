"""What networks answer, as a figure: the numbers of the task and of the networks, and nothing else."""

import numpy as np
import pytest

from rnnlstm import LSTM, RNN, tasks
from rnnlstm.figures.answers import AnswerWords, marked_numbers, sums_chart, waves_chart
from rnnlstm.figures.palette import INK, MODELS, PAGE
from support.checks import checked

WORDS = AnswerWords("Title", "x", "truth", "given")


def answers(task, batch):
    sizes = task.input_size, 4, task.output_size
    return {
        "RNN": RNN.init(*sizes, seed=0).forward(batch.x).y,
        "LSTM": LSTM.init(*sizes, seed=0).forward(batch.x).y,
    }


def test_marked_numbers_are_the_two_that_add_up_to_the_target():
    batch = tasks.adding(30).batch(1, 5)
    first, second = marked_numbers(batch)
    np.testing.assert_allclose(first + second, batch.target[-1, :, 0])
    for b in range(5):
        a, c = (float(batch.x[t, b, 0]) for t in range(30) if batch.x[t, b, 1] == 1)
        assert (a, c) == (first[b], second[b])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_sums_stand_beside_the_answers(mode):
    task = tasks.adding(12)
    batch = task.batch(1, 4)
    given = answers(task, batch)
    truth, *networks = checked(sums_chart(batch, given, mode=mode, words=WORDS)).data
    np.testing.assert_array_equal(truth.x, batch.target[-1, :, 0])
    assert truth.name == "truth" and truth.marker.line.color == INK.on(mode)
    for trace, (kind, y) in zip(networks, given.items(), strict=True):
        np.testing.assert_array_equal(trace.x, y[-1, :, 0])
        assert trace.name == kind and trace.marker.color == MODELS[kind].on(mode)
    assert len({trace.marker.symbol for trace in [truth, *networks]}) == 3  # told apart without colour


def test_each_line_says_what_is_added():
    batch = tasks.adding(12).batch(1, 4)
    figure = checked(sums_chart(batch, {}, mode="light", words=WORDS))
    for label, target in zip(figure.layout.yaxis.ticktext, batch.target[-1, :, 0], strict=True):
        sum_, total = label.split(" = ")
        assert sum(map(float, sum_.split(" + "))) == pytest.approx(target, abs=0.011)
        assert float(total) == pytest.approx(target, abs=0.0051)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_waves_are_given_and_continued(mode):
    task = tasks.sine(20)
    batch = task.batch(2, 3)
    given = answers(task, batch)
    figure = checked(waves_chart(batch, given, mode=mode, words=WORDS))
    assert figure.layout.paper_bgcolor == PAGE.on(mode)
    assert figure.layout.xaxis2.title.text == "x"
    assert figure.layout.xaxis2.title.font.color == INK.on(mode)
    for k in range(2):
        seen, truth, *networks = figure.data[4 * k : 4 * k + 4]
        np.testing.assert_array_equal(seen.x, np.arange(1, 11))
        np.testing.assert_array_equal(seen.y, batch.x[:10, k, 0])
        np.testing.assert_array_equal(truth.x, np.arange(11, 21))
        np.testing.assert_array_equal(truth.y, batch.target[10:, k, 0])
        for trace, (kind, y) in zip(networks, given.items(), strict=True):
            np.testing.assert_array_equal(trace.y, y[10:, k, 0])
            assert trace.name == kind
    assert [trace.name for trace in figure.data if trace.showlegend] == ["given", "truth", "RNN", "LSTM"]
