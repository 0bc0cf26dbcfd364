"""What browser tests do on any page."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

WITH_STEPPER = ("compare", "trained")


def visit(context: BrowserContext, base: str, path: str, troubles: list[str]) -> Page:
    """Open a page of the app, and note any error in its console and any request to another host."""
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: troubles.append(f"{path}: {error}"))

    def asks(url: str) -> None:
        if not url.startswith((base, "data:", "blob:")):
            troubles.append(f"asks another host: {url}")

    def says(kind: str, text: str, url: str) -> None:
        # Streamlit looks for its server below a page's own path first, and finds it at the root next.
        if kind == "error" and not (text.startswith("Failed to load") and "/_stcore/" in url):
            troubles.append(f"{path}: {text} {url}")

    page.on("request", lambda request: asks(request.url))
    page.on("console", lambda message: says(message.type, message.text, message.location["url"]))
    page.goto(base + path)
    page.wait_for_selector("h1")
    return page


def has_stepper(page: Page) -> bool:
    name = urlsplit(page.url).path.strip("/")
    return name.endswith("ward") or name in WITH_STEPPER


def settle(page: Page) -> None:
    """Wait until what the page is about is drawn and its script has run."""
    if has_stepper(page):
        page.get_by_test_id("stepper").last.wait_for()
    elif urlsplit(page.url).path.strip("/") == "vectors":
        page.get_by_test_id("graph").wait_for()
    else:
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()


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
