"""The guide of a page without a stepper: a card sets the controls, and speaks of what the page then shows."""

import json

import pytest

from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.guide.room import ROOMS
from rnnlstm.ui.lessons.link_keys import PAGES
from support.visit import through_the_app, visit_page, visit_script

GUIDED = [room for room in ROOMS if cards(room, "en")]
PAGE = "pages/exploding.py"


def sent(page):
    """Return what the guide's card is sent."""
    (mounted,) = [each.proto for each in page.get("bidi_component") if each.component_name == "rnnlstm.guide"]
    return json.loads(mounted.json)


def turned(page, card):
    """Run a page again as the browser does when the learner has turned to a card, from 0."""
    (mounted,) = [each.proto for each in page.get("bidi_component") if each.component_name == "rnnlstm.guide"]
    states = page._tree.get_widget_states()
    event = states.widgets.add()
    event.id = f"$$STREAMLIT_INTERNAL_KEY_{mounted.id}__events"
    event.json_trigger_value = json.dumps([{"event": "card", "value": card}])
    page._run(states)
    assert not page.exception
    return page


def number_of(lesson, name):
    return [card.name for card in cards(lesson, "en")].index(name)


@pytest.mark.parametrize("lesson", GUIDED)
def test_cards_set_what_the_page_has(lesson):
    settings = {setting.key: setting for setting in PAGES[lesson]}
    for card in cards(lesson, "en"):
        for each in card.head.get("set", "").split():
            key, value = each.split("=", 1)
            assert settings[key].now()._read(value) is not None, (card.name, each)


@pytest.mark.parametrize("lesson", GUIDED)
def test_link_with_nothing_but_a_card_gets_its_settings(lesson):
    for number, card in enumerate(cards(lesson, "en")):
        shown = sent(visit_page(f"pages/{lesson}.py", {"card": card.name, "lang": "en"}))
        assert (shown["current"], shown["card"]["name"]) == (number, card.name)
        assert not shown["card"]["away"], card.name


def test_link_that_names_settings_keeps_them():
    shown = sent(visit_page(PAGE, {"card": "2", "cliff_rate": "0.1", "part": "update", "lang": "en"}))
    assert shown["current"] == 1
    assert shown["card"]["away"]


@pytest.mark.parametrize(("asked", "card"), [("0", 0), ("99", None), ("nonsense", 0)])
def test_card_that_there_is_not_is_the_nearest(asked, card):
    last = len(cards("exploding", "en")) - 1
    assert sent(visit_page(PAGE, {"card": asked, "lang": "en"}))["current"] == (
        last if card is None else card
    )


def test_without_a_card_in_the_link_the_browser_decides():
    shown = sent(visit_page(PAGE, {"lang": "en"}))
    assert shown["current"] is None and shown["card"] is None


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        ({}, False),
        ({"text": "abc", "path": "evening", "learned": "0"}, False),
        ({"cliff_rate": "0.1"}, True),
        ({"small": "6"}, True),
        ({"card": "2"}, False),
    ],
)
def test_guide_waits_where_the_link_has_set_what_is_shown(asked, waits):
    assert sent(visit_page(PAGE, {"lang": "en", **asked}))["waits"] is waits


def moment(page):
    """Return the moment that a card asks the film's bar for."""
    (bar,) = [
        data
        for each in page.get("bidi_component")
        if each.proto.component_name == "rnnlstm.film"
        and (data := json.loads(each.proto.json))["part"] == "bar"
    ]
    return bar["asked"]


def test_card_brings_the_film_to_its_moment():
    page = visit_page("pages/film.py", {"card": "silent", "lang": "en"})
    assert moment(page) == {"card": "silent", "at": 650}
    page.session_state["task"] = "sine"
    page.run()
    assert sent(page)["card"]["away"] and moment(page) is None
    turned(page, number_of("film", "silent"))
    assert moment(page) == {"card": "silent", "at": 650}
    turned(page, -1)
    assert moment(page) is None


def test_turning_sets_the_controls_and_all_else_to_its_usual_value():
    page = visit_page(PAGE, {"card": "1", "cliff_rate": "0.1", "part": "cliff", "lang": "en"})
    assert page.session_state["cliff_rate"] == 0.1
    turned(page, number_of("exploding", "slope"))
    assert page.session_state["cliff_rate"] == 0.3
    assert page.session_state["cliff_steps"] == 10
    assert page.session_state["view"] == "profile"
    assert sent(page)["card"]["name"] == "slope"


def test_turning_keeps_the_learners_text():
    page = visit_page(PAGE, {"card": "product", "part": "update", "text": "abcabd", "lang": "en"})
    turned(page, number_of("exploding", "direction"))
    assert page.session_state["text"] == "abcabd"


def test_turning_tells_the_browser_again_what_controls_that_stay_stand_at():
    """The run that did so may have been cut short by this one: the guide opens early."""
    page = visit_page("pages/vectors.py", {"w": "1.5", "lang": "en"})
    turned(page, 0)
    slider = page.slider(key="w").proto
    assert slider.set_value and list(slider.value) == [1.5]


def test_closing_leaves_the_page_as_it_is():
    page = visit_page(PAGE, {"card": "slope", "lang": "en"})
    turned(page, -1)
    assert sent(page)["card"] is None
    assert page.session_state["cliff_steps"] == 10


def test_learner_who_moves_a_control_is_offered_the_way_back():
    page = visit_page(PAGE, {"card": "wall", "lang": "en"})
    page.session_state["view"] = "loss"
    page.run()
    assert sent(page)["card"]["away"]
    turned(page, number_of("exploding", "wall"))
    assert page.session_state["view"] == "profile"
    assert not sent(page)["card"]["away"]


def test_card_without_its_numbers_says_that_the_learner_has_gone_on():
    page = visit_page(PAGE, {"card": "wall", "part": "update", "lang": "en"})
    assert "gone on" in str(sent(page)["card"]["words"])


def rooms_words(card, scene):
    """A page that says what a card says of a scene."""
    import streamlit as st

    from rnnlstm.ui.guide.room import said
    from rnnlstm.ui.lessons.exploding.settings import SETTINGS

    try:
        st.json(said(card, SETTINGS, scene))
    except KeyError:
        st.text("missing")


def test_page_that_could_not_read_its_input_lets_the_guide_wait():
    page = visit_script(rooms_words, {"lang": "en"}, card=Card("one", {}, "Words."), scene=None)
    assert "as soon as the page can read" in page.json[0].value


def test_missing_number_is_an_error_where_the_page_is_as_the_card_sets_it():
    page = visit_script(rooms_words, {"lang": "en"}, card=Card("one", {}, "It is {x}."), scene={})
    assert page.text[0].value == "missing"


@pytest.mark.parametrize(
    ("asked", "message"), [("nowhere=1", "which the page does not have"), ("view=sideways", "cannot be")]
)
def test_card_cannot_set_what_there_is_not(asked, message):
    from rnnlstm.ui.guide.room import arrange

    with pytest.raises(ValueError, match=message):
        arrange(Card("one", {"set": asked}, "Words."), PAGES["exploding"])


def test_a_card_that_is_turned_together_with_the_way_to_another_page_is_left_out():
    test = through_the_app("exploding", lang="en")
    test.switch_page("pages/history.py")
    turned(test, 1)
    assert test.title[0].value == "Who found it, and how it went on"


@pytest.mark.parametrize(("learned", "after"), [("50", 50), ("0", 0), (None, 0)])
def test_a_card_leaves_a_newcomer_the_network_of_newcomers_when_the_page_is_loaded_anew(learned, after):
    """What the address names tells whose it is; a link without it is of the time before networks learned."""
    named = {} if learned is None else {"learned": learned}
    test = visit_page(PAGE, {"lang": "en", "card": "2", "part": "update"} | named)
    turned(test, 2)
    value, _usual = test.session_state["settings"]["learned"]
    assert value == after
