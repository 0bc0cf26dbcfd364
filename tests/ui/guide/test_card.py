"""The cards as they are written: the same in both languages, short, and all of it read."""

import re
from collections import defaultdict

import pytest

from rnnlstm.ui.guide.card import KINDS, cards
from rnnlstm.ui.guide.fill import pieces
from rnnlstm.ui.lessons.course import PAGES
from rnnlstm.ui.shell.catalogue import ASSETS

GUIDES = sorted(path.name.removesuffix(".guide.md") for path in (ASSETS / "lessons/en").glob("*.guide.md"))
MOST_WORDS, MOST_SIGNS = 60, 120
"""Of English words and of Chinese characters in what a card says before it is answered."""
every_guide = pytest.mark.parametrize("lesson", GUIDES)


def shown(card):
    """What stands on a card at once: its words, or its otherwise, and the options."""
    slots = r"(?<![_^])\{[^{}]*\}"
    options = " ".join(card.options.values())
    return [re.sub(slots, "7", f"{text} {options}") for text in (card.words, card.otherwise)]


@every_guide
def test_guide_belongs_to_a_lesson_and_has_8_to_14_cards(lesson):
    assert lesson in [page.name for page in PAGES]
    assert 8 <= len(cards(lesson, "en")) <= 14


@every_guide
def test_a_third_of_the_cards_ask(lesson):
    every = cards(lesson, "en")
    assert 3 * sum(bool(card.asks) for card in every) >= len(every) - 2


@every_guide
def test_languages_have_the_same_cards(lesson):
    for en, zh in zip(cards(lesson, "en"), cards(lesson, "zh"), strict=True):
        assert (en.name, en.head, list(en.options)) == (zh.name, zh.head, list(zh.options))
        assert [bool(each) for each in (en.words, en.otherwise, en.hint, en.answer)] == [
            bool(each) for each in (zh.words, zh.otherwise, zh.hint, zh.answer)
        ]


@every_guide
def test_cards_are_short(lesson):
    for card in cards(lesson, "en"):
        for text in shown(card):
            assert len(text.split()) <= MOST_WORDS, card.name
    for card in cards(lesson, "zh"):
        for text in shown(card):
            assert len(re.findall(r"[\u4e00-\u9fff]", text)) <= MOST_SIGNS, card.name


class One(float):
    """The number 1, and a function that is 1 everywhere."""

    def __call__(self, *_of):
        return self


@every_guide
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_formula_in_the_words_is_read(lesson, language):
    """No brace is left to be shown, but those of small parts of symbols, as h_{t−1}."""
    for card in cards(lesson, language):
        for text in (card.words, card.otherwise, card.hint, card.answer, *card.options.values()):
            said = "".join(
                each
                for each in pieces(text, defaultdict(lambda: One(1), said=lambda value, _form="": str(value)))
                if isinstance(each, str)
            )
            assert not re.search("[{}]", re.sub(r"[_^]\{[^{}]*\}", "", said)), card.name


@every_guide
def test_heads_are_whole(lesson):
    for card in cards(lesson, "en"):
        if "when" in card.head:
            assert card.otherwise, card.name
        if card.asks:
            assert card.asks in KINDS and "right" in card.head and card.hint and card.answer, card.name
            assert (card.asks == "choice") == (len(card.options) >= 2), card.name
        else:
            assert not (card.options or card.hint or card.answer), card.name
    names = [card.name for card in cards(lesson, "en")]
    assert len(set(names)) == len(names)


def test_unknown_key_is_refused(tmp_path, monkeypatch):
    folder = tmp_path / "lessons/en"
    folder.mkdir(parents=True)
    (folder / "odd.guide.md").write_text("<!-- card: one\nplace: 3\n-->\nWords.")
    monkeypatch.setattr("rnnlstm.ui.guide.card.ASSETS", tmp_path)
    with pytest.raises(ValueError, match="card one: expected one of"):
        cards("odd", "en")


def test_lesson_without_guide_has_no_cards():
    assert cards("home", "en") == ()


@pytest.mark.parametrize("lesson", ["lstm_forward", "lstm_backward", "gradients"])
def test_on_a_path_that_names_some_cards_only_these_are_shown(lesson):
    every = {language: cards(lesson, language) for language in ("en", "zh")}
    for language in every:
        shown = cards(lesson, language, "class")
        assert [card.name for card in shown] == [each.name for each in every["en"] if "on" in each.head]
        assert 0 < len(shown) < len(every[language])
        assert shown[0] == every[language][0]
        assert any(card.asks for card in shown)
        assert cards(lesson, language, "evening") == every[language]
