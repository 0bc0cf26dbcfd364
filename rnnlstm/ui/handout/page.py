"""A page by itself: its parts in a frame that says what it is, with everything inside that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib.metadata import version
from urllib.parse import parse_qsl, urlencode

from rnnlstm.ui.handout import prose
from rnnlstm.ui.handout.parts import Live, Part, within
from rnnlstm.ui.handout.sources import faces, fonts, licence, modules, own
from rnnlstm.ui.shell.catalogue import COURSE, IN_HTML, catalogue

PLACE = ("t", "small", "unit", "depth", "op", "card")
"""What of a link says where one stands in a walk."""
NOTHING_FROM_ELSEWHERE = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; "
    "font-src data:; img-src data: blob:; connect-src data:"
)
"""What the browser is told of a page that has everything inside."""


@dataclass(frozen=True)
class Link:
    """A way to another page: what it is called, where it leads, and its kind as HTML names it."""

    label: str
    address: str
    rel: str = ""


@dataclass(frozen=True)
class Page:
    """A page by itself.

    Attributes
    ----------
    language
        Of its words, as in `LANGUAGES`.
    title, why
        Of the lesson; why it matters, in Markdown.
    parts
        What it shows.
    settings
        What was set, in words.
    day
        On which it was made.
    place
        Where in the walk it opens, as in a link.
    links
        Other pages beside it; none in a file that stands alone.
    scripts
        The addresses of scripts beside it; none in a file that stands alone.
    """

    language: str
    title: str
    parts: tuple[Part, ...]
    day: str
    why: str = ""
    settings: tuple[str, ...] = ()
    place: str = ""
    links: tuple[Link, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """The whole page."""
        inner = (self._nav, f"<main>{self._header}{self._main}</main>", self._footer, self._carried)
        return f"{self._head}<body>{''.join(inner)}</body></html>\n"

    @property
    def _head(self) -> str:
        rule = f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_FROM_ELSEWHERE}">'
        return (
            f'<!doctype html>\n<html lang="{IN_HTML[self.language]}"><head><meta charset="utf-8">'
            f"{'' if self.scripts else rule}"
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(f'{self.title} · {self._course}')}</title>"
            f"<style>{own('page.css')}{self._faces}</style><script>{own('theme.js')}</script></head>"
        )

    @property
    def _nav(self) -> str:
        _ = catalogue(self.language).gettext
        links = "".join(
            f'<a href="{escape(each.address)}" rel="{each.rel}">{escape(each.label)}</a>'
            for each in self.links
        )
        theme = escape(_("Light or dark"))
        named = f'id="theme" data-testid="theme" aria-label="{theme}" title="{theme}"'
        switch = f'<button type="button" {named}>◐</button>'
        return f'<nav><span class="course">{escape(self._course)}</span>{links}{switch}</nav>'

    @property
    def _header(self) -> str:
        _ = catalogue(self.language).gettext
        why = prose.html(self.why) if self.why else ""
        listed = "".join(f"<li>{escape(each)}</li>" for each in self.settings)
        label = escape(_("Settings"))
        settings = f'<ul class="settings" aria-label="{label}">{listed}</ul>' if listed else ""
        return f"<header><h1>{escape(self.title)}</h1>{why}{settings}</header>"

    @property
    def _course(self) -> str:
        return catalogue(self.language).gettext(COURSE)

    @cached_property
    def _main(self) -> str:
        _ = catalogue(self.language).gettext
        old = escape(_("The walk needs a browser of 2023 or later, with JavaScript."))
        told = f'<p id="wait" hidden>{old}</p><noscript><p>{old}</p></noscript>' if self._entries else ""
        return told + "".join(part.html for part in self.parts)

    @property
    def _footer(self) -> str:
        _ = catalogue(self.language).gettext
        made = _("Saved on {day} from “{course}”, version {version}. It needs no network.")
        words = escape(made.format(day=self.day, course=self._course, version=version("rnnlstm")))
        if not (self._entries or self._faces):
            return f"<footer><p>{words}</p></footer>"
        fonts = _("Mathematical type: “Stepper Math”, made of STIX Math, under the SIL Open Font License 1.1")
        terms = f"<details><summary>{escape(fonts)}</summary><pre>{escape(licence())}</pre></details>"
        return f"<footer><p>{words}</p>{terms}</footer>"

    @property
    def _carried(self) -> str:
        """Scripts beside the page; in it the modules and fonts, and what brings them to life."""
        scripts = "".join(f'<script src="{escape(each)}"></script>' for each in self.scripts)
        if self.scripts:
            scripts += f"<script>{own('charts.js')}</script>"
        if not self._entries:
            return f"{scripts}<script>{own('switch.js')}</script>"
        blocks = {"sources": modules(self._entries), **fonts()}
        inside = "".join(
            f'<script type="text/plain" id="{name}">{text}</script>' for name, text in blocks.items()
        )
        onward = next((each.address for each in self.links if each.rel == "next"), "")
        where = f'data-place="{escape(self.place)}" data-onward="{escape(onward)}"'
        return f"{scripts}{inside}<script {where}>{own('switch.js', 'start.js')}</script>"

    @cached_property
    def _faces(self) -> str:
        """The fonts for formulas in text; the stepper brings its own."""
        return faces() if not self._entries and "<math" in self._main else ""

    @cached_property
    def _entries(self) -> frozenset[str]:
        return frozenset(each.entry for each in within(self.parts) if isinstance(each, Live))


def place(search: str, t: int) -> str:
    """Return what of a link says where one stands in a walk: a card, else the step, for which none opens."""
    named = {key: text for key, text in parse_qsl(search.removeprefix("?")) if key in PLACE}
    return urlencode(named if "card" in named else {"t": str(t), **named})
