"""One server and one Chromium for all browser tests; a page fails its test on any error in its console."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from support.serve import FLAGS, find_chromium, start_server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.browser)
            # On a busy machine a page may be too late once; what is wrong is wrong twice.
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    process, url = start_server()
    yield url
    process.kill()
    process.wait()


@pytest.fixture
def fresh_server() -> Iterator[str]:
    """A server that nobody has visited yet."""
    process, url = start_server()
    yield url
    process.kill()
    process.wait()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[OpenPage]:
    """Open a page of the app; at the end, fail on any console error or any request to another host."""
    contexts = []
    troubles: list[str] = []

    def opener(
        path: str = "", *, width: int = 1400, height: int = 900, base: str = server, **more: object
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: troubles.append(f"{path}: {error}"))
        page.on("request", lambda request: _check_host(request.url, base, troubles))
        # Streamlit looks for its server below a page's own path first, and finds it at the root next.
        page.on(
            "console",
            lambda message: (
                message.type == "error"
                and not (message.text.startswith("Failed to load") and "/_stcore/" in message.location["url"])
                and troubles.append(f"{path}: {message.text} {message.location['url']}")
            ),
        )
        page.goto(base + path)
        page.wait_for_selector("h1")
        return page

    yield opener
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def _check_host(url: str, base: str, troubles: list[str]) -> None:
    if not url.startswith((base, "data:", "blob:")):
        troubles.append(f"asks another host: {url}")
