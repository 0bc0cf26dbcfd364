"""The lesson on truncation in a browser: settings repaint and stand in the link."""

from playwright.sync_api import expect

from support.browser import settle


def test_truncation_length_moves_the_border(open_page):
    page = open_page("truncation?lang=zh")
    settle(page)
    error = page.get_by_text("最大的误差是")
    before = error.inner_text()
    page.get_by_role("slider", name="截断长度").press("ArrowLeft")
    page.wait_for_function("location.search.includes('k=7')")
    expect(error).not_to_have_text(before)
