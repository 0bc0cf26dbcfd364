"""Looking deeper, presenting, swiping, playing: how the stepper is used in class, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.eventually import eventually


def stepper(page: Page):
    root = page.get_by_test_id("stepper").first
    root.wait_for()
    return root


def test_enter_goes_in_and_escape_goes_out(open_walk):
    page = open_walk("lstm_forward?lang=en&depth=sequence")
    root = stepper(page)
    diagram, operation = page.locator(".diagram"), page.get_by_test_id("stepper-operation")
    expect(root).to_have_attribute("data-depth", "sequence")
    expect(diagram).not_to_be_visible()
    root.focus()
    page.keyboard.press("Enter")
    expect(root).to_have_attribute("data-depth", "cell")
    expect(diagram).to_be_visible()
    expect(operation).not_to_be_visible()
    page.keyboard.press("Enter")
    expect(root).to_have_attribute("data-depth", "operation")
    expect(operation).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-t", "2")
    expect(page).to_have_url(re.compile("depth=operation"))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(root).to_have_attribute("data-depth", "sequence")
    page.keyboard.press("Escape")
    expect(root).to_have_attribute("data-depth", "sequence")


def test_a_click_goes_in(open_walk):
    page = open_walk("lstm_forward?lang=en&depth=sequence")
    root = stepper(page)
    page.locator(".unrolled [data-step='3'] .hit").click()
    expect(root).to_have_attribute("data-depth", "cell")
    expect(root).to_have_attribute("data-t", "3")
    page.locator(".diagram [data-op='i']").first.click()
    expect(root).to_have_attribute("data-depth", "operation")
    expect(page.get_by_test_id("stepper-operation")).to_have_attribute("data-op", "i")
    page.get_by_test_id("depth-operation").select_option("o")
    expect(page.get_by_test_id("stepper-operation")).to_have_attribute("data-op", "o")
    expect(page).to_have_url(re.compile("op=o"))
    page.get_by_test_id("depth-sequence").click()
    expect(root).to_have_attribute("data-depth", "sequence")


def test_the_keyboard_goes_into_a_gate(open_page):
    page = open_page("lstm_forward?lang=en")
    root = stepper(page)
    page.locator(".diagram [data-op='g']").first.focus()
    page.keyboard.press("Enter")
    expect(root).to_have_attribute("data-depth", "operation")
    expect(page.get_by_test_id("stepper-operation")).to_have_attribute("data-op", "g")


@pytest.mark.parametrize(
    "name", ["lstm_forward", "lstm_backward", "rnn_forward", "rnn_backward", "gru_forward", "gru_backward"]
)
def test_terms_of_an_operation_add_up(open_page, name):
    page = open_page(f"{name}?lang=en&unit=2&t=3")
    stepper(page)
    choice = page.get_by_test_id("depth-operation")
    for op in [
        each for each in choice.locator("option").evaluate_all("all => all.map(each => each.value)") if each
    ]:
        choice.select_option(op)
        box = page.get_by_test_id("stepper-operation")
        expect(box).to_have_attribute("data-op", op)
        terms = box.get_by_test_id("operation-term").evaluate_all(
            "all => all.map(e => Number(e.dataset.value))"
        )
        total = box.get_by_test_id("operation-total").first.get_attribute("data-value")
        if terms:
            assert sum(terms) == pytest.approx(float(total), rel=1e-5, abs=1e-9), op


def test_pointing_at_a_symbol_lights_what_shows_it(open_page):
    page = open_page("lstm_forward?lang=en")
    stepper(page)
    page.get_by_test_id("equation-f").hover()
    for place in (
        ".diagram [data-q~='f'].pointed",
        "figure.map[data-q='f'].pointed",
        "th[data-q='f'].pointed",
    ):
        expect(page.locator(place).first).to_be_attached()
    page.locator("figure.map[data-q='c'] b").hover()
    expect(page.locator(".diagram [data-q~='c'].pointed").first).to_be_attached()
    expect(page.get_by_test_id("stepper-equation").locator("[data-q~='c'].pointed").first).to_be_attached()
    expect(page.locator("[data-q='f'].pointed")).to_have_count(0)
    # From a line of the drawing and from the table as well.
    page.locator(".diagram .wire[data-q='kept']").first.dispatch_event("pointerover")
    for place in (".diagram .wire[data-q~='kept'].pointed", ".equation [data-q~='kept'].pointed"):
        expect(page.locator(place).first).to_be_attached()
    page.locator("th[data-q='o']").dispatch_event("pointerover")
    for place in (".diagram", ".equation", ".maps", "table"):
        expect(page.locator(f"{place} [data-q~='o'].pointed").first).to_be_attached()


def test_presentation_is_driven_by_a_clicker(open_walk):
    page = open_walk("lstm_backward?lang=en")
    root = stepper(page)
    page.keyboard.press("PageDown")  # scrolls the page as ever
    expect(root).to_have_attribute("data-t", "5")
    page.get_by_test_id("stepper-present").click()
    expect(root).to_have_class(re.compile(" presenting"))
    eventually(
        page,
        root.bounding_box,
        lambda box: (box["x"], box["y"]) == (0, 0),
        "the stepper does not stand in the corner of the window",
    )
    expect(page.locator(".table")).not_to_be_visible()
    page.keyboard.press("PageDown")
    expect(root).to_have_attribute("data-t", "4")
    page.keyboard.press("PageUp")
    expect(root).to_have_attribute("data-t", "5")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("PageDown")
    expect(root).to_have_attribute("data-phase", "output")
    page.keyboard.press("Escape")
    expect(root).not_to_have_class(re.compile(" presenting"))
    expect(page.locator(".table")).to_be_visible()


def test_a_swipe_is_a_step(open_walk):
    page = open_walk("rnn_forward?lang=en", width=390, height=844, has_touch=True, is_mobile=True)
    root = stepper(page)
    strip = page.locator(".unrolled")
    strip.scroll_into_view_if_needed()

    def swipe(dx: int, dy: int, fingers: int = 1) -> None:
        touch = "new Touch({identifier: %d, target: e, clientX: 200 + %d, clientY: 300 + %d})"
        start = ", ".join(touch % (k, 0, 0) for k in range(fingers))
        strip.evaluate(
            f"""e => {{
                const send = (type, touches, changed) => e.dispatchEvent(new TouchEvent(type,
                    {{bubbles: true, composed: true, touches, changedTouches: changed}}));
                send("touchstart", [{start}], [{start}]);
                send("touchend", [], [{touch % (0, dx, dy)}]);
            }}"""
        )

    swipe(-120, 10)
    expect(root).to_have_attribute("data-t", "2")
    swipe(-120, 200)  # the page is scrolled, not the walk
    swipe(-20, 0)
    swipe(-120, 0, fingers=2)
    expect(root).to_have_attribute("data-t", "2")
    swipe(120, 0)
    expect(root).to_have_attribute("data-t", "1")


def test_speed_of_play(open_page):
    page = open_page("rnn_forward?lang=en&text=abcdefghijkl")
    root = stepper(page)
    page.get_by_test_id("stepper-more").click()
    page.get_by_test_id("stepper-speed").select_option("4")
    page.get_by_test_id("stepper-play").click()
    expect(root).to_have_attribute("data-t", "12", timeout=6000)  # eleven steps of 225 ms


def test_small_steps_are_played_as_small_steps(open_page):
    page = open_page("rnn_forward?lang=en&small=1")
    root = stepper(page)
    page.get_by_test_id("stepper-more").click()
    page.get_by_test_id("stepper-speed").select_option("4")
    page.get_by_test_id("stepper-play").click()
    expect(root).to_have_attribute("data-phase", "sum", timeout=6000)
    expect(root).to_have_attribute("data-t", re.compile("[2-5]"), timeout=6000)
    expect(root).to_have_attribute("data-phase", "activation", timeout=6000)  # and stops after the last one
    expect(root).to_have_attribute("data-t", "5", timeout=6000)


def test_reduced_motion_is_respected(open_page):
    page = open_page("lstm_forward?lang=en&small=1", reduced_motion="reduce")
    root = stepper(page)
    running = root.evaluate(
        "root => root.getAnimations({subtree: true}).filter(each => each.playState === 'running').length"
    )
    assert running == 0
