"""Say how many learners this machine holds.

    python -m tests.load --learners 150
    python -m tests.load --learners 300 --processes 2
    python -m tests.load --learners 100 --processes 2 --restart

Starts the course as the README does, on the loopback; with several processes, nginx before them as in
assets/deploy. Learners open a page within five seconds and then change something every five seconds, for
half a minute; every answer is checked to be the right page with all that this learner has set. What a
browser loads once (scripts, styles, fonts) is not loaded. With ``--restart`` each process is ended and
started anew in turn, while they work, and each learner whose process was lost must find all it has set.
"""

import argparse
import asyncio
import os
import signal
import statistics
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from load.school import Cost, Plan, Report, attend
from support.proxy import proxied
from support.serve import serving

MB = 2**20


def main() -> int:
    """Run once, print what was measured, and fail where an answer was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__.split("\n")[0])
    parser.add_argument("--learners", type=int, default=60)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30, help="how long they stay")
    parser.add_argument("--arrive", type=float, default=5, help="within how many seconds they come")
    parser.add_argument("--restart", action="store_true", help="restart the processes, one after the other")
    parser.add_argument("--log", type=Path, default=Path(os.devnull), help="where the server logs what fails")
    chosen = parser.parse_args()
    if chosen.restart and chosen.processes < 2:
        parser.error("to restart one process after the other takes at least two")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # told to end, it ends what it has started
    plan = Plan(chosen.learners, arrive=chosen.arrive, stay=chosen.seconds)
    if chosen.processes == 1:
        report = one(plan, chosen.log)
    else:
        report = several(plan, chosen.log, chosen.processes, restart=chosen.restart)
    print("\n".join(lines(report)))
    return 1 if report.wrong else 0


def one(plan: Plan, log: Path) -> Report:
    """Have one process serve."""
    with serving(log) as (base, servers):
        return asyncio.run(attend(base, plan, lambda: servers))


def several(plan: Plan, log: Path, count: int, *, restart: bool) -> Report:
    """Have several serve, behind nginx."""
    with proxied(count, log) as course:

        def servers() -> list[int]:
            return [each.pid for each in course.processes.values()]

        return asyncio.run(attend(course.url, plan, servers, course.restart_all if restart else None))


def lines(report: Report) -> list[str]:
    """Return what was measured, in words."""
    plan, (before, opened, after) = report.plan, report.costs
    changes = max(len(report.changed), 1)
    a_change = 1000 * (after.cpu - opened.cpu) / changes
    their_own = 1000 * (after.learners - opened.learners) / changes
    a_page = 1000 * (opened.cpu - before.cpu) / plan.learners
    a_learner = (sum(after.memory) - sum(before.memory)) / plan.learners / MB
    told = [
        f"{date.today()}, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}; "
        f"processes of the course: {len(after.memory)}",
        f"{plan.learners} learners open a page within {plan.arrive:g} s: {spread(report.opened)}",
        f"{len(report.changed)} changes within {plan.stay:g} s: {spread(report.changed)}",
    ]
    if report.found_again:  # what the processes that are gone have used is not known
        told.append(f"{len(report.found_again)} find their screen again: {spread(report.found_again)}")
    else:
        told += [
            f"CPU time of the server: {a_change:.1f} ms a change, {a_page:.0f} ms a first page; "
            f"of the learners themselves: {their_own:.1f} ms a change",
            f"memory: {megabytes(before)} MB before, {megabytes(after)} MB after, "
            f"{a_learner:.2f} MB a learner",
        ]
    return [*told, f"wrong answers: {len(report.wrong)}", *report.wrong[:10]]


def megabytes(cost: Cost) -> str:
    """Return the memory of each process."""
    return " + ".join(f"{each / MB:.0f}" for each in cost.memory)


def spread(seconds: list[float]) -> str:
    """Return the median and the 95th percentile."""
    if len(seconds) < 2:
        return "nothing measured"
    return f"median {statistics.median(seconds):.2f} s, p95 {statistics.quantiles(seconds, n=20)[-1]:.2f} s"


if __name__ == "__main__":
    sys.exit(main())
