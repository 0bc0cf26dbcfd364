"""The questions that a guide alone should let one answer: three a lesson, and from which cards."""

import re

import pytest

from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.lessons.course import PAGES
from support.root import ROOT

GUIDED = [page.name for page in PAGES if cards(page.name, "en")]


def questions(language):
    """The questions of every lesson: the text, the answer, and the names of cards."""
    text = (ROOT / f"tests/ui/guide/questions.{language}.md").read_text(encoding="utf-8")
    one = r"^\d\. (.+?)\n   Answer: (.+?)\n   Cards: (.+?)\n"
    lessons = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return {each.split("\n")[0]: re.findall(one, each, re.DOTALL | re.MULTILINE) for each in lessons}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_guided_lesson_has_three_questions_and_their_cards_exist(language):
    every = questions(language)
    assert list(every) == GUIDED
    for lesson, asked in every.items():
        names = {card.name for card in cards(lesson, language)}
        assert len(asked) == 3, lesson
        for text, answer, named in asked:
            assert "Cards:" not in text + answer, lesson
            assert set(named.split(", ")) <= names, named


def test_languages_name_the_same_cards():
    en, zh = questions("en"), questions("zh")
    for lesson in en:
        assert [each[2] for each in en[lesson]] == [each[2] for each in zh[lesson]], lesson
