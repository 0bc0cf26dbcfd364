"""What is on the screen at once: a presentation, the words of the strip, nothing beyond the edge."""

import re

import pytest
from playwright.sync_api import expect

from support.eventually import eventually


def stepper(page):
    root = page.get_by_test_id("stepper").first
    root.wait_for()
    return root


@pytest.mark.parametrize("name", ["lstm_backward", "gru_forward"])
def test_a_presentation_fits_the_screen(open_page, subtests, name):
    page = open_page(f"{name}?lang=en", width=1400, height=900)
    root = stepper(page)
    for width, height in ((1400, 900), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        with subtests.test(f"{width} by {height}"):
            assert_presentation_fits(page, root, width, height)
        expect(root).not_to_have_class(re.compile(" presenting"))


def assert_presentation_fits(page, root, width, height):
    page.get_by_test_id("stepper-present").click()
    expect(root).to_have_class(re.compile(" presenting"))
    for part in ("[data-testid=stepper-exit]", ".diagram > svg", ".unrolled"):
        box = eventually(
            page,
            page.locator(part).bounding_box,
            lambda box: box["x"] + box["width"] <= width and box["y"] + box["height"] <= height,
            f"{part} is cut off",
        )
        assert box["x"] >= 0
        assert box["y"] >= 0
    assert root.evaluate("root => root.scrollWidth <= root.clientWidth")
    # Whatever a small step makes is in sight, down to the last equation.
    rows = 0
    for _ in range(len(page.locator(".stations button").all()) - 1):
        page.keyboard.press("Shift+ArrowRight")
        lit = page.locator(".equation .row.lit")
        if lit.count():
            rows += 1
            box = lit.first.bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= height + 1
    assert rows >= 4
    page.get_by_test_id("small-all").click()
    page.get_by_test_id("stepper-exit").click()


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
