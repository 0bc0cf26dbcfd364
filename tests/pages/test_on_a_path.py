"""On the path for class the guide of a page shows the cards that were chosen for it."""

import json

import pytest

from rnnlstm.ui.guide.card import cards
from support.sent import sent
from support.visit import through_the_app, visit_page


def guide(test):
    """Return what the guide of a room is sent."""
    (mounted,) = [
        each.proto for each in test.get("bidi_component") if each.proto.component_name == "rnnlstm.guide"
    ]
    return json.loads(mounted.json)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", ["class", "evening"])
@pytest.mark.parametrize("name", ["lstm_forward", "lstm_backward"])
def test_the_stepper_is_sent_the_cards_of_the_path(name, path, language):
    header, _arrays = sent(visit_page(f"pages/{name}.py", {"lang": language, "path": path}))
    assert [each["name"] for each in header["guide"]] == [card.name for card in cards(name, language, path)]


@pytest.mark.parametrize("path", ["class", "evening"])
def test_the_guide_of_a_room_has_the_cards_of_the_path(path):
    told = guide(visit_page("pages/gradients.py", {"lang": "en", "path": path, "card": "gate"}))
    names = [card.name for card in cards("gradients", "en", path)]
    assert [each["name"] for each in told["names"]] == names
    assert told["current"] == names.index("gate")


@pytest.mark.parametrize("asked", ["write", "5"])
def test_a_link_to_a_card_that_the_path_leaves_out_brings_all_cards_to_the_stepper(asked):
    header, _arrays = sent(
        visit_page("pages/lstm_forward.py", {"lang": "en", "path": "class", "card": asked})
    )
    assert len(header["guide"]) == len(cards("lstm_forward", "en"))


@pytest.mark.parametrize(
    ("asked", "name", "count"),
    [
        ("half", "half", 12),
        ("5", "half", 12),
        ("3", "gate", 4),
        ("nonsense", "begin", 4),
        ("99", "onward", 4),
    ],
)
def test_a_link_opens_the_card_that_it_names_on_a_path_too(asked, name, count):
    told = guide(visit_page("pages/gradients.py", {"lang": "en", "path": "class", "card": asked}))
    assert (told["card"]["name"], len(told["names"])) == (name, count)


def test_a_room_that_was_open_at_a_later_card_begins_anew_on_another_path():
    test = through_the_app("gradients", lang="en")
    test.session_state["guide.card"] = len(cards("gradients", "en")) - 1
    test.run()
    test.switch_page("pages/home.py").run()
    test.button(key="begin-class").click().run()
    test.switch_page("pages/gradients.py").run()
    assert not test.exception
    told = guide(test)
    assert (told["current"], len(told["names"])) == (None, 4)


def test_card_and_place_of_a_link_are_left_behind_with_their_page():
    test = visit_page("app.py", {"lang": "en", "path": "class", "card": "3", "small": "forget"})
    test.session_state["link.elsewhere"] = True  # as app.py does on the way to another page
    test.switch_page("pages/gradients.py").run()
    told = guide(test)
    assert (told["current"], told["waits"]) == (None, False)
