"""The worker process: the same numbers as here, and what happens where it fails, dies, or is left alone."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor

import psutil
import pytest

from rnnlstm import Adam, Recipe, tasks
from rnnlstm.core.training.slices import begin_all, train_slice
from rnnlstm.ui.runs import worker as workers
from rnnlstm.ui.runs.worker import NICENESS, ONE_THREAD, Worker, WorkerError
from support.eventually import until
from support.histories import added, assert_same, in_one_go

RECIPE = Recipe(tasks.adding(6), 4, Adam(0.01), steps=30)
KINDS = ("RNN", "LSTM", "GRU")


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    yield worker
    worker.close()


def assert_as_in_one_go(history):
    alone = in_one_go(history.recipe, history.kind, history.seed)
    assert_same(history, alone)


def test_a_worker_trains_in_slices_bit_for_bit_as_this_process_does_in_one_go(worker):
    histories = worker.call(begin_all, RECIPE, KINDS, 3)
    assert list(histories) == list(KINDS)
    for updates in (1, 1, 7, 20):
        histories = added(histories, worker.call(train_slice, histories, updates=updates))
    assert histories["RNN"].step == 29
    histories = added(histories, worker.call(train_slice, histories))
    for kind in KINDS:
        assert histories[kind].over
        assert_as_in_one_go(histories[kind])
    deltas = worker.call(train_slice, histories)
    assert all(len(delta.loss) == 0 and not delta.snapshots for delta in deltas.values())


def test_a_worker_that_dies_between_calls_is_replaced(worker):
    histories = worker.call(begin_all, RECIPE, ("RNN",), 3)
    first = worker.call(os.getpid)
    os.kill(first, signal.SIGKILL)
    deltas = worker.call(train_slice, histories)
    assert worker.call(os.getpid) != first
    assert_as_in_one_go(added(histories, deltas)["RNN"])


def test_a_call_that_is_cut_off_by_the_workers_death_is_done_again(worker):
    first, start = worker.call(os.getpid), time.monotonic()
    deadly = threading.Timer(0.5, os.kill, (first, signal.SIGKILL))
    deadly.start()
    worker.call(time.sleep, 1.0)
    assert time.monotonic() - start > 1.5  # half a second for nothing, and then the whole call
    assert worker.call(os.getpid) != first


def test_a_worker_that_dies_of_its_call_is_an_error_and_not_tried_for_ever(worker):
    with pytest.raises(WorkerError, match="died twice"):
        worker.call(os._exit, 3)
    assert worker.call(os.getpid) != os.getpid()  # and the next call has a worker again


def test_an_error_in_the_worker_comes_back_as_one(worker):
    pid = worker.call(os.getpid)
    with pytest.raises(WorkerError, match="ValueError: kind must be one of RNN, LSTM, GRU"):
        worker.call(begin_all, RECIPE, ("CNN",), 0)
    assert worker.call(os.getpid) == pid  # it lives on


def test_what_is_printed_does_not_get_among_the_answers(worker):
    pid = worker.call(os.getpid)
    assert worker.call(os.write, 1, b"\n") == 1
    assert worker.call(os.getpid) == pid


def test_a_worker_gives_way_to_others_and_uses_one_thread(worker):
    assert worker.call(os.nice, 0) >= min(19, os.nice(0) + NICENESS)
    assert {worker.call(os.getenv, name) for name in ONE_THREAD} == {"1"}


def test_an_interrupt_from_the_keyboard_is_not_the_workers(worker):
    pid = worker.call(os.getpid)
    os.kill(pid, signal.SIGINT)
    assert worker.call(os.getpid) == pid


def test_a_worker_with_nothing_to_do_ends_and_another_call_has_one_again(monkeypatch):
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.5)
    worker = Worker()
    pid = worker.call(os.getpid)
    until(lambda: not alive(pid))
    assert worker.call(os.getpid) != pid
    worker.close()


def test_a_closed_worker_leaves_no_process():
    worker = Worker()
    pid = worker.call(os.getpid)
    worker.close()
    until(lambda: not alive(pid))


@pytest.mark.parametrize("ends", ["sys.exit(0)", "os._exit(0)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_worker_ends_when_the_process_it_serves_does(ends):
    script = (
        "import os, signal, sys; from rnnlstm.ui.runs.worker import Worker; worker = Worker();"
        f"print(worker.call(os.getpid), flush=True); {ends}"
    )
    run = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=False)
    pid = int(run.stdout)
    until(lambda: not alive(pid))


def test_a_process_that_ends_by_itself_prints_nothing():
    script = (
        "import os; from rnnlstm.ui.runs.worker import Worker; worker = Worker();"
        "print(worker.call(os.getpid), flush=True)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip().isdigit() and run.stderr == ""


def alive(pid):
    """Whether a process is at work; one that only waits to be buried is not."""
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")


class Breaking(ThreadPoolExecutor):
    """An executor of another kind, which breaks at its first call."""

    made = 0

    def __init__(self):
        super().__init__(1)
        Breaking.made += 1
        self.first = Breaking.made == 1

    def submit(self, function, /, *args, **kwargs):
        if not self.first:
            return super().submit(function, *args, **kwargs)
        future = Future()
        future.set_exception(BrokenExecutor("gone"))
        return future


def test_any_executor_computes():
    worker = Worker(Breaking)
    histories = worker.call(begin_all, RECIPE, ("GRU",), 3)
    assert Breaking.made == 2
    assert_as_in_one_go(added(histories, worker.call(train_slice, histories))["GRU"])
    worker.close()


def test_what_server_and_worker_send_each_other_no_network_carries(worker):
    """They send pickles, which can run any program: through pipes that only the two of them have."""
    process = psutil.Process(worker.call(os.getpid))
    assert process.ppid() == os.getpid()
    assert process.net_connections("inet") == []
