"""What a single input may cost, measured."""

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(*, seconds: float, megabytes: float) -> Iterator[None]:
    """Hold what happens inside to so much computing time and so much memory beyond what was there."""
    tracemalloc.start()
    began = time.process_time()
    try:
        yield
        took = time.process_time() - began
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert took < seconds, f"took {took:.2f} s"
    assert peak < megabytes * 2**20, f"took {peak / 2**20:.0f} MB"
