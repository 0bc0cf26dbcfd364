"""The glossary: the same entries in both languages, each short and at home in a lesson."""

import re

import pytest

from rnnlstm.ui.guide.glossary import named_in, terms
from rnnlstm.ui.lessons.course import PAGES
from rnnlstm.ui.stepper.cells import CELLS


def test_languages_have_the_same_entries():
    for en, zh in zip(terms("en"), terms("zh"), strict=True):
        assert (en.key, en.symbol, en.shape, en.where) == (zh.key, zh.symbol, zh.shape, zh.where)
        assert en.name != zh.name or en.name in ("sigmoid", "softmax", "Adam")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_entries_are_short_and_stand_once(language):
    every = terms(language)
    assert len({term.key for term in every}) == len({term.name for term in every}) == len(every)
    pages = [page.name for page in PAGES]
    for term in every:
        assert term.says and len(term.says.split()) <= 32, term.key
        assert term.where and set(term.where) <= set(pages), term.key


def test_every_gate_and_state_has_an_entry():
    keys = {term.key for term in terms("en")}
    for view in CELLS.values():
        shown = {each.key for each in view.forward.panels.maps}
        assert {key for key in shown if re.fullmatch("[a-z]", key)} <= keys


def test_a_card_is_sent_the_entries_that_it_names():
    names = [term["name"] for term in named_in("The **Spectral norm** and the forget gate", "en")]
    assert set(names) >= {"spectral norm", "forget gate"}
    assert "input gate" not in names
