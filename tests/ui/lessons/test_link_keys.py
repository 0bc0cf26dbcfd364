"""The registry of settings: each key of a link is described once, and all pages agree on it."""

import re
from dataclasses import replace

import pytest

from rnnlstm.ui.controls.edits import EDITS
from rnnlstm.ui.controls.settings import LANGUAGE
from rnnlstm.ui.lessons.course import GLOSSARY
from rnnlstm.ui.lessons.course import PAGES as COURSE
from rnnlstm.ui.lessons.link_keys import BROWSER, PAGES, meanings
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range, Several
from support.root import ROOT

EVERY = {each.name: each for settings in PAGES.values() for each in settings} | {LANGUAGE.name: LANGUAGE}
RANGES = [each for each in EVERY.values() if isinstance(each, Range)]


def test_every_page_of_the_course_has_its_settings():
    assert set(PAGES) == {page.name for page in [*COURSE, GLOSSARY]}


def test_each_key_has_one_meaning_on_all_pages():
    """Two have a second one, which does not leave its lesson."""
    for each in EVERY.values():
        for settings in PAGES.values():
            # By another label at most: the text of the step pages is the left one beside another.
            same = [replace(other, label=each.label) for other in settings if other.name == each.name]
            assert same in ([], [each]), each.key
    assert {each.key for each in EVERY.values() if len(meanings(each.key)) > 1} == {"units"}
    assert [each.scope for each in meanings("units")] == ["", "training"]
    assert [each.key for each in EVERY.values() if each.key in BROWSER] == ["small"]
    assert meanings("small")[0].scope == "spectra"


def test_every_setting_that_is_described_stands_in_the_registry():
    """Also the other way round: nothing reads or writes the link but what the registry names."""
    described = set()
    for path in (ROOT / "rnnlstm/ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        described |= set(re.findall(r'\b(?:Range|Notches|Choice|Several|Text|Lines)\(\s*"(\w+)"', text))
        described |= set(re.findall(r'replace\([^()]*?\bkey="(\w+)"', text))
        assert path.match("shell/*.py") or "query_params" not in text or path.match("gradients/room.py"), path
    computed = {each.key for pair in ("sigmoid", "tanh") for each in meanings_of(f"{pair}_")}
    computed |= {each.key for each in EDITS.values()}
    assert described | computed == {each.key for each in EVERY.values()}


def meanings_of(start):
    return [each for each in EVERY.values() if each.key.startswith(start)]


def test_the_browsers_own_keys_stand_in_the_registry():
    named = set()
    for path in (ROOT / "rnnlstm/ui/stepper/web").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'URLSearchParams\([\w.]*\)\.get\("(\w+)"', text))
        for values in re.findall(r"address\.name\(\{(.*?)\}\)", text, re.DOTALL):
            named |= set(re.findall(r"(?:^|\n)\s*(\w+): ", values))
        if path.name == "link.js":
            named |= set(re.findall(r'\b(?:name|number|asked\.get)\("(\w+)"', text))
    assert named == set(BROWSER)


@pytest.mark.parametrize("each", RANGES, ids=lambda each: each.name)
def test_usual_value_and_ends_lie_on_the_slider(each):
    assert each.low <= each.usual <= each.high
    for value in (each.usual, each.high):
        steps = (value - each.low) / each.step
        assert steps == pytest.approx(round(steps))


@pytest.mark.parametrize("each", EVERY.values(), ids=lambda each: each.name)
def test_what_can_be_set_can_be_read_from_a_link(each):
    """In the form in which it is written."""
    texts = {
        Range: lambda: [f"{value:g}" for value in (each.low, each.usual, each.high)],
        Notches: lambda: [f"{value:g}" for value in each.values],
        Choice: lambda: list(each.options),
        Several: lambda: ["none", *each.options, ",".join(each.options)],
    }.get(type(each), lambda: ["", "a,b"])()
    assert all(each._read(text) is not None for text in texts)


def test_no_container_has_the_key_of_a_setting():
    """Style that keeps the place of one would make room for the other."""
    named = re.compile(r'(?:container\([^()]*key=|kept_place\(\s*)"([\w-]+)"')
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "rnnlstm/ui").rglob("*.py")]
    containers = {key for source in sources for key in named.findall(source)}
    assert {"figure", "shown-place"} <= containers
    assert not containers & set(EVERY)
