"""The language model in Chromium: trained on a book, read with, written with."""

import re

from playwright.sync_api import expect

from support.browser import choose, settle


def test_a_book_is_learned_a_sentence_read_and_a_text_written(open_page):
    page = open_page("language?lang=en&corpus=alice&lm_units=32&lm_steps=16&lm_updates=100")
    settle(page)
    page.locator(".st-key-train-main").get_by_role("button").click()
    expect(page.get_by_text(re.compile("100 of 100 updates · done"))).to_be_visible(timeout=90_000)
    expect(page.get_by_text(re.compile("^After 100 updates"))).to_be_visible()

    choose(page, "act", "read", 1)
    field = page.locator(".st-key-sentence input")
    field.fill("“Come here,” said Alice.")
    field.press("Enter")
    page.wait_for_function("location.search.includes('sentence=')")
    chart = page.locator(".st-key-language-sentence-chart .js-plotly-plot")
    expect(chart).to_contain_text("What was expected at each place")

    choose(page, "act", "write", 2)
    written = page.locator(".st-key-language-written code")
    expect(written).to_contain_text("Alice said ▏")
    before = written.inner_text()
    page.locator(".st-key-prime input").fill("The Queen ")
    page.locator(".st-key-prime input").press("Enter")
    expect(written).to_contain_text("The Queen ▏")
    assert written.inner_text() != before
