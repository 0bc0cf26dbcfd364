"""The stepper driven by keys, clicks and its slider; none of it is told to the server."""

import re

import pytest
from playwright.sync_api import expect

from support.stepper import stepper

HIDDEN = 8


def test_keys_slider_and_play(open_walk):
    page = open_walk("rnn_forward?lang=en")
    root = stepper(page)
    root.focus()
    page.keyboard.press("End")
    expect(root).to_have_attribute("data-t", "5")
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "5")
    page.keyboard.press("ArrowLeft")
    expect(root).to_have_attribute("data-t", "4")
    page.keyboard.press("Home")
    expect(root).to_have_attribute("data-t", "1")
    page.get_by_test_id("stepper-slider").fill("3")
    expect(root).to_have_attribute("data-t", "3")
    root.focus()
    page.keyboard.press("Space")
    expect(page.get_by_test_id("stepper-play")).to_have_attribute("aria-pressed", "true")
    expect(root).to_have_attribute("data-t", "5", timeout=10_000)
    expect(page.get_by_test_id("stepper-play")).to_have_attribute("aria-pressed", "false")
    page.get_by_test_id("stepper-play").click()  # from the end it starts again
    expect(root).to_have_attribute("data-t", "2", timeout=10_000)


def test_keys_belong_to_the_page_until_the_stepper_is_used(open_page):
    page = open_page("rnn_forward?lang=en")
    root = stepper(page)
    for key in ("End", "Space"):
        page.keyboard.press(key)
    expect(page.get_by_test_id("stepper-play")).to_have_attribute("aria-pressed", "false")
    expect(root).to_have_attribute("data-t", "1")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 1e6)")
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowRight")  # the stepper is out of sight now
    expect(root).to_have_attribute("data-t", "1")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "2")
    page.get_by_test_id("stepper-unit").focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "3")


def test_backward_keys_follow_the_walk(open_walk):
    page = open_walk("rnn_backward?lang=en")
    root = stepper(page)
    expect(root).to_have_attribute("data-direction", "backward")
    expect(root).to_have_attribute("data-t", "5")
    page.get_by_test_id("stepper-next").click()
    expect(root).to_have_attribute("data-t", "4")
    page.get_by_test_id("stepper-prev").click()
    expect(root).to_have_attribute("data-t", "5")
    root.focus()
    page.keyboard.press("End")
    expect(root).to_have_attribute("data-t", "1")
    page.keyboard.press("Home")
    expect(root).to_have_attribute("data-t", "5")
    page.get_by_test_id("stepper-slider").focus()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "4")


def test_clicks_pick_step_and_unit(open_walk):
    page = open_walk("lstm_forward?lang=en")
    root = stepper(page)
    plot = page.locator(".map-plot").nth(2)
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    plot.click(position={"x": box["width"] * 0.7, "y": box["height"] * (5.5 / HIDDEN)})
    expect(root).to_have_attribute("data-t", "4")
    expect(root).to_have_attribute("data-unit", "6")
    page.locator("tbody tr").nth(2).click()
    expect(root).to_have_attribute("data-unit", "3")


@pytest.mark.parametrize(("direction", "last"), [("forward", 43), ("backward", 18)])
def test_after_a_fast_walk_every_panel_shows_the_last_step(open_page, direction, last):
    """While steps come fast the panels take turns, and those out of sight wait."""
    page = open_page(f"lstm_{direction}?lang=en&input=wave&length=60")
    root = stepper(page)
    root.focus()
    for _ in range(42):
        page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", str(last))
    expect(page.locator(".step.now")).to_have_attribute("data-step", str(last))
    expect(page.locator(".where")).to_have_text(f"t = {last} / 60")
    expect(page.locator(".cell-drawing")).to_have_attribute("aria-label", re.compile(f" step {last} "))
    expect(page.locator(".narrator")).to_contain_text(f"t = {last}:")
    moved = page.locator(".cursor-column").first
    expect(moved).to_have_attribute("style", re.compile(rf"translateX\({100 * (last - 1)}%\)"))


def test_stepping_sends_nothing_to_the_server(open_page, server):
    page = open_page("?lang=en")
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.goto(server + "lstm_backward?lang=en&input=wave&length=50&hidden=20")
    root = stepper(page)
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(1500)
    assert sent, "the socket was not seen at all"
    sent.clear()
    root.focus()
    for _ in range(49):
        page.keyboard.press("ArrowRight")
    for _ in range(20):
        page.keyboard.press("Shift+ArrowLeft")
    for key in ("Enter", "ArrowLeft", "Escape", "Escape", "Space"):
        page.keyboard.press(key)
    page.wait_for_timeout(1000)
    page.keyboard.press("Space")
    page.get_by_test_id("depth-cell").click()
    page.locator(".map-plot").first.click()
    page.get_by_test_id("stepper-unit").select_option("7")
    page.wait_for_timeout(1500)  # also after the address bar has been brought up to date
    assert not sent
    expect(root).to_have_attribute("data-unit", "8")
