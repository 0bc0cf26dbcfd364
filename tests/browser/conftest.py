"""One server and one Chromium a process; a page fails its test on any error in its console.

A test's pages share a browser context with those of other tests on the same kind of screen: what has been
cached is kept, what a page has stored is not. A failed test is tried once more, in contexts of its own, and
that second try leaves a trace (``playwright show-trace test-results/.../trace-1.zip``).
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.browser import visit
from support.serve import start_server

OpenPage = Callable[..., Page]
# As patient as the pages themselves: on a busy machine five seconds are not enough.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.browser)
            # On a busy machine a page may be too late once; what is wrong is wrong twice.
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    process, url = start_server()
    yield url
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def base_url(server: str) -> str:
    """Where pytest-playwright's pages are."""
    return server


@pytest.fixture
def fresh_server() -> Iterator[str]:
    """A server that nobody has visited yet."""
    process, url = start_server()
    yield url
    process.kill()
    process.wait()


def close_guide(context: BrowserContext, guided: bool) -> None:
    """Let a context's visitors have closed the guide before, unless they are to be guided."""
    if not guided:
        context.add_init_script("localStorage.setItem('rnnlstm.guide', 'closed')")


@pytest.fixture(scope="session")
def kept_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return the context of a kind of screen, always the same one."""
    contexts: dict[str, BrowserContext] = {}

    def kept(guided: bool, **options: Any) -> BrowserContext:
        kind = json.dumps([guided, options], sort_keys=True)
        if kind not in contexts:
            contexts[kind] = browser.new_context(**options)
            close_guide(contexts[kind], guided)
        return contexts[kind]

    yield kept
    for context in contexts.values():
        context.close()


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest,
    server: str,
    kept_context: Callable[..., BrowserContext],
    new_context: Callable[..., BrowserContext],
    output_path: str,
) -> Iterator[OpenPage]:
    """Open a page of the app; at the end, fail on any console error or any request to another host.

    The visitor has closed the guide before, unless the page is ``guided``.
    """
    traced_by_plugin = request.config.getoption("--tracing") != "off"
    second_try = getattr(request.node, "execution_count", 1) > 1
    traced: list[BrowserContext] = []
    pages: list[Page] = []
    troubles: list[str] = []

    def context_for(options: dict[str, Any], guided: bool) -> BrowserContext:
        if not (second_try or traced_by_plugin):
            return kept_context(guided, **options)
        context = new_context(**options)
        close_guide(context, guided)
        if not traced_by_plugin:
            context.tracing.start(screenshots=True, snapshots=True, sources=True)
            traced.append(context)
        return context

    def opener(
        path: str = "",
        *,
        width: int = 1400,
        height: int = 900,
        base: str = server,
        guided: bool = False,
        **more: Any,
    ) -> Page:
        context = context_for({"viewport": {"width": width, "height": height}, **more}, guided)
        pages.append(visit(context, base, path, troubles))
        return pages[-1]

    yield opener
    for k, context in enumerate(traced, start=1):
        context.tracing.stop(path=Path(output_path) / f"trace-{k}.zip")
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.context.clear_cookies()
        page.close()
    assert not troubles, "\n".join(troubles)
