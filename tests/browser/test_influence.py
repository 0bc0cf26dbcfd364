"""The lesson on influence in Chromium: settings repaint and stand in the link."""

from playwright.sync_api import expect

from support.browser import settle


def chart(page, text):
    """Return the chart that says so; while a page runs, the one of before may still stand beside it."""
    return page.locator(".js-plotly-plot", has_text=text).last


def test_a_row_follows_its_slider(open_page):
    page = open_page("influence?lang=en&heard=row")
    settle(page)
    expect(chart(page, "at s = 20, where “o” is read")).to_be_visible()
    page.get_by_role("slider", name="Output step s").press("ArrowLeft")
    expect(chart(page, "at s = 19, where “l” is read")).to_be_visible(timeout=20_000)
    page.wait_for_function("location.search.includes('out=19')")
