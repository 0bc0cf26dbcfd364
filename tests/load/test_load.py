"""Ten learners at once: each gets the right page, with all that it has set and nothing of another's."""

from dataclasses import replace

import pytest

from support.coroutines import completed
from support.pages import PAGES
from support.serve import serving

from .learner import Screen
from .lessons import LESSONS
from .school import Plan, attend, faults


def test_each_of_ten_learners_at_once_gets_what_it_asks_for(tmp_path):
    plan = Plan(learners=10, arrive=1, stay=3, pause=1)
    log = tmp_path / "log"
    with serving(log) as (base, servers):
        report = completed(attend(base, plan, lambda: servers))
    assert report.wrong == [], log.read_text(encoding="utf-8")
    assert len(report.opened) == 10
    assert len(report.changed) >= 10
    assert report.costs[-1].cpu > report.costs[0].cpu > 0


RIGHT = Screen(headings=[PAGES["names"][0]], link={"name": "Rossi", "lang": "en"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"headings": [PAGES["compare"][0]]},
        {"headings": []},
        {"link": {"name": "Schmidt", "lang": "en"}},
        {"link": {}},
        {"troubles": ["ValueError: none"]},
    ],
)
def test_a_wrong_screen_is_found(wrong):
    (names,) = [each for each in LESSONS if each.page == "names"]
    assert faults(RIGHT, names, {"name": "Rossi"}) == []
    assert len(faults(replace(RIGHT, **wrong), names, {"name": "Rossi"})) == 1
