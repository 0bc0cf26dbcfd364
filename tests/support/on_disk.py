"""Pages of the course as files, for tests that open them where there is no server and no network."""

from dataclasses import replace
from functools import cache
from hashlib import sha1
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from rnnlstm.site.write import site_page
from rnnlstm.ui.handout.page import PLACE, Page
from rnnlstm.ui.handout.parts import Live, within


@cache
def page_of(name: str, link: str) -> Page:
    """Run a page as a link asks for it, and return what lives in it as it stands alone."""
    asked = dict(parse_qsl(link))
    page = site_page(name, asked.get("lang", "en"), link=asked)
    parts = tuple(part for part in page.parts if any(isinstance(each, Live) for each in within((part,))))
    return replace(page, parts=parts, links=())


def save(folder: Path, path: str) -> tuple[str, str]:
    """Write the page that a link names, its place inside; return the address of its folder, and its name."""
    name, _, search = path.partition("?")
    asked = dict(parse_qsl(search))
    page = page_of(name, urlencode({key: text for key, text in asked.items() if key not in PLACE}))
    place = urlencode({key: text for key, text in asked.items() if key in PLACE})
    into = folder / sha1(path.encode()).hexdigest()[:12]
    into.mkdir(exist_ok=True)
    (into / f"{name}.html").write_text(replace(page, place=place).html, encoding="utf-8")
    return f"{into.as_uri()}/", f"{name}.html"
