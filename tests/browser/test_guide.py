"""The guide on a step page: it leads, lights up, asks, stands in the link, and stays closed once it is."""

import re

import pytest
from playwright.sync_api import expect

from support.axe import violations
from support.browser import settle
from support.eventually import eventually

PAGE = "lstm_forward?text=hello&lang=en"


def card(page):
    return page.get_by_test_id("guide")


def turn(page, *ways):
    for way in ways:
        page.get_by_test_id(f"guide-{way}").first.click()


def test_first_visit_begins_with_the_guide_and_closing_it_is_remembered(open_walk):
    page = open_walk(PAGE, guided=True)
    expect(card(page)).to_have_attribute("data-card", "1")
    turn(page, "close")
    expect(card(page)).to_be_hidden()
    assert "card=" not in page.url
    page.goto(page.url)
    settle(page)
    expect(card(page)).to_be_hidden()
    page.get_by_test_id("stepper-guide").click()
    expect(card(page)).to_be_visible()


def test_cards_set_the_place_and_light_up_what_they_speak_of(open_walk):
    page = open_walk(PAGE, guided=True)
    turn(page, "next", "next")
    stepper = page.get_by_test_id("stepper")
    expect(stepper).to_have_attribute("data-phase", "forget")
    expect(page.locator(".equation .row.shone")).to_have_attribute("data-row", "f")
    colour = "element => getComputedStyle(element).color"
    results = [page.locator(f".equation .row[data-row={gate}] .result").evaluate(colour) for gate in "fio"]
    assert results[0] != results[1] == results[2]  # two gates have lost their hues, and recede
    turn(page, "back")
    expect(stepper).to_have_attribute("data-phase", "")


def test_keys_turn_the_cards(open_walk):
    page = open_walk(PAGE, guided=True)
    expect(card(page)).to_have_attribute("data-card", "1")
    page.keyboard.press("n")
    expect(card(page)).to_have_attribute("data-card", "2")
    page.keyboard.press("b")
    expect(card(page)).to_have_attribute("data-card", "1")
    page.keyboard.press("g")
    expect(card(page)).to_be_hidden()


def test_link_brings_back_the_card(open_walk):
    page = open_walk(f"{PAGE}&card=3", guided=True)
    expect(card(page)).to_have_attribute("data-card", "3")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("card=4"))
    page.reload()
    settle(page)
    expect(card(page)).to_have_attribute("data-card", "4")


def test_wrong_answer_gets_a_hint_and_the_right_one_its_reason(open_walk):
    page = open_walk(f"{PAGE}&card=name_of_forget", guided=True)
    page.locator("[data-option=loses]").click()
    expect(card(page)).to_contain_text("A hint")
    expect(page.get_by_test_id("guide-reveal")).to_be_visible()
    page.locator("[data-option=keeps]").click()
    expect(card(page)).to_contain_text("the share that is kept")
    expect(page.get_by_test_id("guide-reveal")).to_be_hidden()


def test_click_in_the_drawing_answers(open_page):
    page = open_page(f"{PAGE}&card=larger", guided=True)
    page.locator(".equation .row[data-row=h] .result").click()
    expect(card(page)).to_contain_text("neither factor can be larger than 1")
    page.goto(page.url.split("lstm_forward")[0] + "rnn_forward?text=hello&lang=en&card=no_past")
    settle(page)
    page.locator(".unrolled [data-step='5'] .hit").click()
    expect(card(page)).to_contain_text("A hint")
    page.locator(".unrolled [data-step='1'] .hit").click()
    expect(card(page)).to_contain_text("Correct. ")


@pytest.mark.parametrize("width", [1400, 390])
def test_card_follows_another_text(open_page, width):
    page = open_page(f"{PAGE}&card=1", guided=True, width=width)
    expect(card(page)).to_contain_text("reads e")
    # What the card speaks of stands above it where it takes the foot of the screen.
    strip = page.locator(".unrolled")
    eventually(
        page,
        lambda: (strip.bounding_box()["y"], strip.bounding_box()["y"] + strip.bounding_box()["height"]),
        lambda seen: seen[0] > 50 and (width > 390 or seen[1] < card(page).bounding_box()["y"]),
        "head and foot of the strip",
    )
    page.get_by_label("Your text").fill("abc")
    page.get_by_label("Your text").press("Enter")
    expect(card(page)).to_contain_text("reads b")
    expect(card(page)).to_have_attribute("data-card", "1")


def test_whoever_leaves_the_place_is_led_back(open_walk):
    page = open_walk(f"{PAGE}&card=2", guided=True)
    page.get_by_test_id("stepper-next").click()
    page.get_by_test_id("guide-return").click()
    expect(page.get_by_test_id("stepper")).to_have_attribute("data-t", "2")
    expect(page.get_by_test_id("guide-return")).to_be_hidden()


def test_card_beside_two_steppers_is_low_and_shows_what_it_speaks_of(open_page):
    page = open_page("compare?lang=en&card=units", guided=True, width=1400, height=900)
    bar = card(page).first
    for side in (0, 1):
        drawing = page.locator(".of-cell .cell-drawing").nth(side)
        page.wait_for_function(
            "scrolled => scrolled.scrollTop > 0", arg=page.locator(".stMain").element_handle()
        )
        assert drawing.bounding_box()["y"] > 50
        assert drawing.bounding_box()["y"] + drawing.bounding_box()["height"] < bar.bounding_box()["y"]
    bar.locator("[data-option=no]").click()
    expect(bar).to_contain_text("Correct. ")
    assert bar.bounding_box()["height"] <= 160


def test_card_on_the_last_loss_shows_it_alone_on_both_sides(open_walk):
    page = open_walk("compare?lang=en&direction=backward&card=gradients", guided=True, width=1400)
    for side in (0, 1):
        stepper = page.get_by_test_id("stepper").nth(side)
        expect(stepper.locator("[data-step='1'] .of-last").first).to_be_visible()
        expect(stepper.locator("[data-step='1'] .of-all").first).to_be_hidden()
    turn(page, "next")
    expect(page.locator(".of-all").first).to_be_visible()
    expect(page.locator(".of-last").first).to_be_hidden()


def test_last_card_leads_on(open_page):
    page = open_page(f"{PAGE}&card=onward", guided=True)
    turn(page, "next")
    page.wait_for_url(re.compile("lstm_backward"))
    settle(page)
    assert "card=onward" not in page.url


def test_in_class_n_leads_through_the_chosen_cards_and_on(open_page):
    page = open_page(f"{PAGE}&path=class", guided=True)
    for number, name in enumerate(("begin", "states", "forget", "sum"), start=1):
        expect(card(page)).to_have_attribute("data-name", name)
        expect(card(page)).to_contain_text(f"{number} of 4")
        if number == 3:
            page.reload()
            settle(page)
            expect(card(page)).to_have_attribute("data-name", name)
        page.keyboard.press("n")
    page.wait_for_url(re.compile("lstm_backward"))
    expect(card(page)).to_have_attribute("data-name", "begin")
    expect(card(page)).to_contain_text("1 of 4")


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("zh", "dark")])
def test_axe_finds_nothing_on_a_card_that_asks(open_walk, lang, scheme):
    page = open_walk(f"lstm_forward?lang={lang}&card=name_of_forget", guided=True, color_scheme=scheme)
    page.locator("[data-option=loses]").click()
    expect(page.get_by_test_id("guide-reveal")).to_be_visible()
    assert not violations(page)


def test_word_of_the_glossary_says_what_it_is(open_walk):
    page = open_walk(f"{PAGE}&card=forget", guided=True)
    page.locator(".words .term").first.click()
    expect(page.get_by_test_id("gloss")).to_contain_text("forget gate")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("gloss")).to_be_hidden()
    page.locator(".equation .row[data-row=o] [data-term]").press("Enter")
    expect(page.get_by_test_id("gloss")).to_contain_text("output gate")
