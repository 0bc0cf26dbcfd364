"""What browser tests do on any page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, ViewportSize

GUIDE_CLOSED = "localStorage.setItem('rnnlstm.guide', 'closed')"
"""Run before anything else on a page: its visitor has closed the guide before."""
WITH_STEPPER = ("compare", "trained", "yours")


class Tab:
    """A page of the browser that serves one test after another: what it has compiled, it keeps.

    The first page of a new tab costs the browser three times as much as one in a tab that it knows.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self._base, self._path = "", ""
        self._troubles: list[str] = []
        self.page.on("pageerror", lambda error: self._troubles.append(f"{self._path}: {error}"))
        self.page.on("request", lambda request: self._asks(request.url))
        self.page.on("console", lambda message: self._says(message))

    def visit(
        self, base: str, path: str, troubles: list[str], *, viewport: ViewportSize, **media: Any
    ) -> Page:
        """Open a page of the app, and note any error in its console and any request to another host."""
        self._base, self._path, self._troubles = base, path, troubles
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(**{"color_scheme": "light", "reduced_motion": "no-preference", **media})
        self.page.bring_to_front()  # a tab behind another has no focus, and frames once a second
        self.page.goto(base + path)
        self.page.wait_for_selector("h1")
        return self.page

    def leave(self, base: str) -> None:
        """Forget what the visitor has stored, and go where nothing of the app runs."""
        self._troubles = []
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        if is_file(self.page):
            self.page.goto("about:blank")
        else:
            self.page.goto(f"{base}_stcore/health")
            self.page.evaluate("localStorage.clear()")  # in which a context may write on each page
        self.page.mouse.move(0, 0)

    def _asks(self, url: str) -> None:
        if not url.startswith((self._base, "data:", "blob:")):
            self._troubles.append(f"asks another host: {url}")

    def _says(self, message: ConsoleMessage) -> None:
        # Streamlit looks for its server below a page's own path first, and finds it at the root next.
        url = message.location["url"]
        if message.type == "error" and not (message.text.startswith("Failed to load") and "/_stcore/" in url):
            self._troubles.append(f"{self._path}: {message.text} {url}")


def is_file(page: Page) -> bool:
    """Whether a page is a file, with no server behind it."""
    return page.url.startswith("file:")


def has_stepper(page: Page) -> bool:
    name = Path(urlsplit(page.url).path).stem
    return name.endswith("ward") or name in WITH_STEPPER


def settle(page: Page) -> None:
    """Wait until what the page is about is drawn and its script has run."""
    if has_stepper(page):
        page.get_by_test_id("stepper").last.wait_for()
    elif urlsplit(page.url).path.strip("/") == "vectors":
        page.get_by_test_id("graph").wait_for()
    else:
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
    if not is_file(page):
        page.locator("[data-test-script-state=notRunning]").wait_for()


def go_to(page: Page, title: str, group: str = "") -> None:
    """Go to a page by the bar above all pages; within a group of the bar, unless it is the home page."""
    bar = page.get_by_test_id("stTopNav")
    if not group:
        bar.get_by_text(title).click()
        return
    bar.get_by_text(group, exact=True).click()
    page.get_by_test_id("stTopNavPopover").get_by_text(title).click()


def choose(page: Page, key: str, value: str, position: int) -> None:
    """Choose one of several options side by side, in whatever language, and wait for the link to name it."""
    page.locator(f".st-key-{key}").get_by_role("radio").nth(position).click()
    page.wait_for_function(f"location.search.includes('{key}={value}')")
    settle(page)


@contextmanager
def downloaded(page: Page) -> Iterator[dict[str, object]]:
    """Take what is downloaded meanwhile: its name and its bytes."""
    taken: dict[str, object] = {}
    with page.expect_download() as download:
        yield taken
    taken |= {"name": download.value.suggested_filename, "data": download.value.path().read_bytes()}
