"""The guide of a page without a stepper: it turns controls, asks, stands in the link, stays closed."""

import pytest
from playwright.sync_api import expect

from support.browser import settle
from support.eventually import eventually

PAGE = "exploding?lang=en"


def card(page):
    return page.get_by_test_id("guide")


def turn(page, way):
    page.get_by_test_id(f"guide-{way}").click()


def test_next_card_turns_the_controls(open_page):
    page = open_page(f"{PAGE}&card=wall", guided=True)
    turn(page, "next")
    expect(card(page)).to_have_attribute("data-name", "slope")
    expect(card(page)).to_contain_text("Only 10 steps")
    page.wait_for_function("location.search.includes('cliff_steps=10')")
    turn(page, "back")
    expect(card(page)).to_contain_text("by w · φ′ 50 times")


def test_answers_get_a_hint_and_a_reason(open_page):
    page = open_page(f"{PAGE}&card=by_norm", guided=True)
    field = page.get_by_test_id("guide-number")
    field.fill("0.3")
    turn(page, "answer")
    expect(card(page)).to_contain_text("A hint")
    field.fill("0.09")
    turn(page, "answer")
    expect(card(page)).to_contain_text("however steep the cliff is")


def test_closed_guide_stays_closed(open_page):
    page = open_page(PAGE, guided=True)
    expect(card(page)).to_have_attribute("data-card", "1")
    turn(page, "close")
    expect(card(page)).to_be_hidden()
    expect(page.locator(".st-key-lesson-why")).to_be_visible()
    page.goto(page.url)
    settle(page)
    expect(page.get_by_test_id("guide-open")).to_be_visible()
    expect(card(page)).to_be_hidden()


def test_keys_turn_close_and_open(open_page):
    page = open_page(PAGE, guided=True)
    expect(card(page)).to_have_attribute("data-card", "1")
    for key, number in (("n", "2"), ("n", "3"), ("b", "2")):
        page.keyboard.press(key)
        expect(card(page)).to_have_attribute("data-card", number)
    page.keyboard.press("g")
    expect(card(page)).to_be_hidden()
    page.keyboard.press("g")
    expect(card(page)).to_have_attribute("data-card", "1")


def test_link_brings_back_card_and_controls(open_page):
    page = open_page(f"{PAGE}&card=1", guided=True)
    expect(card(page)).to_have_attribute("data-card", "1")
    for number in ("2", "3"):
        page.keyboard.press("n")
        expect(card(page)).to_have_attribute("data-card", number)
    page.wait_for_function("location.search.includes('card=3')")
    page.wait_for_function("location.search.includes('view=close')")
    page.reload()
    settle(page)
    expect(card(page)).to_have_attribute("data-card", "3")
    expect(page.get_by_test_id("guide-return")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_a_phone_the_figure_stands_above_the_card(open_page, language):
    page = open_page(f"exploding?lang={language}&card=same_start", guided=True, width=390)
    expect(card(page)).to_be_visible()
    page.wait_for_function(
        "document.querySelector('[class*=\"st-key-exploding-chart\"]').getBoundingClientRect().top < 150"
    )
    figure = page.locator('[class*="st-key-exploding-chart"]').bounding_box()
    assert card(page).bounding_box()["y"] - figure["y"] > 300


@pytest.mark.parametrize(
    ("link", "key"),
    [("forecast?card=linear", "forecast-errors"), ("translation?card=writes", "translation-step")],
)
def test_on_a_phone_what_a_card_asks_about_stands_above_it(open_page, link, key):
    page = open_page(f"{link}&lang=en", guided=True, width=390)
    expect(card(page)).to_be_visible()
    page.wait_for_function(
        """key => {
            const { top } = document.querySelector(`.st-key-${key}`).getBoundingClientRect();
            return top > 0 && top < 150;
        }""",
        arg=key,
    )


@pytest.mark.parametrize("name", ["inside", "rest"])
def test_on_a_phone_the_lower_part_stands_above_a_card_that_speaks_of_it(open_page, name):
    page = open_page(f"sound?lang=en&card={name}", guided=True, width=390, height=844)
    expect(card(page)).to_have_attribute("data-name", name)
    figure = page.locator(".st-key-sound-chart .js-plotly-plot")
    foot = "figure => figure.getBoundingClientRect().bottom"
    eventually(
        page,
        lambda: card(page).bounding_box()["y"] - figure.evaluate(foot),
        lambda above: 0 < above < 150,
        "how far above the card the foot of the figure is",
    )


def test_word_of_the_glossary_says_what_it_is(open_page):
    page = open_page("spectra?lang=en&card=begin", guided=True)
    page.locator(".words .term").first.click()
    expect(page.get_by_test_id("gloss")).to_be_visible()
    expect(page.get_by_test_id("gloss")).to_contain_text("eigenvalue")
