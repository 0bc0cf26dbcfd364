import json

import numpy as np
import pytest

from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import INK, PAGE, QUANTITIES
from rnnlstm.figures.steps import MAX_TICKS, by_step, read_along
from support.checks import checked

WORDS = Words("the title", "step", "difference")


def draw(*values, reads=None, mode="light"):
    curves = [
        Curve(name, np.asarray(v, float), QUANTITIES[name]) for name, v in zip("hc", values, strict=False)
    ]
    reads = reads or [("a", "b")] * len(values[0])
    return checked(by_step(curves, reads, mode=mode, words=WORDS))


def test_curves_hold_the_values_given_from_step_one():
    before = np.array([0.5, 0.25, 0])
    figure = draw(before, [1, 2, 3])
    for drawn, values in zip(figure.data, ([0.5, 0.25, 0], [1, 2, 3]), strict=True):
        np.testing.assert_array_equal(drawn.x, [1, 2, 3])
        np.testing.assert_array_equal(drawn.y, values)
    assert figure.layout.yaxis.rangemode == "tozero"
    assert figure.layout.yaxis.type != "log"  # a difference may be 0


def test_steps_say_what_is_read_there_as_it_was_typed():
    axis = draw([1, 2], reads=[("h", "s"), ("<b>", "&amp;")]).layout.xaxis
    assert list(axis.tickvals) == [1, 2]
    assert list(axis.ticktext) == ["1<br>h | s", "2<br>&lt;b&gt; | &amp;amp;"]


@pytest.mark.parametrize("steps", [1, MAX_TICKS, MAX_TICKS + 1, 200])
def test_long_sequences_leave_out_ticks(steps):
    axis = draw(np.ones(steps)).layout.xaxis
    assert 1 <= len(axis.tickvals) <= MAX_TICKS
    assert axis.tickvals[0] == 1
    assert len(axis.tickvals) == len(axis.ticktext)
    assert len(set(np.diff(axis.tickvals))) <= 1
    assert (len(axis.tickvals) == steps) == (steps <= MAX_TICKS)


@pytest.mark.parametrize(
    ("symbols", "expected"),
    [
        ("abc", {1: "a<br>1", 2: "b<br>2", 3: "c<br>3"}),
        ("<" * 12, {1: "&lt;<br>1", 2: "&lt;<br>", 6: "&lt;<br>6", 11: "&lt;<br>11"}),
        ("a" * 60, {1: "a<br>1", 6: "a<br>6", 56: "a<br>56"}),
        (["0.25"] * 20, {1: "0.25<br>1", 6: "0.25<br>6", 16: "0.25<br>16"}),
        (["0.25", "0.5•", *["0.1"] * 18], {1: "<br>1", 2: "0.5•<br>", 6: "<br>6"}),
    ],
)
def test_what_is_read_stands_below_its_step_where_there_is_room(symbols, expected):
    axis = read_along(symbols)
    marks = dict(zip(axis["tickvals"], axis["ticktext"], strict=True))
    assert {step: marks.get(step) for step in expected} == expected
    if len(symbols) > MAX_TICKS or len(symbols[0]) > 2:
        assert len(marks) <= MAX_TICKS // 2


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_states_keep_their_colour_and_are_told_apart_without_it(mode):
    figure = draw([1], [1], mode=mode)
    assert [drawn.line.color for drawn in figure.data] == [QUANTITIES[name].on(mode) for name in "hc"]
    assert len({drawn.marker.symbol for drawn in figure.data}) == 2
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == PAGE.on(mode)
    assert figure.layout.font.color == INK.on(mode)


def test_words_stand_where_they_belong_and_what_exploded_can_be_sent():
    figure = draw([1, np.inf, np.nan])
    layout = figure.layout
    assert (layout.title.text, layout.xaxis.title.text, layout.yaxis.title.text) == (
        "the title",
        "step",
        "difference",
    )
    json.loads(figure.to_json())
