"""One server and one Chromium a process; a page fails its test on any error in its console.

A test's pages are opened in tabs that others have used, on the same kind of device: what has been cached and
compiled is kept, what a page has stored is not. A failed test is tried once more, in contexts of its own, and
that second try leaves a trace (``playwright show-trace test-results/.../trace-1.zip``).
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.browser import GUIDE_CLOSED, Tab
from support.on_disk import save
from support.serve import start_server
from support.shifts import COUNT

OpenPage = Callable[..., Page]
MEDIA = ("color_scheme", "reduced_motion")
"""What a tab can show in another way without being opened anew; all else makes another device."""
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


def prepare(context: BrowserContext, guided: bool) -> None:
    """Count what jumps on a context's pages; let its visitors have closed the guide, unless guided."""
    context.add_init_script(COUNT)
    if not guided:
        context.add_init_script(GUIDE_CLOSED)


class Tabs:
    """The tabs that are open, by the kind of device and of visitor."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}
        self._idle: dict[str, list[Tab]] = {}

    def take(self, guided: bool, device: dict[str, Any]) -> tuple[str, Tab]:
        kind = json.dumps([guided, device], sort_keys=True)
        if kind not in self._contexts:
            self._contexts[kind] = self._browser.new_context(**device)
            prepare(self._contexts[kind], guided)
        idle = self._idle.setdefault(kind, [])
        return kind, idle.pop() if idle else Tab(self._contexts[kind])

    def give_back(self, kind: str, tab: Tab, base: str) -> None:
        tab.page.context.clear_cookies()
        tab.leave(base)
        self._idle[kind].append(tab)

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    kept = Tabs(browser)
    yield kept
    kept.close()


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest,
    server: str,
    tabs: Tabs,
    new_context: Callable[..., BrowserContext],
    output_path: str,
) -> Iterator[OpenPage]:
    """Open a page of the app; at the end, fail on any console error or any request to another host.

    The visitor has closed the guide before, unless the page is ``guided``.
    """
    traced_by_plugin = request.config.getoption("--tracing") != "off"
    apart = traced_by_plugin or getattr(request.node, "execution_count", 1) > 1
    traced: list[BrowserContext] = []
    taken: list[tuple[str, Tab]] = []
    troubles: list[str] = []

    def tab_apart(guided: bool, device: dict[str, Any]) -> Tab:
        context = new_context(**device)
        prepare(context, guided)
        if not traced_by_plugin:
            context.tracing.start(screenshots=True, snapshots=True, sources=True)
            traced.append(context)
        return Tab(context)

    def opener(
        path: str = "",
        *,
        width: int = 1400,
        height: int = 900,
        base: str = server,
        guided: bool = False,
        **more: Any,
    ) -> Page:
        media = {name: more.pop(name) for name in MEDIA if name in more}
        if apart:
            tab = tab_apart(guided, more)
        else:
            taken.append(tabs.take(guided, more))
            tab = taken[-1][1]
        return tab.visit(base, path, troubles, viewport={"width": width, "height": height}, **media)

    yield opener
    for k, context in enumerate(traced, start=1):
        context.tracing.stop(path=Path(output_path) / f"trace-{k}.zip")
    for kind, tab in taken:
        tabs.give_back(kind, tab, server)
    assert not troubles, "\n".join(troubles)


@pytest.fixture(params=["server", pytest.param("disk", marks=pytest.mark.slow)])
def open_walk(
    request: pytest.FixtureRequest, open_page: OpenPage, tmp_path_factory: pytest.TempPathFactory
) -> OpenPage:
    """Open a page with a stepper from the server, and the same from disk where there is no network."""
    if request.param == "server":
        return open_page

    def opener(path: str, **more: Any) -> Page:
        folder, name = save(tmp_path_factory.getbasetemp(), path)
        return open_page(name, base=folder, offline=True, **more)

    return opener
