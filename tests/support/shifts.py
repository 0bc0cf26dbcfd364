"""What jumps while a page loads: the layout shifts, as the browser itself counts them."""

from typing import Any

from playwright.sync_api import Page

COUNT = """window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((each) => !each.hadRecentInput)))
    .observe({type: "layout-shift", buffered: true});"""
"""Run before anything else on a page."""
_TOLD = """() => {
    const name = (node) => {
        const keyed = (node?.nodeType === 1 ? node : node?.parentElement)?.closest("[class*=st-key-]");
        const key = [...keyed?.classList ?? []].find((each) => each.startsWith("st-key-"));
        return key ?? node?.nodeName ?? "gone";
    };
    return shifts.map(({startTime, value, sources}) => [Math.round(startTime), value, ...sources.map((each) =>
        `${name(each.node)}: ${Math.round(each.previousRect.y)} to ${Math.round(each.currentRect.y)}`)]);
}"""
LIMIT = 0.1
"""Under this a page counts as steady (web.dev, Cumulative Layout Shift)."""


def jumps(page: Page) -> list[Any]:
    """Return the shifts of a page with when they came, how large they were and of what; none if few."""
    shifts = page.evaluate(_TOLD)
    return shifts if sum(shift[1] for shift in shifts) >= LIMIT else []
