"""A few workers for all sessions, which take turns."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from queue import LifoQueue
from typing import Any

from rnnlstm.ui.runs.job import Job, P
from rnnlstm.ui.runs.plan import M
from rnnlstm.ui.runs.worker import Worker, one_process

WORKERS = min(2, os.cpu_count() or 1)


class Pool:
    """Workers and the queue before them: whoever had a turn goes to its end.

    Parameters
    ----------
    workers : int
        Maximum number of slices that are computed at a time.
    make : callable
        Returns a new executor of one process, or of another machine, for a worker.
    end : callable
        Called when the pool is closed, after its workers.
    """

    def __init__(
        self,
        workers: int = WORKERS,
        make: Callable[[], Executor] = one_process,
        end: Callable[[], None] = lambda: None,
    ) -> None:
        self._end = end
        # One thread for each worker, which waits for its slice; the waiting runs are the threads' queue.
        self._turns = ThreadPoolExecutor(workers, thread_name_prefix="turn")
        # The worker that was free last is taken first, so that one run needs one process.
        self._free: LifoQueue[Worker] = LifoQueue()
        self._workers = [Worker(make) for _ in range(workers)]
        for worker in self._workers:
            self._free.put(worker)
        self._changed = threading.Lock()
        self._runs = 0
        self._open = True

    def job(self, plan: P) -> Job[P, Any]:
        """Return a new run of a plan, which waits to be let go on."""
        return Job(plan, self.submit)

    @property
    def runs(self) -> int:
        """How many runs are in training now, or wait for their turn."""
        with self._changed:
            return self._runs

    def submit(self, job: Job[P, M]) -> None:
        """Give a run a turn, when it is its time."""
        with self._changed:
            if self._open:
                self._runs += 1
                self._turns.submit(self._turn, job)

    def close(self) -> None:
        """End the workers; what waits is not computed."""
        with self._changed:
            self._open = False
        self._turns.shutdown(cancel_futures=True)
        self._runs = 0
        for worker in self._workers:
            worker.close()
        self._end()

    def _turn(self, job: Job[P, M]) -> None:
        worker = self._free.get()
        try:
            again = job.turn(worker)
        finally:
            self._free.put(worker)
        with self._changed:
            if again and self._open:
                self._turns.submit(self._turn, job)
            else:
                self._runs -= 1
