"""Live trainings on a cluster of Dask's: the same numbers bit by bit, whatever becomes of a worker."""

import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from rnnlstm import Adam, Recipe, tasks
from rnnlstm.ui.runs import job as jobs
from rnnlstm.ui.runs.cluster import CLUSTER, pool_of
from rnnlstm.ui.runs.task_plan import TaskPlan
from rnnlstm.ui.runs.worker import ONE_THREAD, one_process
from support.eventually import until
from support.histories import in_one_go
from support.serve import free_port

distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")

PLAN = TaskPlan("adding", Recipe(tasks.adding(6), 4, Adam(0.01), steps=60), ("RNN", "LSTM", "GRU"), 3)


@pytest.fixture(scope="module")
def cluster():
    """The address of a scheduler with two workers, each a process, which are told of BLAS as ours are."""
    address = f"tcp://127.0.0.1:{free_port()}"
    commands = [
        ["scheduler", "--host", address, "--no-dashboard"],
        *2 * [["worker", address, "--nthreads=1", "--no-nanny", "--no-dashboard", "--host=127.0.0.1"]],
    ]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{command[0]}", *command[1:]],
            env=os.environ | ONE_THREAD,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    with distributed.Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield address
    for process in reversed(running):
        process.kill()
        process.wait()


@pytest.fixture
def pool(cluster, monkeypatch):
    monkeypatch.setattr(jobs, "LEASE_SECONDS", 600.0)
    monkeypatch.setattr(jobs, "SLICE_SECONDS", 0.05)
    monkeypatch.setenv(CLUSTER, cluster)
    pool = pool_of()
    yield pool
    pool.close()


def assert_as_here(run):
    for kind, history in run.made.each.items():
        alone = in_one_go(PLAN.recipe, kind, 3)
        np.testing.assert_array_equal(history.loss, alone.loss)


def test_without_the_setting_processes_of_this_machine_compute(monkeypatch):
    monkeypatch.delenv(CLUSTER, raising=False)
    pool = pool_of()
    assert {worker._make for worker in pool._workers} == {one_process}
    pool.close()


def test_a_cluster_computes_the_same_bits(pool):
    assert len(pool._workers) == 2
    assert pool._workers[0].call(os.getppid) == os.getpid()
    job = pool.job(PLAN)
    job.go_on()
    until(lambda: job.snapshot().state == "over")
    assert_as_here(job.snapshot())


def test_a_worker_that_is_lost_costs_its_slice_and_no_more(pool):
    job = pool.job(PLAN)
    job.one_update()
    until(lambda: not job.snapshot().busy)
    before = job.snapshot().step
    job.go_on()
    until(lambda: job.snapshot().step > before)
    lost = pool._workers[0].call(os.getpid)
    reached = job.snapshot().step
    os.kill(lost, signal.SIGKILL)
    until(lambda: job.snapshot().state != "running")
    run = job.snapshot()
    assert run.state == "over" and not run.error and run.step == 60 >= reached
    assert_as_here(run)


def test_a_scheduler_that_does_not_answer_is_said():
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "500ms"}),
        pytest.raises(OSError, match="Timed"),
    ):
        pool_of("tcp://127.0.0.1:9")
