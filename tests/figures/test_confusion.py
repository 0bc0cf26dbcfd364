"""The confusion matrix: counts and shares row by row, and something to click on every cell."""

import numpy as np
import pytest

from rnnlstm.figures.confusion import Confusion, ConfusionWords, confusion_map
from rnnlstm.figures.palette import INK, PAGE
from support.checks import checked

WORDS = ConfusionWords("title", "answer", "list", "share", "{truth} as {answer}: {count}, {share}")
COUNTS = np.array([[6, 2, 0], [0, 0, 0], [1, 0, 3]])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_cells_hold_counts_and_are_coloured_by_the_share_of_their_row(mode):
    shown = Confusion(COUNTS, ["<A>", "B", "C"], ["a", "b", "c"], (2, 0), "GRU")
    figure = checked(confusion_map(shown, mode=mode, words=WORDS))
    heat, points, strong = figure.data
    # As WCAG counts contrast: the number of each cell is drawn in the colour that reads better on it.
    assert [list(row) for row in strong.text] == [["6", "", ""], ["", "", ""], ["", "", "3"]]
    assert strong.textfont.color == PAGE.on(mode) and heat.textfont.color == INK.on(mode)
    np.testing.assert_allclose(heat.z, [[0.75, 0.25, 0], [0, 0, 0], [0.25, 0, 0.75]])
    assert [list(row) for row in heat.text] == [["6", "2", ""], ["", "", ""], ["1", "", "3"]]
    assert list(figure.layout.yaxis.ticktext) == ["&lt;A&gt;", "B", "C"]
    assert list(figure.layout.xaxis.ticktext) == ["a", "b", "c"]
    assert figure.layout.yaxis.range == (2.5, -0.5)  # the first list is the upper row
    (frame,) = figure.layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (-0.5, 0.5, 1.5, 2.5)
    for at, cell in enumerate(points.customdata):
        row, column = cell
        assert (points.y[at], points.x[at]) == (row, column)
    assert len(points.customdata) == 9
    assert points.text[1] == "&lt;A&gt; as B: 2, 25%"
    assert points.marker.opacity == 0 and figure.layout.clickmode == "event+select"
