"""Runs and the workers that sessions share: pausing, turns, leases, budgets."""

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import Adam, Recipe, tasks
from rnnlstm.ui.runs import job as jobs
from rnnlstm.ui.runs.job import Job, Run
from rnnlstm.ui.runs.pool import Pool
from rnnlstm.ui.runs.task_plan import TaskPlan
from rnnlstm.ui.runs.worker import WorkerError
from support.eventually import until
from support.histories import in_one_go

SHORT = TaskPlan("adding", Recipe(tasks.adding(6), 4, Adam(0.01), steps=60), ("RNN", "LSTM"), 3)
LONG = replace(SHORT, recipe=replace(SHORT.recipe, steps=10**6))


class Here:
    """A worker that computes in this process."""

    def call(self, function, *args, **kwargs):
        return function(*args, **kwargs)


@pytest.fixture(autouse=True)
def watched(monkeypatch):
    """Here nobody has to ask again and again, and turns are short."""
    monkeypatch.setattr(jobs, "LEASE_SECONDS", 600.0)
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 0.02)


@pytest.fixture
def pool():
    pool = Pool(2)
    yield pool
    pool.close()


def test_a_run_goes_on_to_its_end_with_the_numbers_of_one_go(pool):
    job = pool.job(SHORT)
    assert job.snapshot().state == "paused" and not job.snapshot().made
    job.go_on()
    until(lambda: job.snapshot().state == "over")
    run = job.snapshot()
    assert run.step == 60 and not run.busy and run.over
    for kind, history in run.made.each.items():
        alone = in_one_go(SHORT.recipe, kind, 3)
        np.testing.assert_array_equal(history.loss, alone.loss)
        assert [m.step for m in history.snapshots] == [m.step for m in alone.snapshots]
    job.go_on()
    assert job.snapshot().state == "over"


def test_pause_rests_at_once_and_going_on_continues(pool):
    job = pool.job(LONG)
    job.go_on()
    until(lambda: job.snapshot().step > 0)
    job.pause()
    until(lambda: not job.snapshot().busy)
    paused = job.snapshot()
    time.sleep(0.5)
    assert job.snapshot().step == paused.step > 0 and job.snapshot().state == "paused"
    job.one_update()
    until(lambda: not job.snapshot().busy)
    assert job.snapshot().step == paused.step + 1
    job.go_on()
    until(lambda: job.snapshot().step > paused.step + 1)
    losses = job.snapshot().made.each["RNN"].loss
    np.testing.assert_array_equal(losses[: paused.step], paused.made.each["RNN"].loss)
    job.stop()
    until(lambda: not job.snapshot().busy)
    stopped = job.snapshot()
    assert stopped.state == "stopped" and stopped.made
    job.go_on()
    job.one_update()
    assert job.snapshot().state == "stopped"
    assert job.snapshot().step == stopped.step


def test_one_update_of_a_new_run_draws_the_networks_and_makes_one(pool):
    job = pool.job(LONG)
    job.one_update()
    until(lambda: not job.snapshot().busy)
    assert job.snapshot().step == 1
    assert job.snapshot().state == "paused"


def test_runs_take_turns():
    """Each turn once around: nobody has two before everybody else had one."""
    turns = []
    lock = threading.Lock()

    class Counted(Job):
        def turn(self, worker):
            with lock:
                turns.append(self)
            return super().turn(worker)

    pool = Pool(1)
    runs = [Counted(LONG, pool.submit) for _ in range(4)]
    for each in runs:
        each.go_on()
    until(lambda: len(turns) >= 24)
    for each in runs:
        each.pause()
    pool.close()
    settled = turns[8:24]  # once all four have joined
    for k in range(len(settled) - 3):
        assert len({id(each) for each in settled[k : k + 4]}) == 4


def test_a_run_that_nobody_watches_rests_until_somebody_does(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(jobs, "monotonic", lambda: now[0])
    asked = []
    job = Job(SHORT, asked.append)
    job.go_on()
    assert asked == [job]
    assert job.turn(Here()) is True  # drawn
    now[0] += jobs.LEASE_SECONDS + 1
    assert job.turn(Here()) is False
    assert job.snapshot().state == "running" and not job.snapshot().busy
    assert job.snapshot().step == 0
    job.watch()
    assert asked == [job, job]
    assert job.snapshot().busy


def test_a_run_is_asked_for_once_however_often_it_is_watched():
    asked = []
    job = Job(SHORT, asked.append)
    job.go_on()
    job.watch()
    job.go_on()
    assert asked == [job]


def test_a_run_ends_with_its_budget(monkeypatch):
    monkeypatch.setattr(jobs, "BUDGET_SECONDS", 0.0)
    job = Job(LONG, lambda _: None)
    job.go_on()
    assert job.turn(Here()) is False
    assert job.snapshot().state == "spent"
    assert job.snapshot().made
    job.go_on()
    assert job.snapshot().state == "spent"


def test_an_error_pauses_the_run_and_it_can_go_on():
    class Broken:
        def call(self, *_args, **_kwargs):
            raise WorkerError("out of order")

    job = Job(SHORT, lambda _: None)
    job.go_on()
    assert job.turn(Broken()) is False
    assert (job.snapshot().state, job.snapshot().error) == ("paused", "out of order")
    job.go_on()
    assert job.turn(Here()) is True
    assert (job.snapshot().state, job.snapshot().error) == ("running", "")


def test_pace_is_of_the_last_seconds(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(jobs, "monotonic", lambda: now[0])
    job = Job(replace(SHORT, recipe=replace(SHORT.recipe, steps=10**6)), lambda _: None)
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 0.0)  # one update a turn
    job.go_on()
    job.turn(Here())
    assert job.snapshot().pace is None
    for _ in range(10):
        now[0] += 0.25
        job.turn(Here())
    assert job.snapshot().pace == pytest.approx(4.0)


def test_an_empty_run_says_so():
    run = Run(SHORT)
    assert run.step == 0 and run.seconds == 0 and not run.over


def test_a_closed_pool_computes_no_more():
    pool = Pool(1)
    job = pool.job(LONG)
    job.go_on()
    until(lambda: job.snapshot().step > 0)
    pool.close()
    assert pool.runs == 0


def test_other_executors_can_compute():
    """Threads here; machines elsewhere."""
    pool = Pool(2, lambda: ThreadPoolExecutor(1))
    job = pool.job(SHORT)
    job.go_on()
    until(lambda: job.snapshot().state == "over")
    assert job.snapshot().step == 60
    until(lambda: pool.runs == 0)
    pool.close()


def test_a_run_whose_worker_is_killed_goes_on_with_the_same_numbers(pool):
    job = pool.job(SHORT)
    job.go_on()
    until(lambda: job.snapshot().step > 0)
    job.pause()
    for worker in pool._workers:
        os.kill(worker.call(os.getpid), signal.SIGKILL)
    job.go_on()
    until(lambda: job.snapshot().state == "over")
    assert not job.snapshot().error
    for kind, history in job.snapshot().made.each.items():
        alone = in_one_go(SHORT.recipe, kind, 3)
        np.testing.assert_array_equal(history.loss, alone.loss)
