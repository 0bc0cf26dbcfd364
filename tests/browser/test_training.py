"""A live training in Chromium: started, paused, gone on with, stopped and reset, and kept across pages."""

import re

from playwright.sync_api import expect

from support.axe import violations
from support.browser import go_to

# Slow enough to be caught in the act, quick enough for a busy machine.
LINK = "training?lang=en&task=adding&T=40&units=16&nets=tanh,lstm&updates=5000&seed=3"
QUICK = "training?lang=en&task=parity&T=4&units=3&updates=100&nets=tanh,lstm"
PATIENT = 60_000


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def state(page):
    return page.get_by_test_id("stProgress")


def updates(page):
    return int(re.search(r"(\d+) of \d+ updates", state(page).inner_text()).group(1))


def settled(page):
    page.locator("[data-test-script-state=notRunning]").wait_for()


def begun(page):
    """Start a run and wait until it has made some updates."""
    button(page, "Start").click()
    expect(state(page)).to_contain_text(re.compile(r"[1-9]\d* of \d+ updates"), timeout=PATIENT)


def paused(page):
    button(page, "Pause").click()
    expect(state(page)).to_contain_text("paused", timeout=PATIENT)
    settled(page)
    return updates(page)


def test_start_pause_one_update_go_on_stop_reset(open_page):
    page = open_page(LINK)
    expect(button(page, "Stop")).to_be_disabled()
    begun(page)
    at = paused(page)
    assert at > 0
    page.wait_for_timeout(1500)
    assert updates(page) == at  # it rests
    button(page, "One update").click()
    expect(state(page)).to_contain_text(f"{at + 1} of 5000 updates", timeout=PATIENT)
    button(page, "Go on").click()
    expect(state(page)).not_to_contain_text(f"{at + 1} of 5000 updates", timeout=PATIENT)
    expect(button(page, "Pause")).to_be_visible()
    button(page, "Stop").click()
    expect(state(page)).to_contain_text("stopped", timeout=PATIENT)
    assert updates(page) > at + 1
    expect(button(page, "Go on")).to_be_disabled()
    page.get_by_text("The numbers behind it").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV", exact=True).click()
    header, *rows = download.value.path().read_text(encoding="utf-8-sig").strip().splitlines()
    assert header.startswith("update,RNN loss,RNN gradient norm,RNN held-out loss")
    assert len(rows) == updates(page) + 1
    page.get_by_text("The trained networks").click()  # they are kept
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the weights").click()
    assert download.value.suggested_filename == "adding.safetensors"
    button(page, "Reset").click()
    expect(state(page)).to_contain_text("0 of 5000 updates")
    expect(button(page, "Start")).to_be_enabled()


def test_a_run_is_kept_paused_while_the_learner_is_elsewhere(open_page):
    page = open_page(LINK)
    begun(page)
    go_to(page, "RNN: forward", "Lessons")
    page.get_by_test_id("stepper").wait_for()
    page.wait_for_timeout(1500)
    go_to(page, "Train them live", "The training laboratory")
    expect(state(page)).to_contain_text("paused", timeout=PATIENT)
    settled(page)
    at = updates(page)
    assert at > 0
    button(page, "Go on").click()
    expect(state(page)).not_to_contain_text(f"{at} of 5000 updates", timeout=PATIENT)
    button(page, "Reset").click()


def test_a_changed_setting_does_not_lose_the_run(open_page):
    page = open_page(LINK)
    begun(page)
    at = paused(page)
    page.get_by_role("slider", name="Length T").press("ArrowRight")
    expect(page.get_by_text("The run below keeps the settings")).to_contain_text("Length T")
    assert updates(page) == at
    page.wait_for_function("location.search.includes('T=41')")
    button(page, "Back to the settings of the run").click()
    expect(page.get_by_text("The run below keeps the settings")).to_have_count(0)
    page.wait_for_function("location.search.includes('T=40')")
    page.get_by_role("slider", name="Length T").press("ArrowRight")
    button(page, "Start anew with these settings").click()
    expect(page.get_by_text("The run below keeps the settings")).to_have_count(0)
    expect(button(page, "Pause")).to_be_visible()
    expect(button(page, "Reset")).to_have_count(1)  # the page has settled
    button(page, "Reset").click()


def test_the_same_link_gives_the_same_run(open_page):
    """Every number: the training losses behind the figure, as the browser has them."""
    shown = []
    for _ in range(2):
        page = open_page(QUICK)
        button(page, "Start").click()
        expect(state(page)).to_contain_text("100 of 100 updates · done", timeout=PATIENT)
        settled(page)
        plot = page.locator(".js-plotly-plot").first
        plot.locator(".main-svg").first.wait_for()
        shown.append(plot.evaluate("plot => JSON.stringify(plot.data)"))
    assert shown[0] == shown[1]


def test_axe_finds_no_violation_after_a_run(open_page, subtests):
    page = open_page(QUICK + "&look=gates", color_scheme="dark")
    button(page, "Start").click()
    expect(state(page)).to_contain_text("done", timeout=PATIENT)
    settled(page)
    for look, position in (("gates", 2), ("gradients", 1), ("examples", 0)):
        with subtests.test(look):
            page.locator(".st-key-look").get_by_role("radio").nth(position).click()
            if look != "examples":  # the usual one needs no name in the link
                page.wait_for_function(f"location.search.includes('look={look}')")
            settled(page)
            assert not violations(page)


def test_the_page_stands_still_while_it_trains(open_page):
    """Only the data change: what is below the figures stays where it is."""
    page = open_page(LINK)
    begun(page)
    heading = page.get_by_role("heading", name="What to look at")
    places = set()
    for _ in range(12):
        page.wait_for_timeout(400)
        places.add(round(heading.bounding_box()["y"]))
    assert len(places) == 1, places
    button(page, "Reset").click()
