"""A text in lines, and below each character what was expected there."""

import numpy as np
import pytest

from rnnlstm.figures.expected import Expected, ExpectedWords, expected_chart
from support.checks import checked

WORDS = ExpectedWords("title", "", "", colour="unit", guess="{rank}: {symbol} {chance}")
TEXT = Expected(
    symbols="ab<c",
    guesses=["xay", "bxy", "xyz", "xyc"],
    chances=np.array([[0.5, 0.3, 0.1], [0.9, 0.05, 0.01], [0.4, 0.3, 0.2], [0.4, 0.3, 0.2]]),
    hits=[1, 0, -1, 2],
    paint=np.array([-0.5, 0.2, 1.0, 0.0]),
    limits=(-1.0, 1.0),
)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_lines_of_text_with_their_guesses_below(mode):
    figure = checked(expected_chart(TEXT, mode=mode, words=WORDS, across=3))
    paint, chances = figure.data
    # Two lines of one row of text and three of guesses, an empty row between them.
    assert paint.z.shape == chances.z.shape == (9, 3)
    np.testing.assert_array_equal(paint.z[0], [-0.5, 0.2, 1.0])
    assert paint.z[5, 0] == 0 and np.isnan(paint.z[5, 1:]).all() and np.isnan(paint.z[4]).all()
    np.testing.assert_array_equal(chances.z[1:4].T, TEXT.chances[:3])
    assert list(paint.text[0]) == ["a", "b", "&lt;"]
    assert "".join(chances.text[1:4, 0]) == "xay"
    assert chances.customdata[1, 1] == "1: b 90.0%"
    frames = [(shape.x0 + 0.47, shape.y0 + 0.45) for shape in figure.layout.shapes]
    np.testing.assert_allclose(frames, [(0, 2), (1, 1), (0, 8)])


def test_a_short_text_is_as_wide_as_it_is():
    figure = expected_chart(TEXT, mode="light", words=WORDS, across=40)
    assert figure.data[0].z.shape == (4, 4)
    assert tuple(figure.layout.xaxis.range) == (-0.5, 3.5)
