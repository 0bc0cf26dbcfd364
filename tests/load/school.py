"""Many learners at once, for a bounded time, whose every screen is checked; and what they cost the server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import psutil

from support.pages import PAGES

from .learner import Learner, LostError, Screen
from .lessons import LESSONS, Lesson


@dataclass(frozen=True)
class Plan:
    """How many come within how many seconds, and how long they stay."""

    learners: int
    arrive: float = 5.0
    stay: float = 30.0
    pause: float = 5.0
    """From one change to the next of a learner, in seconds."""
    lessons: Sequence[Lesson] = LESSONS


@dataclass
class Cost:
    """What the processes of the server have used since they started, and hold now."""

    cpu: float
    memory: list[int]
    learners: float
    """The time of the learners themselves, on the same machine."""

    @classmethod
    def of(cls, servers: Sequence[int]) -> Cost:
        cpu, memory = 0.0, []
        for server in servers:
            process = psutil.Process(server)
            family = [process, *process.children(recursive=True)]
            cpu += sum(each.cpu_times().user + each.cpu_times().system for each in family)
            memory.append(sum(each.memory_info().rss for each in family))
        return cls(cpu, memory, time.process_time())


@dataclass
class Report:
    """What the learners have seen, and what it cost."""

    plan: Plan
    opened: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    found_again: list[float] = field(default_factory=list)
    """How long it took until the screen was there again, where a process was lost."""
    wrong: list[str] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    """Before, when all have opened their page, and at the end."""


Servers = Callable[[], Sequence[int]]
"""Returns the processes that serve now."""


async def attend(
    base: str, plan: Plan, servers: Servers, disturb: Callable[[], None] | None = None
) -> Report:
    """Let the learners come, all of them change something again and again, and go.

    Parameters
    ----------
    base
        Where the course is.
    plan
        Who comes, and for how long.
    servers
        The processes whose time and memory is measured.
    disturb
        Called in a thread of its own once all have opened their page.
    """
    report = Report(plan, costs=[Cost.of(servers())])
    start = time.monotonic()
    everyone_is_there = asyncio.Barrier(plan.learners + 1)
    async with asyncio.timeout(plan.arrive + plan.stay + 120), asyncio.TaskGroup() as group:
        for number in range(plan.learners):
            arrival = start + plan.arrive * number / plan.learners
            group.create_task(_learn(base, number, arrival, everyone_is_there, report))
        await everyone_is_there.wait()
        report.costs.append(Cost.of(servers()))
        if disturb:
            await asyncio.to_thread(disturb)
    report.costs.append(Cost.of(servers()))
    return report


async def _learn(base: str, number: int, arrival: float, everyone: asyncio.Barrier, report: Report) -> None:
    """One learner: open a page, wait for the others, and change something every few seconds."""
    plan = report.plan
    lesson = plan.lessons[number % len(plan.lessons)]
    mine: dict[str, str] = {}
    waits = True

    def note(screen: Screen, times: list[float], seconds: float | None = None) -> None:
        times.append(screen.seconds if seconds is None else seconds)
        report.wrong.extend(f"{name_of(number, lesson)}: {fault}" for fault in faults(screen, lesson, mine))

    await asyncio.sleep(arrival - time.monotonic())
    try:
        async with Learner(base) as learner:
            note(await learner.open(lesson.page, "lang=en"), report.opened)
            waits = False
            await everyone.wait()
            start = time.monotonic()
            due = start + plan.pause * (number + 1) / plan.learners  # not all at once
            for key, value in lesson.changes(number):
                if due > start + plan.stay:
                    break
                await asyncio.sleep(due - time.monotonic())
                mine[key] = value if isinstance(value, str) else f"{value:g}"
                lost = time.monotonic()
                try:
                    note(await learner.change(key, value), report.changed)
                except LostError:
                    screen = await found_again(learner)
                    note(screen, report.found_again, time.monotonic() - lost)
                    if not screen.toasts:
                        report.wrong.append(f"{name_of(number, lesson)}: not told that the server was lost")
                due = max(due + plan.pause, time.monotonic())
    except Exception as error:  # whatever befalls one learner is told, and the others go on
        report.wrong.append(f"{name_of(number, lesson)}: {error!r}")
        if waits:
            await everyone.wait()


async def found_again(learner: Learner) -> Screen:
    """Return what a learner sees once a server has taken over for good."""
    while True:
        with suppress(LostError):  # the next one may be ended meanwhile
            return await learner.go_on()


def name_of(number: int, lesson: Lesson) -> str:
    """Return what a learner is called in the report."""
    return f"learner {number}, {lesson.page or 'home'}"


def faults(screen: Screen, lesson: Lesson, mine: dict[str, str]) -> list[str]:
    """Return what is wrong with a screen: another page, a part that failed, a setting that is lost."""
    found = list(screen.troubles)
    title = PAGES[lesson.page][0]
    if title not in screen.headings:
        found.append(f"{title!r} is not among {screen.headings}")
    told = {key: screen.link.get(key) for key in mine}
    if told != mine:
        found.append(f"the link says {told} where {mine} was set")
    return found
