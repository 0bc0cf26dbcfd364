"""What four live trainings cost a lesson of others: a settings change on the gradients page beside them.

    pytest tests/benchmarks/test_live_training_speed.py -n 0 --benchmark-only

The trainings run in four sessions of Chromium on this machine. In a class each learner's browser draws on a
machine of its own, so the four leave their charts undrawn here; all else of theirs is as it is. Recorded,
never asserted: a busy machine must not fail a test.
"""

import time

import numpy as np

from support.browser import GUIDE_CLOSED

TRAININGS = 4
CHANGES = 12


def settled(page):
    page.locator("[data-test-script-state=notRunning]").wait_for()


def seconds_of_changes(page, changes):
    """How long each change of the forget bias takes, from the key to the new chart."""
    chart = page.locator(".js-plotly-plot").first
    slider = page.get_by_role("slider", name="Forget bias")
    taken = []
    for k in range(changes):
        before = chart.evaluate("plot => JSON.stringify(plot.data)")
        start = time.perf_counter()
        slider.press("ArrowLeft" if k % 2 else "ArrowRight")
        page.wait_for_function(
            """before => {
                const plot = document.querySelector(".js-plotly-plot");
                return plot && JSON.stringify(plot.data) !== before;
            }""",
            arg=before,
            polling=10,
        )
        taken.append(time.perf_counter() - start)
        settled(page)
        page.wait_for_timeout(300)
    return np.array(taken)


def test_a_settings_change_beside_four_trainings(benchmark, rounds, browser, app):
    changes = rounds(CHANGES)
    reader = browser.new_page(viewport={"width": 1400, "height": 900})
    reader.add_init_script(GUIDE_CLOSED)
    reader.goto(app + "gradients?lang=en")
    reader.locator(".js-plotly-plot .main-svg").first.wait_for()
    settled(reader)
    seconds_of_changes(reader, changes)  # warms up
    idle = seconds_of_changes(reader, changes)
    learners = []
    for _ in range(rounds(TRAININGS)):
        page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
        page.route("**/*lotly*.js", lambda route: route.abort())
        page.goto(app + "training?lang=en&updates=5000")
        page.get_by_role("button", name="Start", exact=True).click()
        learners.append(page)
    for page in learners:
        page.get_by_text("updates a second").wait_for(timeout=60_000)
    busy = benchmark.pedantic(seconds_of_changes, args=(reader, changes), rounds=1)
    paces = [page.get_by_test_id("stProgress").inner_text() for page in learners]
    benchmark.extra_info.update(
        idle_ms=round(1e3 * float(np.median(idle))),
        beside_four_ms=round(1e3 * float(np.median(busy))),
        times=round(float(np.median(busy) / np.median(idle)), 2),
        slowest_ms=round(1e3 * float(busy.max())),
        paces=paces,
    )
    print(benchmark.extra_info)
    for page in learners:
        page.context.close()
