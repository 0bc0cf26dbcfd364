"""A network that has learned what it reads: right in the end, the same each time, resumed, within limits."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core import CELLS
from rnnlstm.ui.walk import learning
from rnnlstm.ui.walk.cache import Kept, footprint
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, TaskSequence, Text, Wave
from rnnlstm.ui.walk.task_sequence import TaskChoice
from rnnlstm.ui.walk.walk import take


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(learning, "_KEPT", Kept(2**26, 512))


def after(updates, kind="LSTM", source=None, **network):
    return learning.learned(kind, source or Text(), Network(updates=updates, **network))


def same(one, other):
    return all(np.array_equal(value, other.cell.params[name]) for name, value in one.cell.params.items())


@pytest.mark.parametrize("kind", CELLS)
@pytest.mark.parametrize("seed", [0, 1, 2])  # holds for the first ten
def test_hello_is_learned(kind, seed):
    walks = [take(kind, Text(), Network(seed=seed, updates=updates)) for updates in (0, 5, 20, 50, 150, 400)]
    losses = [walk.loss for walk in walks]
    assert losses == sorted(losses, reverse=True)
    assert walks[3].right >= 4 and walks[3].loss > 0.05
    assert walks[5].right == 5 and walks[5].loss < 0.02


SOURCES = [
    Text(text="床前明月光，疑是地上霜。"),
    Wave(),
    Wave(wave="square"),
    Numbers(),
    Numbers(numbers="300, -40, 5"),
]


@pytest.mark.parametrize(
    ("source", "hidden"), [*((source, 8) for source in SOURCES), (SOURCES[0], 1), (SOURCES[-1], 1)], ids=str
)
@pytest.mark.parametrize("kind", CELLS)
def test_the_loss_falls_whatever_is_read(kind, hidden, source):
    losses = [take(kind, source, Network(hidden, updates=updates)).loss for updates in (0, 50, 400)]
    assert losses == sorted(losses, reverse=True)


def test_the_same_is_learned_each_time_and_the_drawn_network_is_where_it_begins(monkeypatch):
    first = after(50)
    monkeypatch.setattr(learning, "_KEPT", Kept(2**26, 512))
    again = after(50)
    assert again is not first and same(first, again)
    assert same(after(0), replace(first, cell=Network().build("LSTM", Text().read())))
    assert not same(first, after(50, seed=1)) and not same(first, after(20))


def test_going_on_from_what_is_kept_gives_the_same_bits(monkeypatch):
    by_stops = [after(updates) for updates in (5, 20, 50, 150)][-1]
    monkeypatch.setattr(learning, "POINTS", (150,))
    monkeypatch.setattr(learning, "_KEPT", Kept(2**26, 512))
    at_once = after(150)
    assert at_once.step == by_stops.step == 150
    assert same(by_stops, at_once) and by_stops.loss == at_once.loss


def test_a_training_that_is_stopped_keeps_what_it_has():
    asked = "LSTM", Text(), Network(updates=400)
    for progress in learning.learning(*asked):
        if progress.step == 120:
            break
    steps = [progress.step for progress in learning.learning(*asked)]
    assert steps == list(range(100, 401))
    assert [progress.step for progress in learning.learning(*asked)] == [400]


def test_where_the_page_measures_its_loss_makes_no_other_network():
    assert after(20, loss="last") is after(20, loss="every")


def test_edits_act_on_what_has_been_learned():
    learned = take("LSTM", Text(), Network(updates=50))
    assert same(after(50), replace(after(50), cell=learned.cell))
    assert learned.loss < take("LSTM", Text(), Network()).loss / 2


def test_what_is_kept_stays_within_its_bytes(monkeypatch):
    kept = Kept(200_000, 512)
    monkeypatch.setattr(learning, "_KEPT", kept)
    for seed in range(8):
        after(50, hidden=16, seed=seed)
    results = kept._results
    assert 1 < len(results) < 24
    assert footprint(tuple(results.values())) <= 200_000


def test_a_network_that_overflows_stays_as_it_was():
    wild = {"hidden": 1, "seed": 1, "recurrent": "normal", "gain": 3.0, "activation": "relu"}
    source = Wave(length=500)
    progress = after(50, "RNN", source, **wild)
    assert not progress.finite
    assert progress.step == 1 and same(progress, after(0, "RNN", source, **wild))


def test_networks_that_bring_their_weights_learn_nothing_here():
    source = TaskSequence(choice=TaskChoice("parity", 12))
    assert take("LSTM", source, Network(updates=50)).loss == take("LSTM", source, Network()).loss
    assert [each.step for each in learning.learning("LSTM", source, Network(updates=50))] == [0]


def test_two_texts_go_through_one_network():
    left = Text(text="he is", alphabet="she is")
    right = Text(text="she is", alphabet="he is", learned=left)
    one, other = (take("LSTM", source, Network(updates=20)) for source in (left, right))
    assert all(np.array_equal(value, other.cell.params[name]) for name, value in one.cell.params.items())
    assert one.reading.steps == 5 and other.reading.steps == 6


def test_the_work_of_a_page_has_a_limit():
    def most(*names, updates=400, **network):
        source = Text(text="abcdefghij", length=network.pop("length", 60))
        return learning.within_reach([(name, source, Network(updates=updates, **network)) for name in names])

    assert most("RNN", "LSTM", "GRU", hidden=16) == 400
    assert most("LSTM", updates=150, hidden=64) == 150
    assert most("LSTM", hidden=128, length=500) == 150
    assert most(*CELLS, *CELLS, hidden=128, length=500) == 20
    # (60 steps, parameters of the cell by its shapes, what a step costs besides.)
    work = 60 * (4 * 16 * (16 + 10) + 4 * 16 + 11 * 16 + 11 + learning.WORK_OF_A_STEP)
    many = int(learning.MOST_WORK / 150 / work)
    assert most(*["LSTM"] * many, hidden=16) == 150
    assert most(*["LSTM"] * (many + 1), hidden=16) == 50
