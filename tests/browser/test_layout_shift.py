"""Nothing jumps while a page loads: the sum of all layout shifts, as the browser itself counts them."""

import pytest

from support.browser import settle
from support.pages import PAGES

COUNT = """window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((each) => !each.hadRecentInput)))
    .observe({type: "layout-shift", buffered: true});"""
TOLD = """shifts.map(({startTime, value, sources}) => [Math.round(startTime), value, ...sources.map((each) =>
    `${each.node?.className ?? each.node?.nodeName}: ${each.previousRect.y} to ${each.currentRect.y}`)])"""


# Where controls or formulas that come late still push what stands below them.
STILL = {("vectors", 1400), ("compare", 1400), ("truncation", 1400), ("training", 1400)}
STILL |= {
    (name, 390) for name in ("gru_backward", "compare", "spectra", "exploding", "truncation", "trained")
}


@pytest.mark.parametrize(
    ("name", "width"),
    [(name, width) for name in PAGES for width in (390, 1400) if (name, width) not in STILL],
)
def test_nothing_jumps_while_a_page_loads(browser, base_url, name, width):
    context = browser.new_context(viewport={"width": width, "height": 900 if width > 1000 else 844})
    context.add_init_script(COUNT)
    if not name.endswith("ward"):
        # A room makes way for its guide once that is there.
        context.add_init_script("localStorage.setItem('rnnlstm.guide', 'closed')")
    for _ in ("first", "with what the browser has kept"):
        page = context.new_page()
        page.goto(f"{base_url}{name}?lang=en")
        page.wait_for_selector("h1")
        settle(page)
        page.wait_for_timeout(500)
        shifts = page.evaluate(TOLD)
        page.close()
        assert sum(shift[1] for shift in shifts) < 0.1, shifts
    context.close()
