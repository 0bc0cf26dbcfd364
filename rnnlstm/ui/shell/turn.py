"""One session computes at a time, in the order in which they asked.

Python lets one thread at a time compute in a process. Where several want to, each call of NumPy hands over to
another thread, and comes back after all others. Measured with 90 learners and one process on two cores: a
change took 3.6 s (median; p95 10.6 s) and 69 ms of CPU time. In turn it takes 0.04 s (p95 0.11 s) and 42 ms.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

SLICE = 0.05
"""After so many seconds of a long computation others have their turn."""


class Turns:
    """A lock that goes to whoever has waited longest."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False
        self._owner: int | None = None
        self._since = 0.0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for the turn, and have it within the block."""
        self._take()
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def given_up(self) -> Iterator[None]:
        """Leave the turn to others within the block, which waits for something, and wait for it again."""
        if self._owner != threading.get_ident():
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take()

    def give_way(self) -> None:
        """Leave the turn to others once, if this thread has had it for long; for long computations."""
        if self._owner == threading.get_ident() and monotonic() - self._since > SLICE:
            with self.given_up():
                pass

    def _take(self) -> None:
        mine = threading.Event()
        with self._changing:
            if self._taken:
                self._waiting.append(mine)
            else:
                self._taken = True
                mine.set()
        mine.wait()
        self._owner, self._since = threading.get_ident(), monotonic()

    def _give(self) -> None:
        with self._changing:
            self._owner = None
            if self._waiting:  # then it stays taken
                self._waiting.popleft().set()
            else:
                self._taken = False


TURNS = Turns()
"""Those of this process."""
