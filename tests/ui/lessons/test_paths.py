"""The three paths: of lessons that exist and are guided; each leads from its first lesson to its last."""

import pytest

from rnnlstm.ui.guide.card import Card, cards
from rnnlstm.ui.lessons import paths
from rnnlstm.ui.lessons.course import PAGES

READ = {"history"}
"""Read, not walked through."""


@pytest.mark.parametrize("name", paths.PATHS)
def test_lessons_exist_and_are_guided(name):
    lessons = paths.PATHS[name].lessons
    assert len(set(lessons)) == len(lessons)
    assert set(lessons) <= {page.name for page in PAGES}
    assert not [each for each in lessons if not cards(each, "en") and each not in READ]


@pytest.mark.parametrize("name", ["none", *paths.PATHS])
def test_path_leads_to_its_end_and_home(name, monkeypatch):
    taken = []
    monkeypatch.setattr(paths, "go_to", taken.append)
    monkeypatch.setattr(type(paths.PATH), "value", lambda _self: name)
    lessons = [page.name for page in PAGES] if name == "none" else paths.PATHS[name].lessons
    for lesson in lessons:
        paths.go_on(lesson)
    assert taken == [*lessons[1:], "home"]


def test_ten_minutes_in_class_are_ten_minutes():
    assert 6 < paths.minutes("class") <= 10
    assert all(len(cards(lesson, "en", "class")) == 4 for lesson in paths.PATHS["class"].lessons)


def test_a_path_takes_as_long_as_its_cards_are_read_and_looked_at(monkeypatch):
    card = Card("one", {}, words="a " * 119, hint="b " * 60, answer="c " * 59)
    monkeypatch.setattr(paths, "cards", lambda lesson, *_: (card,) * (lesson == "gradients"))
    minutes = paths.minutes.__wrapped__  # what is kept are the cards of the course
    assert minutes("gradients") == pytest.approx(1 + 0.5)
    assert minutes("class") == pytest.approx(178 / 150 + 0.25)  # hints are not read out


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(8, "15 minutes"), (55, "one hour"), (118, "2 hours"), (140, "2 h 15 min")],
)
def test_times_are_told_in_quarters_of_an_hour(minutes, words):
    assert paths._in_words(minutes) == words
