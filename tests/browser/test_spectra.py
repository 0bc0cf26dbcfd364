"""The lesson on spectra in Chromium: settings repaint and stand in the link."""

from playwright.sync_api import expect

from support.browser import settle


def chart(page, text):
    """Return the chart that says so; while a page runs, the one of before may still stand beside it."""
    return page.locator(".js-plotly-plot", has_text=text).last


def test_another_setting_repaints_and_stands_in_the_link(open_page):
    page = open_page("spectra?lang=en&gain=1.95")
    settle(page)
    expect(chart(page, "ρ = 1.2")).to_be_visible()
    page.get_by_role("slider", name="Gain of the recurrent weights").press("ArrowRight")
    # The radius grows with the weights: it was 0.614 at gain 1.
    expect(chart(page, "ρ = 1.23")).to_be_visible(timeout=20_000)
    page.wait_for_function("location.search.includes('gain=2')")
    page.get_by_role("radio", name="Saturation").click()
    expect(chart(page, "slopes of h")).to_be_visible(timeout=20_000)
    page.wait_for_function("location.search.includes('why=slopes')")
