"""One run of training as the workers see it: a turn at a time, as long as somebody watches."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Generic, Literal, TypeVar

from rnnlstm.ui.runs.plan import M, Plan
from rnnlstm.ui.runs.worker import Worker

State = Literal["running", "paused", "stopped", "over", "spent"]

SLICE_SECONDS = 0.3
"""Length of a turn. A pause waits for the turn that is under way."""

LEASE_SECONDS = 10.0
"""How long a run goes on after a page last asked for it: a browser that was closed never says so."""

BUDGET_SECONDS = 600.0
"""Maximum computing time of one run."""

PACE_SECONDS = 5.0
"""Length of the window in which the pace of a run is measured."""


P = TypeVar("P", bound=Plan[Any])


@dataclass(frozen=True, eq=False)
class Run(Generic[P, M]):
    """A run at one moment.

    Attributes
    ----------
    plan : Plan
    made : Made or None
        What the training has made so far; None before it has begun.
    state : str
        "running"; "paused", to go on; "stopped" by the learner; "over", all updates made; or "spent", when it
        has taken `BUDGET_SECONDS`.
    pace : float or None
        Updates a second; None where it is not known.
    busy : bool
        Whether a turn is to come or under way.
    error : str
        What went wrong in the worker, if anything.
    """

    plan: P
    made: M | None = None
    state: State = "paused"
    pace: float | None = None
    busy: bool = False
    error: str = ""

    @property
    def step(self) -> int:
        """The updates made so far."""
        return self.made.step if self.made else 0

    @property
    def seconds(self) -> float:
        """The time that all updates took."""
        return self.made.seconds if self.made else 0.0

    @property
    def over(self) -> bool:
        """Whether no update is to come."""
        return self.made is not None and self.made.over


class Job(Generic[P, M]):
    """A run that changes, shared by the session that watches it and the pool that computes it.

    Parameters
    ----------
    plan : Plan
    submit : callable
        Asks the pool for a turn.
    """

    def __init__(self, plan: P, submit: Callable[[Job[P, M]], None]) -> None:
        self._submit = submit
        self._changed = threading.Condition()
        self._run: Run[P, M] = Run(plan)
        self._singles = 0
        self._lease = 0.0
        self._queued = False
        self._at_turn = False
        self._paces: deque[tuple[float, int]] = deque()

    def snapshot(self) -> Run[P, M]:
        """Return the run as it is now."""
        with self._changed:
            return replace(self._run, busy=self._busy)

    def go_on(self) -> None:
        """Let it run, until it is paused or nobody watches it any more."""
        with self._changed:
            if self._run.state == "paused":
                self._run = replace(self._run, state="running", error="")
                self._paces.clear()
        self.watch()

    def watch(self) -> None:
        """Tell that somebody still watches."""
        with self._changed:
            self._lease = monotonic() + LEASE_SECONDS
        self._ask()

    def one_update(self) -> None:
        """Make one update, and wait for it a little."""
        with self._changed:
            if self._run.state == "paused":
                self._run = replace(self._run, error="", pace=None)
                self._singles += 1
        self._ask()
        self._wait()

    def pause(self) -> None:
        """Let it rest, what is under way done."""
        self._rest("paused")

    def stop(self) -> None:
        """End it as it is; its networks stay."""
        self._rest("stopped")

    def turn(self, worker: Worker) -> bool:
        """Compute one slice, and return whether another one is wanted."""
        with self._changed:
            self._queued = self._at_turn = self._due()
            if not self._at_turn:
                return False
            before, single = self._run, self._singles > 0
        try:
            after = _computed(before, worker, single)
        except Exception as error:  # whatever it is: the run is kept, and the worker serves the others
            after = replace(before, error=str(error) or type(error).__name__)
        with self._changed:
            self._take(after, single and before.made is not None)
            self._at_turn = False
            self._queued = self._due()
            self._changed.notify_all()
            return self._queued

    def _take(self, after: Run[P, M], single: bool) -> None:
        state = self._run.state
        if after.error:
            state, self._singles = "paused", 0
        elif after.over:
            state, self._singles = "over", 0
        elif after.seconds >= BUDGET_SECONDS:
            state, self._singles = "spent", 0
        elif single:
            self._singles -= 1
        self._run = replace(after, state=state, pace=self._pace(after.step) if state == "running" else None)

    def _pace(self, step: int) -> float | None:
        now = monotonic()
        self._paces.append((now, step))
        while now - self._paces[0][0] > PACE_SECONDS:
            self._paces.popleft()
        since, first = self._paces[0]
        return (step - first) / (now - since) if step > first else None

    def _due(self) -> bool:
        running = self._run.state == "running" and monotonic() < self._lease
        return running or (self._run.state == "paused" and self._singles > 0)

    @property
    def _busy(self) -> bool:
        return self._at_turn or (self._queued and self._due())

    def _ask(self) -> None:
        with self._changed:
            if self._queued or not self._due():
                return
            self._queued = True
        self._submit(self)

    def _rest(self, state: State) -> None:
        with self._changed:
            if self._run.state in ("running", "paused"):
                self._run = replace(self._run, state=state, pace=None)
                self._singles = 0
        self._wait()

    def _wait(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._busy, timeout=4 * SLICE_SECONDS)


def _computed(run: Run[P, M], worker: Worker, single: bool) -> Run[P, M]:
    """Return a run after a turn: begun, or trained further."""
    plan, made = run.plan, run.made
    if made is None:
        return replace(run, made=worker.call(plan.begin))
    new = worker.call(
        plan.advance, plan.without_past(made), seconds=SLICE_SECONDS, updates=1 if single else None
    )
    return replace(run, made=plan.joined(made, new))
