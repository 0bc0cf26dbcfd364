"""A process of its own that computes for the server, which meanwhile answers its visitors.

The process belongs to an executor of loky's, which starts it without the main script of the server, where
`multiprocessing` would run that again. Any other `concurrent.futures.Executor` can take its place.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from typing import ParamSpec, TypeVar

from loky import ProcessPoolExecutor

P = ParamSpec("P")
R = TypeVar("R")

NICENESS = 19
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
IDLE_SECONDS = 60.0
"""A process with nothing to do for so long ends; the next call starts another one."""
ORPHAN_SECONDS = 1.0
"""How often a process looks whether the server is still there."""


class WorkerError(RuntimeError):
    """A call failed in the worker; the message says how."""


def one_process() -> Executor:
    """Return an executor of one process, which gives way to others and ends when the server does."""
    executor: Executor = ProcessPoolExecutor(
        1, timeout=IDLE_SECONDS, initializer=_settle_in, initargs=(os.getpid(),), env=ONE_THREAD
    )
    return executor


class Worker:
    """An executor that is made when it is first needed, and made anew where it has broken.

    Parameters
    ----------
    make : callable
        Returns a new executor.
    """

    def __init__(self, make: Callable[[], Executor] = one_process) -> None:
        self._make = make
        self._executor: Executor | None = None

    def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what a function of a module returns, computed by the executor.

        If the executor breaks, as one does whose process dies, a new one does it again.

        Raises
        ------
        WorkerError
            If the function raised an exception, or the executor broke twice.
        """
        for last in (False, True):
            if self._executor is None:
                self._executor = self._make()
            try:
                return self._executor.submit(function, *args, **kwargs).result()
            except (BrokenExecutor, CancelledError) as error:
                self.close()
                if last:
                    raise WorkerError("the process that computes has died twice") from error
            except Exception as error:
                raise WorkerError(f"{type(error).__name__}: {error}") from error
        raise AssertionError("a call returns or raises")

    def close(self) -> None:
        """End the executor and its process; the next call makes another one."""
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown()


def _settle_in(server: int) -> None:
    """Prepare a process that has just started."""
    # An interrupt from the keyboard is meant for the server, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    threading.Thread(target=_end_with, args=(server,), daemon=True).start()


def _end_with(server: int) -> None:
    """End this process once the server, its parent, is gone."""
    while os.getppid() == server:
        time.sleep(ORPHAN_SECONDS)
    os._exit(0)
