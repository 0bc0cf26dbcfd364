"""The stepper in Chromium: frames while stepping once a frame, the size of its message, and its first paint.

    pytest tests/benchmarks/test_stepper_speed.py -n 0 --benchmark-only

Each benchmark walks a sequence twice, one step a frame. The first walk is watched by nobody: `frames_kept`
is the share of steps after which the next frame came in time, by Chromium's own frame times. The second one
is traced: how long the main thread worked for each step (median and 95th percentile, ms), the share of steps
within 16.7 ms, and the median as a ratio to an empty page that changes one number a frame. Once by the clock,
and once by the thread's own time, which leaves out others' turns on the processor. Recorded, never asserted:
a busy machine must not fail a test.
"""

import bisect
import json

import numpy as np
import pytest

from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.browser import go_to

FRAME_MS = 1000 / 60
SIZES = {"T=50 H=20": (50, 20), "T=200 H=64": (200, 64)}

WALK = """async (steps) => {
    const roots = [...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? []);
    const find = (name) => roots.map((root) => root.querySelector(`[data-testid=${name}]`)).find(Boolean);
    const next = find("stepper-next") ?? document.body;
    if (next === document.body) next.onclick = () => { next.textContent = Math.random(); };
    const frames = [];
    for (let k = 0; k < steps; k++) {
        frames.push(await new Promise(requestAnimationFrame));
        next.click();
    }
    return frames;
}"""


def work_of_steps(trace, time="dur"):
    """How long the main thread was at work for each step in ms, by the clock or by its own time ("tdur").

    A step begins with the task that clicks, and lasts until the next one does.
    """
    events = trace["traceEvents"]
    clicks = [
        each for each in events if each["name"] == "EventDispatch" and each["args"]["data"]["type"] == "click"
    ]
    thread = clicks[0]["pid"], clicks[0]["tid"]
    tasks = [
        each
        for each in events
        if each["name"] == "ThreadControllerImpl::RunTask"
        and (each["pid"], each["tid"]) == thread
        and "dur" in each
    ]
    starts = sorted(task["ts"] for task in tasks)
    begins = [starts[bisect.bisect_right(starts, click["ts"]) - 1] for click in clicks]
    work = np.zeros(len(clicks))
    for task in tasks:
        step = bisect.bisect_right(begins, task["ts"]) - 1
        if step >= 0:
            work[step] += task.get(time, 0) / 1000
    return work


def traced(browser, page, steps):
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    page.evaluate(WALK, steps)
    return json.loads(browser.stop_tracing())


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("size", list(SIZES))
def test_steps_a_second(benchmark, browser, app, size, direction):
    T, H = SIZES[size]
    if benchmark.disabled and (T > 50 or direction == "backward"):
        pytest.skip("nothing is timed: one walk shows that it runs")
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{app}lstm_{direction}?input=wave&length={T}&hidden={H}")
    page.get_by_test_id("stepper").wait_for()
    page.wait_for_timeout(2000)
    steps = 20 if benchmark.disabled else T - 5
    frames = np.diff(benchmark.pedantic(page.evaluate, args=(WALK, steps), rounds=1))
    page.reload()
    page.get_by_test_id("stepper").press("Home")
    page.wait_for_timeout(2000)
    trace = traced(browser, page, steps)
    work, own = work_of_steps(trace), work_of_steps(trace, "tdur")
    page.goto("about:blank")
    empty = work_of_steps(traced(browser, page, steps))
    page.close()
    benchmark.extra_info.update(
        frames_kept=round(float((frames < 1.5 * FRAME_MS).mean()), 3),
        median_ms=round(float(np.median(work)), 1),
        p95_ms=round(float(np.quantile(work, 0.95)), 1),
        within_a_frame=round(float((work <= FRAME_MS).mean()), 3),
        own_median_ms=round(float(np.median(own)), 1),
        own_p95_ms=round(float(np.quantile(own, 0.95)), 1),
        own_within_a_frame=round(float((own <= FRAME_MS).mean()), 3),
        times_an_empty_page=round(float(np.median(work) / np.median(empty)), 1),
    )


def test_first_paint_after_the_script(benchmark, browser, app):
    """From the stepper's data to its first picture, by the browser's own clock."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(app + "rnn_forward")
    page.get_by_test_id("stepper").wait_for()
    page.wait_for_timeout(1000)

    def to_another_lesson():
        go_to(page, "LSTM: backward", "Lessons")
        page.locator("[data-testid=stepper][data-direction=backward]").wait_for()

    benchmark.pedantic(to_another_lesson, rounds=1)
    page.close()


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
def test_message(benchmark, model):
    walk = take(model, Text(), Network())
    message = benchmark(payload, walk, "backward")
    benchmark.extra_info["bytes"] = len(message)
