"""What a live training is to the workers: how it begins, and how it goes on for a little while."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, Protocol, TypeVar


class Made(Protocol):
    """What a training has made so far; a frozen record of its own for each kind of training."""

    @property
    def step(self) -> int:
        """The updates made so far."""
        ...

    @property
    def seconds(self) -> float:
        """The time that they took."""
        ...

    @property
    def over(self) -> bool:
        """Whether no update is to come."""
        ...


M = TypeVar("M", bound=Made)


class Plan(ABC, Generic[M]):
    """What is trained: a frozen dataclass, compared by value, and complete.

    The same plan gives the same numbers. The methods `begin` and `advance` run in a worker: a plan and what
    it makes can be pickled.
    """

    @abstractmethod
    def begin(self) -> M:
        """Return what there is before any update."""

    @abstractmethod
    def advance(self, made: Any, *, seconds: float, updates: int | None) -> Any:
        """Go on for about so many seconds, or for so many updates, and return what there is then.

        A plan that overrides `without_past` is given what that returns, and may return only what is new.
        """

    def without_past(self, made: M) -> Any:
        """Return what a worker needs to go on: less is sent to it."""
        return made

    def joined(self, made: M, new: Any) -> M:  # noqa: ARG002
        """Return all that is made, given what `advance` has returned."""
        result: M = new
        return result
