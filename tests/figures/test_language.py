"""The figures of a language model: its training, what it loses alone, a unit's gates."""

from collections import deque

import numpy as np
import pytest

from rnnlstm.core.language.baselines import Baselines
from rnnlstm.core.language.corpus import corpus
from rnnlstm.core.language.exposure import Exposure
from rnnlstm.core.language.training import LanguageRecipe, advance, begin
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import Words
from rnnlstm.figures.language import (
    BitsWords,
    ExposureWords,
    bits_chart,
    exposure_chart,
    gates_chart,
    smoothed,
)
from rnnlstm.figures.palette import gate_hue
from support.checks import assert_readable, checked

NAIVE = Baselines(4.0, 3.5, 2.5)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_three_lines_and_what_was_held_out(mode):
    course = begin(LanguageRecipe(hidden_size=3, T=8, batch_size=2, updates=20), corpus("abcd ef\n" * 60), 0)
    words = BitsWords("title", "updates", "bits", training="t", held_out="h", naive=("u", "one", "two"))
    empty = checked(bits_chart(course, NAIVE, mode=mode, words=words))
    assert list(empty.data[2].x) == [0]
    course = deque(advance(course), maxlen=1).pop()
    figure = checked(bits_chart(course, NAIVE, mode=mode, words=words))
    assert_readable(figure, mode)
    np.testing.assert_array_equal(figure.data[0].y, course.bits)
    np.testing.assert_array_equal(figure.data[2].y, [look.bits for look in course.looks])
    assert [shape.y0 for shape in figure.layout.shapes] == [4.0, 3.5, 2.5]
    assert [note.text for note in figure.layout.annotations] == ["u 4.00", "one 3.50", "two 2.50"]


def test_curves_with_and_without_the_true_text():
    found = Exposure(*(np.arange(8.0) + k for k in range(4)), texts=2)
    forced, free, true, own = smoothed(found, 2)
    np.testing.assert_array_equal(forced[:3], [0, 0.5, 1.5])  # means of the last two
    np.testing.assert_array_equal([free[-1], own[-1], true[-1]], [7.5, 8.5, 9.5])
    words = ExposureWords("title", "steps", "bits", names=("a", "b"), level="single")
    figure = checked(exposure_chart((forced, free), 5.0, mode="light", words=words))
    np.testing.assert_array_equal(figure.data[1].y, free)
    assert figure.layout.annotations[0].text == "single 5.00" and len(figure.layout.shapes) == 1
    assert not checked(exposure_chart((true, own), None, mode="dark", words=words)).layout.shapes


def test_states_above_and_gates_below():
    curves = {name: Curve(name, np.linspace(0, 1, 5), gate_hue(name)) for name in "chfio"}
    figure = checked(
        gates_chart(
            [curves["c"], curves["h"]],
            [curves["f"], curves["i"], curves["o"]],
            "a<c d",
            mode="light",
            words=Words("title", "", "States"),
            below="Gates",
        )
    )
    assert [trace.yaxis for trace in figure.data] == ["y", "y", "y2", "y2", "y2"]
    assert list(figure.layout.xaxis2.ticktext)[1].startswith("&lt;")
