"""Every page on every kind of screen, visited once by its link for all that is asked of any page."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from support.axe import violations
from support.browser import downloaded, settle
from support.eventually import eventually
from support.pages import PAGES
from support.root import ROOT
from support.shifts import jumps

WITH_EQUATIONS = {
    each.stem
    for each in (ROOT / "assets" / "lessons" / "en").glob("*.md")
    if "$$" in each.read_text(encoding="utf-8")
}
# Of each room the figure that its first button saves, or the middle one of three.
SAVED = {
    "": "gradient",
    "gradients": "gradient",
    "spectra": "eigenvalues",
    "exploding": "exploding",
    "truncation": "truncation",
    "influence": "influence-LSTM",
}
FIGURES = {"influence": 3}
# Rows of the numbers behind the first figure, and how their header begins.
ROWS = {name: ("t,", 5) for name in PAGES if name.endswith("ward")} | {
    "": ("lag,", 60),
    "compare": ("t,", 5),
    "gradients": ("lag,", 60),
    "spectra": ("rank,", 16),
    "exploding": ("update,", 61),
    "truncation": ("k,", 60),
    "influence": ("t,reads,s,", 210),
}


BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Screen:
    language: str
    scheme: str
    width: int
    touch: bool = False

    def __str__(self):
        return f"{self.language}-{self.scheme}-{self.width}"

    @property
    def wide(self):
        return self.width > 1000

    @property
    def options(self):
        size = {"width": self.width, "height": 900 if self.wide else 844}
        return {**size, "color_scheme": self.scheme} | (
            {"has_touch": True, "is_mobile": True} if self.touch else {}
        )


# Both languages, both themes, a wide screen and a phone. The wide one is made narrow in the end, for English
# words are the longer ones.
SCREENS = [Screen("en", "light", 1400), Screen("zh", "dark", 390, touch=True)]
NARROW = {"width": 390, "height": 844}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_page(open_page, subtests, name, screen):
    page = open_page(f"{name}?lang={screen.language}", **screen.options)
    with subtests.test("opens whole"):
        expect(page.locator("h1")).to_contain_text(PAGES[name][screen.language == "zh"])
        settle(page)
        assert not page.get_by_test_id("stException").count()
    with subtests.test("does not scroll sideways"):
        assert page.evaluate(BEYOND) <= 0
    if screen.language == "zh" and name.endswith("ward"):
        with subtests.test("is in Chinese throughout"):
            assert_buttons_are_chinese(page)
    if screen.wide and name.endswith("ward"):
        with subtests.test("has the cell on its first screen"):
            assert_cell_is_on_the_first_screen(page)
    if screen.wide and name.endswith("ward"):
        with subtests.test("sets its equations in the project's own type"):
            assert_equations_are_in_our_type(page)
    if not screen.wide and name in WITH_EQUATIONS:
        with subtests.test("has room for its equations"):
            assert_equations_fit(page)
    with subtests.test("gives axe nothing to mend"):
        assert not violations(page)
    with subtests.test("jumps nowhere while it loads"):
        page.wait_for_timeout(300)
        assert not jumps(page)
    if name in SAVED:
        with subtests.test("saves its figure"):
            assert_figure_is_saved(page, name, screen.language)
    if name in ROWS and screen.wide:
        with subtests.test("gives its numbers"):
            assert_numbers_are_downloaded(page, *ROWS[name])
    if screen.wide:
        with subtests.test("does not scroll sideways once it is narrow"):
            page.set_viewport_size(NARROW)
            eventually(page, lambda: page.evaluate(BEYOND), lambda beyond: beyond <= 0, "beyond the edge")


def assert_buttons_are_chinese(page):
    buttons = page.get_by_test_id("stepper").locator("button").all()
    names = [button.get_attribute("aria-label") or button.text_content() for button in buttons]
    assert all(re.search(r"[\u4e00-\u9fff]", each) for each in names)


def assert_cell_is_on_the_first_screen(page):
    drawing = page.locator(".diagram svg").first.bounding_box()
    assert drawing["y"] + 0.55 * drawing["height"] < 900
    assert page.get_by_test_id("stepper-equation").bounding_box()["y"] < 700


# All that holds a text of its own in the equations.
TEXTS = """[...document.querySelectorAll("*")].flatMap((each) => each.shadowRoot ?? [])
    .flatMap((shadow) => [...shadow.querySelectorAll(".equation *")])
    .filter((node) => node.checkVisibility() && [...node.childNodes].some((child) => child.nodeType === 3))"""


def assert_equations_are_in_our_type(page):
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
    texts = browser.send("Runtime.evaluate", {"expression": TEXTS})["result"]["objectId"]
    found = browser.send("Runtime.getProperties", {"objectId": texts, "ownProperties": True})["result"]
    objects = [each["value"]["objectId"] for each in found if each["name"].isdigit()]
    fonts = []
    for each in objects:
        node = browser.send("DOM.requestNode", {"objectId": each})["nodeId"]
        fonts += browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    browser.detach()
    # Every letter and sign, in all faces: none had to be taken from a font of the system.
    assert sum(font["glyphCount"] for font in fonts) > len(objects) > 0
    assert {font["familyName"] for font in fonts} == {"Stepper Math"}
    assert all(font["isCustomFont"] for font in fonts)


TOO_WIDE = """() => {
    const all = [...document.querySelectorAll(".katex-display")];
    const wide = all.filter(each => each.scrollWidth > each.clientWidth + 1);
    return [all.length, wide.map(each => each.querySelector("annotation").textContent)];
}"""


def assert_equations_fit(page):
    page.locator(".katex-display").last.wait_for()
    eventually(
        page,
        lambda: page.evaluate(TOO_WIDE),
        lambda seen: seen[0] > 0 and not seen[1],  # also once the fonts have come
        "equations, and those that are cut off",
    )


def assert_figure_is_saved(page, name, language):
    buttons = page.get_by_role("button", name={"en": "Save this figure", "zh": "保存这张图"}[language])
    count = FIGURES.get(name, 1)
    expect(buttons).to_have_count(count)
    button = buttons.nth(count // 2)
    button.scroll_into_view_if_needed()
    expect(button).to_be_visible()
    expect(page.locator(".modebar").first).to_have_css("opacity", "1")  # not only under a mouse
    with downloaded(page) as file:
        button.click()
    assert file["name"] == f"{SAVED[name]}.svg"
    assert file["data"].startswith(b"<svg")


def assert_numbers_are_downloaded(page, head, count):
    page.get_by_text("The numbers behind it").first.click()  # of two walks, those of the left one
    with downloaded(page) as file:
        page.get_by_test_id("stDownloadButton").get_by_role("button").first.click()
    header, *rows = file["data"].decode("utf-8-sig").strip().splitlines()
    assert header.startswith(head)
    assert len(rows) == count
