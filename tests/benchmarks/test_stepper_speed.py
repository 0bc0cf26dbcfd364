"""The stepper in Chromium: frames while stepping once a frame, the size of its message, and its first paint.

    pytest tests/benchmarks/test_stepper_speed.py -n 0 --benchmark-only

Each benchmark walks step by step, one step a frame, and records in `extra_info` from Chromium's own trace how
long the main thread worked for each step (median and 95th percentile, ms), the share of steps within 16.7 ms,
and the median as a ratio to an empty page that changes one number a frame. Once by the clock, and once by the
thread's own time, which leaves out the waiting for a processor that others use. Recorded, never asserted:
a busy machine must not fail a test.
"""

import bisect
import json

import numpy as np
import pytest

from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk import Network, Source, take

FRAME_MS = 1000 / 60
SIZES = {"T=50 H=20": (50, 20), "T=200 H=64": (200, 64)}

STEP = """async (steps) => {
    const roots = [...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? []);
    const next = roots.map((root) => root.querySelector("[data-testid=stepper-next]")).find(Boolean);
    for (let k = 0; k < steps; k++) { await new Promise(requestAnimationFrame); next.click(); }
}"""
EMPTY = """async (steps) => {
    for (let k = 0; k < steps; k++) {
        await new Promise(requestAnimationFrame);
        document.body.textContent = k;
    }
}"""


def main_thread_ms(trace, time="dur"):
    """How long the main thread was at work in each frame, by the clock or by its own time ("tdur")."""
    events = trace["traceEvents"]
    frames = [each for each in events if each["name"] == "FireAnimationFrame"]
    thread = {(each["pid"], each["tid"]) for each in frames}
    starts = sorted(each["ts"] for each in frames)
    work = np.zeros(len(starts))
    for each in events:
        if each["name"].endswith("RunTask") and (each["pid"], each["tid"]) in thread and each.get("dur"):
            frame = bisect.bisect_right(starts, each["ts"] + each["dur"] / 2) - 1
            if frame >= 0:
                work[frame] += each.get(time, 0) / 1000
    return work[2:]


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("size", list(SIZES))
def test_steps_a_second(benchmark, chromium, size, direction):
    browser, url = chromium
    T, H = SIZES[size]
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{url}lstm_{direction}?input=wave&length={T}&hidden={H}")
    page.get_by_test_id("stepper").wait_for()
    page.wait_for_timeout(2000)
    steps = T - 5
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    benchmark.pedantic(page.evaluate, args=(STEP, steps), rounds=1)
    trace = json.loads(browser.stop_tracing())
    work, own = main_thread_ms(trace), main_thread_ms(trace, "tdur")
    page.goto("about:blank")
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    page.evaluate(EMPTY, steps)
    empty = main_thread_ms(json.loads(browser.stop_tracing()))
    page.close()
    benchmark.extra_info.update(
        median_ms=round(float(np.median(work)), 1),
        p95_ms=round(float(np.quantile(work, 0.95)), 1),
        within_a_frame=round(float((work <= FRAME_MS).mean()), 3),
        own_median_ms=round(float(np.median(own)), 1),
        own_p95_ms=round(float(np.quantile(own, 0.95)), 1),
        own_within_a_frame=round(float((own <= FRAME_MS).mean()), 3),
        times_an_empty_page=round(float(np.median(work) / np.median(empty)), 1),
    )


def test_first_paint_after_the_script(benchmark, chromium):
    """From the stepper's data to its first picture, by the browser's own clock."""
    browser, url = chromium
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(url + "rnn_forward")
    page.get_by_test_id("stepper").wait_for()
    page.wait_for_timeout(1000)

    def to_another_lesson():
        page.get_by_test_id("stSidebarNav").get_by_text("LSTM: backward").click()
        page.locator("[data-testid=stepper][data-direction=backward]").wait_for()

    benchmark.pedantic(to_another_lesson, rounds=1)
    page.close()


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
def test_message(benchmark, model):
    walk = take(model, Source(), Network())
    message = benchmark(payload, walk, "backward")
    benchmark.extra_info["bytes"] = len(message)
