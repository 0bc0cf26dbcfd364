"""A process of its own that computes for another one, which meanwhile answers its visitors.

``python -m rnnlstm.ui.runs.worker`` reads calls from its standard input and writes what they return to its
standard output, each as its length in eight bytes and then a pickle. It remembers nothing from call to call,
and ends with its input. (`multiprocessing` would start its processes with the main script of the server.)
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_LENGTH = struct.Struct("<Q")
NICENESS = 19
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkerError(RuntimeError):
    """A call failed in the worker; the message says how."""


class Worker:
    """The other end: starts the process when it is first needed, and another one where it has died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process's number; None while there is none."""
        return None if self._process is None else self._process.pid

    def call(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Return what a function of a module returns, computed by the process.

        If the process dies, a new one does it again.

        Raises
        ------
        WorkerError
            If the function raised an exception, or the process died twice.
        """
        message = pickle.dumps((function, args, kwargs), protocol=5)
        for last in (False, True):
            try:
                succeeded, result = self._ask(message)
                break
            except (EOFError, OSError) as error:
                self.close()
                if last:
                    raise WorkerError("the process that computes has died twice") from error
        if not succeeded:
            raise WorkerError(result)
        returned: R = result
        return returned

    def close(self) -> None:
        """End the process; the next call starts another one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # what was still to be written has nobody to read it
                pipe.close()  # type: ignore[union-attr]
        process.wait()

    def _ask(self, message: bytes) -> tuple[bool, Any]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "rnnlstm.ui.runs.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | ONE_THREAD,
            )
        assert self._process.stdin and self._process.stdout
        _write(self._process.stdin, message)
        succeeded, result = pickle.loads(_read(self._process.stdout))
        return succeeded, result


def serve(calls: BinaryIO, answers: BinaryIO) -> None:
    """Answer calls until there are no more."""
    while True:
        try:
            message = _read(calls)
        except EOFError:
            return
        try:
            function, args, kwargs = pickle.loads(message)
            answer = pickle.dumps((True, function(*args, **kwargs)), protocol=5)
        except Exception as error:
            answer = pickle.dumps((False, f"{type(error).__name__}: {error}"))
        _write(answers, answer)


def _write(pipe: BinaryIO | Any, message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _read(pipe: BinaryIO | Any) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO | Any, size: int) -> bytes:
    read: bytes = pipe.read(size)
    if len(read) < size:
        raise EOFError("the other process has gone")
    return read


def main() -> None:
    """Serve the process that started this one."""
    # An interrupt from the keyboard is meant for the server; when that ends, so does the input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints must not get among the answers
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
