"""A phrase translated in the browser, step by step, and both networks in training."""

import re

from playwright.sync_api import expect

from support.browser import settle


def test_a_phrase_is_typed_walked_through_and_both_networks_are_trained(open_page):
    page = open_page("translation?lang=en&words=en&example=short&digits=3&vector=16&turns=4000")
    settle(page)
    rows = page.locator(".st-key-translation-answers tr")
    expect(rows).to_have_text(["without attention305✓", "with attention305✓", "by rule305"])
    phrase = page.get_by_label("A number in words; type your own")
    phrase.fill("Forty-Two")
    phrase.press("Enter")
    expect(rows).to_have_text(["without attention42✓", "with attention42✓", "by rule42"])
    letters = page.get_by_test_id("translation-letters")
    expect(letters).to_contain_text("forty␣two→42■")
    page.wait_for_function("location.search.includes('phrase=Forty-Two')")
    step = page.locator(".st-key-step").get_by_role("slider")
    step.focus()
    step.press("ArrowRight")  # from the last letter to the first digit
    expect(letters.locator("[aria-current=step]")).to_have_text("4")
    expect(page.get_by_text("The decoder’s step 1: it writes 4.")).to_be_visible()
    phrase.fill("quarante-deux")
    phrase.press("Enter")
    expect(page.get_by_text("No phrase of the training holds q")).to_be_visible()
    page.get_by_role("button", name="Start", exact=True).click()
    state = page.get_by_test_id("stProgress")
    expect(state).to_contain_text(re.compile(r"[1-9]\d* of 4000 updates"), timeout=60_000)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(state).to_contain_text("stopped", timeout=60_000)
