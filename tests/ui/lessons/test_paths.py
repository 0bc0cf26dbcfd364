"""The three paths: of lessons that exist and are guided; each leads from its first lesson to its last."""

import pytest

from rnnlstm.ui.guide.card import cards
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
