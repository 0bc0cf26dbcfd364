"""The pages of the site: a folder a language, what they share beside them, and the way from page to page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import files
from pathlib import Path

import plotly

from rnnlstm.site.pages import shown
from rnnlstm.ui.handout.page import Link, Page
from rnnlstm.ui.handout.parts import Beside, Chart, Folded, Part, Within, Words, within
from rnnlstm.ui.lessons.course import GLOSSARY, HOME, PAGES, Lesson
from rnnlstm.ui.shell.catalogue import COURSE, LANGUAGES, N_, catalogue

PLOTLY = "plotly.min.js"
NOTE = N_(
    "This page stands by itself and shows the lesson with its usual settings. "
    "To change a setting, train a network or read a file of yours, you need the course itself."
)


def write(folder: Path, languages: Sequence[str]) -> Iterator[Path]:
    """Write the site, and return the path of each file as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    yield from _shared(folder)
    for language in languages:
        (folder / language).mkdir(exist_ok=True)
        for lesson in (*PAGES, GLOSSARY):
            path = folder / language / _file(lesson)
            path.write_text(site_page(lesson.name, language, languages).html, encoding="utf-8")
            yield path
    index = folder / "index.html"
    index.write_text(_door(languages), encoding="utf-8")
    yield index


def site_page(
    name: str, language: str, languages: Sequence[str] = (), link: Mapping[str, str] | None = None
) -> Page:
    """Return a page of the site as a link asks for it; without one, with the usual settings."""
    _ = catalogue(language).gettext
    found = shown(name, {"lang": language, **(link or {})})
    parts = (Words(_(NOTE), "note"), *(_linked(part, language) for part in found.parts))
    return Page(
        language=language,
        title=found.title,
        parts=parts,
        day=date.today().isoformat(),
        why=found.why,
        settings=found.settings,
        links=tuple(_links(name, language, languages)),
        scripts=(f"../{PLOTLY}",) if any(isinstance(each, Chart) for each in within(parts)) else (),
    )


def _shared(folder: Path) -> Iterator[Path]:
    """Copy what draws the figures, with its licence."""
    source = Path(plotly.__file__).parent / "package_data" / PLOTLY
    yield Path(shutil.copyfile(source, folder / PLOTLY))
    for each in files("plotly") or ():
        if each.name.startswith("LICENSE"):
            yield Path(shutil.copyfile(str(each.locate()), folder / "plotly.LICENSE.txt"))


def _file(lesson: Lesson) -> str:
    return f"{lesson.name}.html"


def _links(name: str, language: str, languages: Sequence[str]) -> Iterator[Link]:
    """Return the ways from a page: home, before, after, the glossary, the same in another language."""
    _ = catalogue(language).gettext
    names = [each.name for each in PAGES]
    if name != HOME.name:
        yield Link(_(HOME.title), _file(HOME), "index")
    if name in names:
        here = names.index(name)
        if here:
            yield Link(f"← {_(PAGES[here - 1].title)}", _file(PAGES[here - 1]), "prev")
        if here + 1 < len(PAGES):
            yield Link(f"{_(PAGES[here + 1].title)} →", _file(PAGES[here + 1]), "next")
        yield Link(_(GLOSSARY.title), _file(GLOSSARY), "help")
    for other in languages:
        if other != language:
            yield Link(LANGUAGES[other], f"../{other}/{name}.html", "alternate")


def _linked(part: Part, language: str) -> Part:
    """Return a part in which the titles of lessons that stand by themselves lead to them."""
    if isinstance(part, Words):
        return replace(part, markdown=_titles(language).get(part.markdown, part.markdown))
    if isinstance(part, (Beside, Folded, Within)):
        return replace(part, parts=tuple(_linked(each, language) for each in part.parts))
    return part


def _titles(language: str) -> dict[str, str]:
    """Return how the course writes a way to a lesson -> the same as a link."""
    _ = catalogue(language).gettext
    found = {}
    for lesson in PAGES:
        title = _(lesson.title)
        for way in (f"**{title}**", f"← {title}", f"{title} →"):
            found[way] = f"[{way}]({_file(lesson)})"
    return found


def _door(languages: Sequence[str]) -> str:
    """Return the page that leads to the languages."""
    ways = "".join(
        f'<p><a href="{each}/{_file(HOME)}" hreflang="{each}">{LANGUAGES[each]}</a></p>' for each in languages
    )
    head = f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{COURSE}</title>'
    return f"{head}<h1>{COURSE}</h1>{ways}</html>\n"
