"""How soon a room of the gradient laboratory is repainted after a change of settings, in Chromium.

    pytest tests/benchmarks/test_room_speed.py -n 0 --benchmark-only

Each benchmark moves a slider of a room and waits until the last of its charts is drawn anew. An empty page
with one slider and charts of that number, kind and size is timed in the same run, one change here and one
there in turn, so that both meet the same load; it is served by itself, with Streamlit's own settings.
`extra_info` records the medians of both in ms, and their ratio. Recorded, never asserted: a busy machine must
not fail a test.
"""

import statistics

import pytest

from support.browser import GUIDE_CLOSED
from support.serve import start_server

CHANGES = 7
# Of each room its link, and what it shows, for the empty page to show as well.
ROOMS = {
    "gradient of the loss": ("gradients?lang=en", "lines"),
    "Jacobian": ("gradients?lang=en&measure=jacobian", "lines"),
    "singular values": ("gradients?lang=en&measure=jacobian&norm=singular", "lines"),
    "paths": ("gradients?lang=en&measure=paths", "lines"),
    "spectra": ("spectra?lang=en", "lines"),
    "cliff": ("exploding?lang=en", "map"),
    "cliff, as losses": ("exploding?lang=en&view=loss", "lines"),
    "one update": ("exploding?lang=en&part=update&shown=near", "lines"),
    "truncation": ("truncation?lang=en&net=lstm", "lines"),
    "influence": ("influence?lang=en", "triangles"),
    "influence, changed for real": ("influence?lang=en&heard=change", "lines"),
}
# The first slider of a room, but where that one moves no curve.
SLIDERS = {
    "one update": "Gain of the recurrent weights",
    "truncation": "Time steps",
    "spectra": "Gain of the recurrent weights",
    "influence, changed for real": "Gain of the recurrent weights",
}
EMPTY = """
import numpy as np
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
steps = st.slider("Time steps", 2, 500, 60)
charts = st.query_params["charts"]
lags, grid = np.arange(steps), np.arange(20 if charts == "triangles" else 71)
waves = np.sin(steps + np.add.outer(grid, grid))
curves = [
    go.Scatter(x=lags, y=0.9 ** (lags * (k + 1)) * (2 + np.sin(steps + lags)), mode="lines+markers")
    for k in range(0 if charts == "triangles" else 4)
]
if charts == "lines":
    st.plotly_chart(go.Figure(curves, {"height": 440, "yaxis": {"type": "log"}}), theme=None)
elif charts == "map":
    st.plotly_chart(go.Figure([go.Heatmap(z=waves, zsmooth="fast"), *curves], {"height": 480}), theme=None)
else:
    for k, place in enumerate(st.columns(3)):
        chart = go.Figure(go.Heatmap(z=waves + k, xgap=0.5, ygap=0.5), {"height": 380})
        place.plotly_chart(chart, theme=None)
"""
LISTEN = """() => {
    const drawn = ".scatterlayer path.js-line, .scatterlayer path.point, .heatmaplayer image";
    const curves = () => [...document.querySelectorAll(drawn)]
        .map((each) => ["d", "transform", "href"].map((name) => each.getAttribute(name)).join()).join();
    window.repaints = [];
    document.addEventListener("keydown", () => {
        const start = performance.now();
        let [before, changed] = [curves(), 0];
        const look = () => {
            const [now, time] = [curves(), performance.now()];
            if (now && now !== before) [before, changed] = [now, time];
            // The last of several charts was drawn when nothing has changed for a while.
            if (changed && time - changed > 250) window.repaints.push(changed - start);
            else requestAnimationFrame(look);
        };
        look();
    }, { capture: true });
}"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A server of the empty page."""
    script = tmp_path_factory.mktemp("empty") / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    process, url = start_server(str(script), script.parent)
    yield url
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def opened(browser):
    """Open a page, in a window of its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.add_init_script(GUIDE_CLOSED)

    def opener(url):
        page = context.new_page()
        page.goto(url)
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
        page.locator("[data-test-script-state=notRunning]").wait_for()
        page.wait_for_timeout(1000)
        page.evaluate(LISTEN)
        return page

    yield opener
    context.close()


@pytest.fixture(scope="module")
def empty_page(opened, empty):
    """The empty page with some kind of charts, the same for all rooms."""
    pages = {}

    def kept(charts):
        if charts not in pages:
            pages[charts] = opened(f"{empty}?charts={charts}")
        return pages[charts]

    return kept


def change(page, slider=None):
    """Move a slider by one, the first if none is named, and return how long the repaint took in ms."""
    page.bring_to_front()
    done = page.evaluate("window.repaints.length")
    page.get_by_role("slider", name=slider).first.press("ArrowRight")
    page.wait_for_function(f"window.repaints.length > {done}", timeout=60_000)
    page.wait_for_timeout(100)  # the rest of the page
    return page.evaluate("window.repaints.at(-1)")


@pytest.mark.parametrize("room", list(ROOMS))
def test_repaint(benchmark, rounds, opened, app, empty_page, room):
    if benchmark.disabled and room not in ("Jacobian", "cliff", "influence"):
        pytest.skip("nothing is timed: one room of each kind of chart shows that it runs")
    link, charts = ROOMS[room]
    one, other = opened(app + link), empty_page(charts)
    times = {"room": [], "empty": []}

    def changes():
        for _ in range(rounds(CHANGES)):
            times["room"].append(change(one, SLIDERS.get(room)))
            times["empty"].append(change(other))

    benchmark.pedantic(changes, rounds=1)
    one.close()
    medians = {name: statistics.median(each) for name, each in times.items()}
    benchmark.extra_info.update(
        room_ms=round(medians["room"]),
        empty_page_ms=round(medians["empty"]),
        times_an_empty_page=round(medians["room"] / medians["empty"], 2),
    )
