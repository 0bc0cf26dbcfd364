"""What is computed once: walks, as long as there is room for them, and what is measured of a walk."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import is_dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import numpy as np

P = ParamSpec("P")
R = TypeVar("R")


class Measurable(Protocol):
    """What keeps its own measurements."""

    @property
    def measured(self) -> dict[Hashable, Any]:
        """What has been measured of it, by the function and its other arguments."""


W = TypeVar("W", bound=Measurable)


def kept_within(most_bytes: int, most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that keeps a function's results, by its arguments, the newest used of them.

    Parameters
    ----------
    most_bytes
        Maximum size of all that is kept, arguments included. The newest is kept however large it is.
    most
        Maximum number of results.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        kept: OrderedDict[Hashable, R] = OrderedDict()
        sizes: dict[Hashable, int] = {}
        lock = threading.Lock()

        @wraps(function)
        def cached(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (args, tuple(kwargs.items()))
            with lock:
                result = kept.get(key)
            if result is None:
                result = function(*args, **kwargs)
            with lock:
                result = kept.setdefault(key, result)
                kept.move_to_end(key)
                # Measured at each use: what a walk keeps grows, by its gradients and measurements.
                sizes[key] = footprint((key, result))
                while len(kept) > 1 and (len(kept) > most or sum(sizes.values()) > most_bytes):
                    oldest, _ = kept.popitem(last=False)
                    del sizes[oldest]
            return result

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
    """Return the bytes of all arrays within dataclasses, mappings and tuples, each array once."""
    return _arrays(value, set())


def _arrays(value: object, seen: set[int]) -> int:
    if isinstance(value, np.ndarray):
        while isinstance(value.base, np.ndarray):
            value = value.base
    if id(value) in seen:
        return 0
    if isinstance(value, np.ndarray):
        seen.add(id(value))
        return value.nbytes
    parts: Any
    if isinstance(value, Mapping):
        parts = value.values()
    elif isinstance(value, tuple | list):
        parts = value
    elif is_dataclass(value) and not isinstance(value, type):
        parts = vars(value).values() if hasattr(value, "__dict__") else ()
    else:
        return 0
    seen.add(id(value))
    return sum(_arrays(part, seen) for part in list(parts))
