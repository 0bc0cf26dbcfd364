"""The picture of one answer: probabilities where they belong, and a frame from the step of the decision."""

import numpy as np
import pytest

from rnnlstm.figures.deciding import MOST_WRITTEN, Likely, LikelyWords, RightWords, likely_map, right_chart
from rnnlstm.figures.palette import MODELS, PAGE
from support.checks import checked

WORDS = LikelyWords("title", "letters", "", "probability", "decided", "{name} {step} {value}")
P = np.array([[0.7, 0.3, 0.0], [0.2, 0.5, 0.3], [0.1, 0.876, 0.024]])


def draw(probabilities=P, symbols="a<b", decided=2, mode="light"):
    shown = Likely(probabilities, list(symbols), ["x", "y", "z"][: probabilities.shape[1]], decided, "LSTM")
    return checked(likely_map(shown, mode=mode, words=WORDS))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_row_is_a_class_and_a_column_a_step(mode):
    figure = draw(mode=mode)
    (heat,) = figure.data
    np.testing.assert_allclose(heat.z, P.T, rtol=1e-6)
    assert list(heat.y) == ["x", "y", "z"] and list(heat.x) == ["1 a", "2 &lt;", "3 b"]
    assert (heat.zmin, heat.zmax) == (0, 1)
    assert [colour for _at, colour in heat.colorscale] == [PAGE.on(mode), MODELS["LSTM"].on(mode)]
    assert [list(row) for row in heat.text] == [["70", "20", "10"], ["30", "50", "88"], ["", "30", ""]]
    assert heat.hovertemplate == "%{y} %{x} %{z:.1%}<extra></extra>"


def test_the_frame_runs_along_the_answer_from_its_decision_to_the_end():
    figure = draw()
    (frame,) = figure.layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (0.5, 2.5, 0.5, 1.5)
    assert any(note.text == "▼ decided" and note.x == 1 for note in figure.layout.annotations)


def test_a_long_name_has_no_numbers_that_would_run_into_each_other():
    T = MOST_WRITTEN + 1
    figure = draw(np.full((T, 2), 0.5), "n" * T, 1)
    assert not any(cell for row in figure.data[0].text for cell in row)
    assert len(figure.layout.xaxis.ticktext) == T


def test_curves_and_what_needs_no_network():
    shares = {"RNN": np.array([0.2, 0.5]), "LSTM": np.array([0.3, 0.7])}
    words = RightWords("title", "letters", "right", "{network} {step} {value}")
    figure = checked(right_chart(shares, {"counted": 0.6, "chance": 0.1}, mode="dark", words=words))
    rnn, lstm, counted, chance = figure.data
    np.testing.assert_array_equal(rnn.y, [0.2, 0.5])
    np.testing.assert_array_equal(lstm.x, [1, 2])
    assert lstm.line.color == MODELS["LSTM"].on("dark")
    assert list(counted.y) == [0.6, 0.6] and list(chance.y) == [0.1, 0.1]
    assert rnn.marker.symbol != lstm.marker.symbol and counted.line.dash != chance.line.dash
