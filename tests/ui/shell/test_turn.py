import threading
import time

import pytest

from rnnlstm.ui.shell import turn
from rnnlstm.ui.shell.turn import Turns
from support.eventually import until


def begun(work):
    """Run something beside the test, and return once it has begun."""
    is_there = threading.Event()

    def run():
        is_there.set()
        work()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    is_there.wait()
    return thread


@pytest.fixture
def turns():
    return Turns()


def test_one_at_a_time(turns):
    inside, most = [], []

    def work():
        with turns.taken():
            inside.append(None)
            most.append(len(inside))
            time.sleep(0.001)
            inside.pop()

    threads = [begun(work) for _ in range(20)]
    for thread in threads:
        thread.join()
    assert most == [1] * 20


def test_in_the_order_in_which_they_asked(turns):
    order = []

    def work(k):
        with turns.taken():
            order.append(k)

    with turns.taken():
        threads = []
        for k in range(10):
            threads.append(begun(lambda k=k: work(k)))
            until(lambda k=k: len(turns._waiting) == k + 1)
    for thread in threads:
        thread.join()
    assert order == list(range(10))


def test_an_error_ends_the_turn(turns):
    with pytest.raises(ValueError), turns.taken():
        raise ValueError
    with turns.taken():
        pass


def test_a_long_computation_gives_way_and_goes_on(turns, monkeypatch):
    done = []

    def work():
        with turns.taken():
            done.append("other")

    with turns.taken():
        other = begun(work)
        until(lambda: turns._waiting)
        monkeypatch.setattr(turn, "SLICE", 60)
        turns.give_way()  # it has only begun
        assert not done
        monkeypatch.setattr(turn, "SLICE", 0)
        turns.give_way()
        assert done == ["other"]
        done.append("first")
    other.join()
    assert done == ["other", "first"]


def test_whoever_waits_for_another_leaves_the_turn_to_it(turns):
    ended = threading.Event()

    def work():
        with turns.taken():
            ended.set()

    with turns.taken():
        begun(work)
        assert not ended.wait(0.05)
        with turns.given_up():
            assert ended.wait(10)
        assert turns._owner == threading.get_ident()


def test_whoever_has_no_turn_needs_none(turns):
    turns.give_way()
    with turns.given_up():
        assert not turns._taken
    assert not turns._taken
