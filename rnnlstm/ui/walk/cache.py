"""What is computed once: walks, as long as there is room for them, and what is measured of a walk."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")


class Measurable(Protocol):
    """What keeps its own measurements."""

    @property
    def measured(self) -> dict[Hashable, Any]:
        """What has been measured of it, by the function and its other arguments."""


W = TypeVar("W", bound=Measurable)


class Kept(Generic[R]):
    """Results by what they were asked with, the newest used of them; several threads may use it.

    Parameters
    ----------
    most_bytes
        Maximum size of all that is kept, what was asked included. The newest is kept however large it is.
    most
        Maximum number of results.
    """

    def __init__(self, most_bytes: int, most: int) -> None:
        self._most_bytes, self._most = most_bytes, most
        self._results: OrderedDict[Hashable, R] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}
        self._used: set[Hashable] = set()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> R | None:
        """Return the result of a key, None if it is not kept."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                self._used.add(key)
            return self._results.get(key)

    def add(self, key: Hashable, result: R) -> R:
        """Keep a result, and return it; the one that is kept already if there is one."""
        with self._lock:
            result = self._results.setdefault(key, result)
            self._results.move_to_end(key)
            # What a walk keeps grows where it is used, by its gradients and measurements: after it was added.
            for used in (*self._used, key):
                if used in self._results:
                    self._sizes[used] = footprint((used, self._results[used]))
            self._used = {key}
            while len(self._results) > 1 and self._is_full():
                oldest, _ = self._results.popitem(last=False)
                del self._sizes[oldest]
            return result

    def _is_full(self) -> bool:
        return len(self._results) > self._most or sum(self._sizes.values()) > self._most_bytes


def kept_within(most_bytes: int, most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that keeps a function's results by its arguments, within the limits of `Kept`."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        kept: Kept[R] = Kept(most_bytes, most)

        @wraps(function)
        def cached(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (args, tuple(kwargs.items()))
            result = kept.get(key)
            return kept.add(key, function(*args, **kwargs)) if result is None else result

        return cached

    return decorate


def measured_once(function: Callable[Concatenate[W, P], R]) -> Callable[Concatenate[W, P], R]:
    """Keep what is measured of a walk with the walk, so that it counts as its part and goes when it goes."""

    @wraps(function)
    def once(walk: W, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (function.__module__, function.__qualname__, args, tuple(kwargs.items()))
        if key not in walk.measured:
            walk.measured[key] = function(walk, *args, **kwargs)
        result: R = walk.measured[key]
        return result

    return once


def footprint(value: object) -> int:
    """Return the bytes of all arrays and texts within dataclasses, mappings and tuples, each one once."""
    total, seen, left = 0, set[int](), [value]
    while left:
        part = left.pop()
        kind = type(part)
        if kind in _NUMBERS:
            continue
        if isinstance(part, np.ndarray):
            while isinstance(part.base, np.ndarray):
                part = part.base
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, np.ndarray):
            total += part.nbytes
        elif kind is str or kind is bytes:
            total += sys.getsizeof(part)
        else:
            left += _parts(part)
    return total


_NUMBERS = {int, float, bool, complex, type(None)}


def _parts(value: object) -> Iterable[object]:
    """Return what a value consists of; nothing where it is no dataclass, mapping, tuple or list."""
    if isinstance(value, tuple | list):
        return value
    if isinstance(value, dict):
        return list(value.values())
    if hasattr(type(value), "__dataclass_fields__"):
        return list(vars(value).values()) if hasattr(value, "__dict__") else ()
    return list(value.values()) if isinstance(value, Mapping) else ()
