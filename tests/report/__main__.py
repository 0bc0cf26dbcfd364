"""Measure how fast the course is, and write it down as a page with pictures.

    python -m tests.report
    python -m tests.report --only core --to /tmp/core.html
    python -m tests.report --again tests/report/measured.json

Every figure stands beside a peer that was timed in the same run: PyTorch, the matrix products alone, an empty
page of Streamlit. Needs PyTorch and Chromium, and a machine with nothing else to do; takes a quarter of an
hour. The last form draws what was measured before; ``measured.json`` is of the machine that it names.
"""

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from load.lessons import BARE, EVERY_PAGE, Lesson
from load.school import Plan, attend
from report.page import page
from support.root import ROOT
from support.serve import serving

PARTS = ("core", "browser", "pages", "load")
LEARNERS = (60, 120, 150, 180)
FIRST = Plan(10, stay=2)
"""Who comes before the load is measured, so that each page has been opened once since the start."""
# The core has figures of its own, each in a process that was told its threads.
IN_BROWSER = [
    "--benchmark-only",
    "-n",
    "0",
    "-q",
    "-k",
    "not lstm_speed and not training_speed and not language_speed",
]
NAMED_KERNEL = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""What a machine may prescribe to OpenBLAS; it chooses for itself here, as for any user."""


def main() -> None:
    """Measure the parts asked for, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m tests.report", description=__doc__.split("\n")[0])
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part alone")
    parser.add_argument("--to", type=Path, default=ROOT / ".report" / "report.html")
    parser.add_argument("--again", type=Path, help="draw what stands in this file, and measure nothing")
    chosen = parser.parse_args()
    chosen.to.parent.mkdir(parents=True, exist_ok=True)
    if chosen.again:
        made = json.loads(chosen.again.read_text(encoding="utf-8"))
    else:
        made = {"measured": {}}
        for name in chosen.only or PARTS:
            made["measured"][name] = MEASURES[name]()
            made["machine"] = machine()
            # What was measured is not lost with a part that fails.
            chosen.to.with_suffix(".json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    chosen.to.write_text(page(made["measured"], made["machine"]), encoding="utf-8")
    print(chosen.to)


def machine() -> str:
    """Say when and on what this was measured."""
    said = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    models = {line.partition(":")[2].strip() for line in said.splitlines() if line.startswith("model name")}
    name = ", ".join(sorted(models)) or platform.processor() or platform.machine()
    return (
        f"{date.today()}, {name}, {os.cpu_count()} cores, {platform.system()}, Python "
        f"{platform.python_version()}, load average at the end {os.getloadavg()[0]:.1f}"
    )


def core() -> list[dict[str, Any]]:
    """Measure the core in a fresh process for each number of threads."""
    rows: list[dict[str, Any]] = []
    for threads in (1, 2):
        told = {name: value for name, value in os.environ.items() if name not in NAMED_KERNEL}
        told |= {"OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
        command = [sys.executable, "-m", "tests.report.core"]
        rows += json.loads(subprocess.check_output(command, cwd=ROOT, env=told))
    return rows


def browser() -> list[dict[str, Any]]:
    """Run the benchmarks that drive Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "benchmarks.json"
        command = [sys.executable, "-m", "pytest", "tests/benchmarks", *IN_BROWSER, f"--benchmark-json={to}"]
        subprocess.run(command, cwd=ROOT, check=True)
        ran = json.loads(to.read_text(encoding="utf-8"))["benchmarks"]
    return [{"name": each["name"], **each["extra_info"]} for each in ran]


def pages() -> list[dict[str, Any]]:
    """Ask one page after the other what a change costs, and the least that a page can be."""
    with serving(script=ROOT / "tests" / "load" / "bare.py") as (base, servers):
        rows = [{"page": "a slider and a chart alone"} | _changes(base, servers, BARE)]
    with serving() as (base, servers):
        for lesson in EVERY_PAGE:
            rows.append({"page": lesson.page or "home"} | _changes(base, servers, lesson))
    return rows


def _changes(base: str, servers: list[int], lesson: Lesson) -> dict[str, Any]:
    """Have eight learners change something once a second, on one page."""
    plan = Plan(8, arrive=2, stay=8, pause=1, lessons=(lesson,))
    report = asyncio.run(attend(base, plan, lambda: servers))
    if not report.changed:
        raise RuntimeError(f"{lesson.page}: {report.wrong}")
    _, opened, after = report.costs
    return {
        "CPU ms a change": round(1000 * (after.cpu - opened.cpu) / len(report.changed), 1),
        "change, median s": round(statistics.median(report.changed), 3),
        "wrong answers": len(report.wrong),
    }


def load() -> list[dict[str, Any]]:
    """Bring more and more learners to one process."""
    rows = []
    for learners in LEARNERS:
        with serving() as (base, servers):
            asyncio.run(attend(base, FIRST, lambda servers=servers: servers))
            report = asyncio.run(attend(base, Plan(learners, stay=20), lambda servers=servers: servers))
        _, opened, after = report.costs
        rows.append({
            "learners": learners,
            "first page, p95 s": round(_p95(report.opened), 2),
            "change, median s": round(statistics.median(report.changed), 3),
            "change, p95 s": round(_p95(report.changed), 2),
            "CPU ms a change": round(1000 * (after.cpu - opened.cpu) / len(report.changed), 1),
            "memory MB": round(sum(after.memory) / 2**20),
            "wrong answers": len(report.wrong),
        })  # fmt: skip
    return rows


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1]


MEASURES = {"core": core, "browser": browser, "pages": pages, "load": load}

if __name__ == "__main__":
    main()
