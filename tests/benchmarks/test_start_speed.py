"""How soon a page can be used after it is opened, in Chromium, beside an empty page with one chart.

    pytest tests/benchmarks/test_start_speed.py -n 0 --benchmark-only

Warm: a new visitor on a server that has served others. Cold: the first visitor of a server that has just
started. Until the first chart or stepper is drawn and the script has run. The empty page is opened in the
same run, in turn. Recorded, never asserted: a busy machine must not fail a test.
"""

import statistics
import time

import pytest

from support.browser import GUIDE_CLOSED, settle
from support.serve import start_server

VISITS = 5
PAGES = ["", "lstm_forward", "gradients", "training", "language"]
EMPTY = """
import plotly.graph_objects as go
import streamlit as st

st.title("Empty")
st.plotly_chart(go.Figure(go.Scatter(y=[1, 2, 3])))
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A script with one chart."""
    script = tmp_path_factory.mktemp("empty") / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    return script


@pytest.fixture(scope="module")
def empty_page(empty):
    """A server of the empty page."""
    process, url = start_server(str(empty), empty.parent)
    yield url
    process.kill()
    process.wait()


def seconds_to_open(browser, url):
    """Open a page as a visitor who has never been there."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.add_init_script(GUIDE_CLOSED)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(url)
    settle(page)
    taken = time.perf_counter() - start
    context.close()
    return taken


def compared(benchmark, ours, empty):
    benchmark.extra_info.update(
        page_ms=round(1000 * statistics.median(ours)),
        empty_ms=round(1000 * statistics.median(empty)),
        times_an_empty_page=round(statistics.median(ours) / statistics.median(empty), 2),
    )


@pytest.mark.parametrize("name", PAGES)
def test_warm(benchmark, rounds, browser, app, empty_page, name):
    if benchmark.disabled and name != PAGES[0]:
        pytest.skip("nothing is timed: one page shows that it runs")
    ours, other = [], []

    def visits():
        seconds_to_open(browser, app + name)
        for _ in range(rounds(VISITS)):
            ours.append(seconds_to_open(browser, app + name))
            other.append(seconds_to_open(browser, empty_page))

    benchmark.pedantic(visits, rounds=1)
    compared(benchmark, ours, other)


def test_cold(benchmark, rounds, browser, empty):
    ours, other = [], []

    def visits():
        for _ in range(rounds(3)):
            for script, folder, times in (("app.py", None, ours), (str(empty), empty.parent, other)):
                process, url = start_server(script, *([folder] if folder else []))
                times.append(seconds_to_open(browser, url))
                process.kill()
                process.wait()

    benchmark.pedantic(visits, rounds=1)
    compared(benchmark, ours, other)
