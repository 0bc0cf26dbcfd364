"""A few workers for all sessions, which take turns."""

from __future__ import annotations

import os
import threading
from collections import deque

from rnnlstm.ui.runs.job import Job, Plan
from rnnlstm.ui.runs.worker import Worker

WORKERS = min(2, os.cpu_count() or 1)
IDLE_SECONDS = 60.0
"""A worker with nothing to do for so long ends."""


class Pool:
    """Worker processes and the queue before them: whoever had a turn goes to its end.

    Parameters
    ----------
    workers : int
        At most so many processes.
    """

    def __init__(self, workers: int = WORKERS) -> None:
        self._size = workers
        self._queue: deque[Job] = deque()
        self._changed = threading.Condition()
        self._lanes: list[Worker] = []
        self._busy = 0
        self._open = True

    def job(self, plan: Plan) -> Job:
        """Return a new run of a plan, which waits to be let go on."""
        return Job(plan, self.submit)

    @property
    def runs(self) -> int:
        """How many runs are in training now, or wait for their turn."""
        with self._changed:
            return self._busy + len(self._queue)

    def submit(self, job: Job) -> None:
        """Give a run a turn, when it is its time."""
        with self._changed:
            self._queue.append(job)
            if self._open and len(self._lanes) < min(self._size, self._busy + len(self._queue)):
                worker = Worker()
                self._lanes.append(worker)
                threading.Thread(target=self._lane, args=(worker,), daemon=True).start()
            self._changed.notify()

    def close(self) -> None:
        """End the workers; what waits is not computed."""
        with self._changed:
            self._open = False
            self._queue.clear()
            lanes = list(self._lanes)
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._lanes, timeout=10)
        for worker in lanes:
            worker.close()

    def _lane(self, worker: Worker) -> None:
        while (job := self._next(worker)) is not None:
            again = job.turn(worker)
            with self._changed:
                self._busy -= 1
                if again and self._open:
                    self._queue.append(job)
                    self._changed.notify()
        worker.close()

    def _next(self, worker: Worker) -> Job | None:
        """Wait for a run; None when there was none for long, and this lane is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._queue or not self._open, timeout=IDLE_SECONDS)
            if self._queue and self._open:
                self._busy += 1
                return self._queue.popleft()
            self._lanes.remove(worker)
            self._changed.notify_all()
            return None
