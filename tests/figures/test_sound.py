"""The figure of a sound: what is drawn is what is given, each part above the same seconds."""

import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from rnnlstm.figures.answer_rows import ANSWERS, stretches
from rnnlstm.figures.palette import PAGE
from rnnlstm.figures.sound import Listened, ListenedWords, listened_chart
from support.checks import checked

RNG = np.random.default_rng(0)
T = 40
TRUTH = np.repeat([0, 1, 2, 1], 10)
LISTENED = Listened(
    seconds=(np.arange(T) + 0.5) * 0.032,
    bands=RNG.random((T, 6)),
    notes=["A3", "A♯3", "B3", "C4", "C♯4", "D4"],
    answers={"<Truth>": TRUTH, "LSTM": np.roll(TRUTH, 3)},
    names=["silence", "n&w", "again"],
    signs=["", "+", "a"],
    probabilities=RNG.dirichlet(np.ones(3), T),
    truth=TRUTH,
    units=RNG.uniform(-1, 1, (T, 5)),
    signed=True,
)
NEW, AGAIN = "+<span> n&amp;w</span>", "a<span>gain</span>"
WORDS = ListenedWords("heard", "seconds", "", "said", "sure", "units", "unit", "truth")


def draw(mode="light", **changes):
    return checked(listened_chart(replace(LISTENED, **changes), mode=mode, words=WORDS))


def test_every_part_is_drawn_as_it_is_given():
    spectrogram, said, sure, true, units = draw().data
    np.testing.assert_allclose(spectrogram.z, LISTENED.bands.T, atol=5e-4)
    np.testing.assert_array_equal(said.z, list(LISTENED.answers.values()))
    np.testing.assert_allclose(sure.z, LISTENED.probabilities.T, atol=5e-4)
    np.testing.assert_array_equal(true.y, TRUTH)
    np.testing.assert_allclose(units.z, LISTENED.units.T, atol=5e-4)
    for part in (spectrogram, said, sure, true, units):
        np.testing.assert_array_equal(part.x, LISTENED.seconds)
    assert units.zmin == -units.zmax == -np.abs(LISTENED.units).max()


def test_all_parts_have_the_same_seconds_and_none_lies_on_another():
    layout = draw().layout
    axes = [layout.xaxis, layout.xaxis2, layout.xaxis3, layout.xaxis4]
    for axis in axes:
        assert axis.range == pytest.approx((0, T * 0.032))
    assert [axis.matches for axis in axes] == ["x4", "x4", "x4", None]
    domains = [layout[f"yaxis{k}"].domain for k in ("4", "3", "2", "")]
    assert domains[0][0] == 0 and domains[-1][1] == 1
    for (_low, high), (following, _high) in pairwise(domains):
        assert high < following


def test_stretches_of_answers_are_named_not_coloured_alone():
    layout = draw().layout
    texts = [note.text for note in layout.annotations][4:]
    assert texts == [NEW, AGAIN, NEW, NEW, NEW, AGAIN, NEW]
    places = [(note.x, note.y) for note in layout.annotations][4:7]
    assert places == [(pytest.approx(0.032 * middle), 0) for middle in (15, 25, 35)]
    assert list(layout.yaxis3.ticktext) == ["silence", "n&amp;w +", "again"]
    assert list(layout.yaxis2.ticktext) == ["&lt;Truth&gt;", "LSTM"]
    assert "<Truth>" not in json.dumps(draw().to_dict(), default=str)


def test_what_is_too_short_is_not_named():
    flickering = np.tile([1, 2], 10 * T)
    long = {"seconds": (np.arange(20 * T) + 0.5) * 0.032, "truth": None}
    texts = [note.text for note in draw(**long, answers={"RNN": flickering}).layout.annotations]
    assert len(texts) == 4
    assert stretches(np.array([1, 1, 0, 2, 2])) == [(0, 2), (2, 3), (3, 5)]


def test_where_nobody_knows_the_truth_there_is_no_line_of_it():
    figure = draw(truth=None, answers={"LSTM": TRUTH})
    assert len(figure.data) == 4 and not any(trace.type == "scatter" for trace in figure.data)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_answer_has_its_own_colour_on_the_pages_ground(mode):
    figure = draw(mode=mode, signed=False, units=np.abs(LISTENED.units))
    assert figure.layout.paper_bgcolor == PAGE.on(mode)
    scale = figure.data[1].colorscale
    assert [colour for _at, colour in scale[::2]] == [hue.on(mode) for hue in ANSWERS[:3]]
    assert [at for at, _colour in scale] == pytest.approx([0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1])
    assert (figure.data[-1].zmin, figure.data[-1].zmax) == (0, 1)
