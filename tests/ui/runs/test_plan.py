"""A training of another kind than the tasks': all that the workers ask of it is a plan."""

from dataclasses import dataclass
from typing import NamedTuple

from rnnlstm.ui.runs.job import Job
from rnnlstm.ui.runs.plan import Plan


class Count(NamedTuple):
    step: int
    seconds: float = 0.0
    over: bool = False


@dataclass(frozen=True)
class CountTo(Plan[Count]):
    last: int

    def begin(self):
        return Count(0)

    def advance(self, made, *, seconds, updates):
        step = min(self.last, made.step + (updates or 3))
        return Count(step, made.seconds + seconds, step == self.last)


class Here:
    """A worker that computes in this process."""

    def call(self, function, *args, **kwargs):
        return function(*args, **kwargs)


def test_a_plan_is_begun_and_goes_on_to_its_end():
    job = Job(CountTo(7), lambda _: None)
    job.one_update()
    assert job.turn(Here())  # begun; the update is to come
    assert not job.turn(Here())
    assert (job.snapshot().step, job.snapshot().state) == (1, "paused")
    job.go_on()
    assert job.turn(Here())
    assert not job.turn(Here())
    run = job.snapshot()
    assert (run.step, run.state, run.over) == (7, "over", True)
    assert run.seconds > 0
