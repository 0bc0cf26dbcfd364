"""On the path for class the guide of a page shows the cards that were chosen for it."""

import json

import pytest

from rnnlstm.ui.guide.card import cards
from support.sent import sent
from support.visit import visit_page


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", ["class", "evening"])
@pytest.mark.parametrize("name", ["lstm_forward", "lstm_backward"])
def test_the_stepper_is_sent_the_cards_of_the_path(name, path, language):
    header, _arrays = sent(visit_page(f"pages/{name}.py", {"lang": language, "path": path}))
    assert [each["name"] for each in header["guide"]] == [card.name for card in cards(name, language, path)]


@pytest.mark.parametrize("path", ["class", "evening"])
def test_the_guide_of_a_room_has_the_cards_of_the_path(path):
    test = visit_page("pages/gradients.py", {"lang": "en", "path": path, "card": "gate"})
    (guide,) = [
        each.proto for each in test.get("bidi_component") if each.proto.component_name == "rnnlstm.guide"
    ]
    told = json.loads(guide.json)
    names = [card.name for card in cards("gradients", "en", path)]
    assert [each["name"] for each in told["names"]] == names
    assert told["current"] == names.index("gate")
