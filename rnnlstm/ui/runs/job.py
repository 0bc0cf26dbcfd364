"""One run of training as the workers see it: a turn at a time, as long as somebody watches."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Literal

from rnnlstm.core.training.history import History
from rnnlstm.core.training.recipes import Recipe
from rnnlstm.core.training.slices import begin_all, train_slice
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


@dataclass(frozen=True)
class Plan:
    """What is trained: compared by value, and complete, so that the same plan gives the same numbers."""

    task: str
    """The name in `TASKS` and in the link."""
    recipe: Recipe
    kinds: tuple[str, ...]
    seed: int


@dataclass(frozen=True, eq=False)
class Run:
    """A run at one moment.

    Attributes
    ----------
    plan : Plan
    histories : dict of str to History
        Of each kind of network; empty before they are drawn.
    state : str
        "running"; "paused", to go on; "stopped" by the learner; "over", all updates made; or "spent", when it
        has taken `BUDGET_SECONDS`.
    pace : float or None
        Updates a second, of all networks in lockstep; None where it is not known.
    busy : bool
        Whether a turn is to come or under way.
    error : str
        What went wrong in the worker, if anything.
    """

    plan: Plan
    histories: dict[str, History] = field(default_factory=dict)
    state: State = "paused"
    pace: float | None = None
    busy: bool = False
    error: str = ""

    @property
    def step(self) -> int:
        """The updates made so far, of the network that has most."""
        return max((history.step for history in self.histories.values()), default=0)

    @property
    def seconds(self) -> float:
        """The time that all updates took."""
        return sum(history.seconds for history in self.histories.values())

    @property
    def over(self) -> bool:
        """Whether no network has an update to come."""
        return bool(self.histories) and all(history.over for history in self.histories.values())


class Job:
    """A run that changes, shared by the session that watches it and the pool that computes it.

    Parameters
    ----------
    plan : Plan
    submit : callable
        Asks the pool for a turn.
    """

    def __init__(self, plan: Plan, submit: Callable[[Job], None]) -> None:
        self._submit = submit
        self._changed = threading.Condition()
        self._run = Run(plan)
        self._singles = 0
        self._lease = 0.0
        self._queued = False
        self._at_turn = False
        self._paces: deque[tuple[float, int]] = deque()

    def snapshot(self) -> Run:
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
            self._take(after, single and bool(before.histories))
            self._at_turn = False
            self._queued = self._due()
            self._changed.notify_all()
            return self._queued

    def _take(self, after: Run, single: bool) -> None:
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


def _computed(run: Run, worker: Worker, single: bool) -> Run:
    """Return a run after a turn: its networks drawn, or trained further."""
    plan = run.plan
    if not run.histories:
        return replace(run, histories=worker.call(begin_all, plan.recipe, plan.kinds, plan.seed))
    # The snapshots stay here: they are most of a history, and are not needed to go on.
    light = {kind: replace(history, moments=()) for kind, history in run.histories.items()}
    gains = worker.call(train_slice, light, seconds=SLICE_SECONDS, updates=1 if single else None)
    return replace(run, histories={k: gains[k].added_to(history) for k, history in run.histories.items()})
