"""The figure of accuracies: what it draws is what it is given."""

import numpy as np
import pytest

from rnnlstm.figures.sound_accuracy import NETWORKS, AccuracyWords, accuracy_chart
from support.checks import assert_readable, checked

WORDS = AccuracyWords("title", "noise", "right", "by chance:", {kind: f"the {kind}" for kind in NETWORKS})
CURVES = {kind: (np.arange(3.0), np.array([0.9, 0.8, 0.1 * k])) for k, kind in enumerate(NETWORKS)}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_network_has_its_curve_and_chance_its_line(mode):
    figure = checked(accuracy_chart(CURVES, 0.55, mode=mode, words=WORDS, mark=1.5))
    assert_readable(figure, mode)
    for trace, (kind, (x, y)) in zip(figure.data, CURVES.items(), strict=True):
        assert trace.name.strip() == f"the {kind}"
        np.testing.assert_array_equal(trace.x, x)
        np.testing.assert_array_equal(trace.y, y)
        assert trace.line.color == NETWORKS[kind].on(mode)
    assert len({trace.marker.symbol for trace in figure.data}) == 4
    chance, here = figure.layout.shapes
    assert (chance.y0, chance.y1, here.x0, here.x1) == (0.55, 0.55, 1.5, 1.5)
    assert figure.layout.annotations[0].text == "- - by chance: 55%"
    assert figure.layout.yaxis.range == (0, 1.04)


def test_without_a_mark_there_is_only_chance():
    figure = checked(accuracy_chart(CURVES, 0.5, mode="light", words=WORDS, across={"range": [0, 7]}))
    assert len(figure.layout.shapes) == 1
    assert figure.layout.xaxis.range == (0, 7)
