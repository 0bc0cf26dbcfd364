"""What is looked up once in a run of a page, and not each time that it is asked for.

A page asks hundreds of times for its language and for what the session keeps; each look into the session
takes as long as all the rest of writing a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_FOUND: ContextVar[dict[str, Any] | None] = ContextVar("found", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """Look up once what `once` is asked for within the block; outside of it, each time."""
    token = _FOUND.set({})
    try:
        yield
    finally:
        _FOUND.reset(token)


def once(name: str, look: Callable[[], T]) -> T:
    """Return what ``look`` finds; within a run, what it has found the first time."""
    found = _FOUND.get()
    if found is None:
        return look()
    if name not in found:
        found[name] = look()
    result: T = found[name]
    return result
