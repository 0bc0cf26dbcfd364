import pytest

from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import MUTED, NETWORKS
from rnnlstm.figures.timeline import Event, timeline
from support.checks import checked

EVENTS = [
    Event(1990, "one", "RNN", "RNN"),
    Event(1990, "<two>", "LSTM", "LSTM"),
    Event(2010, "three", "RNN", "RNN"),
    Event(2020, "four", "later"),
]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_event_has_a_row_of_its_own_at_its_year(mode):
    figure = checked(timeline(EVENTS, mode=mode, words=Words("title", "year", "")))
    rnn, lstm, later = figure.data
    assert (list(rnn.x), list(rnn.y)) == ([1990, 2010], [0, 2])
    assert (list(lstm.x), list(lstm.y), lstm.text[0].strip()) == ([1990], [1], "&lt;two&gt;")
    assert (list(later.x), list(later.y)) == ([2020], [3])
    assert rnn.marker.color == NETWORKS["RNN"].on(mode)
    assert later.marker.color == MUTED.on(mode)
    assert len({each.marker.symbol for each in figure.data}) == 3
    assert list(figure.layout.yaxis.ticktext) == ["1990", "1990", "2010", "2020"]
    low, high = figure.layout.yaxis.range
    assert low > high  # from above to below


def test_words_stand_where_there_is_room():
    figure = timeline(EVENTS, mode="light", words=Words("title", "year", ""))
    assert list(figure.data[0].textposition) == ["middle right", "middle left"]
    assert list(figure.data[2].textposition) == ["middle left"]
