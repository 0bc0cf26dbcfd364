"""What is on the screen at once, and how it is set: mathematical type, the first screen, a presentation."""

import pytest
from playwright.sync_api import expect

STEP_PAGES = [
    f"{cell}_{direction}" for cell in ("rnn", "lstm", "gru") for direction in ("forward", "backward")
]


def stepper(page):
    root = page.get_by_test_id("stepper").first
    root.wait_for()
    return root


# All that holds a text of its own in the equations.
TEXTS = """[...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? [])
    .flatMap((shadow) => [...shadow.querySelectorAll(".equation *")])
    .filter((node) => node.checkVisibility() && [...node.childNodes].some((child) => child.nodeType === 3))"""


@pytest.mark.parametrize("name", STEP_PAGES)
def test_equations_are_set_in_the_type_that_comes_with_the_project(open_page, name):
    page = open_page(f"{name}?lang=en")
    stepper(page)
    page.wait_for_function(
        """() => {
            const faces = [...document.fonts].filter(({family}) => family.includes("Stepper Math"));
            return faces.length === 4 && faces.every(({status}) => status === "loaded");
        }"""
    )
    browser = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS", "Runtime"):
        browser.send(f"{domain}.enable")
    browser.send("DOM.getDocument")
    count = page.evaluate(f"{TEXTS}.length")
    fonts = []
    for k in range(count):
        found = browser.send("Runtime.evaluate", {"expression": f"{TEXTS}[{k}]"})["result"]["objectId"]
        node = browser.send("DOM.requestNode", {"objectId": found})["nodeId"]
        fonts += browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    # Every letter and sign, in all faces: none had to be taken from a font of the system.
    assert sum(font["glyphCount"] for font in fonts) > count
    assert {font["familyName"] for font in fonts} == {"Stepper Math"}
    assert all(font["isCustomFont"] for font in fonts)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", STEP_PAGES)
def test_the_cell_stands_on_the_first_screen(open_page, name, language):
    page = open_page(f"{name}?lang={language}", width=1400, height=900)
    stepper(page)
    drawing = page.locator(".diagram svg").first.bounding_box()
    assert drawing["y"] + 0.55 * drawing["height"] < 900
    assert page.get_by_test_id("stepper-equation").bounding_box()["y"] < 700


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1280, 720)])
@pytest.mark.parametrize("name", ["lstm_backward", "gru_forward"])
def test_a_presentation_fits_the_screen(open_page, name, width, height):
    page = open_page(f"{name}?lang=en", width=width, height=height)
    root = stepper(page)
    page.get_by_test_id("stepper-present").click()
    expect(root).to_have_class(f"stepper {name.split('_')[1]} presenting")
    for part in (
        page.get_by_test_id("stepper-exit"),
        page.locator(".diagram > svg"),
        page.locator(".unrolled"),
    ):
        box = part.bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
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
    page.get_by_test_id("stepper-exit").click()
    expect(root).to_have_class(f"stepper {name.split('_')[1]}")


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


@pytest.mark.parametrize("width", [390, 700, 1100, 2200])
def test_nothing_scrolls_sideways(open_page, width):
    page = open_page("lstm_backward?lang=en&input=wave&length=60&small=9", width=width)
    root = stepper(page)
    for depth in ("sequence", "cell"):
        page.get_by_test_id(f"depth-{depth}").click()
        expect(root).to_have_attribute("data-depth", depth)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        box = page.locator("[data-testid=stMain]").evaluate("main => [main.scrollWidth, main.clientWidth]")
        assert box[0] <= box[1]
        assert root.evaluate("root => root.scrollWidth <= root.clientWidth")
