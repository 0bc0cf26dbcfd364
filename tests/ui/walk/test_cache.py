"""Walks are kept within bytes, and what is measured of a walk goes with it."""

import gc
import weakref
from dataclasses import dataclass

import numpy as np

from rnnlstm.ui.walk.cache import footprint, kept_within, measured_once
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take


@dataclass(frozen=True, eq=False)
class Some:
    """A record with an array."""

    array: np.ndarray


def made(most_bytes, most=100):
    calls = []

    @kept_within(most_bytes, most)
    def make(n):
        calls.append(n)
        return Some(np.zeros(n))

    return make, calls


def test_each_array_counts_once_and_a_view_as_what_it_views():
    array = np.zeros(100)
    assert footprint(array) == footprint((array, array[3:5], {"again": array})) == 800
    assert footprint(Some(array.reshape(10, 10))) == 800
    assert footprint((3, None, Some)) == 0


def test_a_text_counts_as_it_lies_in_memory():
    text = "长" * 1000  # two bytes each
    assert 2000 < footprint(text) == footprint((text, {"again": text})) < 2100


def test_results_are_kept_within_bytes_and_the_longest_unused_goes_first():
    make, calls = made(3000)
    first, second = make(100), make(101)
    assert make(100) is first
    make(200)  # 800 + 808 + 1600 are too many: the second was not used for longest
    assert make(100) is first and calls == [100, 101, 200]
    assert make(101) is not second


def test_the_newest_is_kept_however_large_and_never_more_than_so_many():
    make, calls = made(8, most=2)
    assert make(1000) is make(1000)
    make, calls = made(10**9, most=2)
    for n in (1, 2, 3, 1):
        make(n)
    assert calls == [1, 2, 3, 1]


def test_what_has_grown_since_counts():
    held = {}

    @kept_within(1000, 9)
    def make(n):
        held[n] = {"first": np.zeros(10)}
        return held[n]

    small, other = make(1), make(2)
    assert make(1) is small  # it is used, and then grows
    small["second"] = np.zeros(200)
    make(3)
    assert make(2) is not other
    assert make(1) is not small


def test_measurements_are_made_once_of_each_walk_and_go_with_it():
    calls = []

    @measured_once
    def total(walk, power=1):
        calls.append(power)
        return float((walk.trace.h**power).sum())

    walk = take.__wrapped__("RNN", Text(text="measured"), Network())
    assert total(walk) == total(walk) and total(walk, 2) == total(walk, 2)
    assert calls == [1, 2]
    before = footprint(walk)
    assert walk.grads.h.shape == walk.trace.h.shape
    assert footprint(walk) > before
    gone = weakref.ref(walk)
    del walk
    gc.collect()
    assert gone() is None


def test_a_walk_forward_computes_no_gradient():
    walk = take.__wrapped__("LSTM", Text(text="forward"), Network())
    assert "grads" not in vars(walk)
    assert walk.grads is walk.grads
