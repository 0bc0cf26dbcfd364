"""A training in slices, by a worker: the same numbers as in one go."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from rnnlstm import Adam, Recipe, advance, begin, tasks
from rnnlstm.core.training.slices import begin_all, train_slice
from rnnlstm.ui.runs.worker import NICENESS, ONE_THREAD, Worker, WorkerError

RECIPE = Recipe(tasks.adding(6), 4, Adam(0.01), steps=30)
KINDS = ("RNN", "LSTM", "GRU")


@pytest.fixture
def worker():
    worker = Worker()
    yield worker
    worker.close()


def in_one_go(kind, recipe=RECIPE, seed=3):
    history = begin(recipe, kind, seed)
    for later in advance(history):
        history = later
    return history


def assert_same(history, other):
    np.testing.assert_array_equal(history.loss, other.loss)
    np.testing.assert_array_equal(history.gradient_norm, other.gradient_norm)
    assert [moment.step for moment in history.moments] == [moment.step for moment in other.moments]
    for one, two in zip(history.moments, other.moments, strict=True):
        assert (one.loss, one.accuracy) == (two.loss, two.accuracy)
        np.testing.assert_array_equal(one.y, two.y)
        np.testing.assert_array_equal(one.gradient, two.gradient)
    for name, value in history.progress.cell.params.items():
        np.testing.assert_array_equal(value, other.progress.cell.params[name])


def added(histories, gains):
    return {kind: gains[kind].added_to(history) for kind, history in histories.items()}


def test_a_worker_trains_in_slices_bit_for_bit_as_this_process_does_in_one_go(worker):
    histories = worker.call(begin_all, RECIPE, KINDS, 3)
    assert list(histories) == list(KINDS)
    for updates in (1, 1, 7, 20):
        histories = added(histories, worker.call(train_slice, histories, updates=updates))
    made = histories["RNN"].step
    assert made == 29
    histories = added(histories, worker.call(train_slice, histories))
    for kind in KINDS:
        assert histories[kind].over
        assert_same(histories[kind], in_one_go(kind))
    gains = worker.call(train_slice, histories)
    assert all(len(gain.loss) == 0 and not gain.moments for gain in gains.values())


def test_networks_stay_in_lockstep_and_time_ends_a_slice():
    histories = begin_all(RECIPE, KINDS, 3)
    gains = train_slice(histories, seconds=0)  # at least one update each
    assert [len(gain.loss) for gain in gains.values()] == [1, 1, 1]
    assert all(gain.seconds > 0 for gain in gains.values())
    histories = added(histories, gains)
    gains = train_slice(histories, updates=5)
    assert [len(gain.loss) for gain in gains.values()] == [5, 5, 5]


def test_one_that_blows_up_does_not_hold_up_the_others():
    wild = Recipe(tasks.adding(6), 4, Adam(1e300), steps=30, clip_norm=None)
    histories = begin_all(RECIPE, ("RNN", "LSTM"), 3)
    histories["GRU"] = begin(wild, "GRU", 3)
    histories = added(histories, train_slice(histories))
    assert not histories["GRU"].finite
    assert histories["GRU"].step < histories["RNN"].step == histories["LSTM"].step == 30


def test_a_slice_of_no_update_is_refused():
    with pytest.raises(ValueError, match="updates"):
        train_slice(begin_all(RECIPE, KINDS, 3), updates=0)


def test_a_dead_worker_is_replaced_and_the_call_done_again(worker):
    histories = worker.call(begin_all, RECIPE, ("RNN",), 3)
    first = worker.pid
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    gains = worker.call(train_slice, histories)
    assert worker.pid != first
    assert_same(added(histories, gains)["RNN"], in_one_go("RNN"))


def test_a_worker_that_dies_of_its_call_is_an_error_and_not_tried_for_ever(worker):
    with pytest.raises(WorkerError, match="died twice"):
        worker.call(os._exit, 3)
    assert worker.call(os.getpid) == worker.pid  # and the next call has a worker again


def test_an_error_in_the_worker_comes_back_as_one(worker):
    with pytest.raises(WorkerError, match="ValueError: kind must be one of RNN, LSTM, GRU"):
        worker.call(begin_all, RECIPE, ("CNN",), 0)
    pid = worker.pid
    assert worker.call(os.getpid) == pid  # it lives on


def test_what_is_printed_does_not_get_among_the_answers(worker):
    assert worker.call(os.write, 1, b"\n") == 1
    assert worker.call(os.getpid) == worker.pid


def test_a_worker_gives_way_to_others_and_uses_one_thread(worker):
    assert worker.call(os.nice, 0) >= min(19, os.nice(0) + NICENESS)
    assert {worker.call(os.getenv, name) for name in ONE_THREAD} == {"1"}


def test_a_worker_ends_when_the_process_it_serves_does():
    script = (
        "import os; from rnnlstm.ui.runs.worker import Worker; worker = Worker();"
        "print(worker.call(os.getpid), flush=True); os._exit(0)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    pid = int(run.stdout)
    end = time.monotonic() + 60
    while alive(pid):
        assert time.monotonic() < end, "the worker has outlived its server"
        time.sleep(0.05)


def alive(pid):
    """Whether a process is at work; one that only waits to be buried is not."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")
