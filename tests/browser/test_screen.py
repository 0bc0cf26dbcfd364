"""What is on the screen at once: a presentation, the words of the strip, nothing beyond the edge."""

import re

import pytest
from playwright.sync_api import expect

from support.eventually import eventually


def stepper(page):
    root = page.get_by_test_id("stepper").first
    root.wait_for()
    return root


SCREENS = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080))
STEP_PAGES = [f"{cell}_{way}" for cell in ("rnn", "lstm", "gru") for way in ("forward", "backward")]
# What is beyond the screen, or within itself beyond what is shown of it.
CUT = """root => [".unrolled", ".stations", ".cell-drawing", ".equation", "aside.guide"]
    .map((name) => [name, root.querySelector(name)])
    .filter(([, part]) => part?.checkVisibility())
    .map(([name, part]) => [name, part.getBoundingClientRect(), part.scrollHeight - part.clientHeight])
    .filter(([name, {left, top, right, bottom, height}, beyond]) => left < 0 || top < 0 || right > innerWidth
        || bottom > innerHeight + 1 || height < 20
        || ([".equation", "aside.guide"].includes(name) && beyond > 1))
    .map(([name, {top, bottom}, beyond]) => `${name}: ${top} to ${bottom}, ${beyond} beyond`)"""


LOWEST = """root => [".unrolled", ".cell-drawing", "aside.guide"].map((name) => root.querySelector(name))
    .filter((part) => part?.checkVisibility())
    .map((part) => Math.round(part.getBoundingClientRect().bottom))"""


@pytest.mark.parametrize("name", STEP_PAGES)
def test_the_screen_holds_what_belongs_together(open_page, subtests, name):
    page = open_page(f"{name}?lang=en&card=1", width=1400, height=900)
    root = stepper(page)
    for width, height in ((1400, 900), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        with subtests.test(f"card, strip and drawing on the first screen, {width} by {height}"):
            eventually(
                page,
                lambda: root.evaluate(LOWEST),
                lambda bottoms, height=height: len(bottoms) == 3 and max(bottoms) <= height,
                f"how far down they reach on a screen of {height}",
            )
    page.get_by_test_id("stepper-present").click()
    expect(root).to_have_class(re.compile("presenting"))
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        with subtests.test(f"all of a presentation, {width} by {height}"):
            eventually(page, lambda: root.evaluate(CUT), lambda cut: not cut, "what is cut off")
            for _ in range(4):  # at other steps, whose numbers are longer
                page.keyboard.press("ArrowRight")
            eventually(page, lambda: root.evaluate(CUT), lambda cut: not cut, "what is cut off after steps")


def test_a_swipe_stays_in_the_course(open_page):
    page = open_page("lstm_forward?lang=en", width=390, height=844, has_touch=True)
    styles = page.evaluate("getComputedStyle(document.documentElement).overscrollBehaviorX")
    assert styles == "none"
    assert stepper(page).evaluate("root => getComputedStyle(root).touchAction") == "pan-y pinch-zoom"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [390, 1400])
def test_words_of_the_unrolled_network_do_not_touch(open_page, width, language):
    page = open_page(f"lstm_backward?lang={language}&input=wave&length=60&t=30", width=width)
    stepper(page)
    boxes = page.locator(".unrolled .step text").evaluate_all(
        """texts => texts.map((text) => {
            const {left, right, top, bottom} = text.getBoundingClientRect();
            return {text: text.textContent, left, right, middle: (top + bottom) / 2};
        })"""
    )
    assert len(boxes) > 8
    for k, one in enumerate(boxes):
        for other in boxes[:k]:
            # In one line, or so near that the letters would meet.
            if abs(one["middle"] - other["middle"]) < 8:
                assert one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1, (one, other)


# As a page comes to be: without the side bar where there is no room for one.
@pytest.mark.parametrize("widths", [(390, 700), (1100, 2200)])
def test_nothing_scrolls_sideways(open_page, widths):
    page = open_page("lstm_backward?lang=en&input=wave&length=60&small=9", width=widths[0])
    root = stepper(page)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for depth in ("sequence", "cell"):
            page.get_by_test_id(f"depth-{depth}").click()
            expect(root).to_have_attribute("data-depth", depth)
            eventually(
                page,
                lambda: [
                    page.evaluate("document.scrollingElement.scrollWidth - innerWidth"),
                    page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth"),
                    root.evaluate("root => root.scrollWidth - root.clientWidth"),
                ],
                lambda beyond: all(each <= 0 for each in beyond),
                f"at {width}, beyond the window, the page and the stepper",
            )
