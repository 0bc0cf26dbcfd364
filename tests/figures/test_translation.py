"""Losses and accuracies of translations: the numbers given, told apart without colour."""

import numpy as np
import pytest

from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import ATTENTION
from rnnlstm.figures.translation import Accuracy, Losses, accuracy_chart, losses_chart
from support.checks import assert_readable, checked

WORDS = Words("title", "x", "y")


def curves():
    digits, letters = np.arange(3, 7), np.array([24.0, 33.2, 43.9, 55.0])
    return [
        Accuracy("without", digits, letters, np.array([1, 0.9, 0.5, 0.1]), ATTENTION["plain"], dash="dash"),
        Accuracy("with", digits, letters, np.ones(4), ATTENTION["attention"], "diamond"),
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("trained", [5, 6])
def test_accuracy_by_length(mode, trained):
    figure = checked(accuracy_chart(curves(), mode=mode, words=WORDS, trained=trained, beyond="beyond"))
    assert_readable(figure, mode)
    for trace, curve in zip(figure.data, curves(), strict=True):
        np.testing.assert_array_equal(trace.y, curve.shares)
        assert trace.name.strip("\u00a0") == curve.name and trace.line.color == curve.hue.on(mode)
    assert len({(trace.line.dash, trace.marker.symbol) for trace in figure.data}) == 2
    assert list(figure.layout.xaxis.ticktext) == ["3<br>24", "4<br>33", "5<br>44", "6<br>55"]
    # What was never trained on stands on ground of its own, and says so.
    assert [note.text for note in figure.layout.annotations] == (["beyond"] if trained == 5 else [])
    assert [ground.x0 for ground in figure.layout.shapes] == ([5.5] if trained == 5 else [])


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("made", [0, 200])
def test_losses_of_a_training(mode, made):
    values = np.linspace(2.4, 0.4, made)
    both = [
        Losses("without", values, ATTENTION["plain"], "dash"),
        Losses("with", values, ATTENTION["attention"]),
    ]
    figure = checked(losses_chart(both, 400, mode=mode, words=WORDS))
    assert_readable(figure, mode)
    faint, mean, *_ = figure.data
    np.testing.assert_array_equal(faint.y, values)
    assert list(figure.layout.xaxis.range) == [0, 400]
    if made:
        assert mean.y[-1] == pytest.approx(values[-8:].mean())
    assert [trace.showlegend for trace in figure.data] == [False, None] * 2
