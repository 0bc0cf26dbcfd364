"""The lesson from one number to vectors, in a real browser: by keys, clicks and links, without the server."""

import math

import pytest
from playwright.sync_api import expect

from support.axe import violations
from support.browser import choose, settle


def graph(page):
    root = page.get_by_test_id("graph")
    root.wait_for()
    return root


def at(root, step):
    expect(root).to_have_attribute("data-step", str(step))


def test_keys_walk_and_nothing_is_sent(open_page):
    page = open_page("vectors?lang=en")
    sent = []
    root = graph(page)
    settle(page)
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    root.focus()
    for key, step in (("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("End", 13), ("Home", 1)):
        page.keyboard.press(key)
        at(root, step)
    page.get_by_test_id("graph-next").click()
    at(root, 2)
    expect(page.get_by_test_id("graph-equation")).to_contain_text("0.5 · 2 = 1")
    page.get_by_test_id("graph-prev").click()
    at(root, 1)
    page.wait_for_function("!location.search.includes('small')")
    assert not sent


def test_what_is_to_come_is_not_shown(open_page):
    page = open_page("vectors?lang=en&small=6")
    root = graph(page)
    at(root, 6)
    expect(root.locator("[data-q=dE].value")).to_be_visible()
    expect(root.locator("[data-q=dh].value")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(root.locator("[data-q=dh].value")).to_have_text("dh−0.463")
    expect(root.locator("[data-q='E>h'].back")).to_be_visible()
    expect(root.locator("[data-q='h>E'].there")).to_be_hidden()
    assert "dh = −0.463" in root.locator("svg.cell-drawing").get_attribute("aria-label")


def test_an_entry_that_is_picked_shows_its_paths(open_page):
    page = open_page("vectors?lang=en&graph=vector&small=16")
    root = graph(page)
    root.get_by_role("button", name="5", exact=True).click()  # dx_2, in the table
    at(root, 8)
    lit = root.locator(".edge .wire.lit")
    expect(lit).to_have_count(2)
    assert {wire.get_attribute("data-q") for wire in lit.all()} == {"a1>x2", "a2>x2"}
    expect(root.locator(".edge.path")).to_have_count(2)
    expect(page.get_by_test_id("graph-equation")).to_contain_text("(−2) · (−2) + 1 · 1 = 5")
    root.get_by_role("button", name="Show how x_3 comes about").press("Enter")
    at(root, 9)
    page.wait_for_function("location.search.includes('small=9')")


def test_other_numbers_are_those_of_the_core(open_page):
    page = open_page("vectors?lang=en&graph=vector&small=7&row1=2,0,1&inputs=1,1,1")
    root = graph(page)
    # a_1 = 3, da_1 = 1.5; a_2 = 0.5, da_2 = −0.5.
    expect(page.get_by_test_id("graph-equation")).to_contain_text("1.5 · 2 + (−0.5) · 0.5 = 2.75")
    page.get_by_role("textbox", name="Row 1 of W").fill("0, 0, 0")
    page.keyboard.press("Enter")
    # a_1 = 0, da_1 = −1.5.
    expect(page.get_by_test_id("graph-equation")).to_contain_text("(−1.5) · 0 + (−0.5) · 0.5 = −0.25")
    at(root, 7)
    page.get_by_role("textbox", name="Row 1 of W").fill("0, 0")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Here 3 are needed")).to_be_visible()


def test_another_graph_begins_at_its_beginning(open_page):
    page = open_page("vectors?lang=zh&small=5")
    at(graph(page), 5)
    choose(page, "graph", "softmax", 3)
    expect(page.get_by_test_id("graph")).to_have_attribute("data-part", "softmax")
    at(graph(page), 1)
    page.wait_for_function("!location.search.includes('small')")


def test_the_guide_leads_through_the_graphs_and_a_click_answers(open_page):
    page = open_page("vectors?lang=en&card=onehot", guided=True)
    root, card = graph(page), page.get_by_test_id("guide")
    expect(root).to_have_attribute("data-part", "softmax")
    at(root, 9)
    expect(root.locator(".block.shone")).to_have_count(3)
    root.locator("[data-op=y1]").click()
    expect(card).to_contain_text("A hint")
    root.locator("[data-op=y2]").click()
    p = math.e / (math.e**2 + math.e + 1 / math.e)
    expect(card).to_contain_text(f"p − 1 = {p - 1:.3f}".replace("-", "−"))
    at(root, 9)
    root.focus()
    page.keyboard.press("ArrowRight")
    expect(root.locator(".shone")).to_have_count(0)
    page.keyboard.press("n")
    expect(root).to_have_attribute("data-part", "chain")
    at(root, 13)
    page.get_by_test_id("guide-back").click()
    expect(root).to_have_attribute("data-part", "softmax")
    at(root, 9)
    choose(page, "graph", "vector", 2)
    expect(card).to_contain_text("gone on to something")
    page.get_by_test_id("guide-return").click()
    at(root, 9)
    expect(card).to_contain_text("Which one has a negative gradient")


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("zh", "light")])
@pytest.mark.parametrize("state", ["graph=vector&small=16", "graph=softmax&small=10", "graph=twice&small=10"])
def test_axe_finds_nothing(open_page, state, language, scheme):
    page = open_page(f"vectors?lang={language}&{state}", color_scheme=scheme)
    settle(page)
    assert not violations(page)


@pytest.mark.parametrize("part", ["chain", "twice", "vector", "softmax"])
def test_a_phone_has_room_for_every_number(open_page, part):
    page = open_page(f"vectors?lang=en&graph={part}", width=390, height=844, has_touch=True, is_mobile=True)
    root = graph(page)
    root.focus()
    page.keyboard.press("End")
    sizes = root.evaluate(
        """root => {
            const picture = root.querySelector("svg.cell-drawing");
            const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
            const frame = picture.getBoundingClientRect();
            const texts = [...picture.querySelectorAll("text")].filter(text => text.checkVisibility());
            return texts.map(text => {
                const {left, right} = text.getBoundingClientRect();
                const digits = text.querySelector(".digits") ?? text;
                const size = scale * parseFloat(getComputedStyle(digits).fontSize);
                return [text.textContent, size, left - frame.left, frame.right - right];
            });
        }"""
    )
    for text, size, left, right in sizes:
        assert size >= 11, text
        assert min(left, right) >= -1, text
    for button in root.locator("button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 24
